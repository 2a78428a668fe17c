"""What is wrong with a scheme whose entries are each well formed: what is lacking, too much, or said twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, get_args

from data.errors import Said
from data.schemes.scheme import COUNTED, MONEY, Form, Indicator, LedgerTarget, Scheme


class Fault(NamedTuple):
    """Where and why: the file's name, the indicator's key and the entry ('' where it is the scheme's), what to do."""

    file: str
    indicator: str
    key: str
    why: Said

    def message(self, language: str) -> str:
        """The fault in one sentence."""
        if language == "zh":
            where = f"指标“{self.indicator}”的" if self.indicator else ""
            return f"考核办法{self.file}：{where}{self.key}：{self.why}"
        where = f"indicator {self.indicator}, " if self.indicator else ""
        return f"Scheme {self.file}: {where}{self.key}: {self.why.en}"


#: Form → the keys that mean something in it, besides those of every indicator.
_KEYS: dict[Form, frozenset[str]] = {
    "proportional": frozenset({"weight", "of", "target", "is_time_scaled", "cap"}),
    "full_if_met": frozenset({"weight", "of", "target", "is_time_scaled", "otherwise"}),
    "efficacy": frozenset({"weight", "of", "target", "is_time_scaled", "base"}),
    "ladder": frozenset({"weight", "is_time_scaled", "band"}),
    "steps": frozenset({"weight", "of", "target", "is_time_scaled", "step"}),
    "halves": frozenset({"weight", "target", "second_source", "second_target", "is_time_scaled", "cap"}),
    "each": frozenset({"points", "cap", "needs_invested"}),
    "minus": frozenset({"points", "cap"}),
}
_ALWAYS = frozenset({"key", "zh", "en", "source", "form", "is_on"})
#: Form → the keys without which it says nothing.
_NEEDED: dict[Form, tuple[str, ...]] = {
    "proportional": ("weight",), "full_if_met": ("weight", "target"), "efficacy": ("weight",),
    "ladder": ("weight", "band"), "steps": ("weight", "step"),
    "halves": ("weight", "target", "second_source", "second_target"),
    "each": ("points", "cap"), "minus": ("points", "cap"),
}  # fmt: skip
_EXAMPLES = {
    "weight": "weight = 20", "target": 'target = "signed_projects"', "points": "points = 2", "cap": "cap = 10",
    "band": "[[indicator.band]] at_least = 10000, wanted = 3, minus = 2",
    "step": "[[indicator.step]] at_least = 80, gives = 75", "second_source": 'second_source = "signed_planned"',
    "second_target": "second_target = 100000",
}  # fmt: skip


def faults(file: str, scheme: Scheme) -> Iterator[Fault]:
    """All that is wrong with a scheme."""
    for key, times in Counter(one.key for one in scheme.indicator).items():
        if times > 1:
            yield Fault(file, key, "key", Said(
                f"有{times}个指标用了同一个key，请各用各的", f"{times} indicators have this key: give each its own"
            ))  # fmt: skip
    for one in scheme.indicator:
        for key, why in _of_indicator(one):
            yield Fault(file, one.key, key, why)
    if abs(scheme.weights - scheme.total) > 1e-9 and all(one.weight for one in scheme.on if one.is_weighted):
        listed = " + ".join(f"{one.weight:g}" for one in scheme.on if one.weight)
        yield Fault(file, "", "weight", Said(
            f"启用的指标权重合计{scheme.weights:g}（{listed}），应为{scheme.total:g}，请调整权重、开关，或改total",
            f"the weights of the indicators that are on sum to {scheme.weights:g} ({listed}) and not to "
            f"{scheme.total:g}: change weights or switches, or write the total",
        ))  # fmt: skip


def _of_indicator(one: Indicator) -> Iterator[tuple[str, Said]]:
    given = one.model_fields_set
    for key in sorted(given - _ALWAYS - _KEYS[one.form]):
        yield key, Said(f"在{one.form}中不起作用，请删去", f"means nothing in the form {one.form}: delete it")
    for key in _NEEDED[one.form]:
        if key not in given or getattr(one, key) in (None, ()):
            yield (
                key,
                Said(f"{one.form}必须有这一项，如{_EXAMPLES[key]}", f"{one.form} needs it, such as {_EXAMPLES[key]}"),
            )
    if one.form == "proportional" and one.target is None and one.of is None:
        yield "target", Said(
            f"proportional必须有目标，如{_EXAMPLES['target']}；比率（写了of的）可以不写，按100%计",
            f"proportional needs it, such as {_EXAMPLES['target']}; a rate (one with `of`) may do without, and is held "
            "against 100 %",
        )  # fmt: skip
    yield from _targets(one)
    yield from _of_form(one)


def _targets(one: Indicator) -> Iterator[tuple[str, Said]]:
    if one.is_rate and isinstance(one.target, str):
        yield (
            "target",
            Said("比率的目标是百分数，如target = 80", "a rate's target is a percentage, such as target = 80"),
        )
    if one.is_rate and one.is_time_scaled:
        yield "is_time_scaled", Said("比率不按序时折算，请删去", "a rate is not scaled by time: delete it")
    if one.of is not None and (one.of in MONEY) != (one.source in MONEY):
        yield (
            "of",
            Said(
                "分子和分母应同为金额或同为个数",
                "what is divided and what it is divided by are both amounts, or both counts",
            ),
        )
    if one.is_time_scaled and one.target is None and one.form != "ladder":
        yield "is_time_scaled", Said("没有目标就没有序时目标，请写target或删去", "without a target nothing is scaled: "
                                     "write a target, or delete it")  # fmt: skip
    pairs = (("target", one.source, one.target), ("second_target", one.second_source, one.second_target))
    for key, source, target in pairs:
        is_ledgers = isinstance(target, str) and source is not None and not one.is_rate
        if is_ledgers and (target in MONEY) != (source in MONEY):
            yield key, Said(
                f"来源{source}与台账目标{target}一个是个数、一个是金额，请改其一（台账目标有{'、'.join(get_args(LedgerTarget))}）",
                f"of the source {source} and the ledger's target {target} one is a count and the other an amount: "
                f"change one (the ledger keeps targets of {', '.join(get_args(LedgerTarget))})",
            )  # fmt: skip
        if target == 0:
            yield key, Said("目标不能是0，没有目标请删去", "a target cannot be 0: without one delete the entry")


def _of_form(one: Indicator) -> Iterator[tuple[str, Said]]:
    if one.form in ("ladder", "each") and one.source not in COUNTED:
        known = "、".join(sorted(COUNTED))
        yield (
            "source",
            Said(
                f"{one.form}按个数计，请用{known}之一",
                f"{one.form} counts projects: use one of {known.replace('、', ', ')}",
            ),
        )
    if one.form == "ladder" and one.source == "activities":
        yield (
            "source",
            Said("ladder按项目规模分档，活动没有规模", "ladder goes by projects' size, which events do not have"),
        )
    if one.form in ("each", "minus") and one.source in MONEY:
        yield "source", Said(f"{one.form}按个数计，不能用金额", f"{one.form} counts, it cannot be of an amount")
    for key, sizes in (("band", [band.at_least for band in one.band]), ("step", [step.at_least for step in one.step])):
        if len(set(sizes)) < len(sizes):
            yield key, Said("at_least有重复，请各写各的", "at_least stands twice with the same number: write each once")
    gives = [step.gives for step in one.steps]
    if gives != sorted(gives, reverse=True):
        yield "step", Said("门槛越高得分应越高，请改gives", "a higher step must not give less: correct gives")
