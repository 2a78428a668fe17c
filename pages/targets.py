"""Is the year on plan, and which projects decide it?"""

from pages.draw.page import draw_page

draw_page("targets")
