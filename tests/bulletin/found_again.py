"""Every number that a bulletin says, found again in the queries: asked here once more, written by hand."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from data.schemes import read_all
from data.settings import settings
from figures.columns import COLUMNS
from panels.appraisal.asked import month_before
from panels.bulletin import corrected
from panels.bulletin.issue import Issue
from view import monthly
from view.appraisal.counting import brought
from view.appraisal.scoring import Member, Year, counted, scores
from view.appraisal.what_if import NOTHING
from view.view import edition

#: A number with what stands around it, as each language writes it.
_TOKEN = {
    "zh": re.compile(r"[+−]?\d[\d,]*(?:\.\d+)?(?:亿元|万元|元|%|个百分点|倍)?"),
    "en": re.compile(r"[+−]?¥?\d+(?:,\d{3})*(?:\.\d+)?(?:[BM]\b|%| percentage points| points)?"),
}
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
#: Days, months, versions and numbers of parts: no figures.
_DAYS = {
    "zh": re.compile(
        r"\d{4}年(?:\d+(?:—\d+)?月(?:\d+日)?)?|\d{4}-\d{2}-\d{2}|\d+月(?:当月)?|第\d+期|\d{8}-\d{6}|附件\d"
    ),
    "en": re.compile(
        rf"\d{{1,2}} {_MONTH} \d{{4}}|{_MONTH} \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|No\. \d+ of \d{{4}}|\d{{8}}-\d{{6}}"
        r"|Annex \d|^\d+\. |\b(?:in|of|for) (?:19|20)\d{2}\b",
        re.MULTILINE,
    ),
}
_POINTS = frozenset({"points_ahead", "start_rate_change", "zone_points"})


def _half_up(value: float, decimals: int) -> str:
    made = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return str(abs(made))


@dataclass
class Pool:
    """What may stand in the text: counts, and amounts, shares and points as they are written."""

    words: set[str] = field(default_factory=set)
    language: str = "zh"

    def count(self, *values: Any) -> None:
        """Whole numbers (or days, months)."""
        for value in values:
            if pd.notna(value):
                self.words |= {_half_up(value, 0), f"{int(_half_up(value, 0)):,}"}

    def money(self, *values: Any) -> None:
        """Amounts in 万元, in sentences and in tables."""
        for value in values:
            if pd.isna(value):
                continue
            if self.language == "en":
                self._yuan(value)
                continue
            yi, wan = value / 10_000, int(_half_up(value, 0))
            self.words |= {f"{_half_up(yi, 1)}亿元", f"{wan}万元", f"{wan:,}", f"{Decimal(_half_up(yi, 2)):,}"}
            if not value:
                self.words.add("0元")
            if not value % 10_000:
                self.words.add(f"{_half_up(yi, 0)}亿元")

    def _yuan(self, value: Any) -> None:
        """The same in English: billions and millions, in tables without their sign."""
        big, small = (f"{Decimal(_half_up(value / by, 2)):,}" for by in (100_000, 100))
        self.words |= {f"¥{big}B", f"¥{small}M", small, f"{Decimal(_half_up(value / 100_000, 3)):,}"}
        if not value:
            self.words.add("¥0")
        if not value % 10_000:
            self.words.add(f"¥{Decimal(_half_up(value / 100_000, 1)):,}B")

    def share(self, *values: Any) -> None:
        """Shares of 1 as percent, with and without sign."""
        for value in values:
            if pd.notna(value):
                self.words.add(f"{_half_up(value * 100, 1)}%")
                if value > 9:
                    self.words |= {f"{_half_up(1 + value, 1)}倍", _half_up(1 + value, 1)}
                self.words.add(f"{Decimal(_half_up(value * 100, 1)):,}%")

    def points(self, *values: Any) -> None:
        """Percentage points; in tables alone, with a sign."""
        for value in values:
            if pd.notna(value):
                shown = _half_up(value, 1)
                self.words |= {f"{shown}{unit}" for unit in ("个百分点", " percentage points", " points", "")}

    def rows(self, rows: pd.DataFrame) -> None:
        """Every number of a query's rows, in the form that the catalogue gives its column."""
        for column in rows.columns.intersection(list(COLUMNS)):
            values = rows[column].dropna().unique()
            match COLUMNS[column][1]:
                case "money":
                    self.money(*values)
                case "share" | "rate" | "growth":
                    self.share(*values)
                case "points":
                    self.points(*values)
                case "count" | "months" | "days" | "change":
                    self.count(*values)


