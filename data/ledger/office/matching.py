"""The columns of a sheet → what each fills: what the headings say, what a mapping says, and one column a target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from data import model
from data.errors import Said
from data.ledger import form
from data.ledger.cells import CellError
from data.ledger.mapping import MEASURES, PLAN_TARGETS, Mapping, Sheet
from data.ledger.office import amounts, headings, words
from data.ledger.office.amounts import Unit
from data.ledger.office.findings import Findings
from data.ledger.office.headings import Heading, fold
from data.ledger.office.layout import Layout

MONEY = {"planned_investment", "amount", "original_amount", *MEASURES}
#: Targets that several columns may fill.
_MANY = {"extra", "kind", "", "total"}
_SURE = 0.7
_LOOKED_AT = 200


@dataclass(frozen=True)
class Placed:
    """A column and what it fills. `measure` and `month` (first day) of an amount that belongs to a month."""

    heading: Heading
    target: str
    confidence: float
    unit_name: str = ""
    unit: Unit | None = None
    measure: str = ""
    month: dt.date | None = None
    period: headings.Period = ""
    year: int | None = None
    #: The first month of a period.
    first: int = 0

    @property
    def months(self) -> set[dt.date]:
        """The months (first days) that an amount is of; none where its heading names none."""
        if self.month is None:
            return set()
        return {
            self.month.replace(month=month) for month in range(self.first or self.month.month, self.month.month + 1)
        }

    @property
    def column(self) -> int:
        return self.heading.column

    @property
    def is_money(self) -> bool:
        return bool(self.measure) or self.target in MONEY


def place(layout: Layout, mapping: Mapping, findings: Findings) -> list[Placed]:
    """Every column of a sheet with what it fills, left to right."""
    said = mapping.sheets.get(layout.grid.sheet, Sheet())
    year = said.year or mapping.year or layout.year
    titles = (layout.title, *layout.notes, layout.grid.sheet)
    measure = next((found for text in titles if (found := headings.measure_in(text))), None)
    placed = [_place_one(heading, mapping, said, year, measure) for heading in layout.heads]
    placed = [_serial_or_id(layout, one) for one in placed]
    placed = _without_foreign(layout, placed, mapping, findings)
    placed = _without_years_before(layout, placed, findings)
    placed = _this_month(layout, placed)
    placed = _totals_beside_months(layout, placed, findings)
    placed = _one_a_target(layout, placed, findings)
    placed = _plan_or_planned(layout, placed, findings)
    placed = _months_of_title(layout, placed, findings)
    for one in placed:
        if 0 < one.confidence < _SURE:
            _say_unsure(layout, one, findings)
    return [_with_unit(layout, one, mapping, said, findings) for one in placed]


def _place_one(heading: Heading, mapping: Mapping, said: Sheet, year: int | None, default: str | None) -> Placed:
    columns = {_name(key): value for key, value in {**mapping.columns, **said.columns}.items()}
    found = headings.match(heading, year, default)
    given = next((columns[name] for name in (_name(heading.joined), _name(heading.texts[-1])) if name in columns), None)
    if given is not None:
        is_other_month = "@" in given and given != found.target  # the same one keeps what its heading says of it
        found = found._replace(target=given, confidence=1.0, period="month" if is_other_month else found.period)
    measure, _, month = found.target.partition("@")
    if month == "total":
        return Placed(heading, "total", found.confidence, found.unit, measure=measure)
    if month:
        first = dt.date.fromisoformat(f"{month}-01")
        return Placed(
            heading,
            "month_amount",
            found.confidence,
            found.unit,
            None,
            measure,
            first,
            found.period,
            first.year,
            found.first if found.period != "month" else first.month,
        )
    return Placed(
        heading,
        found.target,
        found.confidence,
        found.unit,
        None,
        found.target if found.target in MEASURES else "",
        None,
        found.period,
        found.year,
    )


def _name(text: str) -> str:
    return fold(text)


def _serial_or_id(layout: Layout, one: Placed) -> Placed:
    """«编号», «id» and «no» may number the lines or name the project: 1, 2, 3 … number the lines."""
    if one.target not in {"project_id", "serial"} or fold(one.heading.texts[-1]) not in {"编号", "id", "no", "序号"}:
        return one
    rows = range(layout.header[1] + 1, min(len(layout.grid.rows), layout.header[1] + _LOOKED_AT))
    values = [layout.cell(row, one.column) for row in rows]
    texts = [words.said(value) for value in values if not words.is_nothing(value)]
    codes = [text for text in texts if not text.isdecimal() and any(c.isdigit() for c in text) and len(text) > 2]
    if one.target == "project_id" and len(codes) * 2 < len(texts):
        return replace(one, target="serial")
    return one


def _one_a_target(layout: Layout, placed: list[Placed], findings: Findings) -> list[Placed]:
    best: dict[tuple[str, str, dt.date | None], Placed] = {}
    for one in placed:
        key = (one.target, one.measure, one.month)
        if one.target not in _MANY and (key not in best or one.confidence > best[key].confidence):
            best[key] = one
    kept = []
    for one in placed:
        winner = best.get((one.target, one.measure, one.month), one)
        if winner is one or one.target in _MANY:
            kept.append(one)
            continue
        if one.month and winner.confidence == one.confidence:
            findings.error(
                layout.grid,
                one.heading.row,
                one.column,
                Said(f"与{_cell(winner)}同是{one.month:%Y年%m月}的数", f"is the same month as {_cell(winner)}"),
                Said("请在对照里写明各列填什么", "say in the mapping what each column holds"),
                of_row=False,
            )
        elif one.confidence >= _SURE and one.target not in {"serial", "remarks"}:
            findings.warn(
                layout.grid,
                [(one.heading.row, one.column)],
                Said(
                    f"与{_cell(winner)}“{winner.heading.joined}”列同义，没有用它",
                    f"means the same as {_cell(winner)} and was not used",
                ),
                Said("对吗？已作为其他列保留", "is that right? It is kept as another column"),
            )
        kept.append(replace(one, target="extra", measure="", month=None, confidence=0.0))
    return kept


def _without_foreign(layout: Layout, placed: list[Placed], mapping: Mapping, findings: Findings) -> list[Placed]:
    """«实际到账外资（万美元）» beside the same in yuan: a part of it, or another account; never to be added up."""
    given = {_name(heading) for heading in mapping.columns}
    at_home = {one.measure or one.target for one in placed if one.is_money and not amounts.currency_of(one.unit_name)}
    found = []
    for one in placed:
        currency = amounts.currency_of(one.unit_name) if one.is_money or one.target == "total" else ""
        if currency and (one.measure or one.target) in at_home and _name(one.heading.joined) not in given:
            findings.warn(
                layout.grid,
                [(one.heading.row, one.column)],
                Said(
                    f"是外币（{currency}），另有人民币的列，没有计入",
                    f"is in a foreign currency ({currency}) beside a column in yuan, and was not counted",
                ),
                Said("对吗？已作为其他列保留", "is that right? It is kept as another column"),
            )
            one = replace(one, target="extra", measure="", month=None, confidence=0.0)  # noqa: PLW2901
        found.append(one)
    return found


def _without_years_before(layout: Layout, placed: list[Placed], findings: Findings) -> list[Placed]:
    """«截至2022年底累计» in a ledger of 2023 sums up years before: put at one month it would make its year wrong.

    «2022年完成投资» is of another year too.
    """
    years = [one.month.year for one in placed if one.month and one.period != "span"]
    year = max([*years, layout.year or 0])
    found = []
    for one in placed:
        ended = one.period == "span" and one.month is not None and one.month.month == 12
        of = one.month.year if ended and one.month else one.year if one.target in MEASURES else None
        if of is not None and of < year:
            findings.warn(
                layout.grid,
                [(one.heading.row, one.column)],
                Said(
                    f"是{of}年及以前的合计数，没有计入各月",
                    f"sums up {of} or the years until then, and was not counted in any month",
                ),
                Said("对吗？已作为其他列保留", "is that right? It is kept as another column"),
            )
            one = replace(one, target="extra", measure="", month=None, confidence=0.0)  # noqa: PLW2901
        found.append(one)
    return found


def _this_month(layout: Layout, placed: list[Placed]) -> list[Placed]:
    """«本月到位资金» is of the month that the title names."""
    if layout.month is None:
        return placed
    month = dt.date(*layout.month, 1)
    return [
        replace(one, target="month_amount", month=month, first=month.month, year=month.year)
        if one.target in MEASURES and one.period == "month"
        else one
        for one in placed
    ]


def _totals_beside_months(layout: Layout, placed: list[Placed], findings: Findings) -> list[Placed]:
    """Beside months of its own a column «累计», «1-9月» or «一季度» of a measure is no new money: it is a check."""
    found = list(placed)
    for measure in MEASURES:
        months = {one.month for one in placed if one.measure == measure and one.period == "month" and one.month}
        sums = [one for one in placed if one.measure == measure and _is_sum(one, placed)]
        if _are_running(months, sums):
            january = next(one for one in placed if one.measure == measure and one.month in months)
            found[found.index(january)] = replace(january, period="span", first=1)
            continue
        for one in sums:
            known = one.months & months if one.month else months
            if known:
                found[found.index(one)] = replace(one, target="total")
            if known and (unlisted := sorted(one.months - months)):
                _say_partly(layout, one, unlisted, findings)
    return found


def _is_sum(one: Placed, placed: list[Placed]) -> bool:
    return one.period in {"quarter", "span", "range"} or (one.target in MEASURES and not _has_month_column(placed))


def _are_running(months: set[dt.date], sums: list[Placed]) -> bool:
    """Whether «1月», «1-2月», «1-3月» … are running totals: January is then a sum too."""
    ends = {one.month for one in sums if one.period == "span"}
    return len(months) == 1 and all(m.month == 1 and m.replace(month=2) in ends for m in months)


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
        Said("对吗？要计入的请补上这些月的列", "is that right? Add columns for those months to have them counted"),
    )


def _has_month_column(placed: Iterable[Placed]) -> bool:
    return any(one.target == "month" for one in placed)


def _plan_or_planned(layout: Layout, placed: list[Placed], findings: Findings) -> list[Placed]:
    """«计划投资» alone, in a ledger that has no total investment, is the total and not the year's plan."""
    targets = {one.target for one in placed}
    found = []
    for one in placed:
        if (
            one.target == "amount"
            and "planned_investment" not in targets
            and one.year is None
            and fold(one.heading.texts[-1]).startswith("计划投资")
        ):
            findings.warn(
                layout.grid,
                [(one.heading.row, one.column)],
                Said(
                    "按“计划总投资”读取（台账没有别的总投资列）",
                    "was read as the planned investment (there is no other total)",
                ),
                Said("对吗？", "is that right?"),
            )
            one = replace(one, target="planned_investment", confidence=1.0)  # noqa: PLW2901
        found.append(one)
    return found


