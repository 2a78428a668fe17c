"""What changed since then, and who must move?"""

import datetime as dt
from collections.abc import Callable

import streamlit as st

from pages.draw import controls, downloads, letter_buttons
from pages.draw.page import draw_contents
from pages.run import linking
from pages.run.current import current
from panels import deck, letter, review, review_sheet
from panels.contents import OF_PAGES
from panels.document import Document
from panels.unanswered import answered
from reports import file_words, slides
from reports.word import plain
from view.compared.since import since
from view.view import View


def draw(view: View) -> None:
    """Since when and how it is read, then what that makes."""
    known = view.choices
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="looking"):
        controls.either(view, known["since"])
        if st.session_state.get("since") == "day":
            before = view.as_of - dt.timedelta(days=1)
            controls.day(view, known["since_day"], since(view.as_of, {}), view.edition.first_day, before)
        controls.either(view, known["read_by"])
    chosen = controls.standing(view)
    draw_contents(view, OF_PAGES["review"].make(view, chosen))
    _lists(view)
    _papers(view, review.asked(view, chosen))


def _lists(view: View) -> None:
    """The same projects in the list of projects, whose rows a keyboard reaches one by one."""
    t = view.t
    named = {"red": t("Projects with a red light"), "amber": t("Projects with an amber light")}
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="lists"):
        st.caption(t("In the list of projects:"), width="content")
        for light, words in named.items():
            st.link_button(words, linking.project_list(view, light=light), type="tertiary")


def _papers(view: View, one: review.Review) -> None:
    """Word files: one page for the table of the meeting, and a page a department; and the slides."""
    if one.then.version is None:
        return
    t = view.t
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="papers"):
        st.caption(t("For the meeting (Word, A4; PowerPoint):"), width="content")
        _button(view, "meeting", t("The meeting's page"), "docx", lambda: _docx(view, one, review_sheet.meeting))
        _button(
            view, "departments", t("A page a department"), "docx", lambda: _docx(view, one, review_sheet.departments)
        )
        _button(view, "slides", t("Slides"), "pptx", lambda: slides.pptx(view, deck.slides(view, one)))
        reds: dict[str, int] = answered(view, lambda: letter.red_units(view, one.parameters), lambda _: {})
        letter_buttons.of_departments(view, reds)


def _button(view: View, key: str, title: str, ending: str, make: Callable[[], bytes]) -> None:
    kind = {"docx": (downloads.DOCX, ":material/description:"), "pptx": (downloads.PPTX, ":material/slideshow:")}
    mime, icon = kind[ending]
    name = file_words.file_name(view, title, ending)
    downloads.button(title, make, name, mime, icon=icon, key=f"{ending}_{key}")


def _docx(view: View, one: review.Review, make: Callable[[View, review.Review], Document]) -> bytes:
    return plain.docx(view, make(view, one))


if not (shown := current()).rights.sees_sums_alone:
    draw(shown)
else:
    draw_contents(shown, OF_PAGES["review"].make(shown, {}))
