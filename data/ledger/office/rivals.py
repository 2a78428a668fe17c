"""Columns that mean the same: one fills the target, the others are kept aside, and that is asked."""

from __future__ import annotations

from dataclasses import replace

from data.errors import Said
from data.ledger.check.findings import Findings
from data.ledger.office import asking
from data.ledger.office.dictionary import fold
from data.ledger.office.layout import Layout
from data.ledger.office.placed import SURE, Placed, each
from data.ledger.written import money_units

#: Targets that several columns may fill.
_MANY = {"extra", "kind", "", "total", "date_part", "split"}


def one_a_target(layout: Layout, placed: list[Placed], year: int | None, findings: Findings) -> list[Placed]:
    """Of several columns with one target the surest fills it. `year`: of plans whose heading names none."""
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
        elif one.target not in {"serial", "remarks"} and (one.confidence >= SURE or one.is_money):
            findings.warn(
                layout.grid,
                [(one.heading.row, one.column)],
                Said(
                    f"与{winner.cell}“{winner.heading.joined}”列同义，没有用它",
                    f"means the same as {winner.cell} and was not used",
                ),
                asking.KEPT,
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


def without_foreign(layout: Layout, placed: list[Placed], findings: Findings) -> list[Placed]:
    """«实际到账外资（万美元）» beside the same in yuan: a part of it, or another account; never to be added up."""
    at_home = {
        one.measure or one.target for one in placed if one.is_of_money and not money_units.currency_of(one.unit_name)
    }
    found = []
    for one in placed:
        currency = money_units.currency_of(one.unit_name) if one.is_of_money else ""
        if currency and (one.measure or one.target) in at_home and not one.is_given:
            findings.warn(
                layout.grid,
                [(one.heading.row, one.column)],
                Said(
                    f"是外币（{currency}），另有人民币的列，没有计入",
                    f"is in a foreign currency ({currency}) beside a column in yuan, and was not counted",
                ),
                asking.KEPT,
                kind=f"foreign:{one.heading.joined}",
            )
            one = one.kept_aside()  # noqa: PLW2901
        found.append(one)
    return found


def plan_or_planned(layout: Layout, placed: list[Placed], findings: Findings) -> list[Placed]:
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
                asking.COLUMN,
                kind=f"planned:{one.heading.joined}",
            )
            one = replace(one, target="planned_investment", confidence=1.0)  # noqa: PLW2901
        found.append(one)
    return found
