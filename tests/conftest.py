"""Fixtures that several folders share."""

pytest_plugins = ["tests.demo_ledger"]
