"""Which findings are one and the same: those that differ only in what they quote, count or date."""

from __future__ import annotations

import re
from functools import lru_cache

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|«[^»]*»|\S*![A-Z]{1,3}\d+|\b[A-Z]{1,3}\d+\b|\d[\d.,:/-]*", re.ASCII)


@lru_cache(maxsize=2_000)
def kind_of(why: str, todo: str, column: int) -> str:
    """A finding's kind by its words, without the values in them.

    Words that hold a value may speak of their column («请填写“项目名称”»): they are one kind within a column (from 0).
    """
    bare_why, bare_todo = _QUOTED.sub("·", why), _QUOTED.sub("·", todo)
    of_column = "" if (bare_why, bare_todo) == (why, todo) else str(column)
    return f"{bare_why}|{bare_todo}|{of_column}"
