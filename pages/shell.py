"""What surrounds every page: version, language, navigation, filters. Run by app.py at every rerun."""

import streamlit as st

from pages import frame, sidebar
from pages.view import set_current

st.set_page_config(layout="wide", initial_sidebar_state="auto")
st.html(frame.STYLE)

data = sidebar.chosen_edition()
sidebar.stop_at_unknown_link(data)
language, places = sidebar.language(data)
page = frame.navigation(language, places.pages)
set_current(sidebar.view(data, language, places, page.url_path))
frame.heading(page.title, page.url_path)
page.run()
frame.footer()
