"""From a ledger to a version: what it changes, looked at first (`intake`), and then published."""
