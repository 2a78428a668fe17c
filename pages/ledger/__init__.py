"""The data page: a ledger read, corrected and published; versions, quality, lists; a part a file."""
