"""What may be asked of the bulletin's sentences and tables: which figures, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import queries
from figures.columns import COLUMNS
from panels import questions, review_lists, sources
from panels.bulletin.issue import Issue
from panels.panel import Table
from panels.questions import Question, Source
from texts.language import N_
from view import monthly
from view.filters import period_bounds

_PLAN = ("invested", "completion_rate", "points_ahead", "plan", "scheduled", "key_projects")
_OUTCOMES = ("formal_projects", "formal_planned", "started_projects", "start_rate", "arrived_of_signed",
             "arrival_rate")  # fmt: skip
_STARTS = ("new_started", "new_projects", "new_due", "new_due_started", "new_start_rate", "new_started_early",
           "new_undated")  # fmt: skip
_PROCESS = ("on_time_share", "reports_on_time", "reports_due", "reports_late", "struck_share", "problems_struck",
            "problems_due", "moved_share", "moved_projects", "standing_projects")  # fmt: skip
_OF_WORK = N_("The figure is counted from the month's reports and problems: no one list of projects stands behind it.")
_OF_EVENTS = N_(
    "The projects behind it are those whose ledger rows name an event or a channel; each project's own page says at "
    "which it was signed."
)


def paragraphs(issue: Issue, code: str) -> Question | None:
    """The question of a block's paragraphs; None where they say no figure."""
    make = _SENTENCES.get(code)
    return make(issue) if make else None


def tables(issue: Issue, key: str) -> Question | None:
    """The question of a table; None where it holds no figure of one day."""
    make = _TABLES.get(key)
    return make(issue) if make else None


def figures(issue: Issue, code: str, question: Question) -> Table | None:
    """The figures of a question by the names that it knows, as a table; None where no list of them is known."""
    if (of := question.groups) is None:
        return None
    rows = questions.rows(issue.view, question, of)
    for column, value in of.where.items():
        rows = rows[rows[column] == value]
    rows = rows[rows[of.name].notna()].reset_index(drop=True)
    named = "title" if of.name == "activity_id" else of.name
    if named == "name":
        rows, named = rows.rename(columns={"name": question.dimension}), question.dimension
    columns = tuple(one for one in (named, *question.figures) if one in rows and one in COLUMNS)
    return Table(f"behind_{code}", rows, columns) if len(rows) else None


def _invested(_issue: Issue) -> Question:
    return Question((*_PLAN, "growth"), sources.TARGET_YEAR)


def _starts(issue: Issue) -> Question:
    return _of_work(issue, _STARTS)


def _signed(_issue: Issue) -> Question:
    figures = ("signed_projects", "signed_planned", "start_rate", "formal_projects", "started_projects")
    return Question(figures, sources.HEADLINE)


def _funds(_issue: Issue) -> Question:
    return Question(("funds_arrived", "funds_growth"), sources.HEADLINE)


def _natures(_issue: Issue) -> Question:
    return Question(("key_projects", "continuing_projects", "new_projects", *_PLAN[:-1]), sources.TARGET_YEAR)


def _industries(_issue: Issue) -> Question:
    return Question(_PLAN, sources.TARGET_YEAR, sources.target_groups("industry"), "industry")


def _units(_issue: Issue) -> Question:
    return Question(_PLAN, sources.TARGET_YEAR, sources.target_groups("unit"), "unit")


def _process(issue: Issue) -> Question:
    return replace(_of_work(issue, _PROCESS), unlisted=issue.t(_OF_WORK))


def _result(issue: Issue) -> Question:
    return _of_work(issue, ("new_start_rate", "new_due_started", "new_due", "funds_arrived"))


def _of_work(issue: Issue, figures: tuple[str, ...]) -> Question:
    """Departments' work of the month: all of it, and by department."""
    params: Mapping[str, queries.Value] = {"month_from": issue.month}
    whole = Source("unit_work", where={"unit": None}, params=params)
    return Question(figures, whole, Source("unit_work", "unit", params=params), "unit")


def _channels(issue: Issue) -> Question:
    return _outcomes(issue, "channel", "channel")


def _events(issue: Issue) -> Question:
    return _outcomes(issue, "activity_id", "event")


def _outcomes(issue: Issue, name: str, by_what: str) -> Question:
    """What came of events, by event or by channel."""
    span: Mapping[str, queries.Value] = {"period_from": issue.view.period_from, "period_to": issue.view.as_of}
    return Question(
        ("events_held", "batches", "delegations", *_OUTCOMES), Source("activity_outcomes", where={"by_what": "all"}),
        Source("activity_outcomes", name, {"by_what": by_what}), name, params=span, unlisted=issue.t(_OF_EVENTS),
    )  # fmt: skip


def _lights(issue: Issue) -> Question:
    return review_lists.lit_question(issue.since)


def _behind(_issue: Issue) -> Question:
    figures = ("invested", "completion_rate", "plan")
    return Question(figures, sources.TARGET_YEAR, sources.TARGET_PROJECTS, "project_id")


def _new(issue: Issue) -> Question:
    first = issue.month
    params: Mapping[str, queries.Value] = {
        "period_from": first, "period_to": monthly.last_day(first), "year": first.year,
    }  # fmt: skip
    about = issue.t.months(first, first)
    return Question(("signed_projects", "started_within"), sources.LAST_MONTH, params=params, about=about)


def _a_month_before(issue: Issue) -> Question:
    """Last month's figures as they are known now."""
    last = monthly.before(issue.month)
    day, (first, end) = monthly.last_day(last), period_bounds(last.year, "full")
    params: Mapping[str, queries.Value] = {
        "as_of": day, "year": last.year, "period_from": first, "period_to": end,
    }  # fmt: skip
    about = issue.t("as of {day}", day=issue.t.day(day))
    return Question(("plan", "invested", "completion_rate"), sources.TARGET_YEAR, params=params, about=about)


_SENTENCES: dict[str, Callable[[Issue], Question]] = {
    "invested": _invested, "starts": _starts, "signed": _signed, "funds": _funds, "natures": _natures,
    "industries": _industries, "units": _units, "boards_note": _process, "activities": _channels,
    "channels": _channels, "problems": _lights, "behind": _lights, "new_projects": _new,
}  # fmt: skip
_TABLES: dict[str, Callable[[Issue], Question]] = {
    "annex_industries": _industries, "annex_units": _units, "process_board": _process, "result_board": _result,
    "events": _events, "corrected": _a_month_before, "behind": _behind, "new_projects": _new,
}  # fmt: skip
#: Table → the column that names what a row is of.
NAMES = {"annex_industries": "industry", "annex_units": "unit", "events": "activity_id", "behind": "project_id"}
