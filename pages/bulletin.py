"""What does this month's bulletin say?"""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.draw import controls, downloads
from pages.draw.markup import escape
from pages.draw.page import draw_contents
from pages.frame import following
from pages.run.current import current
from panels.bulletin import page
from panels.bulletin.issue import Issue
from panels.contents import OF_PAGES
from reports import file_words
from reports.word import bulletin
from reports.word.template_file import TemplateError
from view import monthly
from view.view import View


def draw(view: View) -> None:
    """Month and edition, the button, then the text as it will stand."""
    known = view.choices
    following.offer("month", known["month"].default)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="looking"):
        with st.container(width=240):
            controls.single(view, known["month"])
        controls.either(view, known["edition"])
        place = st.container(width="content")
    chosen = controls.standing(view)
    made = OF_PAGES["bulletin"].make(view, chosen)
    if (one := page.asked(view, chosen)) is not None and made.rows:
        _button(view, one, place)
    draw_contents(view, made)


def _button(view: View, one: Issue, place: DeltaGenerator) -> None:
    """The Word file; where the office's own template is broken, what is wrong with it."""
    t = view.t
    try:
        bulletin.usable(one)
    except TemplateError as error:
        st.error(escape(t("The office's template cannot be used: {why}", why=error.message(view.language))))
        return
    title = f"{t('Monthly bulletin')}_{t(monthly.EDITIONS[one.edition])}"
    with place:
        downloads.button(
            t("Word file (.docx)"), partial(bulletin.docx, one), file_words.file_name(one.view, title, "docx"),
            downloads.DOCX, icon=":material/description:", key=f"docx_{one.edition}_{monthly.code(one.month)}",
        )  # fmt: skip


if not (shown := current()).rights.sees_sums_alone:
    draw(shown)
else:
    draw_contents(shown, OF_PAGES["bulletin"].make(shown, {}))
