"""Who may see and do what when the dashboard is hosted: settings, sessions, roles, keys, the audit. No Streamlit."""
