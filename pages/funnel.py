"""What was signed, what started, where has money arrived?"""

from pages.draw.page import draw_page

draw_page("funnel")
