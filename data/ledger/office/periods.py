"""Columns of a measure → the months each is of, and which of several readings of the same money counts.

A month's own column goes before a sum of months, a period that is named before «本年», and that before «累计», which
may be of the year or of the project's whole life. What does not count is a check, or is kept aside and said.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from data.errors import Asked, Said
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES
from data.ledger.office import asking
from data.ledger.office.dictionary import fold
from data.ledger.office.layout import Layout
from data.ledger.office.placed import Placed, has_month_column
from data.ledger.office.time_words import Time


@dataclass(frozen=True)
class Reported:
    """What is known of the time of a sheet: its year, and the last month that it reports (a first day)."""

    year: int | None
    month: dt.date | None


def settle(layout: Layout, placed: list[Placed], reported: Reported, findings: Findings) -> list[Placed]:
    """The columns with the months each is of, sums and other readings of the same money out of the way."""
    placed = [_in_time(one, reported, is_by_row=has_month_column(placed)) for one in placed]
    placed = _without_years_before(layout, placed, findings)
    placed = _wholes(placed, reported)
    placed = _named_wholes(placed)
    placed = _totals_beside_months(placed)
    return _one_reading(placed)


def _in_time(one: Placed, reported: Reported, *, is_by_row: bool) -> Placed:
    """A column of a measure with the month up to which it is: the one that it names, or the sheet's."""
    is_bare = not one.period and one.target in MEASURES and reported.month is not None and not one.is_given
    if is_bare and not is_by_row:
        one = replace(one, period="running")  # up to the month of the title, as far as anyone can tell
    if one.target not in {*MEASURES, "total"} or not one.period:
        return one
    if is_by_row and not one.time.last:
        return one  # each row says its month
    year, first, last = _named_or_reported(one, reported)
    if year is None or not last:
        return one
    found = replace(one, month=dt.date(year, last, 1), first=first or 1, year=year)
    return found if one.target == "total" else replace(found, target="month_amount")


