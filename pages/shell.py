"""What surrounds every page: version, language, navigation, filters. Run by app.py at every rerun."""

from contextlib import ExitStack

import streamlit as st

from pages import catalogue, frame, gathered, hidden, rights, share, sidebar, turns, who
from pages.view import current, set_current

st.set_page_config(layout="wide", initial_sidebar_state="auto")
st.html(frame.STYLE)

with ExitStack() as held:
    held.enter_context(turns.turn())
    reader = rights.reader_rights()
    data = sidebar.chosen_edition(reader)
    sidebar.stop_at_unknown_link(data, reader)
    language, places = sidebar.language(data, reader)
    page = frame.navigation(language, reader, places.pages)
    set_current(sidebar.view(data, reader, language, places, page.url_path))
    who.show_reader(language, places.reader)
    sharing = frame.heading(page.title)
    gathered.begin()
    if page.url_path in catalogue.CHANGING:
        held.close()
    if not hidden.is_too_narrow(current()):
        page.run()
    with sharing:
        share.popover(current(), page.title, page.url_path)
    frame.footer()
