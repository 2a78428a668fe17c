"""What a project is called in the room, drafted from its facts."""

from __future__ import annotations

from typing import Any

from texts.terms import category
from texts.writing import Texts, is_missing, rounded


def called(t: Texts, row: Any) -> str:
    """新建·重点项目·开工131天·低于自身序时29.1个百分点. `row`: of the query project."""
    parts = [t("Key project")] if not is_missing(row["plan"]) else []
    if not is_missing(row["nature"]):
        parts.insert(0, category(t, row["nature"]))
    parts.append(_stage(t, row))
    if is_missing(row["terminated_on"]) and not is_missing(row["points_ahead"]):
        parts.append(_against_schedule(t, row["points_ahead"]))
    return ("·" if t.language == "zh" else " · ").join(parts)


def _against_schedule(t: Texts, points_ahead: float) -> str:
    shown = rounded(points_ahead, 1)
    size = t.number(abs(shown), 1)
    if not shown:
        return t("on its own schedule")
    return t("{n} points ahead of its own schedule", n=size) if shown > 0 else t(
        "{n} points behind its own schedule", n=size)  # fmt: skip


def _stage(t: Texts, row: Any) -> str:
    match row["stands_at"]:
        case "terminated":
            return t("terminated on {day}", day=t.day(row["terminated_on"]))
        case "produced":
            return t("in production since {day}", day=t.day(row["production_on"]))
        case _ if not is_missing(row["started_on"]):
            return t.plural("started {n} day ago", "started {n} days ago", int(row["days_started"]))
        case "framework":
            return t("framework agreement, not started")
        case _ if not is_missing(row["signed_on"]):
            return t.plural("signed {n} day ago, not started", "signed {n} days ago, not started",
                            int(row["days_signed"]))  # fmt: skip
        case _:
            return t("not a promotion signing, not started")
