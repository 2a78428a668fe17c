"""Sentences of the monthly bulletin's first part: an indicator a paragraph, in one grammar.

Done, share of the year's target, ahead or behind in points, year on year in words.
"""

from __future__ import annotations

import datetime as dt

from texts.language import N_
from texts.progress import growth_phrase, more_phrase, points_phrase, share_change_phrase
from texts.sentences.drafting import Row, clauses, month_end, statements
from texts.sentences.plan import target_year
from texts.writing import Texts, is_missing, is_some, rounded

#: Percentage points within which a rate is level with another.
LEVEL = 1


def led(t: Texts, name: str, words: str) -> str:
    """A paragraph that begins with what it is about: 项目签约。1—9月……"""
    return t("{name}: {words}", name=name, words=words) if words else ""


def invested(t: Texts, row: Row, year: int, last_rate: float, month: Row) -> str:
    """The key projects' completed investment. `row`: target_year; `last_rate`: a year earlier; `month`: last_month."""
    said = target_year(t, row, year)
    if not row["key_projects"] or is_missing(row["last_month"]):
        return said
    more = []
    if not is_missing(last_rate) and not is_missing(row["completion_rate"]):
        change = share_change_phrase(t, (row["completion_rate"] - last_rate) * 100)
        more.append(t("the plan's completion is {change}", change=change))
    if words := _month_money(t, month, N_("{amount} was completed in {month} alone")):
        more.append(words)
    return said + _sentence(t, more)


def starts(t: Texts, row: Row, day: dt.date) -> str:
    """Starts of new key projects against the year's plan and the plan to date. `row`: unit_work's total."""
    if not row["new_projects"]:
        return t("There is no new key project this year.")
    n, started = row["new_projects"], row["new_started"]
    first = [t("{n} new key projects are planned for the year", n=t.number(n))]
    if is_some(row["new_undated"]):
        first.append(t("{n} of them without a planned start", n=t.number(row["new_undated"])))
    by = t.day(day)
    if not started:
        first.append(t("none had started by {day}", day=by))
    else:
        first.append(t("{started} had started by {day}, {share} of the year's", started=t.number(started), day=by,
                       share=t.percent(started / n)))  # fmt: skip
    return statements(t, [clauses(t, first), clauses(t, _to_date(t, row))])


def _to_date(t: Texts, row: Row) -> list[str]:
    due, met = row["new_due"], row["new_due_started"]
    if not due:
        said = [t("by the plan none was due to start yet")]
    elif met == due:
        said = [t.alone(N_("by the plan 1 was due to start, and it had started"),
                        N_("by the plan {n} were due to start, and all had started"), due)]  # fmt: skip
    else:
        said = [t("by the plan {due} were due to start, of which {met} had started (start rate {rate})",
                  due=t.number(due), met=t.number(met), rate=t.percent(row["new_start_rate"])),
                t("{n} had not started as planned", n=t.number(due - met))]  # fmt: skip
    if row["new_started_early"]:
        said.append(t("{n} more started ahead of their day", n=t.number(row["new_started_early"])))
    return said


def signed(t: Texts, row: Row, month: Row, target: Row | None, period: str) -> str:
    """Agreements signed in the year so far. `row`: headline; `month`: last_month; `target`: targets, where set."""
    n = row["signed_projects"]
    if not n:
        said = [t("no formal agreement was signed in {period}", period=period), more_phrase(t, row["signed_change"])]
        parts = [clauses(t, said if is_some(row["signed_change"]) else said[:1])]
    else:
        parts = [clauses(t, [
            t.plural("{n} formal agreement was signed in {period}", "{n} formal agreements were signed in {period}", n,
                     period=period),
            more_phrase(t, row["signed_change"]),
            t("planned investment {amount}", amount=t.money(row["signed_planned"])),
            *filter(None, [_target(t, target)]),
        ])]  # fmt: skip
    if n:
        parts.append(_started(t, row))
    if month is not None and not is_missing(month["this_month"]):
        count = int(month["this_month"])
        name = t.month(month["month"])
        parts.append(t("{n} in {month} alone", n=t.number(count), month=name) if count
                     else t("none in {month}", month=name))  # fmt: skip
    return t.sentence_case(statements(t, parts))