def _named_or_reported(one: Placed, reported: Reported) -> tuple[int | None, int, int]:
    """Year, first and last month of a column; where nothing can be said of them, no year or a last month of 0."""
    time, month = one.time, reported.month
    if time.last:
        return time.year or reported.year or (month.year if month else None), time.first, time.last
    is_past = one.period == "year" and time.year and (not reported.year or time.year < reported.year)
    is_whole = one.target == "total" and one.period in {"year", "span"} and time.year
    if is_past or is_whole:
        return time.year, 1, 12
    if month is None or time.year not in {None, month.year}:
        return None, 0, 0
    first = {"month": month.month, "range": (month.month - 1) // 3 * 3 + 1}.get(one.period, 1)
    return month.year, first, month.month


def _wholes(placed: list[Placed], reported: Reported) -> list[Placed]:
    """«合计» under a measure beside its parts (内资, 外资) and not beside months is the measure itself."""
    found = list(placed)
    for measure in MEASURES:
        of_it = [one for one in placed if one.measure == measure]
        if any(one.target in {"month_amount", measure} for one in of_it):
            continue
        seen: set[Time] = set()
        for one in [one for one in of_it if one.target == "total"]:
            if one.time in seen:
                continue
            seen.add(one.time)
            found[found.index(one)] = _in_time(
                replace(one, target=measure, period=one.period or "running"),
                reported,
                is_by_row=has_month_column(placed),
            )
    return found


def _named_wholes(placed: list[Placed]) -> list[Placed]:
    """«到位资金合计» beside «到位内资», «到位外资» of the same time is the whole, and they are its parts."""
    found = list(placed)
    for one in placed:
        if one.target != "month_amount" or one.is_given or _is_named_whole(one):
            continue
        beside = [w for w in placed if (w.target, w.measure, w.months) == (one.target, one.measure, one.months)]
        if sum(map(_is_named_whole, beside)) == 1:
            found[found.index(one)] = one.kept_aside("part")
    return found


def _is_named_whole(one: Placed) -> bool:
    return fold(one.heading.joined).endswith(("合计", "总计", "小计"))


def _without_years_before(layout: Layout, placed: list[Placed], findings: Findings) -> list[Placed]:
    """«截至2022年底累计» in a ledger of 2023 sums up years before: put at one month it would make its year wrong.

    «2022年完成投资» is of another year too.
    """
    years = [one.month.year for one in placed if one.target == "month_amount" and one.month and _is_of_now(one)]
    year = max([*years, layout.year or 0])
    found = []
    for one in placed:
        is_sum = one.target == "month_amount" and one.period in {"year", "span", "running"}
        is_check = any(m.period == "month" and m.measure == one.measure and m.months & one.months for m in placed)
        if is_sum and one.month and one.month.month == 12 and one.month.year < year and not one.is_given | is_check:
            of = one.month.year
            findings.warn(
                layout.grid,
                [(one.heading.row, one.column)],
                Said(
                    f"是{of}年及以前的合计数，没有计入各月",
                    f"sums up {of} or the years until then, and was not counted in any month",
                ),
                asking.KEPT,
                kind=f"years_before:{one.heading.joined}",
            )
            one = one.kept_aside()  # noqa: PLW2901
        found.append(one)
    return found


def _is_of_now(one: Placed) -> bool:
    return one.period not in {"year", "span", "running"} or bool(one.month and one.month.month < 12)


def _totals_beside_months(placed: list[Placed]) -> list[Placed]:
    """Beside months of its own a column «累计», «1-9月» or «一季度» of a measure is no new money: it is a check."""
    found = list(placed)
    for measure in MEASURES:
        counted = [one for one in placed if one.measure == measure and one.target in {"month_amount", measure}]
        months = {one.month for one in counted if one.period == "month" and one.month}
        by_row = any(one.period in {"month", ""} and one.target == measure for one in counted)
        sums = [one for one in counted if one.period not in {"month", ""}]
        if _are_running(months, sums):
            january = next(one for one in counted if one.month in months and one.period == "month")
            found[found.index(january)] = replace(january, period="span", first=1)
            continue
        for one in sums:
            is_check = one.months & months if one.month else months or (by_row and has_month_column(placed))
            if is_check and not one.is_given:
                found[found.index(one)] = replace(one, target="total")
    return found


def _are_running(months: set[dt.date], sums: list[Placed]) -> bool:
    """Whether «1月», «1-2月», «1-3月» … are running totals: January is then a sum too."""
    ends = {one.month for one in sums if one.period in {"span", "running"}}
    return len(months) == 1 and all(m.month == 1 and m.replace(month=2) in ends for m in months)


#: Which reading of the same money counts, the surest first.
_SURENESS = {"month": 0, "": 0, "range": 1, "span": 1, "year": 2, "running": 3}


def _one_reading(placed: list[Placed]) -> list[Placed]:
    """Of «1-9月», «本年» and «累计» of the same measure the surest one counts; the others are kept aside and said."""
    found = list(placed)
    for measure in MEASURES:
        counted = [one for one in placed if one.measure == measure and one.target in {"month_amount", measure}]
        counted = [one for one in counted if one in found]
        for one in counted:
            surer = [other for other in counted if _is_surer(other, one)]
            if surer and not one.is_given:
                found[found.index(one)] = one.kept_aside("other", surer[0])
            elif any(_holds(other, one) for other in counted) and not one.is_given:
                found[found.index(one)] = one.kept_aside("part")
        found = _one_running(found, measure)
    return found


def _holds(other: Placed, one: Placed) -> bool:
    """Whether a sum up to the same month («1-9月») has all that one of fewer months («三季度») has."""
    return one.period == "range" and other.month == one.month and other.months > one.months


def _is_surer(other: Placed, one: Placed) -> bool:
    """Whether another column says of the same months more surely what this one may say."""
    if _SURENESS[other.period] >= _SURENESS[one.period] or _SURENESS[one.period] < 2:
        return False
    return not one.months or not other.months or bool(one.months & other.months)


def _one_running(placed: list[Placed], measure: str) -> list[Placed]:
    """Two columns up to the same month, neither of which names its months («累计», «本年»): the first one counts."""
    seen: dict[tuple[str, dt.date | None, int], Placed] = {}
    found = []
    for one in placed:
        is_open = one.measure == measure and one.target == "month_amount" and not one.time.last
        first = seen.setdefault((one.period, one.month, one.first), one) if is_open else one
        if first is not one and not one.is_given:
            one = one.kept_aside("other", first)  # noqa: PLW2901
        found.append(one)
    return found


def ask_about_periods(layout: Layout, placed: list[Placed], findings: Findings) -> None:
    """A sum of several months is put at its last one, and «累计» is read as of the year: both are asked."""
    for one in placed:
        if one.target != "month_amount" or one.month is None or one.is_given:
            continue
        if len(one.months) < 2 and one.time.period != "running":
            continue  # but «累计» in January may be of the project's whole life
        first = f"{one.first}-" if one.first < one.month.month else ""
        span = f"{one.month.year}年{first}{one.month.month}月"
        english = f"{one.month.year}-{one.first:02d} to {one.month:%Y-%m}"
        if one.period == "running" and not one.time.period:
            why = Said(
                f"没有写是哪段时间的数，按本年累计（{span}）读取，记在{one.month:%Y-%m}",
                f"does not say of which time it is: read as of the year ({english}), put at {one.month:%Y-%m}",
            )
        elif one.period == "running":
            why = Said(
                f"看不出是本年累计还是开工以来累计，按本年累计（{span}）读取，是一段时间的合计数，记在{one.month:%Y-%m}",
                f"may sum up the year or the project's whole life: read as of the year ({english}), put at "
                f"{one.month:%Y-%m}",
            )
        else:
            why = Said(
                f"是一段时间（{span}）的合计数，记在它的最后一个月{one.month:%Y-%m}",
                f"sums up a period ({english}), and was put at its last month {one.month:%Y-%m}",
            )
        findings.warn(
            layout.grid, [(one.heading.row, one.column)], why, asking.COLUMN, kind=f"period:{one.heading.joined}"
        )


def say_partly(layout: Layout, placed: list[Placed], known: dict[str, set[dt.date]], findings: Findings) -> None:
    """A check that also holds months which no column of the ledger has: their money is in no month, and that is said.

    A check beside which nothing of its measure is counted checks nothing: that is said too.
    `known`: by measure that is counted, the months that the ledger's columns have.
    """
    for one in placed:
        if one.target != "total" or not one.measure or one.is_given:
            continue
        if one.measure not in known:
            _say_unchecked(layout, one, findings)
        elif unlisted := sorted(one.months - known[one.measure]):
            _say_partly(layout, one, unlisted, findings)


def _say_unchecked(layout: Layout, one: Placed, findings: Findings) -> None:
    findings.warn(
        layout.grid,
        [(one.heading.row, one.column)],
        Said(
            "是合计数，可台账里没有它的各月，没有计入",
            "is a sum, and the ledger has none of its months: not counted",
        ),
        asking.COLUMN,
        kind=f"unchecked:{one.heading.joined}",
    )


def _say_partly(layout: Layout, one: Placed, unlisted: list[dt.date], findings: Findings) -> None:
    first, last = f"{unlisted[0]:%Y-%m}", f"{unlisted[-1]:%Y-%m}"
    span, span_en = (first, first) if first == last else (f"{first}至{last}", f"{first} to {last}")
    findings.warn(
        layout.grid,
        [(one.heading.row, one.column)],
        Said(
            f"包括没有单列的{span}，这些月的数没有计入，只计单列的月份",
            f"also holds {span_en}, which have no columns of their own and were not counted",
        ),
        Asked(
            Said("对吗？", "is that right?"),
            Said("要计入的请补上这些月的列", "add columns for those months to have them counted"),
        ),
        kind=f"partly:{one.heading.joined}",
    )
