"""Which sums the columns of queries on key projects and targets are. A query's function has its name."""

from __future__ import annotations

from collections.abc import Mapping

from view.aggregates.account import Row
from view.aggregates.items import Key
from view.aggregates.signing_sums import of_name


def target_year(_row: Row, params: Row) -> Mapping[str, Key | None]:
    year = params["year"]
    counts = {
        name: Key("key", name.removesuffix("_projects"), year)
        for name in (
            "key_projects",
            "continuing_projects",
            "new_projects",
            "new_due",
            "new_due_started",
            "new_started_early",
        )
    }
    return {
        **counts, "planned_investment": Key("key_planned", "key", year), "plan": Key("plan", "plan", year),
        "invested": Key("invested", "invested", year), "last_key_projects": Key("key", "key", year - 1),
        "last_invested": Key("invested", "invested_ago", year - 1),
    }  # fmt: skip


def target_groups(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, of = params["year"], (params["dimension"], row["name"])
    return {"key_projects": Key("key", "key", year, *of), "plan": Key("plan", "plan", year, *of),
            "invested": Key("invested", "invested", year, *of)}  # fmt: skip


def target_months(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, month = params["year"], row["month"].month
    return {
        "invested": Key("invested", f"invested_in_{month}", year),
        "cumulative_invested": Key("invested", f"invested_to_{month}", year),
        "last_cumulative_invested": Key("invested", f"invested_to_{month}", year - 1),
        "-plan": Key("plan", "plan", year),
    }


def target_months_by_industry(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, month, of = params["year"], row["month"].month, ("industry", row["industry"])
    return {
        "plan": Key("plan", "plan", year, *of),
        "invested": Key("invested", f"invested_in_{month}", year, *of),
        "cumulative_invested": Key("invested", f"invested_to_{month}", year, *of),
    }


def target_quarters(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, quarter = params["year"], row["quarter"]
    return {"quarter_invested": Key("invested", f"invested_quarter_{quarter}", year),
            "last_quarter_invested": Key("invested", f"invested_quarter_{quarter}_ago", year - 1),
            "-plan": Key("plan", "plan", year)}  # fmt: skip


def targets(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, unit, industry = params["year"], of_name(row, "unit"), of_name(row, "industry")
    if unit[0] and industry[0]:
        return {}
    of = unit if unit[0] else industry
    measure, code = {
        "signed_projects": ("projects", "signed"), "started_projects": ("projects", "started_within"),
        "funds_arrived": ("arrived", "funds"), "invested": ("invested", "invested"),
    }[row["indicator"]]  # fmt: skip
    return {"actual": Key(measure, code, year, *of), "plan": Key("plan", "plan", year, *of)}
