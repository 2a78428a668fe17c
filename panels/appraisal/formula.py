"""An indicator's formula with its numbers, and what its figures are called: enough to compute it by hand."""

from __future__ import annotations

from data.schemes import Indicator
from data.schemes.scheme import FEW, MONEY, WEIGHTED
from texts import Texts
from texts.language import N_
from texts.writing import trimmed
from view.appraisal.forms import DECIMALS, Unscored, is_met
from view.appraisal.scoring import Line

#: Source figure → what it is called.
SOURCES: dict[str, str] = {
    "signed_projects": N_("formal agreements signed in the year"),
    "signed_planned": N_("planned investment of formal agreements signed in the year"),
    "signed_over_100m": N_("formal agreements of ¥100M and over signed in the year"),
    "signed_over_1b": N_("formal agreements of ¥1B and over signed in the year"),
    "started_projects": N_("formal agreements started in the year"),
    "production_projects": N_("projects in production since the year"),
    "listed_projects": N_("projects in the statistical library since the year"),
    "funds_arrived": N_("funds arrived in the year"),
    "invested": N_("key projects' completed investment in the year"),
    "plan": N_("key projects' annual plan"),
    "new_due": N_("new key projects due to start"),
    "new_due_started": N_("new key projects started of those due"),
    "overdue_starts": N_("new key projects due and not started"),
    "late_reports": N_("monthly reports that came late"),
    "activities": N_("events held in the year"),
    "activity_batches": N_("batches of promotion events"),
    "delegations": N_("batches of visitors received"),
}
_WHY: dict[Unscored, str] = {
    "no_data": N_("the ledger reports none for this year"),
    "no_target": N_("the ledger has no target of this department"),
    "zero_target": N_("the target is 0"),
    "not_due": N_("none of the target is due yet"),
    "few": N_("a rate of fewer than {few} projects is not scored"),
    "alone": N_("nobody else of the group can be compared"),
}
FORMS: dict[str, str] = {
    "proportional": N_("in proportion"),
    "full_if_met": N_("all when met"),
    "efficacy": N_("efficacy coefficient"),
    "ladder": N_("wanted by size"),
    "steps": N_("by steps"),
    "halves": N_("half and half"),
    "each": N_("for each"),
    "minus": N_("taken off for each"),
}


def plain(t: Texts, value: float, decimals: int = 4) -> str:
    """A number with as many decimals as it has, so many at most."""
    return trimmed(t.number(value, decimals, grouped=True))


def amount(t: Texts, source: str, value: float) -> str:
    """A figure of a source, exact: money in the ledger's unit, everything else as a number."""
    if source not in MONEY:
        return plain(t, value)
    return t.exact_money(value, 6)


def counts(t: Texts, one: Indicator) -> str:
    """What an indicator counts: its figure, or both of a rate, or both halves."""
    if one.of is not None:
        return f"{t(SOURCES[one.source])} ÷ {t(SOURCES[one.of])}"
    named = [t(SOURCES[source]) for source in (one.source, one.second_source) if source]
    return t.join(named)


def points(t: Texts, value: float | None) -> str:
    """Points as they are shown."""
    return "—" if value is None else t.number(value, DECIMALS)


def percent(t: Texts, share: float) -> str:
    """A share in percent, exact to two decimals."""
    return t.percent(share, 2)


def why(t: Texts, unscored: Unscored) -> str:
    """Why an indicator is not scored."""
    return t(_WHY[unscored], few=t.number(FEW))


def weighs(t: Texts, one: Indicator) -> str:
    """The weight of an indicator, or what it gives for each."""
    if one.form in WEIGHTED:
        return plain(t, one.weight or 0)
    sign = "+" if one.form == "each" else "−"
    return t(
        "{sign}{points} each, {cap} at most", sign=sign, points=plain(t, one.points or 0), cap=plain(t, one.cap or 0)
    )


def actual(t: Texts, line: Line) -> str:
    """What a department has: the figure; of a rate what is divided by what."""
    one, given = line.indicator, line.inputs
    if one.of is not None:
        return f"{amount(t, one.source, given.actual)} ÷ {amount(t, one.of, given.under or 0)}"
    if one.second_source is not None:
        return (
            f"{amount(t, one.source, given.actual)}、{amount(t, one.second_source, given.second)}"
            if (t.language == "zh")
            else f"{amount(t, one.source, given.actual)}; {amount(t, one.second_source, given.second)}"
        )
    return amount(t, one.source, given.actual)


def written(t: Texts, line: Line) -> str:
    """The formula with its numbers, to the points."""
    made = line.outcome
    if made.why is not None:
        return t("Not scored: {why}.", why=why(t, made.why))
    said = _MAKE[line.indicator.form](t, line)
    return f"{said} = {points(t, made.points)}"


def _target(t: Texts, line: Line, *, is_second: bool = False) -> str:
    """A target, and how it is scaled: 30（40×75%）."""
    one, given = line.indicator, line.inputs
    source = (one.second_source or one.source) if is_second else one.source
    whole, held = (line.second_whole, given.second_target) if is_second else (line.whole_target, given.target)
    if one.is_rate:
        return f"{plain(t, held or 100)}%"
    words = amount(t, source, held or 0)
    if whole is None or held == whole:
        return words
    return t(
        "{target} ({whole} × {due})", target=words, whole=amount(t, source, whole), due=percent(t, (held or 0) / whole)
    )


