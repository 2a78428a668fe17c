"""Which release of the program this is, as CHANGELOG.md tells of it."""

VERSION = "1.0.0"
