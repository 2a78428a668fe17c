"""Backup and restore: one tar file of the store, and of a hosted dashboard's roles and audit. Never of secrets.

`archive` knows the file, `store` the store's part in it, `commands` joins them with the other parts.
"""
