"""How far the projects have come: nested stages, each as wide as its number of projects."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

from charts.drawing import Drawing, named
from charts.theme import FONT, TEXT_SIZE, Palette, Picture, clickable
from texts import Texts
from texts.language import N_
from texts.terms import stage as stage_name
from texts.writing import is_missing, is_some

#: From one stage to the next, in units of the hidden vertical scale: name, detail, bar, step.
_STAGE = 4.0
_DETAIL, _BAR, _STEP = 0.95, (1.55, 2.35), 2.95
#: A median of fewer says how few.
_FEW = 5
_STEPS = {"started": N_("Signed to started: {share}"), "funded": N_("Started to funds arrived: {share}")}


def funnel(rows: pd.DataFrame, t: Texts, palette: Palette) -> Drawing:
    """One centred bar a stage, its words above it, the step to the next below.

    `rows`: stage, projects, planned_investment, funds_arrived (万元) and, of a cohort, share_of_previous,
    median_days, timed_projects; as `funnel_cohort` and `funnel_period` return them.
    """
    frame = stages(rows, t)
    foot = len(frame) * _STAGE - (0.7 if frame["step"].iloc[-1] else 1.4)
    return Drawing(_drawn, (t, palette, foot), {"rows": frame})


def _drawn(t: Texts, palette: Palette, foot: float) -> Picture:
    down = alt.Scale(domain=[-0.5, foot], reverse=True, nice=False)
    across = alt.Scale(domain=[-0.5, 0.5], nice=False)
    middle = alt.X("middle:Q", axis=None, scale=across)
    base = named()

    def words(field: str, at: str, size: float, weight: Literal["normal", "bold"], fill: str) -> alt.Chart:
        mark = base.mark_text(font=FONT, fontSize=size, fontWeight=weight, fill=fill)
        chart: alt.Chart = mark.encode(middle, alt.Y(f"{at}:Q", axis=None, scale=down), text=alt.Text(f"{field}:N"))
        return chart

    bars = base.mark_rect(cornerRadius=3, fill=palette.actual).encode(
        alt.X("left:Q", axis=None, scale=across),
        alt.X2("right:Q"),
        alt.Y("bar_from:Q", axis=None, scale=down),
        alt.Y2("bar_to:Q"),
        opacity=alt.Opacity("shade:Q", scale=None, legend=None),
    )
    # A stage's words and bar are one place to point at and to click.
    stage = base.mark_rect(opacity=0, cursor="pointer").encode(
        x=alt.XValue(0),
        x2=alt.X2Value("width"),
        y=alt.Y("title_from:Q", axis=None, scale=down),
        y2=alt.Y2("bar_to:Q"),
        tooltip=[alt.Tooltip("title:N", title=t("Stage")), alt.Tooltip("detail:N", title=t("Amount"))],
    )
    return alt.layer(
        bars,
        words("title", "title_at", 15, "bold", palette.ink),
        words("detail", "detail_at", TEXT_SIZE, "normal", palette.muted),
        words("step", "step_at", TEXT_SIZE, "normal", palette.muted),
        clickable(stage, "stage"),
    )


def stages(rows: pd.DataFrame, t: Texts) -> pd.DataFrame:
    """The stages in words and positions, one row each: stage, title, detail, step (to the next), left, right, …."""
    is_cohort = "share_of_previous" in rows
    counts = rows["projects"].astype("float64").fillna(0.0)
    half = counts / max(float(counts.max()), 1.0) / 2
    top = pd.Series(range(len(rows)), index=rows.index, dtype="float64") * _STAGE
    steps = [_step(rows.iloc[at], rows.iloc[at + 1], t) for at in range(len(rows) - 1)]
    return pd.DataFrame(
        {
            "stage": rows["stage"].to_list(),
            "title": [
                _title(_name(stage, t, is_cohort), projects, t)
                for stage, projects in zip(rows["stage"], rows["projects"], strict=True)
            ],
            "detail": [_detail(row, t, is_cohort, rows.iloc[0]) for row in rows.to_dict("records")],
            "step": [*steps, _whole(rows.iloc[-1], t)],
            "left": -half,
            "right": half,
            "middle": 0.0,
            "title_from": top - 0.5,
            "title_at": top,
            "detail_at": top + _DETAIL,
            "bar_from": top + _BAR[0],
            "bar_to": top + _BAR[1],
            "step_at": top + _STEP,
            "shade": [1.0, 0.86, 0.72][: len(rows)],
        }
    )


def _title(name: str, projects: float, t: Texts) -> str:
    if words := t.withheld(projects):
        return t("{stage}: {projects}", stage=name, projects=words)
    if is_missing(projects):
        return t("{stage}: no data", stage=name)
    return t("{stage}: {projects}", stage=name, projects=t.projects(int(projects)))


def _name(stage: str, t: Texts, is_cohort: bool) -> str:
    # Within a period it is the first money that is counted, not whoever has some.
    return t("First money") if stage == "funded" and not is_cohort else stage_name(t, stage)


def _detail(row: Any, t: Texts, is_cohort: bool, signed: Any) -> str:
    planned = t.money(row["planned_investment"])
    if words := t.withheld(row["projects"]):
        return words
    if is_missing(row["projects"]):
        return t("There is no data on funds arrived")
    early = is_cohort and row["stage"] == "funded" and is_some(signed.get("unstarted_funds"))
    if not row["projects"] and not early and not (row["stage"] == "funded" and is_some(row["funds_arrived"])):
        # The stage says that there is none; an amount of none says nothing.
        return ""
    if not row["projects"] and early:
        return t("{amount} arrived, at projects that have not started", amount=t.money(signed["unstarted_funds"]))
    if row["stage"] == "funded":
        return _arrived(row["funds_arrived"], planned, t, is_cohort)
    return t("Planned investment {planned}", planned=planned)


def _arrived(funds: float, planned: str, t: Texts, is_cohort: bool) -> str:
    if words := t.withheld(funds):
        return t("funds arrived: {withheld}; their planned investment {planned}", withheld=words, planned=planned)
    arrived = t.money(funds)
    if is_cohort:
        return t("{arrived} arrived; their planned investment {planned}", arrived=arrived, planned=planned)
    return t("{arrived} arrived in all; planned investment of these {planned}", arrived=arrived, planned=planned)


def _whole(last: Any, t: Texts) -> str:
    """Under the last stage its share of the first: every other step is of the stage before."""
    if is_missing(last.get("share_of_first", float("nan"))):
        return ""
    return t("Signed to funds arrived: {share}", share=t.percent(last["share_of_first"]))


def _step(before: Any, after: Any, t: Texts) -> str:
    if "share_of_previous" not in after or not before["projects"] or is_missing(after["projects"]):
        return ""
    words = t(_STEPS[str(after["stage"])], share=t.percent(after["share_of_previous"]))
    if not after["timed_projects"]:
        return words
    if is_missing(after["median_days"]):
        return words
    days = t("median {n} days", n=t.whole(after["median_days"]))
    if after["timed_projects"] < _FEW:
        days = t("{median} (of {n})", median=days, n=t.number(after["timed_projects"]))
    return f"{words}{'，' if t.language == 'zh' else ', '}{days}"
