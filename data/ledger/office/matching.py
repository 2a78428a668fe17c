"""The columns of a sheet → what each fills: what the headings say, what a mapping says, and one column a target."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace
from typing import TypeVar

from data import model
from data.errors import Said
from data.ledger import cells, form
from data.ledger.cells import CellError
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES, PLAN_TARGETS, Mapping, Sheet
from data.ledger.office import headings, periods
from data.ledger.office.headings import Heading, fold
from data.ledger.office.layout import Layout
from data.ledger.office.periods import Reported
from data.ledger.office.placed import Placed, each, numbered
from data.ledger.office.time_words import Time
from data.ledger.office.units import units_in
from data.ledger.office.written import money_units, wording

_Said = TypeVar("_Said")
#: Targets that several columns may fill.
_MANY = {"extra", "kind", "", "total", "date_part", "split"}
_SURE, _SURE_OF_MONEY, _UNSURE = 0.7, 0.9, 0.6
_OF_IT = re.compile(r"\s*其中")
_LOOKED_AT = 200


def place(layout: Layout, mapping: Mapping, findings: Findings, through: dt.date | None = None) -> list[Placed]:
    """Every column of a sheet with what it fills, left to right. `through`: the last month reported, where known."""
    said = mapping.of_sheet(layout.grid.sheet)
    month = dt.date(*layout.month, 1) if layout.month else through
    reported = Reported(said.year or mapping.year or layout.year, month)
    titles = (layout.title, *layout.notes, layout.grid.sheet)
    measure = next((found for text in titles if (found := headings.measure_in(text))), None)
    called = numbered(layout.heads)
    placed: list[Placed] = []
    for heading in layout.heads:
        # «其中：本年» is of what the column before it says.
        of_it = placed[-1].measure if placed and _OF_IT.match(heading.texts[-1]) else ""
        placed.append(_place_one(heading, called[heading.column], mapping, said, of_it or measure))
    placed = [_currency_or_not(layout, _serial_or_id(layout, one)) for one in placed]
    placed = _without_foreign(layout, placed, findings)
    _ask_for_noughts(layout, placed, findings)
    placed = periods.settle(layout, placed, reported, findings)
    by_row = any(one.target == "year" for one in placed)
    placed = _one_a_target(layout, placed, None if by_row else reported.year, findings)
    placed = _plan_or_planned(layout, placed, findings)
    placed = _without_idle_months(placed)
    periods.ask_about_periods(layout, placed, findings)
    for one in placed:
        if 0 < one.confidence < (_SURE_OF_MONEY if one.is_money else _SURE):
            _say_unsure(layout, one, findings)
    return [_with_unit(layout, one, mapping, said, findings) for one in placed]


def _place_one(heading: Heading, called: str, mapping: Mapping, said: Sheet, default: str | None) -> Placed:
    found = headings.match(heading, default)
    named = next((named for text in reversed(heading.texts) if (named := units_in(text))), ())
    one = Placed(
        heading, found.target, found.confidence, found.unit, None, found.measure, None, found.time.period,
        found.time.year, aside=found.aside, time=found.time, called=called, units=named if len(named) > 1 else (),
    )  # fmt: skip
    if split := _named_so(one, mapping.split):
        parts = tuple(_as_given(one, target) for target in split.into)
        return replace(_as_given(one, "split"), parts=parts)
    given = _given(one, _in_dates(mapping)) or _given(one, {**mapping.columns, **said.columns})
    return one if given is None else _as_given(one, given)


def _in_dates(mapping: Mapping) -> dict[str, str]:
    """The columns of dates in several: that of the year stands for the date (a month before others)."""
    found: dict[str, str] = {}
    for target, parts in mapping.dates.items():
        found |= {name: found.get(name, "date_part") for name in (parts.month, parts.day) if name}
        if target == "month" or found.get(parts.year, "date_part") == "date_part":
            found[parts.year] = target
    return found


def _given(one: Placed, columns: dict[str, str]) -> str | None:
    """What a mapping says of a heading; an entry for «1-9月…» holds for «1-10月…» where its target names no month."""
    if (given := _named_so(one, columns)) is not None:
        return given
    general = {timeless(name): target for name, target in columns.items() if not re.search(r"@\d", target)}
    joined = timeless(one.heading.joined)
    return general.get(joined) if "#" in joined else None


def _named_so(one: Placed, said: dict[str, _Said]) -> _Said | None:
    """What is said of a column: by its number among equal headings, by its heading, or by its lowest row."""
    names = {fold(name): entry for name, entry in said.items()}
    heading = one.heading
    return next((names[n] for n in map(fold, (one.called, heading.joined, heading.texts[-1])) if n in names), None)


def timeless(name: str) -> str:
    """A heading without its numbers of years and months: «#年#-#月完成投资»."""
    narrow = unicodedata.normalize("NFKC", name)
    return fold(re.sub(r"\d+(?=\s*(?:[-—~～至到]\s*\d+\s*)?[年月])", "#", narrow))


