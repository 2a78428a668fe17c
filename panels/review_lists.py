"""The review's lists: what was learned late, departments' lights, who must move, what turned green, problems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import pandas as pd

import queries
from figures import lights
from figures.movement import BRIDGES, Stock
from panels.panel import Nothing, Panel, Part, Table
from panels.questions import Question, Source
from texts.language import N_
from view.names import name_of
from view.view import View

Params = Mapping[str, queries.Value]
_LIT = ("red_projects", "red_then", "red_change", "red_stake", "new_red", "amber_projects", "amber_stake", "new_amber",
        "green_again", "exempt_projects")  # fmt: skip
#: Boxes of what was learned since of the time before.
_LEARNED = ("late_in", "late_out", "corrected_in", "corrected_out", "restated", "late", "corrected")
_STOCKS: dict[Stock, str] = {
    "unstarted": N_("Signed, not started"), "unfunded": N_("Started, no funds yet"), "plan": N_("Annual plan"),
    "completed": N_("Completed investment"),
}  # fmt: skip
#: Rows that stand without scrolling, of several lines each.
_VISIBLE = 8
_FEW = 6
#: What a light's sentence is made of.
_OF_FACT = ("rule", "basis", "measure")


def _key(params: Params, name: str) -> str:
    """What names a table's rows within the view: they are of these two states."""
    return f"{name}_{params['since']}_{params['read_by']}"


def lit_question(params: Params, first: str = "red_projects") -> Question:
    """What may be asked of the lights, beginning with the figure `first`."""
    figures = (first, *(code for code in _LIT if code != first))
    return Question(
        figures, Source("lit_total"), Source("lit_units", "unit"), "unit", params=params, listed="lit_projects"
    )


def problem_question(params: Params) -> Question:
    """What may be asked of the problems."""
    figures = ("problems_overdue", "problems_open", "problems_then", "problems_new", "problems_solved",
               "problems_ended", "problems_corrected")  # fmt: skip
    return Question(figures, Source("problems"), params=params, listed="problem_rows")


def learned(view: View, params: Params) -> Panel:
    """What was reported late or corrected of the time before, a row a project."""
    t, rows = view.t, view.run("moved_projects", **params)
    said = [_learned_of(view, row) for row in rows.to_dict("records")]
    rows = rows.assign(learned=said)
    rows = rows[rows["learned"] != ""].reset_index(drop=True)
    title = t.plural("{n} project was reported late or corrected", "{n} projects were reported late or corrected",
                     len(rows)) if len(rows) else t("Nothing was reported late or corrected")  # fmt: skip
    why = t("Of the days before: blank then and filled now is late, otherwise it was corrected")
    if rows.empty:
        return Panel("learned", title, why)
    table = Table(_key(params, "learned"), rows, ("name", "learned", "unit", "lead_official"),
                  saved=("project_id", "name", "learned", "unit", "lead_official"), visible=_VISIBLE)  # fmt: skip
    return Panel("learned", title, why, (table,))


def _learned_of(view: View, row: Mapping[Any, Any]) -> str:
    """«已签约未开工»补报转出 0.3亿元; empty where nothing was learned of the project."""
    t, said = view.t, []
    for stock, boxes in BRIDGES.items():
        for box in _LEARNED:
            if box not in boxes or not row[f"is_{stock}_{box}"]:
                continue
            amount = row[f"{stock}_{box}_amount"]
            sign = "−" if amount < 0 else "+" if boxes[box].is_restated else ""
            said.append(t("{stock}: {box} {amount}", stock=t(_STOCKS[stock]), box=t(boxes[box].name).lower(),
                          amount=sign + t.money(abs(amount))))  # fmt: skip
    return ("；" if t.language == "zh" else "; ").join(said)


def units(view: View, params: Params) -> Panel:
    """Each department's lights, the most at stake under red first."""
    t, rows = view.t, view.run("lit_units", **params)
    title = t("Lights by department")
    if rows.empty:
        return Panel("units", title, "", (Nothing(t("No light is on")),))
    worst = _worst(view, view.run("lit_rules", **params))
    rows = rows.assign(worst_rule=[worst.get(unit, "") for unit in rows["unit"]])
    wanted = ("unit", "red_projects", "red_change", "red_stake", "amber_projects", "amber_stake", "new_red",
              "green_again", "exempt_projects", "worst_rule")  # fmt: skip
    money = t.scale(rows["red_stake"], rows["amber_stake"])
    table = Table(_key(params, "units"), rows, wanted, lit_question(params), "unit", money, len(rows))
    about = t("The most at stake under red lights first; money in {unit}", unit=money.unit)
    return Panel("units", title, about, (table,), lit_question(params))


