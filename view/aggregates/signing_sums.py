"""Which sums the columns of queries on signings and funds are. A query's function has its name."""

from __future__ import annotations

from collections.abc import Mapping

from texts.writing import is_missing
from view.aggregates.account import Row
from view.aggregates.items import Key


def nothing(_row: Row, _params: Row) -> Mapping[str, Key | None]:
    return {}


def headline(row: Row, params: Row) -> Mapping[str, Key | None]:
    year = params["year"]
    found = {
        "signed_projects": Key("projects", "signed", year), "formal_projects": Key("projects", "signed", year),
        "framework_projects": Key("projects", "framework", year), "started_projects": Key("projects", "started", year),
        "matured_projects": Key("projects", "matured", year),
        "matured_started": Key("projects", "matured_started", year), "signed_planned": Key("planned", "signed", year),
        "funds_arrived": Key("arrived", "funds", year), "last_signed_projects": Key("projects", "signed_ago", year - 1),
        "last_funds_arrived": Key("arrived", "funds_ago", year - 1),
        "-last_started": Key("projects", "started_ago", year - 1),
    }  # fmt: skip
    # The year before: what may be shown of it stands beside the period, in its row.
    return dict.fromkeys(found) if row["years_back"] else found


_STAGE = {"signed": "signed", "started": "started", "funded": "funded"}
_WITHIN = {"signed": "signed", "started": "started_within", "funded": "funded_within"}


def cohort(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, code = params["year"], _STAGE[row["stage"]]
    found = {
        "projects": Key("projects", code, year), "planned_investment": Key("planned", code, year),
        "funds_arrived": Key("arrived", code, year),
    }  # fmt: skip
    if code == "signed":
        found |= {"unstarted_projects": Key("projects", "unstarted", year),
                  "unstarted_funds": Key("arrived", "unstarted", year)}  # fmt: skip
    return found


def period(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, code = params["year"], _WITHIN[row["stage"]]
    return {"projects": Key("projects", code, year), "planned_investment": Key("planned", code, year),
            "funds_arrived": Key("arrived", "funds", year)}  # fmt: skip


def beside(_row: Row, params: Row) -> Mapping[str, Key | None]:
    year = params["year"]
    return {
        "framework_projects": Key("projects", "framework", year),
        "framework_planned": Key("planned", "framework", year),
        "early_projects": Key("projects", "early", year), "early_funds": Key("arrived", "early", year),
        "unstarted_projects": Key("projects", "unstarted", year),
        "unstarted_funds": Key("arrived", "unstarted", year),
        "terminated_projects": Key("projects", "terminated", year),
        "terminated_planned": Key("planned", "terminated", year),
        "terminated_funds": Key("arrived", "terminated", year), "cohort_funds": Key("arrived", "signed", year),
        "matured_projects": Key("projects", "matured", year),
        "matured_started": Key("projects", "matured_started", year),
    }  # fmt: skip


def of_name(row: Row, column: str) -> tuple[str, str | None]:
    """The dimension and name of an industry's row; of the total's the whole zone."""
    return ("", None) if is_missing(row[column]) else (column, row[column])


def industries(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, of = params["year"], of_name(row, "industry")
    return {
        "signed_projects": Key("projects", "signed", year, *of),
        "formal_projects": Key("projects", "signed", year, *of),
        "started_projects": Key("projects", "started", year, *of),
        "matured_projects": Key("projects", "matured", year, *of),
        "matured_started": Key("projects", "matured_started", year, *of),
        "signed_planned": Key("planned", "signed", year, *of), "formal_planned": Key("planned", "signed", year, *of),
        "arrived_of_signed": Key("arrived", "signed", year, *of), "funds_arrived": Key("arrived", "funds", year, *of),
        "all_funds_arrived": Key("arrived", "funds", year), "key_projects": Key("key", "key", year, *of),
        "plan": Key("plan", "plan", year, *of), "invested": Key("invested", "invested", year, *of),
        "last_signed_projects": Key("projects", "signed_ago", year - 1, *of),
        "last_signed_planned": Key("planned", "signed_ago", year - 1, *of),
        "last_funds_arrived": Key("arrived", "funds_ago", year - 1, *of),
        "last_key_projects": Key("key", "key", year - 1, *of),
        "last_invested": Key("invested", "invested_ago", year - 1, *of),
    }  # fmt: skip


def funnel_groups(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, of = params["year"], (params["dimension"], None if is_missing(row["name"]) else row["name"])
    found = {
        "formal_projects": "signed", "started_projects": "started", "funded_projects": "funded",
        "terminated_projects": "terminated",
    }  # fmt: skip
    planned = {"formal_planned": "signed", "started_planned": "started", "funded_planned": "funded"}
    arrived = {"arrived_of_signed": "signed", "arrived_of_funded": "funded"}
    return {
        **{column: Key("projects", code, year, *of) for column, code in found.items()},
        **{column: Key("planned", code, year, *of) for column, code in planned.items()},
        **{column: Key("arrived", code, year, *of) for column, code in arrived.items()},
    }


#: Dimension of makeup → that of the sums behind it.
_PARTS = {"all": "", "size": "size", "top_500": "kind", "list": "kind", "four_new": "four_new", "channel": "channel",
          "unit": "unit"}  # fmt: skip


def makeup(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, dimension = params["year"], _PARTS[row["dimension"]]
    of = (dimension, None if is_missing(row["value"]) or not dimension else row["value"])
    return {
        "signed_projects": Key("projects", "signed", year, *of),
        "formal_projects": Key("projects", "signed", year, *of),
        "signed_planned": Key("planned", "signed", year, *of),
        "started_projects": Key("projects", "started", year, *of),
        "last_signed_projects": Key("projects", "signed_ago", year - 1, *of),
        "last_started_projects": Key("projects", "started_ago", year - 1, *of),
        "last_signed_planned": Key("planned", "signed_ago", year - 1, *of),
        "-all_projects": Key("projects", "signed", year), "-all_planned": Key("planned", "signed", year),
    }  # fmt: skip


def funnel_months(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, month = params["year"], row["month"].month
    counts = {
        f"{what}_projects": Key("projects", f"{what}_in_{month}", year) for what in ("signed", "started", "funded")
    }
    return {**counts, "funds_arrived": Key("arrived", f"funds_in_{month}", year)}


def funds_months(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, month = params["year"], row["month"].month
    return {
        "funds_arrived": Key("arrived", f"funds_in_{month}", year),
        "cumulative_funds": Key("arrived", f"funds_to_{month}", year),
        "last_cumulative_funds": Key("arrived", f"funds_to_{month}", year - 1),
        "plan": Key("plan", "plan", year),
    }
