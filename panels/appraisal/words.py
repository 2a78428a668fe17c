"""The appraisal in words: the answer, what is supposed, the rules, why a project is not counted."""

from __future__ import annotations

from collections.abc import Iterable

from data.schemes import Scheme
from data.schemes.scheme import FEW
from panels.appraisal import formula
from panels.appraisal.asked import Appraisal, is_named
from texts import Texts
from texts.language import N_
from texts.terms import category
from texts.writing import MISSING
from view.appraisal.counting import Brought, Entry
from view.appraisal.forms import DECIMALS
from view.appraisal.ranking import Group, Place
from view.appraisal.scoring import Score
from view.appraisal.what_if import Item, WhatIf
from view.view import View

#: Verb → what is supposed.
_SUPPOSED = {
    "weight": N_("weight of {indicator}: {number}"),
    "target": N_("target of {indicator}: {number}"),
    "off": N_("{indicator} off"),
    "on": N_("{indicator} on"),
    "sign": N_("project {name} signs formally"),
    "start": N_("project {name} starts"),
    "complete": N_("project {name} completes its plan of the year"),
    "add": N_("{unit} signs one more project of {number}"),
}
_LEFT_OUT = {
    "excluded": N_("not counted by the ledger's list: {reason}"),
    "exempt": N_("exempt: {reason}"),
    "ended": N_("terminated: signings and starts do not count"),
    "already": N_("counted once already, in {indicator}"),
    "unproven": N_("the year's completed investment is below {percent}% of the planned investment"),
}


def indicator_name(view: View, scheme: Scheme, key: str) -> str:
    """What an indicator is called."""
    found = scheme.named(key)
    return view.t.name(found.zh, found.en) if found else key


def scheme_name(view: View, scheme: Scheme) -> str:
    """What a scheme is called."""
    return view.t.name(scheme.zh, scheme.en)


def group_name(view: View, group: str) -> str:
    """A group's name; of departments without one, all of them."""
    return view.t("{group} group", group=group) if group else view.t("All departments")


def joined(t: Texts, words: Iterable[str]) -> str:
    """Clauses one after the other."""
    return ("；" if t.language == "zh" else "; ").join(words)


def supposed(view: View, one: Appraisal) -> str:
    """What is supposed, in words; empty for nothing. It stands on everything that leaves the page."""
    return suppositions(view, one.asked.scheme, one.asked.supposed, names(view, one))


def names(view: View, one: Appraisal) -> dict[str, str]:
    """Project number → name, of those supposed that the reader may see."""
    rows = (row for item in one.asked.supposed.moves for row in one.now.counted.projects.get(item.of, ()))
    return {row.project_id: row.name for row in rows if is_named(view, row)}


def suppositions(view: View, scheme: Scheme, what_if: WhatIf, known: dict[str, str]) -> str:
    """Suppositions in words."""
    t = view.t
    said = [_item(view, scheme, item, known) for item in what_if.items]
    return t("What if: {items} (not so in the data)", items=joined(t, said)) if said else ""


def _item(view: View, scheme: Scheme, item: Item, known: dict[str, str]) -> str:
    t, found = view.t, scheme.named(item.of)
    number = item.number or 0.0
    if item.verb == "add":
        words = t.money(number)
    elif item.verb == "target" and found is not None and not found.is_rate:
        words = formula.amount(t, found.source, number)
    else:
        words = formula.plain(t, number)
    said = t(
        _SUPPOSED[item.verb], indicator=indicator_name(view, scheme, item.of), number=words,
        name=known.get(item.of, item.of), unit=view.unit_name(item.of),
    )  # fmt: skip
    return t("{supposed} ({unit})", supposed=said, unit=view.unit_name(item.unit)) if item.unit else said


def answer(view: View, one: Appraisal, groups: tuple[Group, ...]) -> str:
    """综合考核2023年（截至……，按序时目标）：责任单位三95.05分居首，……"""
    t = view.t
    led = [_led(view, group, is_alone=len(one.groups) == 1) for group in groups if group.ranked]
    what = t("Appraisal of {year}", year=t.year(view.year))
    said = joined(t, led) if led else t("no department can be ranked")
    words = t("{what}: {said}.", what=what, said=said)
    told = supposed(view, one)
    return f"{told}。{words}" if told and t.language == "zh" else f"{told}. {words}" if told else words


def _led(view: View, group: Group, *, is_alone: bool) -> str:
    t = view.t
    if view.rights.units is not None:
        said = [t("{unit} has {points} points, rank {rank} of {n}", unit=view.unit_name(place.score.member.unit),
                  points=points(t, place.score), rank=t.number(place.rank or 0), n=t.number(place.ranked))
                for place in group.ranked]  # fmt: skip
    else:
        best = [place for place in group.ranked if place.rank == 1]
        first = t.join([view.unit_name(place.score.member.unit) for place in best])
        said = [t("{unit} is first with {points} points", unit=first, points=points(t, best[0].score))]
        last = group.ranked[-1]
        if last.rank != 1:
            said.append(t("{unit} last with {points}", unit=view.unit_name(last.score.member.unit),
                          points=points(t, last.score)))  # fmt: skip
    words = ("，" if t.language == "zh" else ", ").join(said)
    return words if is_alone else t("{group}: {words}", group=group_name(view, group.name), words=words)


