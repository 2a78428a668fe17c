"""What became of one project from version to version: which publishing changed what of it.

A version never changes, so what it says of a project is read once and kept.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from data import model, versions
from data.errors import StoreError
from data.publishing import side_by_side
from data.publishing.side_by_side import AFTER, BEFORE

#: So many publishings are looked at, the newest first.
MOST = 24
_Value = str | int | bool | dt.date | object | None


@dataclass(frozen=True)
class Change:
    """One value that differs: of which `table` and `column`, in which row (`key`: the values that name it beside the
    project's number), `before` and `after` as the model has them. Of a row that came or went one side is None, and
    `column` is empty.
    """

    table: str
    key: tuple[object, ...]
    column: str
    before: _Value
    after: _Value


@dataclass(frozen=True)
class Publishing:
    """A version against the one that it was made from, `base`. `is_first`: the project came with it."""

    version: str
    created_at: dt.datetime
    who: str
    base: str
    is_first: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """The publishings that changed something of the project, newest first, and how many were looked at.

    `is_whole`: they reach back to the one with which the project came.
    """

    publishings: tuple[Publishing, ...]
    looked_at: int
    is_whole: bool


def of_project(version: str, project_id: str, units: tuple[str, ...] | None = None, most: int = MOST) -> History:
    """The project's history up to `version`, along the versions that each was made from.

    It ends where the version before is no longer in the store or cannot be read, and, of a reader bound to `units`,
    where the project was of another department.
    """
    found: list[Publishing] = []
    known, now = set(versions.names()), _of_version(versions.path(version), version, project_id)
    for looked_at in range(most):
        info = versions.info(version)
        base = info.base_version
        if base is None or base not in known:
            # Nothing stands before it: what it says is what the project began with here.
            found += [Publishing(version, info.created_at, info.who, base or "", True, ())] if base is None else []
            return History(tuple(found), looked_at + 1, base is None)
        try:
            before = _of_version(versions.path(base), base, project_id)
        except StoreError:
            return History(tuple(found), looked_at, False)
        if not before["project"].num_rows:
            found.append(Publishing(version, info.created_at, info.who, base, True, ()))
            return History(tuple(found), looked_at + 1, True)
        if units is not None and before["project"]["unit"][0].as_py() not in units:
            return History(tuple(found), looked_at + 1, False)
        if changes := tuple(differences(before, now)):
            found.append(Publishing(version, info.created_at, info.who, base, False, changes))
        version, now = base, before
    return History(tuple(found), most, False)


def current_on(version: str, day: dt.date) -> str | None:
    """The version that was current at the end of a day, along those that `version` was made from.

    None where nothing had been published by then, or what had is no longer in the store. What a rollback withdrew was
    made into nothing, and is passed over.
    """
    known = set(versions.names())
    while published_on(version) > day:
        base = versions.info(version).base_version
        if base is None or base not in known:
            return None
        version = base
    return version


def published_on(version: str) -> dt.date:
    """The day on which it was published."""
    return versions.info(version).created_at.date()


def differences(before: model.Tables, after: model.Tables) -> list[Change]:
    """What differs between two states of one project, table by table; texts that only look alike are different."""
    found: list[Change] = []
    for name in model.OF_PROJECTS:
        joined = side_by_side.side_by_side(name, before[name], after[name])
        keys = [key for key in model.KEYS[name] if key != "project_id"]
        others = [column for column in model.ARROW[name].names if column not in {*model.KEYS[name], "project_id"}]
        for column in others:
            both = pc.and_(joined["is_before"], joined["is_after"])
            changed = joined.filter(pc.and_(both, side_by_side.differs(joined, column)))
            found += [
                Change(name, tuple(row[key] for key in keys), column, row[f"{column}{BEFORE}"], row[f"{column}{AFTER}"])
                for row in changed.to_pylist()
            ]
        for row in joined.filter(pc.xor(joined["is_before"], joined["is_after"])).to_pylist():
            found += _came_or_went(name, tuple(row[key] for key in keys), others, row)
    return found


def _came_or_went(name: str, key: tuple[object, ...], others: list[str], row: dict[str, object]) -> list[Change]:
    """A row that stands in one of the two states: each value that it brings or takes away; without any, the row."""
    end = AFTER if row["is_after"] else BEFORE
    brought = [(column, row[f"{column}{end}"]) for column in others if row[f"{column}{end}"] is not None]
    return [
        Change(name, key, column, *((None, value) if end == AFTER else (value, None)))
        for column, value in brought or [("", "")]
    ]


@lru_cache(maxsize=1024)
def _of_version(_file: Path, version: str, project_id: str) -> model.Tables:
    """The project's own rows in a version. Raises as versions.project_rows. Nobody may change what is returned."""
    found: dict[str, pa.Table] = versions.project_rows(version, project_id, model.OF_PROJECTS)
    return found
