"""Sentences on the industries side by side."""

from __future__ import annotations

import pandas as pd

from texts.language import N_
from texts.progress import growth_phrase, light
from texts.sentences.drafting import Row, clauses, statements
from texts.terms import in_sentence, is_rest, names, quarter_words
from texts.withheld import any_withheld, meet_any
from texts.writing import Texts, is_missing

_THREE, _TEN = 3, 10
#: What a quarter's composition is of → its columns of industry_quarters: the share, is the quarter complete.
_COMPOSITION = {"signed": ("planned_share", "is_signed_whole"), "arrived": ("funds_share", "is_funds_whole")}
_ALONE = {
    "signed": N_("{quarter}: all that was signed was in {name}"),
    "arrived": N_("{quarter}: all that arrived went to {name}"),
}


def industries(t: Texts, rows: pd.DataFrame, total: Row, period: str) -> str:
    """Which industries carry the signings, and what arrived. `rows`: industries, named."""
    if not total["signed_projects"] and is_missing(total["funds_arrived"]):
        return t("Nothing was signed in {period} in this selection; no data on funds arrived.", period=period)
    if not total["signed_projects"] and not total["funds_arrived"]:
        return t("Nothing was signed and no money arrived in {period} in this selection.", period=period)
    parts = _signed(t, rows, total, period)
    if is_missing(total["funds_arrived"]):
        return t.sentence_case(statements(t, [clauses(t, parts), t("no data on funds arrived")]))
    arrived = [t("{amount} arrived", amount=t.money(total["funds_arrived"]))]
    if not total["funds_arrived"]:
        arrived = [t("no money arrived")]
    if not is_missing(total["funds_growth"]):
        arrived.append(growth_phrase(t, total["funds_growth"]))
    return t.sentence_case(statements(t, [clauses(t, parts), clauses(t, arrived)]))


def _signed(t: Texts, rows: pd.DataFrame, total: Row, period: str) -> list[str]:
    """What was signed, against the year before, and which two industries lead it."""
    parts = [t("nothing was signed in {period}", period=period)]
    if total["signed_projects"]:
        parts = [
            t.plural(
                "{n} agreement was signed in {period}, with a planned investment of {planned}",
                "{n} agreements were signed in {period}, with a planned investment of {planned}",
                total["signed_projects"], period=period, planned=t.money(total["signed_planned"]),
            )
        ]  # fmt: skip
    if not is_missing(total["planned_growth"]):
        parts.append(growth_phrase(t, total["planned_growth"]))
    signed = rows[rows["signed_planned"] > 0].sort_values(["signed_planned", "industry"], ascending=[False, True])
    leading = [name for name in signed["name"].head(2) if not is_rest(name)]
    if len(signed) > 1 and leading and not any_withheld(rows["signed_planned"]):
        parts.append(t("led by {names}", names=names(t, leading)))
    return parts


def arrivals(t: Texts, rows: pd.DataFrame, total: Row) -> str:
    """Which industry received the most money."""
    if is_missing(total["funds_arrived"]):
        return t("No data on funds arrived")
    meet_any(rows["funds_arrived"])
    some = rows[rows["funds_arrived"] > 0]
    if some.empty:
        return t("No money arrived")
    top = some.sort_values(["funds_arrived", "industry"], ascending=[False, True]).iloc[0]
    name = t.sentence_case(in_sentence(t, top["name"]))
    if len(some) == 1:
        return t("{name} received {amount}", name=name, amount=t.money(top["funds_arrived"]))
    return t(
        "{name} received the most: {amount}, {share} of all",
        name=name, amount=t.money(top["funds_arrived"]), share=t.percent(top["funds_share"], 0),
    )  # fmt: skip


def no_base(t: Texts, total: Row) -> str:
    """Why signings and money have no year on year; empty where they have. `total`: of industries."""
    if total["has_ledger"]:
        return t("A dash under year on year: nothing in the same period of last year.")
    return t("No year on year: the ledger was not kept in the same period of last year.")


def no_funds_base(t: Texts, total: Row) -> str:
    """Why funds, or their year on year, are missing; empty where they are not. `total`: of industries."""
    if is_missing(total["funds_arrived"]):
        return t("A dash under money: there is no data on funds arrived in this period.")
    if is_missing(total["last_funds_arrived"]):
        return t("No year on year: no funds arrived were reported from the same day of last year on.")
    return t("A dash under year on year: nothing in the same period of last year.")


def no_key_base(t: Texts, total: Row, year: int) -> str:
    """Why completed investment has no year on year, for all or for some. `total`: of industries."""
    if not total["key_projects"]:
        return t("There is no key project with a plan for {year} in this selection.", year=t.year(year))
    if is_missing(total["invested"]):
        return t("A dash: there is no data on the completed investment of {year}.", year=t.year(year))
    if not total["last_key_projects"]:
        return t("No year on year: the ledger has no key project of {year}.", year=t.year(year - 1))
    if is_missing(total["last_invested"]):
        return t("No year on year: there is no data on the completed investment of {year}.", year=t.year(year - 1))
    return t(
        "Year on year: against the key projects of {year}, same months; a dash: none there.", year=t.year(year - 1)
    )