def _started(t: Texts, row: Row) -> str:
    n, started = row["formal_projects"], row["started_projects"]
    if not started:
        return t.alone(N_("it has not started"), N_("none of them has started"), n)
    is_all = started == n
    if is_all:
        said = [t.alone(N_("it has started"), N_("all of them have started"), n)]
    else:
        said = [t("{started} of them have started, a start rate of {rate}", started=t.number(started),
                  rate=t.percent(row["start_rate"]))]  # fmt: skip
    if not is_missing(row["start_rate_change"]):
        change = share_change_phrase(t, row["start_rate_change"])
        # Where the rate stands before it, it need not be named again.
        said.append(t(N_("their start rate {change}") if is_all else N_("start rate {change}"), change=change))
    return clauses(t, said)


def funds(t: Texts, row: Row, month: Row, target: Row | None, period: str) -> str:
    """Funds arrived in the year so far. `row`: headline; `month`: last_month; `target`: targets, where set."""
    arrived = row["funds_arrived"]
    if is_missing(arrived):
        return t("The ledger reports no funds arrived for {period}.", period=period)
    if not arrived:
        said = [t("no money arrived in {period}", period=period)]
    else:
        said = [t("{amount} arrived in {period}", amount=t.money(arrived), period=period)]
    if arrived or is_some(row["last_funds_arrived"]):
        said.append(growth_phrase(t, row["funds_growth"]))
    parts = [
        clauses(t, [*said, *filter(None, [_target(t, target)])]),
        _month_money(t, month, N_("{amount} arrived in {month} alone")),
    ]
    return t.sentence_case(statements(t, [one for one in parts if one]))


def _target(t: Texts, target: Row | None) -> str:
    """完成全年目标200个的70.5%."""
    if target is None or is_missing(target["target_rate"]):
        return ""
    amount, is_count = target["target_amount"], str(target["indicator"]).endswith("_projects")
    aim = t.projects(int(amount)) if is_count else t.round_money(amount)
    return t("{share} of the year's target of {aim}", share=t.percent(target["target_rate"]), aim=aim)


def _month_money(t: Texts, month: Row, message: str) -> str:
    """9月当月到位12.3亿元，同比增长3.1%; empty where the month is not reported."""
    if month is None or is_missing(month["this_month"]):
        return ""
    said = [t(message, amount=t.money(month["this_month"]), month=t.month(month["month"]))]
    if month["this_month"] or is_some(month["last_year"]):
        said.append(growth_phrase(t, month["year_growth"]))
    return clauses(t, said)


def _sentence(t: Texts, parts: list[str]) -> str:
    if not parts:
        return ""
    made = t.sentence_case(statements(t, parts))
    return made if t.language == "zh" else f" {made}"


def nature(t: Texts, name: str, row: Row) -> str:
    """续建项目140个，完成投资186.4亿元，占年度计划的70.1%，低于序时进度4.9个百分点. `row`: of target_groups."""
    said = [t("{name}: {n}", name=name, n=t.projects(row["key_projects"]))]
    if is_missing(row["invested"]):
        return clauses(t, [*said, t("Not reported")])
    said.append(t("{amount} completed, {share} of the annual plan", amount=t.money(row["invested"]),
                  share=t.percent(row["completion_rate"])))  # fmt: skip
    return clauses(t, [*said, points_phrase(t, row["points_ahead"])])


def against(t: Texts, points: float, whole: str) -> str:
    """高于全区6.0个百分点, 与全区基本持平 within one point."""
    shown = rounded(points, 1)
    if abs(shown) <= LEVEL:
        return t("about level with {whole}", whole=whole)
    size = t.number(abs(shown), 1)
    return (t("{n} points above {whole}", n=size, whole=whole) if shown > 0
            else t("{n} points below {whole}", n=size, whole=whole))  # fmt: skip


def month_end_words(t: Texts, month: dt.date) -> str:
    """9月末 as a day: 2023年9月30日."""
    return t.day(month_end(month))
