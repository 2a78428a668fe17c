"""Reading a ledger in a process of its own, with limits: whatever a file does to its reader, the dashboard goes on."""
