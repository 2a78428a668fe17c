"""How does this one project stand, and what became of it?"""

import streamlit as st

from pages.draw import letter_buttons
from pages.draw.page import answer, draw_below, draw_contents
from pages.run.current import current
from panels.contents import OF_PAGES
from view.view import View


def draw(view: View, project_id: str) -> None:
    """What it is called, the letter about its red lights, then all else."""
    page = OF_PAGES["project"].make(view, {"id": project_id})
    answer(page.answer, page.beside)
    if page.rows:
        with st.container(key="papers"):
            letter_buttons.of_project(view, project_id)
    draw_below(view, page)


# No widget holds it: the address does, and what is shared and saved asks for it here.
st.session_state["id"] = st.query_params.get("id", "")
if not (shown := current()).rights.sees_sums_alone:
    draw(shown, st.session_state["id"])
else:
    draw_contents(shown, OF_PAGES["project"].make(shown, {"id": st.session_state["id"]}))
