"""Which projects are there, and where is the one that is looked for?"""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.draw import controls, downloads
from pages.draw.page import answer, draw_below, draw_contents
from pages.run.current import current
from panels import projects
from panels.contents import OF_PAGES
from panels.unanswered import answered
from reports import file_words, table
from view.view import View


def draw(view: View) -> None:
    """What is looked for, what is found, the page of it, and the files of all of it."""
    t, known = view.t, view.choices
    head, looking = st.container(), st.container()
    body, foot = st.container(key="all_found"), st.container(key="turning")
    with looking, st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="looking"):
        controls.written(view, known["search"], t("Name, investor, number or content"))
        controls.several(view, known["stage"])
        controls.several(view, known["light"])
        controls.several(view, known["rule"])
        controls.single(view, known["sort"])
        controls.either(view, known["direction"])
        with st.popover(t("Columns"), icon=":material/view_column:", key="choosing_columns"):
            controls.several(view, known["columns"])
    asked = _begun_anew(view, controls.standing(view))
    # Of a list that does not fit the page below says so; then there is nothing to turn or to save.
    found = answered(view, lambda: int(projects.totals(view, asked)["projects"]), lambda _: None)
    if found is not None:
        _draw_foot(view, foot, asked, found)
    page = OF_PAGES["projects"].make(view, controls.standing(view))
    with head:
        answer(page.answer)
    with body:
        draw_below(view, page)


def _draw_foot(view: View, foot: DeltaGenerator, asked: projects.Listing, found: int) -> None:
    """What turns the list's pages, and the files of all of it."""
    t, wanted = view.t, projects.in_file(asked)
    with foot:
        controls.pager(view, view.choices["page"], projects.pages(found))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(t("All that is found:"), width="content")
            downloads.long_table_buttons(
                view, "projects_found", t("Project list"), projects.told(view, asked),
                lambda: (file_words.columns(view, rows, wanted) for rows in projects.parts(view, asked)),
                found, ("planned_investment", "funds_arrived", "annual_plan", "completed"),
            )  # fmt: skip
            if found > table.MOST_ROWS:
                st.caption(t("A sheet of a workbook holds {n} projects: the file goes on in further sheets.",
                             n=t.number(table.MOST_ROWS)))  # fmt: skip


def _begun_anew(view: View, chosen: dict[str, Any]) -> projects.Listing:
    """The list asked for, on whatever page; one that is another than before begins with its first page."""
    asked = projects.asked(chosen | {"page": 1})
    list_of = view.parameters(), asked.parameters
    if st.session_state.get("list_of", list_of) != list_of:
        st.session_state["page"] = 1
    st.session_state["list_of"] = list_of
    return asked


if (shown := current()).rights.sees_projects:
    draw(shown)
else:
    draw_contents(shown, OF_PAGES["projects"].make(shown, {}))
