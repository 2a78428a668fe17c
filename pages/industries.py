"""Which industries carry the year?"""

from pages.draw.page import draw_page

draw_page("industries")
