"""Random schemes of the appraisal, as hypothesis draws them: the TOML file as a dictionary, every form among them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

COUNTS = (
    "signed_projects", "signed_over_100m", "signed_over_1b", "started_projects", "production_projects",
    "listed_projects",
    "new_due", "new_due_started", "overdue_starts",
)  # fmt: skip
MONEY = ("signed_planned", "funds_arrived", "invested", "plan")
EVENTS = ("activities", "activity_batches", "delegations", "late_reports")
FORMS = ("proportional", "full_if_met", "efficacy", "ladder", "steps", "halves", "each", "each", "minus")
WEIGHTED = FORMS[:6]


@st.composite
def schemes(draw: st.DrawFn) -> dict[str, Any]:
    """A scheme that is in order, with three to nine indicators."""
    forms = draw(st.lists(st.sampled_from(FORMS), min_size=2, max_size=8))
    forms.append(draw(st.sampled_from(WEIGHTED)))
    made = [draw(_indicator(form, f"i{at}")) for at, form in enumerate(forms)]
    weights = [one["weight"] for one in made if "weight" in one and one.get("is_on", True)]
    if not weights:
        made[-1].pop("is_on", None)
        weights = [made[-1]["weight"]]
    return {
        "zh": "随机办法", "en": "Random scheme", "total": sum(weights),
        "missing": draw(st.sampled_from(["scaled", "zero"])),
        "terminated": draw(st.sampled_from(["left_out", "counted"])), "indicator": made,
    }  # fmt: skip


@st.composite
def _indicator(draw: st.DrawFn, form: str, key: str) -> dict[str, Any]:
    one: dict[str, Any] = {"key": key, "zh": f"指标{key}", "en": f"Indicator {key}", "form": form}
    if draw(st.integers(0, 7)) == 0:
        one["is_on"] = False
    if form in WEIGHTED:
        one["weight"] = draw(st.sampled_from([5, 10, 12.5, 20, 33]))
    if form in ("proportional", "full_if_met", "efficacy", "steps"):
        _figure(draw, one)
    if form == "proportional":
        one["cap"] = draw(st.sampled_from([100, 120, 150]))
    if form == "full_if_met":
        one["otherwise"] = draw(st.sampled_from(["proportional", "nothing"]))
    if form == "efficacy" and draw(st.booleans()):
        one["base"] = draw(st.sampled_from([0, 40, 60]))
    if form == "steps":
        limits = sorted(draw(st.lists(st.integers(0, 150), min_size=1, max_size=4, unique=True)), reverse=True)
        one["step"] = [
            {"at_least": limit, "gives": gives} for limit, gives in zip(limits, (100, 75, 50, 20), strict=False)
        ]
    if form == "ladder":
        one["source"] = draw(st.sampled_from(COUNTS))
        sizes = draw(
            st.lists(st.sampled_from([0, 5_000, 10_000, 50_000, 100_000]), min_size=1, max_size=3, unique=True)
        )
        one["band"] = [{"at_least": size, "wanted": draw(st.sampled_from([1, 2.5, 6])), "minus": draw(
            st.sampled_from([0.5, 1, 3]))} for size in sizes]  # fmt: skip
        one["is_time_scaled"] = draw(st.booleans())
    if form == "halves":
        one |= {"source": draw(st.sampled_from(COUNTS)), "second_source": draw(st.sampled_from(MONEY)),
                "second_target": draw(st.sampled_from([50_000, 333_333])), "target": draw(st.sampled_from([3, 20])),
                "is_time_scaled": draw(st.booleans()), "cap": draw(st.sampled_from([100, 110]))}  # fmt: skip
    if form in ("each", "minus"):
        known = (*COUNTS, "activities") if form == "each" else (*COUNTS, *EVENTS)
        one |= {"source": draw(st.sampled_from(known)), "points": draw(st.sampled_from([0.1, 0.5, 2])),
                "cap": draw(st.sampled_from([1, 3, 100]))}  # fmt: skip
        if form == "each" and draw(st.booleans()):
            one["needs_invested"] = draw(st.sampled_from([1, 5, 30]))
    return one


def _figure(draw: st.DrawFn, one: dict[str, Any]) -> None:
    """A figure or a rate, and what it is held against."""
    needs = one["form"] in ("proportional", "full_if_met")
    if draw(st.integers(0, 3)) == 0:
        one["source"], one["of"] = draw(st.sampled_from([
            ("new_due_started", "new_due"), ("started_projects", "signed_projects"), ("invested", "plan"),
            ("signed_over_100m", "signed_projects"), ("funds_arrived", "signed_planned"),
        ]))  # fmt: skip
        if one["form"] == "full_if_met" or draw(st.booleans()):
            one["target"] = draw(st.sampled_from([50, 80, 100]))
        return
    source = draw(st.sampled_from((*COUNTS, *MONEY, *EVENTS)))
    one["source"] = source
    if needs or draw(st.booleans()):
        ledgers = ["invested", "funds_arrived"] if source in MONEY else ["signed_projects", "started_projects"]
        numbers = [40_000, 777_777.77] if source in MONEY else [4, 15]
        one["target"] = draw(st.sampled_from([*ledgers, *numbers]))
        one["is_time_scaled"] = draw(st.booleans())
