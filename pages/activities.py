"""What came of the promotion events?"""

from pages.draw.page import draw_page

draw_page("activities")
