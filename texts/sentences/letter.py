"""Sentences of a supervision letter: the project, its lights, what is asked for; blanks stand for the unknown."""

from __future__ import annotations

from texts.progress import points_phrase
from texts.sentences.drafting import Row, clauses, statements
from texts.writing import Texts, is_missing, is_some

BLANK = {"zh": "＿＿＿＿", "en": "________"}


def number(t: Texts, mark: str, year: int) -> str:
    """督办〔2023〕＿＿＿＿号: the number itself is the office's register's."""
    blank = BLANK[t.language]
    return t("{mark} [{year}] No. {blank}", mark=mark or blank, year=year, blank=blank)


def blank(t: Texts, times: int = 1) -> str:
    """A place that an office fills in by hand."""
    return BLANK[t.language] * times


def light(t: Texts, mark: str, rule: str, why: str, stake: str, amount: float) -> str:
    """■红灯（签约未开工）：签约后210天未开工（超过180天），涉及计划总投资3.0亿元。"""
    if is_missing(amount):
        return t("{light} ({rule}): {why}.", light=mark, rule=rule, why=why)
    return t("{light} ({rule}): {why}; at stake: {what} {amount}.", light=mark, rule=rule, why=why, what=stake,
             amount=t.money(amount))  # fmt: skip


def signing_day(t: Texts) -> str:
    """The day on which a letter is signed, which nobody knows before."""
    return t("{year} / {month} / {day} (day of signing)", year=BLANK[t.language], month=BLANK[t.language][:2],
             day=BLANK[t.language][:2])  # fmt: skip


def reply(t: Texts, days: int | None) -> str:
    """By when an answer is asked for."""
    within = BLANK[t.language][:2] if days is None else t.number(days)
    return t("Please report in writing within {n} days of receiving this letter what has been done.", n=within)


def about(t: Texts, row: Row, money_to: str) -> str:
    """The project in a sentence. `row`: of the query project; `money_to`: till when there is money, else empty."""
    first = [t("planned investment {amount}", amount=t.money(row["planned_investment"])), *_stages(t, row)]
    if is_some(row["funds_to_date"]):
        first.append(t("funds arrived to date {amount}", amount=t.money(row["funds_to_date"])))
    elif not is_missing(row["funds_to_date"]):
        first.append(t("no money yet"))
    parts = [clauses(t, first)]
    if not is_missing(row["plan"]):
        parts.append(_plan(t, row))
    said = t.sentence_case(statements(t, parts))
    if not money_to:
        return said
    noted = t("(Money: to {month}.)", month=money_to)
    return said + noted if t.language == "zh" else f"{said} {noted}"


def _stages(t: Texts, row: Row) -> list[str]:
    said = []
    if not is_missing(row["signed_on"]):
        said.append(t("signed on {day}", day=t.day(row["signed_on"])))
    if is_missing(row["started_on"]):
        said.append(t("not started"))
    else:
        said.append(t("started on {day}", day=t.day(row["started_on"])))
    return said


def _plan(t: Texts, row: Row) -> str:
    said = [t("annual plan {amount}", amount=t.round_money(row["plan"]))]
    if is_missing(row["invested"]):
        said.append(t("completed investment not reported"))
        return clauses(t, said)
    if not row["invested"]:
        said.append(t("nothing completed yet"))
    else:
        said.append(t("completed {amount}", amount=t.money(row["invested"])))
    if is_some(row["completion_rate"]):
        said.append(t("{share} of the plan", share=t.percent(row["completion_rate"])))
    if not is_missing(row["points_ahead"]):
        said.append(points_phrase(t, row["points_ahead"]))
    return clauses(t, said)