def pool(issue: Issue) -> Pool:
    """All numbers that the issue may say."""
    view, month, found = issue.view, issue.month, Pool(language=issue.view.language)
    before = dt.date(month.year - 1, month.month, 1)
    year = view.run("target_year")
    found.rows(view.run("forecast"))
    past = view.run("target_year", as_of=monthly.last_day(before), year=month.year - 1)
    work, done = view.run("unit_work", month_from=month), view.run("target_groups", dimension="unit")
    for rows in (
        year, work, done, view.run("headline"), view.run("funnel_beside"), view.run("target_months"),
        view.run("target_projects"), view.run("last_month_projects"),
        *(view.run("target_groups", dimension=one) for one in ("nature", "industry")),
        view.run("lit_total", **issue.since), view.run("problems", **issue.since),
    ):  # fmt: skip
        found.rows(rows)
    _first(found, issue, year.iloc[0], past.iloc[0] if len(past) else None, work)
    _industries(found, issue, year.iloc[0])
    _events(found, issue)
    _lights(found, issue)
    _corrections(found, issue)
    _appraised(found, issue)
    found.count(*range(1, len(done) + 1))  # ranks
    new = view.run("last_month_projects")
    counted = new["event"].value_counts()
    of_them = new[new["event"].isin(["signed", "started"])]
    hidden = sum(any(one in name for one in issue.hidden) for name in of_them["name"])
    found.count(*(counted.get(event, 0) for event in ("signed", "started")), hidden)
    found.count(5, 200, settings().bulletin.report_days, settings().bulletin.listed)
    return found


def _first(found: Pool, issue: Issue, year: Any, past: Any, work: pd.DataFrame) -> None:
    """The first part: the month's own figures, targets, rates against last year's."""
    for row in issue.view.run("last_month").to_dict("records"):
        put = found.count if row["figure"].endswith("_projects") else found.money
        put(row["this_month"])
        found.share(row["year_growth"])
    for row in issue.view.run("targets").to_dict("records"):
        (found.count if row["indicator"].endswith("_projects") else found.money)(row["target_amount"], row["actual"])
        found.share(row["target_rate"])
    if (
        past is not None
        and past["key_projects"]
        and pd.notna(past["completion_rate"])
        and pd.notna(year["completion_rate"])
    ):
        found.points((year["completion_rate"] - past["completion_rate"]) * 100)
    whole = work[work["unit"].isna()].iloc[0]
    found.count(whole["new_due"] - whole["new_due_started"])
    if whole["new_projects"]:
        found.share(whole["new_started"] / whole["new_projects"])


def _industries(found: Pool, issue: Issue, year: Any) -> None:
    rows = issue.view.run("target_groups", dimension="industry")
    apart = (rows["completion_rate"] - year["completion_rate"]) * 100
    found.points(0, *apart)
    shown = apart.dropna().map(lambda one: float(_half_up(one, 1)) * (1 if one >= 0 else -1))
    found.count(int((shown > 1).sum()), int((shown.abs() <= 1).sum()), int((shown < -1).sum()))


def _events(found: Pool, issue: Issue) -> None:
    rows = issue.view.run(
        "activity_outcomes", period_from=dt.date(issue.month.year, 1, 1), period_to=monthly.last_day(issue.month)
    )
    found.rows(rows)
    events = rows[rows["by_what"] == "event"]
    found.count(int((events["formal_projects"] == 0).sum()), 20)


