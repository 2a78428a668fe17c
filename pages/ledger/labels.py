"""What the data page calls tables, columns and findings, in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import pyarrow as pa

from data import model, zone_time
from data.ledger import mapping
from data.publishing.changes import Counted
from data.versions.provenance import Rows
from texts import Texts
from texts.language import N_
from texts.terms import CATEGORIES
from texts.writing import MISSING, is_missing
from view.view import View

TABLES: dict[str, str] = {
    "project": N_("Project list"),
    "project_kind": N_("Investors' kinds"),
    "progress": N_("Monthly progress"),
    "plan": N_("Annual plans"),
    "target": N_("Targets"),
    "activity": N_("Promotion events"),
    "blocker": N_("Problems"),
    "credit": N_("Credit"),
    "exclusion": N_("Not appraised"),
    "exemption": N_("Exempt from lights"),
    "published_fact": N_("Published figures"),
}
#: What may have become of a table's rows.
_CHANGES = {"new": N_("{n} new"), "changed": N_("{n} changed"), "gone": N_("{n} gone")}
#: A ledger column's target (`mapping.targets`), a project's column or a quality field → what it is called.
FIELDS: dict[str, str] = {
    "project_id": N_("Project number"),
    "name": N_("Project name"),
    "content": N_("What is built"),
    "industry": N_("Industry"),
    "investor": N_("Investing company"),
    "origin": N_("Investor's origin"),
    "unit": N_("Responsible department"),
    "lead_official": N_("Leading official"),
    "channel": N_("Channel"),
    "agreement": N_("Agreement"),
    "is_four_new": N_("Four new"),
    "planned_investment": N_("Planned investment"),
    "signed_on": N_("Signed on"),
    "approved_on": N_("Approved on"),
    "registered_on": N_("Registered on"),
    "started_on": N_("Started on"),
    "listed_on": N_("In the statistics since"),
    "production_on": N_("In production on"),
    "capacity_on": N_("At full capacity on"),
    "terminated_on": N_("Terminated on"),
    "termination_reason": N_("Reason for termination"),
    "activity_id": N_("Event number"),
    "remarks": N_("Remarks"),
    "nature": N_("New or carried over"),
    "planned_start_on": N_("Planned start"),
    "amount": N_("Annual plan"),
    "original_amount": N_("Original annual plan"),
    "funds_arrived": N_("Funds arrived"),
    "invested": N_("Completed investment"),
    "kind": N_("Investor"),
    "progress": N_("Monthly progress"),
    "month": N_("Month of the row"),
    "year": N_("Year of the row"),
    "status": N_("Stage, as a word"),
    "status_on": N_("Day of that stage"),
    "currency": N_("Currency of the row"),
    "date_part": N_("Part of a date"),
    "split": N_("Several things in a cell"),
    "serial": N_("Line number"),
    "total": N_("Total of the row, as a check"),
    "extra": N_("Kept as it is"),
    "": N_("Left out"),
}
#: What of a measure a column may be, besides a month's.
_TIMES: dict[str, str] = {
    "ytd": N_("{what}, the year up to the month reported"),
    "month": N_("{what} of the month reported"),
    "total": N_("{what}, total"),
}
FIGURES: dict[str, str] = {
    "projects": N_("Projects"),
    "signed": N_("Formal agreements signed"),
    "started": N_("Formal agreements started"),
    "planned_investment": N_("Planned investment"),
    "funds_arrived": N_("Funds arrived"),
    "invested": N_("Completed investment"),
}
COUNTED = frozenset({"projects", "signed", "started"})


#: What only a mapping's own sections say of columns.
_OF_FILES = {"date_part", "split"}


def target(t: Texts, code: str) -> str:
    """What a column fills: «到位资金（2023年5月）» for `funds_arrived@2023-05`."""
    measure, at, month = code.partition("@")
    if not at:
        return t(FIELDS[code])
    if month in _TIMES:
        return t(_TIMES[month], what=t(FIELDS[measure]))
    when = month_words(t, dt.date(int(month[:4]), int(month[5:]), 1))
    return t("{what} of {month}", what=t(FIELDS[measure]), month=when)


def targets(year: int | None, *also: str) -> list[str]:
    """Everything that a column may fill: the model's, the months of `year`, and what the columns have already."""
    months = [f"{measure}@{year}-{month:02}" for measure in mapping.MEASURES for month in range(1, 13)] if year else []
    times = [f"{measure}@{time}" for measure in mapping.MEASURES for time in _TIMES]
    chosen = [target for target in mapping.targets() if target not in _OF_FILES]
    return list(dict.fromkeys(["", "extra", *chosen, *times, *months, *also]))


def is_money(code: str) -> bool:
    """Whether a target is an amount of money."""
    return code.partition("@")[0] in {*mapping.MEASURES, "planned_investment", "amount", "original_amount"}


def column(t: Texts, code: str) -> str:
    """A project's column; a ledger's own by its heading."""
    return code.removeprefix("extra.") if code.startswith("extra.") else t(FIELDS[code])


def rows_of(t: Texts, table: str, n: int) -> str:
    """项目626行."""
    return t("{what}: {n} rows", what=t(TABLES[table]), n=t.number(n))


def rows_changed(t: Texts, tables: Mapping[str, Counted] | Mapping[str, Rows]) -> list[str]:
    """What became of the rows of each table, 项目：变动1行; nothing is said of what did not change."""
    told = []
    for name, one in tables.items():
        parts = [t(message, n=t.number(getattr(one, kind))) for kind, message in _CHANGES.items() if getattr(one, kind)]
        if parts:
            told.append(t("{table}: {parts}", table=t(TABLES[name]), parts=t.join(parts)))
    return told


def month_words(t: Texts, month: dt.date) -> str:
    """2023年9月, Sep 2023."""
    return t("{period} {year}", period=t.month(month), year=t.year(month.year))


def months_to_choose(first: dt.date | None, also: dt.date | None) -> list[dt.date]:
    """Months up to this one, the latest first: from `first`, else of five years, and `also`."""
    now = zone_time.now().date().replace(day=1)
    count = (now.year - first.year) * 12 + now.month - first.month + 1 if first else 60
    at = [now.year * 12 + now.month - 1 - back for back in range(max(count, 1))]
    months = [dt.date(number // 12, number % 12 + 1, 1) for number in at]
    return months if also is None or also in months else [*months, also]


def field_value(view: View, code: str, text: str | None) -> str:
    """A project's value as `changes` tells it (days, amounts, flags as text), in the reader's words."""
    if text is None or is_missing(text):
        return MISSING
    kind = None if code.startswith("extra.") else model.ARROW["project"].field(code).type
    if kind is not None and pa.types.is_decimal(kind):
        return _amount(view.t, text)
    if kind is not None and pa.types.is_boolean(kind):
        return view.t("Yes") if text == "true" else view.t("No")
    return _name(view, code, text)


def _name(view: View, code: str, text: str) -> str:
    if code == "industry":
        return view.industry_name(text)
    if code == "unit":
        return view.unit_name(text)
    return view.t(CATEGORIES[text]) if code in {"channel", "agreement"} and text in CATEGORIES else text


def _amount(t: Texts, text: str) -> str:
    try:
        return t.exact_money(Decimal(text))
    except InvalidOperation:
        return text
