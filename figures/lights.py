"""The rules of the lights, once: what each is called and means, its limits, its sentence, what is at stake.

The query `lights` finds them; its `rule`, `basis`, `measure` and `passed` are what the sentences are made of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from data.limits import Lights as Limits
from texts.language import N_
from texts.writing import Texts, is_missing

#: The worse one first.
Light = Literal["red", "amber"]


class Rule(NamedTuple):
    """Message ids of a rule: its name, what is at stake where its light is on, and what it means, with its limits."""

    name: str
    stake: str
    meaning: str


_PLANNED = N_("planned investment")
_THIS_YEAR = N_("this year's plan")
#: Rule → its words, in the order of the query.
RULES: dict[str, Rule] = {
    "unstarted": Rule(
        N_("Not started after signing"), _PLANNED,
        N_("Formal agreements signed, not started, not in production and without completed investment. Days since "
           "the signing: amber more than {unstarted_amber}, red more than {unstarted_red}."),
    ),
    "late_start": Rule(
        N_("Not started when due"), _THIS_YEAR,
        N_("New key projects of the year not started, not in production and without completed investment, whose "
           "planned month of start is over. Whole months since then (0: it has just ended): amber from "
           "{late_start_amber} on, red from {late_start_red} on. Without a planned start there is no light."),
    ),
    "unfunded": Rule(
        N_("Started without money"), _PLANNED,
        N_("Formal agreements signed and started, with neither funds nor completed investment, not in production. "
           "Days since the start: amber more than {unfunded_amber}, red more than {unfunded_red}. Where the ledger "
           "reports no funds there is no light."),
    ),
    "behind": Rule(
        N_("Behind their own schedule"), N_("what the schedule lacks"),
        N_("Key projects of the year below their own schedule, but no new one that has not started and whose planned"
           " start is still to come. By percentage points: amber more than {behind_points_amber} below, red more "
           "than {behind_points_red}. By share: completed less than {behind_share_amber}% of what was due is amber, "
           "less than {behind_share_red}% red. The settings say which is used ({behind_basis}); up to March, when "
           "little is due, always the share."),
    ),
    "silent": Rule(
        N_("Nothing reported"), _THIS_YEAR,
        N_("Projects under construction (started, not in production) with neither funds nor completed investment, be"
           " it without a row or with noughts, in the last months that count. Months in a row since the start: amber"
           " from {silent_amber} on, red from {silent_red} on."),
    ),
    "blocked": Rule(
        N_("Problems past their day"), _THIS_YEAR,
        N_("Projects with a problem that is raised, not solved and past its day; of several the longest overdue. "
           "Days past it: amber more than {blocked_amber}, red more than {blocked_red}."),
    ),
    "slipping": Rule(
        N_("Put off repeatedly"), _THIS_YEAR,
        N_("Key projects of the year whose plan was put off or lowered from one published version to the next: the "
           "planned start moved later (once the project has started that no longer counts) or the year's amount "
           "lowered. Each publishing counts once: amber from {slipping_amber} on, red from {slipping_red} on. "
           "Versions published before this was kept know of none."),
    ),
}  # fmt: skip
#: What a rule looks at is reported from the month in these columns of the query `cutoff`; any of them will do.
REPORTED: dict[str, tuple[str, ...]] = {
    "unfunded": ("funds_from",),
    "behind": ("invested_from",),
    "silent": ("funds_from", "invested_from"),
}
_WORDS: dict[Light, str] = {"red": N_("red"), "amber": N_("amber")}
#: A light has a shape and a word, never a colour alone.
SHAPES: dict[Light, str] = {"red": "■", "amber": "◆"}
#: Rules that look at what is past a day: a limit of 0 is to be past it.
_OVERDUE = frozenset({"late_start", "blocked"})
#: What measure and limit are in → the limit in words.
_LIMITS = {
    "days": (N_("more than {n} day"), N_("more than {n} days")),
    "months": (N_("{n} month or more"), N_("{n} months or more")),
    "points": (N_("more than {n} point"), N_("more than {n} points")),
    "share": (N_("less than {n}%"), N_("less than {n}%")),
    "times": (N_("{n} time or more"), N_("{n} times or more")),
}
#: Rule whose sentence needs no more than how many → of one, of many.
_COUNTED = {
    "unstarted": (N_("not started {n} day after signing"), N_("not started {n} days after signing")),
    "unfunded": (
        N_("neither money nor work {n} day after the start"), N_("neither money nor work {n} days after the start"),
    ),
    "late_start": (N_("start {n} month overdue"), N_("start {n} months overdue")),
    "silent": (N_("nothing reported for {n} month"), N_("nothing reported for {n} months")),
    "blocked": (N_("a problem {n} day overdue"), N_("a problem {n} days overdue")),
    "slipping": (N_("put off or lowered {n} time"), N_("put off or lowered {n} times")),
}  # fmt: skip
_BASES = {"points": N_("percentage points below"), "share": N_("share of what was due")}


def name(t: Texts, rule: str) -> str:
    """签约未开工."""
    return t(RULES[rule].name)


def stake(t: Texts, rule: str) -> str:
    """What is at stake: 计划总投资, 本年计划, 与序时进度的差额."""
    return t(RULES[rule].stake)


def light(t: Texts, code: Light) -> str:
    """红灯, 黄灯."""
    return t(_WORDS[code])


def basis(t: Texts, code: str) -> str:
    """By what «behind» is measured: 低于序时的百分点, 占应完成的比例."""
    return t(_BASES[code])


def number(t: Texts, n: float) -> str:
    """A limit's number: without decimals where it is whole."""
    return t.number(n, 0 if float(n).is_integer() else 1)


