"""Whose lights are on: one project's, each with its rule, limit and numbers; exempt ones apart with their reason."""

from __future__ import annotations

import pandas as pd

from figures import lights
from panels.panel import Cell, Note, Nothing, Panel, Part, Written
from texts.writing import MISSING, is_missing
from view.filters import WHOLE_ZONE
from view.view import View


def project_lights(view: View, row: pd.Series) -> Panel:
    """The project's lights as of the day. `row`: of the query `project`."""
    t = view.t
    rows = view.run("lights", **WHOLE_ZONE, project_ids=(row["project_id"],))
    counted, exempt = rows[~rows["is_exempt"]], rows[rows["is_exempt"]]
    parts: list[Part] = []
    if len(counted):
        lines = tuple(
            (Cell(lights.name(t, one["rule"])), Cell(lights.why(t, one, lights.sentence(t, one)), light=one["light"]),
             Cell(_stake(view, one["rule"], one["at_stake"])))
            for one in counted.to_dict("records")
        )  # fmt: skip
        parts.append(
            Written("lights", (t("Rule"), t("Why the light is on"), t("At stake")), lines, t("The project's lights"))
        )
    elif exempt.empty:
        parts.append(Nothing(t("No rule turns a light on as of {day}.", day=t.day(view.as_of))))
    parts += [
        Note(t("{rule}: {words}", rule=lights.name(t, one["rule"]), words=lights.exempt(t, one)))
        for one in exempt.to_dict("records")
    ]
    said = lights.how_many(t, counted["light"].to_list())
    return Panel("lights", said or t("No light is on"), t("By the settings' limits"), tuple(parts))


def _stake(view: View, rule: str, amount: float) -> str:
    if is_missing(amount):
        return MISSING
    return view.t("{amount} ({what})", amount=view.t.money(amount), what=lights.stake(view.t, rule))
