"""Who may do what, who is here, what was done: roles, log-ins, keys of screens, rules, the audit. For admins."""

import streamlit as st

from pages import admin_audit, admin_keys, admin_logins, admin_roles, admin_rules, rights, show
from pages.view import current

if not rights.reader_rights().administers:
    st.stop()
view = current()
part = show.choice(view.choices["manage"])
if part == "roles":
    admin_roles.show_roles(view)
elif part == "logins":
    admin_logins.show_logins(view)
elif part == "keys":
    admin_keys.show_keys(view)
elif part == "rules":
    admin_rules.show_rules(view)
else:
    admin_audit.show_audit(view)