def _worst(view: View, rules: pd.DataFrame) -> dict[str, str]:
    """Each department's rule with the most at stake among its worst lights, and how many: ■低于自身序时（12个）."""
    t, counted = view.t, rules[~rules["is_exempt"]]
    is_red = counted["light"] == "red"
    worst = counted[is_red | ~is_red.groupby(counted["unit"]).transform("any")]
    by_rule = worst.groupby(["unit", "light", "rule"], sort=False)["at_stake"].agg(["sum", "size"]).sort_values(
        ["sum", "size"], ascending=False, kind="stable")  # fmt: skip
    first = by_rule.reset_index().drop_duplicates("unit")
    return {
        one["unit"]: t("{shape} {rule} ({n})", shape=lights.SHAPES[one["light"]], rule=lights.name(t, one["rule"]),
                       n=t.projects(int(one["size"])))
        for one in first.to_dict("records")
    }  # fmt: skip


def who_must_move(view: View, params: Params) -> Panel:
    """Projects with a light, by department, those newly red first, then by what is at stake."""
    t, rows = view.t, moving(view, params)
    title = t("Who must move: {lights}", lights=lights.how_many(t, rows["light"].to_list()))
    if rows.empty:
        return Panel("who_must_move", t("Nobody must move: no light is on"), "")
    wanted = ("name", "lit", "why_lit", "owner_says", "unit", "lead_official", "stake")
    filled = tuple(column for column in wanted if rows[column].notna().any())
    table = Table(
        _key(params, "who_must_move"), rows, filled, saved=("project_id", *filled), visible=_VISIBLE, is_tall=True
    )
    return Panel("who_must_move", title,
                 t("By department, newly red first, then the most at stake; money in {unit}", unit=t.small_scale.unit),
                 (table,), lit_question(params))  # fmt: skip


def moving(view: View, params: Params) -> pd.DataFrame:
    """Rows of `lit_projects` with a light, in the order of the meeting, with words: lit, why_lit, owner_says."""
    t, rows = view.t, view.run("lit_projects", **params)
    rows = rows[rows["light"].notna()]
    marks = {(light, is_new): lights.mark(t, light, is_new=is_new)
             for light in get_args(lights.Light) for is_new in (True, False)}  # fmt: skip
    rules = view.run("lit_rules", **params)
    why = _whys(view, rules[~rules["is_exempt"]])
    order = {unit: at for at, unit in enumerate(view.run("lit_units", **params)["unit"])}
    rows = rows.assign(
        lit=[marks[light, red or amber] for light, red, amber in zip(
            rows["light"].tolist(), rows["is_new_red"].tolist(), rows["is_new_amber"].tolist(), strict=True)],
        why_lit=rows["project_id"].map(why),
        owner_says=rows["project_id"].map(_owners(view.run("problem_rows", **params))),
        of_unit=rows["unit"].map(order), is_old=~rows["is_new_red"], is_amber_one=rows["light"] == "amber",
    )  # fmt: skip
    by = ["of_unit", "is_amber_one", "is_old", "stake", "project_id"]
    return rows.sort_values(by, ascending=[True, True, True, False, True], na_position="last").reset_index(drop=True)


def _whys(view: View, rules: pd.DataFrame) -> dict[str, str]:
    """Each project's reasons: 签约后210天未开工；低于自身序时35.2个百分点."""
    t, found = view.t, dict[str, list[str]]()
    rules = rules.sort_values("light", ascending=False, kind="stable")
    of = [*zip(*(rules[column].tolist() for column in _OF_FACT), strict=True)]
    # Written once for all that it is the same of: of a large zone that takes a tenth of the time.
    words = {one: lights.fact(t, dict(zip(_OF_FACT, one, strict=True))) for one in set(of)}
    for project, one in zip(rules["project_id"].tolist(), of, strict=True):
        found.setdefault(project, []).append(words[one])
    return {project: ("；" if t.language == "zh" else "; ").join(facts) for project, facts in found.items()}


def _owners(problems: pd.DataFrame) -> dict[str, str]:
    """What the owner says of each project's open problem, of several the longest overdue."""
    rows = problems[problems["is_open"] & problems["note"].notna()]
    rows = rows.sort_values("days_over", ascending=False, na_position="last", kind="stable")
    return dict(rows.drop_duplicates("project_id").set_index("project_id")["note"])


