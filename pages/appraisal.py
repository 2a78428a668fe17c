"""How do the departments stand in the annual appraisal, and what is each point made of?"""

import streamlit as st

from pages.draw import controls, downloads, supposing
from pages.draw.page import draw_contents
from pages.run.current import current
from panels.appraisal import page
from panels.appraisal.asked import appraisal, asked
from panels.contents import OF_PAGES
from queries import UnansweredError
from reports import appraisal_book, file_words
from view.view import View


def draw(view: View) -> None:
    """Scheme, targets, the department opened, what is supposed; then what that makes."""
    t, known = view.t, view.choices
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="looking"):
        if len(known["scheme"].codes) > 1:
            controls.single(view, known["scheme"])
        controls.either(view, known["against"])
        with st.container(width=220):
            controls.single(view, known["appraised"])
        place = st.container(width="content")
    if one := asked(view, controls.standing(view)):
        try:
            supposing.draw(view, one)
        except UnansweredError:
            # The page below says so.
            st.caption(t("Nothing can be supposed here."))
    chosen = controls.standing(view)
    if (one := asked(view, chosen)) and view.rights.units is None:
        title = t("What if") if one.supposed.items else t("Annual appraisal")
        with place:
            downloads.button(
                t("Scores with formulas (xlsx)"), lambda: appraisal_book.workbook(view, appraisal(view, one)),
                file_words.file_name(view, f"{t('Annual appraisal')}_{title}" if one.supposed.items else title, "xlsx"),
                downloads.XLSX, icon=":material/table:", key="appraisal_book",
            )  # fmt: skip
    draw_contents(view, OF_PAGES["appraisal"].make(view, chosen))


if page.may_see(shown := current()) and shown.choices["appraised"].codes:
    draw(shown)
else:
    draw_contents(shown, OF_PAGES["appraisal"].make(shown, {}))
