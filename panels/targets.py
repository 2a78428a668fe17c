"""The targets set for the zone, its departments and industries, as one table: a row a name."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.theme import SHAPES
from data.settings import settings
from panels import sources
from panels.panel import Note, Nothing, Panel, Part, Table
from panels.questions import Question
from queries.keeping import kept
from texts import Texts, sentences
from texts.progress import light, points_phrase
from texts.writing import is_missing
from view.view import View


@kept
def targets(view: View) -> Panel:
    """Target, actual and rate of each indicator; a light only where there is a schedule."""
    t = view.t
    rows = view.run("targets")
    table = matrix(view, rows)
    figures = [column for columns in sources.TARGET_FIGURES.values() for column in columns if column in table]
    money = t.scale(*(table[one] for one in ("funds_target", "funds_arrived", "invested_target", "invested")
                      if one in table))  # fmt: skip
    question = _question(rows, figures) if len(rows) else None
    parts: list[Part] = [Nothing(_without(view))]
    if question is not None:
        wanted = ("target_of", *figures, *(["verdict"] if "verdict" in table else []))
        notes = [sentences.elapsed(t, rows), *sentences.target_notes(t, rows)]
        parts = [Table("targets", table, wanted, question, "unit", money, len(table)),
                 *(Note(note) for note in notes if note)]  # fmt: skip
    return Panel(
        "targets",
        sentences.targets_met(t, rows, view.year),
        t("Each target against its own projects; money in {unit}", unit=money.unit),
        tuple(parts),
        question,
    )


def matrix(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """A row a name, the whole zone first, then departments and industries in the settings' order.

    `rows`: of targets. Columns: target_of, unit, industry, the figures of sources.TARGET_FIGURES and, with
    completed investment, verdict.
    """
    table: dict[tuple[Any, Any], dict[str, Any]] = {}
    for row in sorted(rows.to_dict("records"), key=lambda row: _place(view, row)):
        unit, industry = (None if is_missing(row[column]) else row[column] for column in ("unit", "industry"))
        cells = table.setdefault(
            (unit, industry), {"target_of": _name(view, unit, industry), "unit": unit, "industry": industry}
        )
        actual, target, rate = sources.TARGET_FIGURES[row["indicator"]]
        cells |= {target: row["target_amount"], actual: row["actual"], rate: row["target_rate"]}
        if row["indicator"] == "invested":
            cells["verdict"] = _verdict(view.t, row)
    return pd.DataFrame(list(table.values()))


def _question(rows: pd.DataFrame, figures: list[str]) -> Question:
    has_zone = (rows["unit"].isna() & rows["industry"].isna()).any()
    has_units = (rows["unit"].notna() & rows["industry"].isna()).any()
    rates = tuple(sorted(figures, key=lambda code: not code.endswith("_rate")))
    return Question(
        rates,
        sources.targets(unit=None, industry=None) if has_zone or not has_units else None,
        sources.targets(industry=None) if has_units else None,
        "unit" if has_units else "",
    )


def _place(view: View, row: Any) -> tuple[int, int, int]:
    at = []
    for column in ("unit", "industry"):
        codes = view.choices[column].codes
        at.append(-1 if is_missing(row[column]) else codes.index(row[column]) if row[column] in codes else len(codes))
    kind = 0 if at == [-1, -1] else 1 if at[0] >= 0 else 2
    return kind, at[0], at[1]


def _name(view: View, unit: str | None, industry: str | None) -> str:
    if unit is None and industry is None:
        return view.t("Whole zone")
    names = [view.unit_name(unit)] if unit is not None else []
    return " · ".join([*names, *([view.industry_name(industry)] if industry is not None else [])])


def _verdict(t: Texts, row: Any) -> str:
    words = points_phrase(t, row["points_ahead"], short=True, has_plan=bool(row["target_amount"]))
    status = light(row["points_ahead"], settings().schedule.amber_points)
    return f"{SHAPES[status]} {words}" if status else words


def _without(view: View) -> str:
    """Why there is no target to show."""
    t = view.t
    if any(view.codes(key) for key in ("kind", "channel", "leader", "size", "agreement")):
        return t(
            "Targets are set for the whole zone, its departments and industries. Narrowed by size, investor, channel, "
            "leader or agreement the projects cannot be held against them, so they are not shown."
        )
    if view.codes("unit") or view.codes("industry") or view.rights.units is not None:
        return t("No target of {year} is set for just this selection.", year=t.year(view.year))
    return t("The ledger holds no targets for {year}.", year=t.year(view.year))