def _appraised(found: Pool, issue: Issue) -> None:
    """Points and their change, by the shipped scheme: of this month's end and of the state that it is held against."""
    if issue.is_public or [one for one in issue.view.chosen if one[0] != "period"]:
        return
    [scheme] = read_all().schemes
    totals = []
    was = month_before(issue.view)
    then = [replace(issue.view, edition=edition(was.version or ""), as_of=was.as_of)] if was else []
    for view in (issue.view, *then):
        rows = brought(view.run("appraisal_contributions"))
        targets = {(one["indicator"], one["unit"]): one["target_amount"]
                   for one in view.run("appraisal_targets").to_dict("records")}  # fmt: skip
        row = view.run("appraisal_schedule").iloc[0]
        year = Year(targets, row["due_share"], row["elapsed_share"], bool(row["has_funds"]), bool(row["has_invested"]))
        members = tuple(Member(one.zh, one.group or "", one.is_ranked) for one in settings().unit)
        made = scores(scheme, members, year, counted(scheme, rows).tally, NOTHING)
        totals.append({one.member.unit: one.total for one in made if one.total is not None})
    now, before = totals[0], totals[-1]
    found.words |= {_half_up(total, 2) for total in now.values()}
    found.words |= {_half_up(total - before[unit], 2) for unit, total in now.items() if unit in before}
    found.count(*range(len(now) + 1))


def _lights(found: Pool, issue: Issue) -> None:
    rows = issue.view.run("lights")
    counted = rows[~rows["is_exempt"]]
    for _, those in counted.groupby("rule"):
        found.count(*(int((those["light"] == light).sum()) for light in ("red", "amber")))
        found.money(those["at_stake"].sum())
    for basis, those in rows.groupby("basis"):
        match basis:
            case "points":
                found.points(*those["measure"])
            case "share":
                found.share(*those["measure"] / 100)
            case _:
                found.count(*those["measure"])
    lit = issue.view.run("lit_total", **issue.since).iloc[0]
    found.count(abs(int(lit["red_change"])))


def _corrections(found: Pool, issue: Issue) -> None:
    base = corrected.told_by(issue)
    if base is None:
        return
    last = monthly.before(issue.month)
    for version in (base, issue.view.edition.version):
        asked = corrected._states(issue, version)
        for name in ("target_year", "headline", "unit_work"):
            found.rows(asked.run(name, month_from=last))
    found.count(*range(9))  # so many of eight figures differ: test_bulletin_rows counts them
    moved = issue.view.run("moved_projects", since=_published(base), read_by="reported")
    amounts = [one for one in moved.columns if one.endswith("_amount")]
    found.money(*pd.unique(moved[amounts].to_numpy().ravel()))
    flags = [f"is_{box}" for box in _LEARNED if f"is_{box}" in moved]
    found.count(int(moved[flags].any(axis=1).sum()))


_LEARNED = [
    f"{stock}_{box}"
    for stock in ("unstarted", "unfunded", "plan", "completed")
    for box in ("late_in", "late_out", "corrected_in", "corrected_out", "restated", "late", "corrected")
]


def _published(version: str) -> dt.date:
    return dt.datetime.strptime(version, "%Y%m%d-%H%M%S").date()  # noqa: DTZ007


def missing(words: str, issue: Issue) -> list[str]:
    """The numbers in words that no query answers, each with what stands around it."""
    may = pool(issue).words
    rows = issue.view.run("projects")
    view, language = issue.view, issue.view.language
    chosen = {view.choices[key].label(code, language) for key, codes in view.chosen for code in codes}
    chosen |= {option.label(language) for key in ("unit", "industry") for option in view.choices[key].options}
    names = {*chosen, *rows["name"], *issue.view.run("last_month_projects")["name"], *issue.view.run("lights")["name"]}
    for name in sorted(names, key=len, reverse=True):
        if re.search(r"\d", name):
            words = words.replace(name, "〇")
    words = _DAYS[language].sub("〇", words)
    ends = [(one.start(), one.end()) for one in _TOKEN[language].finditer(words)]
    lost = []
    for start, end in ends:
        token = words[start:end].lstrip("+−")
        if token not in may:
            lost.append(f"{token} ({words[max(start - 15, 0) : end + 10]!r})")
    return lost
