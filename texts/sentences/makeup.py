"""Sentences on what the agreements signed are made up of."""

from __future__ import annotations

import pandas as pd

from texts.language import N_
from texts.sentences.drafting import Row
from texts.terms import category
from texts.withheld import meet_any
from texts.writing import Texts, is_missing

#: The parts that the sentence names → so many of it, and one that is of it.
_PARTS = {
    ("size", "over_100m"): (N_("{n} of ¥100M and over"), N_("of ¥100M and over")),
    ("top_500", "any"): (N_("{n} by Top-500 investors"), N_("by a Top-500 investor")),
    ("four_new", "yes"): (N_('{n} "four new"'), N_('"four new"')),
}


def makeup(t: Texts, rows: pd.DataFrame) -> str:
    """How many are large, of Top-500 investors, of the four new. `rows`: of makeup, all dimensions."""
    count = {(row["dimension"], row["value"]): row["signed_projects"] for row in rows.to_dict("records")}
    if not count["all", "all"]:
        return t("No agreement was signed")
    if not any(is_missing(count[part]) or count[part] for part in _PARTS):
        return t.plural(
            '{n} agreement signed, under ¥100M, not by a Top-500 investor, not "four new"',
            '{n} agreements signed, none of ¥100M and over, by a Top-500 investor or "four new"',
            int(count["all", "all"]),
        )
    some = [part for part in _PARTS if is_missing(count[part]) or count[part]]
    if count["all", "all"] == 1:
        return t("One agreement signed: {kinds}", kinds=t.join([t(_PARTS[part][1]) for part in some]))
    counted = [t(_PARTS[part][0], n=t.number(count[part])) for part in some]
    return t("Of {n} signed: {parts}", n=t.number(count["all", "all"]), parts=t.join(counted))


def makeup_by(t: Texts, parts: pd.DataFrame) -> str:
    """Which channel or department signed the most. `parts`: its rows of makeup, named in the column part."""
    meet_any(parts["signed_projects"])
    some = parts[parts["signed_projects"] > 0]
    if some.empty:
        return t("No agreement was signed")
    top = some.iloc[0]
    if len(some) == 1:
        return t.alone(N_("{name}: the only agreement signed"), N_("{name}: all {n} agreements signed"),
                        top["signed_projects"], name=top["part"])  # fmt: skip
    first = some[some["signed_projects"] == top["signed_projects"]]
    if len(first) > 1:
        listed = t.few([t.within(name) for name in first["part"]])
        return t("{names}: the most signed, {n} each", names=t.sentence_case(listed),
                 n=t.projects(top["signed_projects"]))  # fmt: skip
    return t(
        "{name}: the most signed, {n}, {share} of all",
        name=top["part"], n=t.projects(top["signed_projects"]), share=t.percent(top["projects_share"]),
    )  # fmt: skip


def makeup_overlaps(t: Texts, rows: pd.DataFrame) -> str:
    """What must not be added, and why. `rows`: of makeup, all dimensions."""
    count = {(row["dimension"], row["value"]): row["signed_projects"] for row in rows.to_dict("records")}
    lists = t.join([category(t, value) for dimension, value in count if dimension == "list"])
    words = t("¥1B and over lies inside ¥100M and over: never add the two.")
    if not count["top_500", "any"]:
        return words
    n, several = count["top_500", "any"], count["top_500", "several"]
    if n == 1:
        # Of a single project nothing is added twice.
        return words
    if not several:
        several = t(
            "None of the {all} stands on more than one of the three lists ({lists}).", lists=lists, all=t.number(n)
        )
    else:
        several = t.plural(
            "The three lists ({lists}) overlap: {n} of the {all} stands on more than one.",
            "The three lists ({lists}) overlap: {n} of the {all} stand on more than one.",
            several, lists=lists, all=t.number(n),
        )  # fmt: skip
    return f"{words}{'' if t.language == 'zh' else ' '}{several}"


def part_brief(t: Texts, row: Row) -> str:
    """A part's share of the projects and its planned investment."""
    return t(
        "{share} of all; planned {planned}",
        share=t.percent(row["projects_share"]),
        planned=t.money(row["signed_planned"]),
    )


def part_detail(t: Texts, row: Row) -> str:
    """A part's shares, its planned investment, how many started, and the year before where the ledger has it."""
    words = t(
        "{share} of all; planned {planned} ({planned_share}); {started} started",
        share=t.percent(row["projects_share"]), planned=t.money(row["signed_planned"]),
        planned_share=t.percent(row["planned_share"]), started=t.number(row["started_projects"]),
    )  # fmt: skip
    if is_missing(row["last_signed_projects"]):
        return words
    return t("{words}; a year earlier {n}", words=words, n=t.number(row["last_signed_projects"]))