def _reached(t: Texts, line: Line) -> str:
    """29 ÷ 30（40×75%） = 96.67%."""
    one, made = line.indicator, line.outcome
    if one.is_rate and one.target is None:
        return f"{actual(t, line)} = {percent(t, made.ratio or 0)}"
    own = f"{actual(t, line)} ÷ {_target(t, line)}"
    return f"{own} = {percent(t, made.ratio or 0)}"


def _capped(t: Texts, ratio: float, most: float) -> str:
    if ratio <= most:
        return percent(t, ratio)
    return t("{most} (at most)", most=percent(t, most))


def _proportional(t: Texts, line: Line) -> str:
    one, ratio = line.indicator, line.outcome.ratio or 0
    return f"{_reached(t, line)}{_then(t)}{plain(t, one.weight or 0)} × {_capped(t, ratio, one.most)}"


def _full_if_met(t: Texts, line: Line) -> str:
    one, ratio = line.indicator, line.outcome.ratio or 0
    if is_met(ratio, 1):
        return f"{_reached(t, line)}{_then(t)}{t('met: all')}"
    if one.otherwise == "proportional":
        return f"{_reached(t, line)}{_then(t)}{plain(t, one.weight or 0)} × {percent(t, ratio)}"
    return f"{_reached(t, line)}{_then(t)}{t('not met: nothing')}"


def _efficacy(t: Texts, line: Line) -> str:
    one, made = line.indicator, line.outcome
    base = 60 if one.base is None else one.base

    def said(value: float | None) -> str:
        number = value or 0
        return f"{plain(t, number, 2)}%" if one.target is not None or one.is_rate else amount(t, one.source, number)

    if made.lowest is not None and made.highest is not None and is_met(made.lowest, made.highest):
        if made.highest > 0:
            words = t("all of the group have {value}: all of it", value=said(made.highest))
        else:
            words = t("nobody of the group has any: {base}%", base=plain(t, base))
    else:
        low, high = said(made.lowest), said(made.highest)
        words = f"({said(made.value)} − {low}) ÷ ({high} − {low}) × {plain(t, 100 - base)} + {plain(t, base)}"
        words = f"{words} = {plain(t, made.gives or 0, 2)}%"
    return f"{words}{_then(t)}{plain(t, one.weight or 0)} × {plain(t, made.gives or 0, 2)}%"


def _ladder(t: Texts, line: Line) -> str:
    one, given, said = line.indicator, line.inputs, []
    for band, have, lacks in zip(one.bands, given.bands, line.outcome.lacks, strict=True):
        said.append(t(
            "{size} and over: wanted {wanted}, has {have}, lacks {lacks}", size=t.round_money(band.at_least),
            wanted=plain(t, band.wanted * given.due), have=plain(t, have), lacks=plain(t, lacks),
        ))  # fmt: skip
    taken = "".join(f" − {plain(t, lacks)} × {plain(t, band.minus)}"
                    for band, lacks in zip(one.bands, line.outcome.lacks, strict=True) if lacks)  # fmt: skip
    return f"{'；'.join(said) if t.language == 'zh' else '; '.join(said)}{_then(t)}{plain(t, one.weight or 0)}{taken}"


def _steps(t: Texts, line: Line) -> str:
    one, made = line.indicator, line.outcome
    own = _reached(t, line) if made.ratio is not None else actual(t, line)
    unit = "%" if made.ratio is not None else ""
    measure = line.inputs.actual if made.ratio is None else made.ratio * 100
    step = next((step for step in one.steps if is_met(measure, step.at_least)), None)
    limit = min(one.steps, key=lambda step: step.at_least) if step is None else step
    words = f"{plain(t, limit.at_least)}{unit}"
    said = t("below {limit}", limit=words) if step is None else t("from {limit} on", limit=words)
    return f"{own}{_then(t)}{said}{_then(t)}{plain(t, one.weight or 0)} × {plain(t, made.gives or 0)}%"


def _halves(t: Texts, line: Line) -> str:
    one, given, made = line.indicator, line.inputs, line.outcome
    first = f"{amount(t, one.source, given.actual)} ÷ {_target(t, line)} = {percent(t, made.ratio or 0)}"
    second = f"{amount(t, one.second_source or '', given.second)} ÷ {_target(t, line, is_second=True)}"
    second = f"{second} = {percent(t, made.second_ratio or 0)}"
    halves = " + ".join(_capped(t, ratio or 0, one.most) for ratio in (made.ratio, made.second_ratio))
    between = "；" if t.language == "zh" else "; "
    return f"{first}{between}{second}{_then(t)}{plain(t, one.weight or 0)} × ({halves}) ÷ 2"


def _each(t: Texts, line: Line) -> str:
    one, given = line.indicator, line.inputs
    words = f"{plain(t, given.actual)} × {plain(t, one.points or 0)}"
    is_capped = (one.points or 0) * given.actual > (one.cap or 0)
    return words + (t(", {cap} at most", cap=plain(t, one.cap or 0)) if is_capped else "")


def _minus(t: Texts, line: Line) -> str:
    return f"−{_each(t, line)}"


def _then(t: Texts) -> str:
    return "；" if t.language == "zh" else "; "


_MAKE = {
    "proportional": _proportional, "full_if_met": _full_if_met, "efficacy": _efficacy, "ladder": _ladder,
    "steps": _steps, "halves": _halves, "each": _each, "minus": _minus,
}  # fmt: skip
