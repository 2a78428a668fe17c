"""Sentences of the monthly bulletin's other parts: events, channels, problems by cause, corrections."""

from __future__ import annotations

from texts.language import N_
from texts.sentences.drafting import Row, clauses, listing, statements
from texts.writing import Texts, is_missing, is_some


def activities(t: Texts, row: Row, without: int, period: str) -> str:
    """What came of the year's events. `row`: activity_outcomes of all events; `without`: of them without a signing."""
    if not row["events_held"]:
        return t("The ledger has no promotion event in {period}.", period=period)
    said = [t.plural("{n} promotion event was held in {period}", "{n} promotion events were held in {period}",
                     int(row["events_held"]), period=period)]  # fmt: skip
    if is_some(row["batches"]):
        said.append(t("with {n} activities", n=t.number(row["batches"])))
    if is_some(row["delegations"]):
        said.append(t("{n} delegations received", n=t.number(row["delegations"])))
    parts = [listing(t, said), _signed(t, row)]
    if without and row["formal_projects"]:
        parts.append(t("{n} events have not led to a signing yet", n=t.number(without)))
    return t.sentence_case(statements(t, parts))


def _signed(t: Texts, row: Row) -> str:
    n, started = row["formal_projects"], row["started_projects"]
    if not n:
        return t("no formal agreement has been signed at them yet")
    said = [t.plural("{n} formal agreement was signed at them", "{n} formal agreements were signed at them", n),
            t("planned investment {amount}", amount=t.money(row["formal_planned"]))]  # fmt: skip
    if not started:
        said.append(t.alone(N_("it has not started"), N_("none of them has started"), n))
    else:
        said.append(t("{started} started (start rate {rate})", started=t.number(started),
                      rate=t.percent(row["start_rate"])))  # fmt: skip
    if is_some(row["arrived_of_signed"]):
        said.append(t("{amount} arrived (arrival rate {rate})", amount=t.money(row["arrived_of_signed"]),
                      rate=t.percent(row["arrival_rate"])))  # fmt: skip
    elif not is_missing(row["arrived_of_signed"]):
        said.append(t("no money yet"))
    return clauses(t, said)


def channel(t: Texts, name: str, row: Row, few: int) -> str:
    """领导招商签约40个、开工28个（开工率70.0%）; of few no rate."""
    n, started = row["formal_projects"], row["started_projects"]
    if not started:
        return t("{name} {n} signed, none started", name=name, n=t.number(n))
    if n < few:
        return t("{name} {n} signed, {started} started", name=name, n=t.number(n), started=t.number(started))
    return t("{name} {n} signed, {started} started (start rate {rate})", name=name, n=t.number(n),
             started=t.number(started), rate=t.percent(row["start_rate"]))  # fmt: skip


def by_channel(t: Texts, channels: list[str], none: int, period: str) -> str:
    """By channel, and how many were signed at no event."""
    if not channels:
        return ""
    parts = [t("by channel: {channels}", channels=("；" if t.language == "zh" else "; ").join(channels))]
    if none:
        parts.append(
            t("{n} of the formal agreements signed in {period} name no event", n=t.number(none), period=period)
        )
    return t.sentence_case(statements(t, parts))


def lights_on(t: Texts, row: Row, day: str, change: str) -> str:
    """How many lights are on. `row`: of lit; `change`: since last month, in words."""
    red, amber = int(row["red_projects"]), int(row["amber_projects"])
    if not red and not amber:
        return t("By {day} no light is on.", day=day)
    said = [t("by {day} {red} projects have a red light and {amber} an amber one", day=day, red=t.number(red),
              amber=t.number(amber))]  # fmt: skip
    parts = [clauses(t, said), *([change] if change else [])]
    if row["exempt_projects"]:
        parts.append(t("{n} projects with an explained light are not counted", n=t.number(row["exempt_projects"])))
    return t.sentence_case(statements(t, parts))


def since_last_month(t: Texts, row: Row) -> str:
    """较上月末红灯增加2个，销号6个. `row`: of lit."""
    change, green = int(row["red_change"]), int(row["green_again"])
    size = t.number(abs(change))
    if change > 0:
        said = [t("{n} more red than a month before", n=size)]
    elif change < 0:
        said = [t("{n} fewer red than a month before", n=size)]
    else:
        said = [t("as many red as a month before")]
    if green:
        said.append(t("{n} turned back to green", n=t.number(green)))
    return clauses(t, said)


def cause(t: Texts, name: str, counted: str, stake: str, examples: str) -> str:
    """签约后未开工：红灯15个、黄灯8个，涉及计划总投资……; `examples`: the largest, named."""
    said = [t("{name}: {counted}", name=name, counted=counted), *([stake] if stake else [])]
    return statements(t, [clauses(t, said), *([examples] if examples else [])])


def problems(t: Texts, row: Row) -> str:
    """What became of the problems. `row`: of problems."""
    n, overdue = int(row["problems_open"]), int(row["problems_overdue"])
    new, solved = int(row["problems_new"]), int(row["problems_solved"])
    if not n and not solved:
        return ""
    said = [t("{n} problems are open", n=t.number(n)) if n else t("no problem is open")]
    if n:
        said.append(t("{n} of them past their day", n=t.number(overdue)) if overdue else t("none of them past its day"))
    said.append(t("{new} new and {solved} struck off in the month", new=t.number(new), solved=t.number(solved)))
    return t.sentence_case(statements(t, [clauses(t, said)]))
