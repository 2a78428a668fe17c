"""The whole bulletin: heading, opening, its parts under numbered headings, annexes, and what stands at its end."""

from __future__ import annotations

from collections.abc import Callable

import queries
from panels import plan
from panels.bulletin import annexes, appraised, boards, corrected, events, groups, overall, troubles
from panels.bulletin.issue import Issue
from panels.document import Block, Document
from panels.panel import Chart, Panel
from panels.unanswered import why
from texts import sentences
from texts.language import N_
from view import monthly
from view.scope import scope_words, zone_name

_NUMERALS = "一二三四五六七八九十"
#: Part → its heading, in order.
_PARTS = {
    "overall": N_("Overall"),
    "grouped": N_("Part by part"),
    "boards": N_("Red and black lists"),
    "appraised": N_("Annual appraisal"),
    "activities": N_("What promotion events brought"),
    "problems": N_("Problems found"),
    "next_steps": N_("Next steps"),
    "corrections": N_("Corrections to last month's figures"),
}


def document(issue: Issue, *, has_gaps: bool = False) -> Document:
    """The issue as a value.

    `has_gaps`: a part whose questions do not fit says so in its place, for the page. A file goes out whole or not.

    Raises:
        StoreError: the office's own paragraphs cannot be read.
        UnansweredError: there are too many projects, and it may have no gaps.
    """
    t = issue.t
    day = t("Data as of {day}", day=t.day(monthly.last_day(issue.month)))
    zone = zone_name(t, is_demo=issue.view.edition.is_demo)
    parts: dict[str, Callable[[], tuple[Block, ...]]] = {
        "overall": lambda: (*overall.blocks(issue), _chart("chart_plan", plan.year_against_plan(issue.view))),
        "grouped": lambda: (*groups.blocks(issue), _chart("chart_industries", plan.industries(issue.view))),
        "boards": lambda: boards.blocks(issue),
        "appraised": lambda: appraised.blocks(issue),
        "activities": lambda: events.blocks(issue),
        "problems": lambda: troubles.blocks(issue),
        "next_steps": lambda: (troubles.steps_block(issue),),
        "corrections": lambda: corrected.blocks(issue),
    }

    def part(code: str, make: Callable[[], tuple[Block, ...]]) -> tuple[Block, ...]:
        try:
            return make()
        except queries.UnansweredError as error:
            if not has_gaps:
                raise
            return (Block(f"{code}_gap", "", (why(t, error),)),)

    found: list[Block] = [Block("opening", "", (opening(issue),))]
    number = 0
    for code, make in parts.items():
        blocks = part(code, make)
        if not blocks:
            continue
        name = t("Red list") if code == "boards" and issue.is_public else t(_PARTS[code])
        found += [Block(f"{code}_heading", _numbered(issue, number, name)), *blocks]
        number += 1
    title = t("{zone}: monthly bulletin on investment promotion and key projects", zone=zone)
    lines = (t("No. {n} of {year}", n=t.number(issue.month.month), year=t.year(issue.month.year)), day)
    return Document("bulletin", title, lines, (*found, *part("annexes", lambda: annexes.blocks(issue))), closing(issue))


def opening(issue: Issue) -> str:
    """现将2023年1—9月……通报如下; of a part of the zone it says of which."""
    return sentences.drafted(issue.t, opened(issue), is_demo=issue.view.edition.is_demo)


def opened(issue: Issue) -> str:
    """The opening sentence without the demonstration mark, which a page adds itself."""
    t, scope = issue.t, scope_words(issue.view)
    words = t("Investment promotion and key projects in {period} stand as follows.", period=issue.period)
    if scope:
        words = t("Investment promotion and key projects in {period} stand as follows (of: {scope}).",
                  period=issue.period, scope=scope)  # fmt: skip
    return words


def _numbered(issue: Issue, at: int, name: str) -> str:
    return f"{_NUMERALS[at]}、{name}" if issue.t.language == "zh" else f"{at + 1}. {name}"


def _chart(code: str, panel: Panel) -> Block:
    """A panel's chart with its title; nothing where it has none."""
    charts: tuple[Chart, ...] = panel.charts
    return Block(code, "", (), (), charts, panel) if charts else Block(code, "")


def closing(issue: Issue) -> tuple[str, ...]:
    """How to read it: the version, how money stands, what the words mean."""
    t = issue.t
    return (
        t("Figures: data version {version}; completed investment is that of the key projects of the year, funds "
          "arrived those of all projects, planned investment the agreements' totals: the three are not added up. Ahead "
          "or behind is against the schedule of the year's plan, in percentage points.",
          version=issue.view.edition.version),
    )  # fmt: skip