def limit(t: Texts, code: str, n: float) -> str:
    """A limit in words, of what it is in (the query's `basis`): 超过180天, 不足60%."""
    one, many = _LIMITS[code]
    return t(one if n == 1 else many, n=number(t, n))


def _limit(t: Texts, rule: str, code: str, n: float) -> str:
    return t("as soon as it is overdue") if not n and rule in _OVERDUE else limit(t, code, n)


def limits(t: Texts, rule: str, code: str, found: Limits) -> str:
    """Both limits of a rule in words: 黄灯超过90天，红灯超过180天. `code`: the query's `basis`."""
    of, numbers = f"{rule}_{code}" if rule == "behind" else rule, found.numbers()
    amber, red = (_limit(t, rule, code, numbers[f"{of}_{one}"]) for one in ("amber", "red"))
    words = t("{amber_light} {amber}, {red_light} {red}", amber_light=light(t, "amber"), amber=amber,
              red_light=light(t, "red"), red=red)  # fmt: skip
    is_exception = rule == "behind" and code != found.behind.basis
    return t("{limits} (of what was due, as always up to March)", limits=words) if is_exception else words


def sentence(t: Texts, lit: Mapping[Any, Any]) -> str:
    """Why a light is on, with its numbers: 签约后210天未开工，超过180天. `lit`: a row of the query `lights`."""
    said, passed = fact(t, lit), float(lit["passed"])
    if not passed and lit["rule"] in _OVERDUE:
        return said
    return t("{fact} (limit: {limit})", fact=said, limit=limit(t, str(lit["basis"]), passed))


def fact(t: Texts, lit: Mapping[Any, Any]) -> str:
    """The sentence without the limit, where this stands beside it: 签约后210天未开工."""
    return _said(t, str(lit["rule"]), str(lit["basis"]), float(lit["measure"]))


def _said(t: Texts, rule: str, in_what: str, measure: float) -> str:
    if rule == "behind":
        shown = t.number(measure, 1)
        if in_what == "points":
            return t("{n} points behind its own schedule", n=shown)
        return t("{n}% of what was due completed", n=shown)
    if rule == "late_start" and round(measure) == 0:
        return t("not started in the month due")
    one, many = _COUNTED[rule]
    return t.plural(one, many, round(measure))


def how_many(t: Texts, on: Sequence[str]) -> str:
    """红灯2个、黄灯1个; empty where none is on. `on`: the query's `light` of each."""
    counted = [(one, on.count(one)) for one in get_args(Light)]
    return t.join([t("{light} {n}", light=light(t, one), n=t.number(n)) for one, n in counted if n])


def shown(t: Texts, lit: Mapping[Any, Any]) -> str:
    """A project's lights by their rules: ■红灯：签约未开工；◆黄灯：未报进度. `lit`: a row of `project_rows`.

    Exempt ones are named as such; empty where none is on.
    """
    said = [
        why(t, {"light": code}, words)
        for code in get_args(Light)
        if (words := t.join([name(t, one) for one in rules(int(lit[f"{code}_rules"]))]))
    ]
    if spared := t.join([name(t, one) for one in rules(int(lit["exempt_rules"]))]):
        said.append(t("exempt: {rules}", rules=spared))
    return ("；" if t.language == "zh" else "; ").join(said)


def rules(numbered: int) -> tuple[str, ...]:
    """The rules that a number of the query `project_rows` holds, in their order."""
    return tuple(rule for at, rule in enumerate(RULES) if numbered >> at & 1)


def why(t: Texts, lit: Mapping[Any, Any], words: str) -> str:
    """■红灯：签约后210天未开工. `lit`: a row of the query; `words`: what `fact` or `sentence` says of it."""
    code: Light = lit["light"]
    return t("{shape} {light}: {sentence}", shape=SHAPES[code], light=light(t, code), sentence=words)


def mark(t: Texts, code: Light, *, is_new: bool = False) -> str:
    """■红灯, ■红灯（新增）."""
    words = f"{SHAPES[code]} {light(t, code)}" if t.language == "en" else f"{SHAPES[code]}{light(t, code)}"
    return t("{light} (new)", light=words) if is_new else words


def exempt(t: Texts, lit: Mapping[Any, Any]) -> str:
    """Why a light is not counted: 免予亮灯至2023年12月31日：土地调规（管委会）. `lit`: an exempt row of the query."""
    words = t("exempt until {day}: {reason}", day=t.day(lit["until_on"]), reason=lit["reason"])
    return words if is_missing(lit["decided_by"]) else t("{words} ({who})", words=words, who=lit["decided_by"])
