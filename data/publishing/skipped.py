"""Months that an update would leave out between what the version reports and what the ledger does: never shown as 0."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from data import model
from data.errors import Said
from data.ledger.mapping import MEASURES
from data.ledger.report import Report, Span
from data.publishing import month_sums

_MOST_NAMED = 4


def refusal(
    report: Report, base: model.Tables, new: model.Tables, spans: Sequence[Span], through: dt.date
) -> Said | None:
    """Why a ledger cannot be laid over a version that was reported up to `through`: months between have no amounts.

    A month is reported by a row of its own, by a column (0 too), or within a sum of months. Of a measure that the
    version does not have at all nothing is missing.
    """
    for measure in MEASURES:
        had = month_sums.months_with(base, measure)
        given = month_sums.given(report, new, measure)
        last = max((month for month in given if month > through), default=None)
        if not had or last is None:
            continue
        reported = given | _of_nothing(new)
        for span in spans:
            if span.measure == measure:
                reported |= set(month_sums.months_from(span.first, span.month))
        first = month_sums.after(max(through, *had))
        between = month_sums.months_from(first, last) if first < last else []
        if lacking := [month for month in between if month not in reported]:
            return _say(measure, lacking, through, min(month for month in given if month > lacking[0]))
    return None


def _of_nothing(tables: model.Tables) -> set[dt.date]:
    """The months whose rows hold 0 in both measures: just that is reported."""
    progress = tables["progress"]
    spoken = set().union(*(month_sums.months_with(tables, measure) for measure in MEASURES))
    return set(progress["month"].to_pylist()) - spoken


def _say(measure: str, lacking: list[dt.date], through: dt.date, then: dt.date) -> Said:
    zh, en = month_sums.NAMES[measure]
    named = [f"{month:%Y-%m}" for month in lacking[:_MOST_NAMED]]
    more = len(lacking) > _MOST_NAMED
    which, which_en = "、".join(named) + ("等" if more else ""), ", ".join(named) + (" …" if more else "")
    return Said(
        f"当前版本的数据截至{through:%Y-%m}，台账的{zh}从{then:%Y-%m}报起，中间的{which}没有数，是不是漏报了？未发布，以免显示成0。"
        f"请先导入{which}的台账；这{'个月' if len(lacking) == 1 else '几个月'}确实没有的，请在台账里为它加一列，填0。",
        f"The current version ends with {through:%Y-%m} and the ledger's {en} begin with {then:%Y-%m}: were the months "
        f"between ({which_en}) forgotten? Nothing was published, so that they are not shown as 0. Import their ledger "
        "first; if nothing came in them, add a column of each to the ledger, filled with 0.",
    )