def points(t: Texts, score: Score) -> str:
    """A total as it is shown."""
    return formula.points(t, score.total)


def beside(view: View, one: Appraisal) -> str:
    """Which scheme it is by, against which targets, and what ranks moved since."""
    t, scheme = view.t, one.asked.scheme
    said = [t("By the scheme: {name}", name=scheme_name(view, scheme))]
    if scheme.is_example:
        said.append(t("to be replaced by the zone's own"))
    said.append(t("targets as far as they are due by now, where the scheme says so") if one.asked.is_scaled
                else t("targets of the whole year"))  # fmt: skip
    said.append(since(view, one))
    return t("{words}.", words=joined(t, said))


def since(view: View, one: Appraisal) -> str:
    """What ranks moved since."""
    t = view.t
    if one.asked.supposed.items:
        return t("movement: against the same day without what is supposed")
    if one.then is None:
        return t("no month before to compare with")
    day = t.day(one.then.as_of)
    if one.then.published_on is None:
        return t("movement since {day}, by today's data (no earlier version was current then)", day=day)
    return t(
        "movement since {day}, by the version that was current then ({version})", day=day, version=one.then.version
    )


def moved(view: View, place: Place) -> str:
    """The movement of a rank, in words with a sign."""
    t, risen = view.t, place.risen
    if risen is None:
        return "—"
    if not risen:
        return t("same")
    return t("▲ up {n}", n=t.number(risen)) if risen > 0 else t("▼ down {n}", n=t.number(-risen))


def prizes(view: View, place: Place) -> str:
    """The prizes of a place."""
    t = view.t
    won = [t("level prize")] if place.has_level_prize else []
    won += [t("improvement prize")] if place.has_improvement_prize else []
    return t.join(won)


def unranked(view: View, score: Score) -> str:
    """Why a department is not ranked."""
    if not score.member.is_ranked:
        return view.t("listed, not ranked, by the settings")
    return view.t("none of its indicators can be scored")


def total(view: View, one: Appraisal, score: Score) -> str:
    """How the total is made, with its numbers."""
    t, whole = view.t, sum(each.weight or 0 for each in one.scheme.on)
    base, extra = formula.points(t, score.base), formula.points(t, abs(score.extra))
    sign = "−" if score.extra < 0 else "+"
    if score.scaled is None:
        return t("none of its weighted indicators can be scored")
    if one.scheme.missing == "scaled" and abs(score.scored - whole) > 1e-9:
        return t("{base} of {scored} points, scaled to {whole}: {base} × {whole} ÷ {scored} = {scaled}; {sign} {extra}",
                 base=base, scored=formula.plain(t, score.scored), whole=formula.plain(t, whole),
                 scaled=formula.points(t, score.scaled), sign=sign, extra=extra)  # fmt: skip
    return t("weighted indicators {base} {sign} bonus and deductions {extra}", base=base, sign=sign, extra=extra)


def left_out(view: View, one: Appraisal, entry: Entry) -> str:
    """Why something is not counted."""
    found = one.scheme.named(entry.indicator)
    by = indicator_name(view, one.scheme, entry.by)
    needed = formula.plain(view.t, (found.needs_invested or 0) if found else 0)
    reason = entry.row.reason if is_named(view, entry.row) else MISSING
    return view.t(_LEFT_OUT[entry.why], reason=reason, indicator=by, percent=needed)


def roles(view: View, row: Brought) -> str:
    """As what a department has credit: introduced, landed; without rows of credit as the responsible one."""
    if not row.project_id and not row.is_supposed:
        return view.t("held it")
    if not row.roles:
        return view.t("responsible")
    return view.t.join([category(view.t, one) for one in row.roles.split("、")])


def rules(view: View, one: Appraisal) -> tuple[str, ...]:
    """The rules that every score follows."""
    t, scheme = view.t, one.asked.scheme
    ended = (t("Terminated projects: their signings, starts and production do not count; money that arrived and work "
               "that was done does.") if scheme.terminated == "left_out"
             else t("Terminated projects: what they brought still counts."))  # fmt: skip
    missing = (t("What cannot be scored is left out, and the other weighted indicators are scaled to the whole.")
               if scheme.missing == "scaled" else t("What cannot be scored gives 0 points."))  # fmt: skip
    return (
        t("Credit: by the ledger's shares; without any the responsible department has all of a project."),
        ended, missing,
        t("A rate of fewer than {few} projects is not scored, so that no single project decides a rank.",
          few=t.number(FEW)),
        t("A project gives a bonus once: the first indicator in the scheme's order has it."),
        t("Each indicator is rounded to {n} decimals, the total is their sum; equal totals share a rank.",
          n=t.number(DECIMALS)),
    )  # fmt: skip