def _as_given(one: Placed, given: str) -> Placed:
    """A column with the target that a mapping gives: `invested@2023-09`, `@month`, `@ytd`, `@total`, or another."""
    measure, _, when = given.partition("@")
    sure = replace(one, target=measure, confidence=1.0, aside="", is_given=True, measure="")
    if measure not in MEASURES:
        return sure
    sure = replace(sure, measure=measure)
    if when == "total":
        return replace(sure, target="total")
    if when == "month":
        return replace(sure, period="month", time=Time("month", one.time.year, 0, one.time.last))
    if when == "ytd":
        return replace(sure, period="span", time=Time("span", one.time.year, 0, one.time.last))
    if when:
        first = dt.date.fromisoformat(f"{when}-01")
        named = one.time
        is_its_own = one.measure == measure and named.last in {0, first.month} and named.year in {None, first.year}
        period = one.period if is_its_own and one.period not in {"", "past", "next", "since_start"} else "month"
        time = Time(period, first.year, named.first if period == one.period else 0, first.month)
        return replace(sure, period=period, year=first.year, time=time)
    is_of_heading = one.measure == measure or one.time.last  # «1月实际» is of the month that it names
    return replace(sure, period=one.time.period if is_of_heading else "")


def _serial_or_id(layout: Layout, one: Placed) -> Placed:
    """«编号», «id» and «no» may number the lines or name the project: 1, 2, 3 … number the lines."""
    if one.is_given or one.target not in {"project_id", "serial"}:
        return one
    if fold(one.heading.texts[-1]) not in {"编号", "id", "no", "序号"}:
        return one
    rows = range(layout.header[1] + 1, min(len(layout.grid.rows), layout.header[1] + _LOOKED_AT))
    values = layout.column(one.column, rows)
    texts = [wording.said(value) for value in values if not wording.is_nothing(value)]
    codes = [text for text in texts if not text.isdecimal() and any(c.isdigit() for c in text) and len(text) > 2]
    if one.target == "project_id" and len(codes) * 2 < len(texts):
        return replace(one, target="serial")
    return one


def _currency_or_not(layout: Layout, one: Placed) -> Placed:
    """«币种» may be of one column's money alone: that is asked where it names a foreign currency."""
    if one.is_given or one.target != "currency":
        return one
    rows = range(layout.header[1] + 1, len(layout.grid.rows))
    is_foreign = any(money_units.currency_of(wording.said(layout.cell(row, one.column))) for row in rows)
    return replace(one, confidence=_UNSURE) if is_foreign else one


def _without_idle_months(placed: list[Placed]) -> list[Placed]:
    """«month» where no amount belongs to the row's month is a column of the ledger's own."""
    if any(one.target in MEASURES for one in each(placed)):
        return placed
    return [one.kept_aside() if one.target == "month" and not one.is_given else one for one in placed]


def _ask_for_noughts(layout: Layout, placed: list[Placed], findings: Findings) -> None:
    """«2022.1» between 2022.9 and 2022.11 was 2022.10: it is January's only where February's column follows."""
    for one in placed:
        text = next((text for text in map(wording.said, one.heading.texts) if cells.LOST_NOUGHT.fullmatch(text)), "")
        if not text or not one.measure or one.is_given:
            continue
        others = [(p.column > one.column, p.time.last) for p in placed if p.measure == one.measure]
        before = [month for is_after, month in others if not is_after and month not in {0, 1}]
        after = [month for is_after, month in others if is_after and month not in {0, 1}]
        if after[:1] != [2] or before[-1:] == [9]:
            error = cells.lost_nought(re.split(r"[.．]", text)[0])
            findings.error(layout.grid, one.heading.row, one.column, error.why, error.todo, of_row=False)


