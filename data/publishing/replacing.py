"""What replacing the whole by a ledger of some months alone would take away: the months before them.

Offices' monthly forms list every project with its total investment and one month's amounts: they look like the whole
ledger, and are not.
"""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.compute as pc

from data import model, versions
from data.ledger.report import Report


def lost_months(report: Report, base: str | None) -> list[dt.date]:
    """The months (first days) of `base` before the ledger's own that a replacement would remove, in order.

    None of a demonstration, and none where the ledger shares no project with the version.

    Raises:
        UnknownVersionError, UnavailableError, DamagedError: of `base`.
    """
    if base is None or report.needs_base or versions.info(base).is_demo or report.is_demo:
        return []
    before = versions.read_tables(base)
    if not _share_projects(before, report.tables):
        return []
    own = _months(report.tables["progress"])
    return [month for month in _months(before["progress"]) if not own or month < own[0]]


def _months(progress: pa.Table) -> list[dt.date]:
    return sorted(pc.unique(progress["month"]).to_pylist())


def _share_projects(one: model.Tables, other: model.Tables) -> bool:
    return any(
        set(one["project"][column].to_pylist()) & set(other["project"][column].to_pylist())
        for column in ("project_id", "name")
    )
