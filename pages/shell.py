"""What surrounds every page: version, language, navigation, filters. Run by app.py at every rerun."""

from contextlib import ExitStack

import streamlit as st

from data import settings
from pages.draw import asking, not_shown
from pages.frame import badge, heading, share, sidebar
from pages.run import this_reader, turns
from pages.run.current import current, set_current
from view import addresses

st.html(heading.STYLE)

with ExitStack() as held:
    held.enter_context(turns.turn())
    settings.take_changes()
    reader = this_reader.reader_rights()
    data = sidebar.chosen_edition(reader)
    sidebar.stop_at_unknown_link(data, reader)
    language, places = sidebar.language(data, reader)
    page = heading.navigation(language, reader, places.pages)
    set_current(sidebar.view(data, reader, language, places, page.url_path))
    badge.show_reader(language, places.reader)
    asking.begin()
    sharing = heading.heading(page.title)
    if page.url_path in addresses.CHANGING:
        held.close()
    if not not_shown.is_too_narrow(current()):
        page.run()
    with sharing:
        share.popover(current(), page.title, page.url_path)
    heading.footer()
    asking.listen()
