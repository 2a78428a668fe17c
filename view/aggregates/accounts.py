"""What the columns are of queries that readers of sums alone may ask: a sum of `behind`, made of others, or plain.

What is not accounted for here is withheld, and a query without an account is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from texts.writing import is_missing
from view.aggregates.behind import Key

Row = Mapping[str, Any]
#: A row and the query's parameters → the sum that each column is; None: cannot be told, so it is withheld.
Sums = Callable[[Row, Row], Mapping[str, Key | None]]


@dataclass(frozen=True)
class Account:
    """What the columns of a query are. `made_of`: column → the columns of its row that it can be computed from or with.

    `as_whole`: columns that are withheld in all rows where one of their parts is withheld in any. Parts that are no
    column begin with a dash.
    """

    sums: Sums
    plain: frozenset[str] = frozenset()
    made_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    as_whole: frozenset[str] = frozenset()
    #: Medians, which add up to nothing: column → the one that says of how many it is, which is left out.
    middles: Mapping[str, str] = field(default_factory=dict)
    #: Only for what is not computed of the ledger's projects.
    is_of_another_day: bool = False


def _nothing(_row: Row, _params: Row) -> Mapping[str, Key | None]:
    return {}


def _headline(row: Row, params: Row) -> Mapping[str, Key | None]:
    if row["years_back"]:
        return {}
    year = params["year"]
    return {
        "signed_projects": Key("projects", "signed", year), "formal_projects": Key("projects", "signed", year),
        "framework_projects": Key("projects", "framework", year), "started_projects": Key("projects", "started", year),
        "matured_projects": Key("projects", "matured", year),
        "matured_started": Key("projects", "matured_started", year), "signed_planned": Key("planned", "signed", year),
        "funds_arrived": Key("arrived", "funds", year), "last_signed_projects": Key("projects", "signed_ago", year - 1),
        "last_funds_arrived": Key("arrived", "funds_ago", year - 1),
        "-last_started": Key("projects", "started_ago", year - 1),
    }  # fmt: skip


_STAGE = {"signed": "signed", "started": "started", "funded": "funded"}
_WITHIN = {"signed": "signed", "started": "started_within", "funded": "funded_within"}


def _cohort(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, code = params["year"], _STAGE[row["stage"]]
    found = {
        "projects": Key("projects", code, year), "planned_investment": Key("planned", code, year),
        "funds_arrived": Key("arrived", code, year),
    }  # fmt: skip
    if code == "signed":
        found |= {"unstarted_projects": Key("projects", "unstarted", year),
                  "unstarted_funds": Key("arrived", "unstarted", year)}  # fmt: skip
    return found


def _period(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, code = params["year"], _WITHIN[row["stage"]]
    return {"projects": Key("projects", code, year), "planned_investment": Key("planned", code, year),
            "funds_arrived": Key("arrived", "funds", year)}  # fmt: skip


def _beside(_row: Row, params: Row) -> Mapping[str, Key | None]:
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


def _name(row: Row, column: str) -> tuple[str, str | None]:
    """The dimension and name of an industry's row; of the total's the whole zone."""
    return ("", None) if is_missing(row[column]) else (column, row[column])


def _industries(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, of = params["year"], _name(row, "industry")
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


def _funnel_groups(row: Row, params: Row) -> Mapping[str, Key | None]:
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


def _makeup(row: Row, params: Row) -> Mapping[str, Key | None]:
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


def _target_year(_row: Row, params: Row) -> Mapping[str, Key | None]:
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


def _target_groups(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, of = params["year"], (params["dimension"], row["name"])
    return {"key_projects": Key("key", "key", year, *of), "plan": Key("plan", "plan", year, *of),
            "invested": Key("invested", "invested", year, *of)}  # fmt: skip


def _target_months(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, month = params["year"], row["month"].month
    return {
        "invested": Key("invested", f"invested_in_{month}", year),
        "cumulative_invested": Key("invested", f"invested_to_{month}", year),
        "last_cumulative_invested": Key("invested", f"invested_to_{month}", year - 1),
        "-plan": Key("plan", "plan", year),
    }


def _target_months_by_industry(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, month, of = params["year"], row["month"].month, ("industry", row["industry"])
    return {
        "plan": Key("plan", "plan", year, *of),
        "invested": Key("invested", f"invested_in_{month}", year, *of),
        "cumulative_invested": Key("invested", f"invested_to_{month}", year, *of),
    }


def _target_quarters(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, quarter = params["year"], row["quarter"]
    return {"quarter_invested": Key("invested", f"invested_quarter_{quarter}", year),
            "last_quarter_invested": Key("invested", f"invested_quarter_{quarter}_ago", year - 1),
            "-plan": Key("plan", "plan", year)}  # fmt: skip


def _funnel_months(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, month = params["year"], row["month"].month
    counts = {
        f"{what}_projects": Key("projects", f"{what}_in_{month}", year) for what in ("signed", "started", "funded")
    }
    return {**counts, "funds_arrived": Key("arrived", f"funds_in_{month}", year)}


def _funds_months(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, month = params["year"], row["month"].month
    return {
        "funds_arrived": Key("arrived", f"funds_in_{month}", year),
        "cumulative_funds": Key("arrived", f"funds_to_{month}", year),
        "last_cumulative_funds": Key("arrived", f"funds_to_{month}", year - 1),
        "plan": Key("plan", "plan", year),
    }


def _targets(row: Row, params: Row) -> Mapping[str, Key | None]:
    year, unit, industry = params["year"], _name(row, "unit"), _name(row, "industry")
    if unit[0] and industry[0]:
        return {}
    of = unit if unit[0] else industry
    measure, code = {
        "signed_projects": ("projects", "signed"), "started_projects": ("projects", "started_within"),
        "funds_arrived": ("arrived", "funds"), "invested": ("invested", "invested"),
    }[row["indicator"]]  # fmt: skip
    return {"actual": Key(measure, code, year, *of), "plan": Key("plan", "plan", year, *of)}


_RATES = {
    "start_rate": ("started_projects", "formal_projects"),
    "matured_start_rate": ("matured_started", "matured_projects"),
    "arrival_rate": ("arrived_of_signed", "formal_planned"),
}  # fmt: skip
_PLANNED = {
    "scheduled": ("plan",), "completion_rate": ("invested", "plan"), "points_ahead": ("invested", "plan"),
}  # fmt: skip
#: The queries that readers of sums alone may ask. What says nothing of projects is plain altogether.
ACCOUNTS: dict[str, Account] = {
    "version": Account(
        _nothing, frozenset({"version", "months_through", "is_demo", "last_day_of_data", "first_day_of_data"})
    ),
    "cutoff": Account(
        _nothing,
        frozenset({"as_of", "money_month", "is_month_end", "ledger_from", "funds_from", "invested_from"}),
    ),
    # The names that the filters know; how many projects name each is withheld.
    "choices": Account(_nothing, frozenset({"filter", "value"})),
    "headline": Account(
        _headline, frozenset({"years_back", "period_from", "as_of", "matured_days", "has_ledger"}),
        {"start_rate": _RATES["start_rate"], "matured_start_rate": _RATES["matured_start_rate"],
         "signed_change": ("signed_projects", "last_signed_projects"),
         "last_start_rate": ("-last_started", "last_signed_projects"),
         "start_rate_change": ("started_projects", "formal_projects", "-last_started", "last_signed_projects"),
         "funds_growth": ("funds_arrived", "last_funds_arrived")},
    ),
    "funnel_cohort": Account(
        _cohort, frozenset({"stage", "stage_order"}),
        {"share_of_first": ("projects",), "arrival_rate": ("funds_arrived", "planned_investment"),
         "share_of_previous": ("projects",)},
        frozenset({"share_of_first", "share_of_previous"}), {"median_days": "timed_projects"},
    ),
    "funnel_period": Account(_period, frozenset({"stage", "stage_order"})),
    "funnel_beside": Account(
        _beside, frozenset({"matured_days"}), {"matured_start_rate": ("matured_started", "matured_projects")},
    ),
    "industries": Account(
        _industries, frozenset({"industry", "due_share", "has_ledger"}),
        {**_RATES, **_PLANNED, "funds_share": ("funds_arrived", "all_funds_arrived"),
         "signed_change": ("signed_projects", "last_signed_projects"),
         "planned_growth": ("signed_planned", "last_signed_planned"),
         "funds_growth": ("funds_arrived", "last_funds_arrived"), "growth": ("invested", "last_invested")},
    ),
    "funnel_groups": Account(
        _funnel_groups, frozenset({"name"}),
        {"start_rate": _RATES["start_rate"], "arrival_rate": _RATES["arrival_rate"],
         "funded_share": ("funded_projects", "formal_projects"),
         "funded_of_started": ("funded_projects", "started_projects")},
        middles={"median_days_to_start": "timed_projects"},
    ),
    "makeup": Account(
        _makeup, frozenset({"dimension", "value"}),
        {"projects_share": ("signed_projects", "-all_projects"),
         "planned_share": ("signed_planned", "-all_planned"),
         "start_rate": _RATES["start_rate"], "signed_change": ("signed_projects", "last_signed_projects")},
    ),
    "target_year": Account(
        _target_year, frozenset({"due_share", "months_left", "last_month"}),
        {**_PLANNED, "remaining": ("invested", "plan"), "needed_a_month": ("invested", "plan"),
         "new_start_rate": ("new_due_started", "new_due"), "growth": ("invested", "last_invested")},
    ),
    "target_groups": Account(
        _target_groups, frozenset({"name", "due_share", "invested_rank"}),
        {**_PLANNED, "leading_share": ("invested",)}, frozenset({"leading_share"}),
    ),
    "target_months": Account(_target_months, frozenset({"month"}), {"cumulative_scheduled": ("-plan",)}),
    "target_months_by_industry": Account(
        _target_months_by_industry, frozenset({"industry", "month", "due_share"}),
        {"cumulative_scheduled": ("plan",), "completed_share": ("cumulative_invested", "plan")},
    ),
    "target_quarters": Account(
        _target_quarters, frozenset({"quarter", "months", "last_month"}),
        {"quarter_plan": ("-plan",), "quarter_scheduled": ("-plan",),
         "schedule_rate": ("quarter_invested", "-plan"),
         "quarter_growth": ("quarter_invested", "last_quarter_invested")},
    ),
    "funnel_months": Account(_funnel_months, frozenset({"month"})),
    "funds_months": Account(
        _funds_months, frozenset({"month", "is_counted"}),
        {"growth": ("cumulative_funds", "last_cumulative_funds"), "cumulative_scheduled": ("plan",),
         "plan_share": ("cumulative_funds", "plan")},
    ),
    "targets": Account(
        _targets, frozenset({"indicator", "unit", "industry", "target_amount", "due_share", "scheduled",
                             "elapsed_share", "units_amount"}),
        {"target_rate": ("actual",), "points_ahead": ("actual",)},
    ),
    # What was published may be read by anyone; what the ledger has of it stands on other days.
    "report_card": Account(
        _nothing,
        frozenset({"indicator", "amount", "unit_of_measure", "relation", "standing", "note", "source"}),
        is_of_another_day=True,
    ),
    "selection": Account(lambda _row, _params: {"projects": None}),
}  # fmt: skip