def _months_of_title(layout: Layout, placed: list[Placed], findings: Findings) -> list[Placed]:
    """Amounts that name no month are of the month up to which the title speaks; periods are put at their last month."""
    found = []
    for one in placed:
        is_open = one.target in MEASURES and not _has_month_column(placed)
        if is_open and layout.month:
            month = dt.date(*layout.month, 1)
            one = replace(one, target="month_amount", month=month, period="span", first=1)  # noqa: PLW2901
        if one.target == "month_amount" and len(one.months) > 1:
            name = f"{one.month:%Y-%m}"
            findings.warn(
                layout.grid,
                [(one.heading.row, one.column)],
                Said(
                    f"是一段时间的合计数，记在它的最后一个月{name}",
                    f"sums up a period, and was put at its last month {name}",
                ),
                Said("对吗？", "is that right?"),
            )
        found.append(one)
    return found


def _say_unsure(layout: Layout, one: Placed, findings: Findings) -> None:
    findings.warn(
        layout.grid,
        [(one.heading.row, one.column)],
        Said(f"列按“{target_name(one.target)}”读取", f"column was read as «{one.target}»"),
        Said("对吗？", "is that right?"),
    )


def target_name(target: str) -> str:
    """A target's Chinese name, as the template has it."""
    table = "plan" if target in PLAN_TARGETS else "progress" if target in MEASURES else "project"
    fields = model.TABLES[table].model_fields
    return form.heading(table, target) if target in fields else target


def _with_unit(layout: Layout, one: Placed, mapping: Mapping, said: Sheet, findings: Findings) -> Placed:
    if not one.is_money and one.target != "total":
        return one
    # The mapping stands in for what the ledger does not say; what one sheet's entry says goes before all.
    name = said.unit or one.unit_name or layout.unit or mapping.unit or ""
    try:
        unit = amounts.unit_of(name, mapping.rates) if name else None
    except CellError as error:
        if one.target == "total":
            return one  # a check that cannot be made, and no fact
        findings.error(layout.grid, one.heading.row, one.column, error.why, error.todo, of_row=False)
        return one
    return replace(one, unit_name=name, unit=unit)


def _cell(one: Placed) -> str:
    return form.address(one.heading.row, one.column)
