"""How did last year end, and is this year on plan?"""

from pages.draw.page import draw_page

draw_page("")