def composition_leader(rows: pd.DataFrame, measure: str) -> Row | None:
    """The row of whoever leads the last complete quarter; None without one. `rows`: industry_quarters."""
    share, whole = _COMPOSITION[measure]
    some = rows[rows[whole] & (rows[share] > 0)]
    if some.empty:
        return None
    last = some[some["quarter"] == some["quarter"].max()]
    return last.sort_values([share, "industry"], ascending=[False, True]).iloc[0]


def composition(t: Texts, rows: pd.DataFrame, measure: str) -> str:
    """Who led the last complete quarter, and its share a year before. `rows`: industry_quarters, named.

    `measure`: 'signed' or 'arrived'.
    """
    share, whole = _COMPOSITION[measure]
    if measure == "arrived" and rows["funds_arrived"].isna().all():
        return t("No data on funds arrived")
    if (top := composition_leader(rows, measure)) is None:
        return t("No quarter is complete yet")
    quarter = top["quarter"]
    message = (
        N_("{quarter}: {name} led what was signed with {share}")
        if measure == "signed"
        else N_("{quarter}: {name} led what arrived with {share}")
    )
    some = rows[rows[whole] & (rows[share] > 0)]
    if (some["industry"] == top["industry"]).all():
        return t(_ALONE[measure], quarter=quarter_words(t, quarter), name=in_sentence(t, top["name"]))
    words = t(
        message, quarter=quarter_words(t, quarter), name=in_sentence(t, top["name"]), share=t.percent(top[share], 0)
    )
    before = rows[(rows["quarter"] == quarter - pd.DateOffset(years=1)) & (rows["industry"] == top["industry"])]
    before = before[before[whole] & before[share].notna()]
    if before.empty:
        return words
    share_before = before[share].iloc[0]
    if not share_before:
        return clauses(t, [words, t("none a year earlier")])
    return clauses(t, [words, t("{share} a year earlier", share=t.percent(share_before, 0))])


def partial_quarters(t: Texts, rows: pd.DataFrame, measure: str) -> str:
    """Which quarters are drawn paler, and why; empty where all are complete. `rows`: industry_quarters."""
    share, whole = _COMPOSITION[measure]
    partial = sorted(rows.loc[~rows[whole] & rows[share].notna(), "quarter"].unique())
    if not partial:
        return ""
    return t("Not complete, drawn paler: {quarters}.", quarters=t.join([quarter_words(t, one) for one in partial]))


def concentration(t: Texts, rows: pd.DataFrame) -> str:
    """What the ten largest projects carry. `rows`: of the query concentration."""
    by = {row["measure"]: row for row in rows.to_dict("records")}
    signed, arrived = by["signed_planned"], by["funds_arrived"]
    if is_missing(arrived["total"]) and signed["projects"]:
        return _concentration_signed(t, signed)
    if not signed["projects"] and not arrived["projects"]:
        return t("No project carries an amount in this selection")
    if min(signed["projects"], arrived["projects"]) >= _TEN:
        return t(
            "The 10 largest projects carry {signed} of the investment signed and {arrived} of the funds arrived",
            signed=t.percent(signed["top_10_share"]), arrived=t.percent(arrived["top_10_share"]),
        )  # fmt: skip
    counted = [t("no project signed"), t("none that received money")]
    if signed["projects"]:
        counted[0] = t("{signed} signed", signed=t.projects(signed["projects"]))
    if arrived["projects"]:
        counted[1] = t("{n} that received money", n=t.number(arrived["projects"]))
    return t.sentence_case(
        t("{counted}: too few for the share of the 10 largest", counted=clauses(t, counted))
    )  # fmt: skip


def _concentration_signed(t: Texts, signed: Row) -> str:
    """Where no funds are reported: what the ten largest carry of what was signed."""
    if signed["projects"] >= _TEN:
        return t(
            "The 10 largest projects carry {signed} of the investment signed; no data on funds arrived",
            signed=t.percent(signed["top_10_share"]),
        )
    return t("{signed} signed; no data on funds arrived", signed=t.projects(signed["projects"]))


def top_shares(t: Texts, row: Row) -> str:
    """What the three and the ten largest carry; of fewer than ten it says how few. `row`: of concentration."""
    if is_missing(row["total"]):
        return t("No data")
    if not row["projects"]:
        return t("none")
    three = t("top 3: {share}", share=t.percent(row["top_3_share"]))
    if row["projects"] < _TEN:
        few = t("only {n}", n=t.projects(row["projects"]))
        return few if row["projects"] <= _THREE else clauses(t, [few, three])
    return clauses(t, [three, t("top 10: {share}", share=t.percent(row["top_10_share"]))])


def own_plans(t: Texts, groups: pd.DataFrame) -> str:
    """How many industries are on schedule. `groups`: of target_groups."""
    planned = groups[groups["points_ahead"].notna()]
    if planned.empty and (groups["plan"] > 0).any():
        return t("No data on completed investment")
    if planned.empty:
        return t("No annual plan")
    if not (planned["scheduled"] > 0).any():
        return t("No month of the year has been reported yet")
    ahead, n = sum(light(points, 0) == "ahead" for points in planned["points_ahead"]), len(planned)
    if ahead == n:
        return t.alone(N_("The industry with a plan is on schedule"), N_("All {n} industries are on schedule"), n)
    if not ahead:
        return t.alone(
            N_("The industry with a plan is behind schedule"), N_("None of the {n} industries is on schedule"), n
        )
    return t.plural("{n} of {all} industries is on schedule", "{n} of {all} industries are on schedule", ahead,
                    all=t.number(n))  # fmt: skip
