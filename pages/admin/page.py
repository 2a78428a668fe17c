"""Who may do what, who is here, what was done: roles, log-ins, keys of screens, rules, the audit. For admins."""

import streamlit as st

from pages.admin import audit_lines, keys, logins, role_lists, rules
from pages.draw.page import choice
from pages.run import this_reader
from pages.run.current import current

if not this_reader.reader_rights().administers:
    st.stop()
view = current()
part = choice(view.choices["manage"])
if part == "roles":
    role_lists.show_roles(view)
elif part == "logins":
    logins.show_logins(view)
elif part == "keys":
    keys.show_keys(view)
elif part == "rules":
    rules.show_rules(view)
else:
    audit_lines.show_audit(view)
