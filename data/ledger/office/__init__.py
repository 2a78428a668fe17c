"""A ledger of an office's own form → a report of its projects, every cell read or refused; `read` is the way in.

From the sheet to the tables of `data.model`:

- `tables`, `header`, `above`, `layout`: where a sheet's tables are, what stands above them;
- `headings`, `dictionary`, `time_words`, `matching`, `periods`, `placed`: what each column fills;
- `row_kinds`, `groups`, `packages`: what each row is;
- `entries`, `cell_reading`, `written/`: what each row says;
- `totals`, `accounts`, `asides`, `heeding`, `missing`: what is checked of it, said and asked;
- `projects`, `months`, `project_amounts`, `as_template`: entries → projects → the template's columns;
- `of_version`, `version_sums`: a sheet that only reports months, and the version whose projects they are of;
- `asking`: questions that several of them ask;
- `how_read`: how it was read, as people are shown it.
"""

from data.ledger.office.reading import read

__all__ = ["read"]
