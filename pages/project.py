"""How does this one project stand, and what became of it?"""

import streamlit as st

from pages.draw.page import draw_contents
from pages.run.current import current
from panels.contents import OF_PAGES

# No widget holds it: the address does, and what is shared and saved asks for it here.
st.session_state["id"] = st.query_params.get("id", "")
draw_contents(current(), OF_PAGES["project"].make(current(), {"id": st.session_state["id"]}))
