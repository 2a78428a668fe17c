"""What every reader of a cell raises."""

from __future__ import annotations

from data.errors import Said


class CellError(Exception):
    """A cell cannot be read: why, and what to do, each a clause without its full stop."""

    def __init__(self, why: Said, todo: Said) -> None:
        self.why, self.todo = why, todo
        super().__init__(f"{why}，{todo}")