def _one_a_target(layout: Layout, placed: list[Placed], year: int | None, findings: Findings) -> list[Placed]:
    """`year`: of plans whose heading names none."""
    best: dict[tuple[object, ...], Placed] = {}
    for one in each(placed):
        if one.target not in _MANY:
            key = _key(one, year)
            best[key] = max(best.get(key, one), one, key=lambda found: _rank(layout, found))
    kept = []
    for one in placed:
        winner = best.get(_key(one, year), one)
        if winner is one or one.target in _MANY:
            kept.append(one)
            continue
        if one.month and _rank(layout, winner) == _rank(layout, one):
            findings.error(
                layout.grid,
                one.heading.row,
                one.column,
                Said(f"与{winner.cell}同是{one.month:%Y年%m月}的数", f"is the same month as {winner.cell}"),
                Said("请在对照里写明各列填什么", "say in the mapping what each column holds"),
                of_row=False,
            )
        elif one.target not in {"serial", "remarks"} and (one.confidence >= _SURE or one.is_money):
            findings.warn(
                layout.grid,
                [(one.heading.row, one.column)],
                Said(
                    f"与{winner.cell}“{winner.heading.joined}”列同义，没有用它",
                    f"means the same as {winner.cell} and was not used",
                ),
                Said("对吗？已作为其他列保留", "is that right? It is kept as another column"),
                kind=f"same:{one.heading.joined}",
            )
        kept.append(one.kept_aside())
    return kept


def _key(one: Placed, year: int | None) -> tuple[object, ...]:
    of = one.year or year if one.target in {"amount", "original_amount"} else None
    return one.target, one.measure, one.month, of


def _rank(layout: Layout, one: Placed) -> tuple[bool, bool, float]:
    """A column that people see goes before a hidden one."""
    return one.is_given, one.column not in layout.grid.hidden_columns, one.confidence


def _without_foreign(layout: Layout, placed: list[Placed], findings: Findings) -> list[Placed]:
    """«实际到账外资（万美元）» beside the same in yuan: a part of it, or another account; never to be added up."""
    at_home = {
        one.measure or one.target for one in placed if _is_ours(one) and not money_units.currency_of(one.unit_name)
    }
    found = []
    for one in placed:
        currency = money_units.currency_of(one.unit_name) if _is_ours(one) else ""
        if currency and (one.measure or one.target) in at_home and not one.is_given:
            findings.warn(
                layout.grid,
                [(one.heading.row, one.column)],
                Said(
                    f"是外币（{currency}），另有人民币的列，没有计入",
                    f"is in a foreign currency ({currency}) beside a column in yuan, and was not counted",
                ),
                Said("对吗？已作为其他列保留", "is that right? It is kept as another column"),
                kind=f"foreign:{one.heading.joined}",
            )
            one = one.kept_aside()  # noqa: PLW2901
        found.append(one)
    return found


def _is_ours(one: Placed) -> bool:
    return one.is_money or one.target == "total"


def _plan_or_planned(layout: Layout, placed: list[Placed], findings: Findings) -> list[Placed]:
    """«计划投资» alone, in a ledger that has no total investment, is the total and not the year's plan."""
    targets = {one.target for one in placed}
    found = []
    for one in placed:
        if (
            one.target == "amount"
            and "planned_investment" not in targets
            and not one.time.period
            and not one.is_given
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
                kind=f"planned:{one.heading.joined}",
            )
            one = replace(one, target="planned_investment", confidence=1.0)  # noqa: PLW2901
        found.append(one)
    return found


def _say_unsure(layout: Layout, one: Placed, findings: Findings) -> None:
    findings.warn(
        layout.grid,
        [(one.heading.row, one.column)],
        Said(f"列按“{target_name(one.measure or one.target)}”读取", f"column was read as «{one.target}»"),
        Said("对吗？", "is that right?"),
        kind=f"unsure:{one.heading.joined}",
    )


def target_name(target: str) -> str:
    """A target's Chinese name, as the template has it."""
    table = "plan" if target in PLAN_TARGETS else "progress" if target in MEASURES else "project"
    fields = model.TABLES[table].model_fields
    return form.heading(table, target) if target in fields else {"currency": "币种"}.get(target, target)


def _with_unit(layout: Layout, one: Placed, mapping: Mapping, said: Sheet, findings: Findings) -> Placed:
    if one.parts:
        return replace(one, parts=tuple(_with_unit(layout, part, mapping, said, findings) for part in one.parts))
    if not _is_ours(one) and not one.aside:
        return one
    # The mapping stands in for what the ledger does not say; what one sheet's entry says goes before all.
    of_column = next((unit for heading, unit in mapping.units.items() if one.is_called(heading)), None)
    name = of_column or said.unit or one.unit_name or layout.unit or mapping.unit or ""
    if not name and len(layout.units) > 1:
        one = replace(one, units=layout.units)
    if one.units and not said.unit and not of_column:
        return replace(one, unit_name="", unit=None)  # two units: no number without its own is certain
    try:
        unit = money_units.unit_of(name, mapping.rates) if name else None
    except CellError as error:
        if not one.is_money:
            return one  # a check that cannot be made, and no fact
        findings.error(layout.grid, one.heading.row, one.column, error.why, error.todo, of_row=False)
        return one
    return replace(one, unit_name=name, unit=unit)
