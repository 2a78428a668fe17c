"""The access page: roles, log-ins, keys of screens, rules, the audit; a part a file."""