def green_again(view: View, params: Params) -> Panel:
    """Projects whose light is off again, and those that left with theirs."""
    t, rows = view.t, view.run("lit_projects", **params)
    green, gone = rows[rows["is_green"]], rows[rows["is_gone"]]
    title = t("Turned back to green: {n}", n=t.projects(len(green)))
    parts: list[Part] = []
    if len(green):
        shown = green.assign(was_lit=[lights.mark(t, one) for one in green["light_then"]]).reset_index(drop=True)
        wanted = ("name", "was_lit", "industry", "unit", "lead_official")
        saved = ("project_id", *wanted)
        parts.append(Table(_key(params, "green_again"), shown, wanted, saved=saved, visible=_FEW))
    about = t("{n} with a light before were terminated or left the selection", n=t.projects(len(gone))) if len(
        gone) else ""  # fmt: skip
    return Panel("green_again", title, about, tuple(parts), lit_question(params, "green_again"))


def exempt(view: View, params: Params) -> Panel:
    """Lights that are explained, with reason and day; never counted, never hidden."""
    t, rows = view.t, view.run("lit_rules", **params)
    rows = rows[rows["is_exempt"]].reset_index(drop=True)
    title = (
        t.plural("{n} light is exempt", "{n} lights are exempt", len(rows)) if len(rows) else t("No light is exempt")
    )
    if rows.empty:
        return Panel("exempt", title, "")
    shown = rows.assign(rule=[lights.name(t, rule) for rule in rows["rule"]])
    wanted = ("name", "rule", "reason", "until_on", "decided_by", "unit")
    table = Table(_key(params, "exempt"), shown, wanted, saved=("project_id", *wanted), visible=_FEW)
    about = t("Explained till the day that stands here; not counted above")
    return Panel("exempt", title, about, (table,), lit_question(params, "exempt_projects"))


def problems(view: View, params: Params) -> Panel:
    """The list of problems: the overdue first, then open ones, then those struck off since."""
    t, total = view.t, view.run("problems", **params).iloc[0]
    title = t("Problems: {counted}", counted=problem_words(view, total))
    rows = problem_rows(view, params)
    if rows.empty:
        return Panel("problems", title, "", (), problem_question(params))
    wanted = ("name", "problem_state", "blocker_kind", "level", "owner", "note", "due_on", "days_over", "unit")
    filled = tuple(column for column in wanted if rows[column].notna().any())
    saved = ("project_id", *wanted, "raised_on", "resolved_on", "lead_official")
    table = Table(_key(params, "problems"), rows, filled, saved=saved, visible=_VISIBLE, is_tall=True)
    return Panel("problems", title, _by_kind(view, rows), (table,), problem_question(params))


def problem_words(view: View, total: pd.Series) -> str:
    """How many problems are open, overdue, new, struck off, without those of which there is none."""
    t = view.t
    asked, overdue, new, solved = (int(total[f"problems_{one}"]) for one in ("open", "overdue", "new", "solved"))
    said = [t("{n} open", n=t.number(asked)) if asked else t("none open")]
    if asked and overdue:
        said.append(t("all of them overdue") if overdue == asked else t("{n} of them overdue", n=t.number(overdue)))
    elif asked:
        said.append(t("none of them overdue"))
    said += [t("{n} newly raised", n=t.number(new))] if new else []
    said += [t("{n} struck off", n=t.number(solved))] if solved else []
    return ("，" if t.language == "zh" else ", ").join(said)


def problem_rows(view: View, params: Params) -> pd.DataFrame:
    """Rows of `problem_rows` that are open or struck off, in the order of the meeting, with words: problem_state."""
    rows = view.run("problem_rows", **params)
    rows = rows[rows["is_open"] | rows["is_solved"]]
    order = rows["is_overdue"].map({True: 0, False: 1}) + rows["is_open"].map({True: 0, False: 2})
    rows = rows.assign(problem_state=[_state(view, row) for row in rows.to_dict("records")], order=order)
    rows = rows.sort_values(["order", "days_over", "due_on", "blocker_id"], ascending=[True, False, True, True])
    return rows.reset_index(drop=True)


def _state(view: View, row: Mapping[Any, Any]) -> str:
    t = view.t
    if not row["is_open"]:
        return t("Struck off")
    words = t("Overdue") if row["is_overdue"] else t("Still open")
    return t("{state}, new", state=words) if row["is_new"] else words


def _by_kind(view: View, rows: pd.DataFrame) -> str:
    """Open ones by kind: 用地12个、资金5个; then by level."""
    t, is_open = view.t, rows[rows["is_open"]]
    said: list[str] = []
    for column, title in (("blocker_kind", t("By kind")), ("level", t("By level"))):
        counted = is_open[column].dropna().value_counts()
        if len(counted):
            named = [t("{light} {n}", light=t.within(name_of(view, column, code)), n=t.number(int(n)))
                     for code, n in sorted(counted.items(), key=lambda one: (-one[1], str(one[0])))]  # fmt: skip
            said.append(t("{name}: {counted}", name=t.within(title) if said else title, counted=t.join(named)))
    return ("；" if t.language == "zh" else "; ").join(said)
