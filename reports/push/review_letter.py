"""The weekly review as a message: its sentence, who is newly red, the problems; by mail with the meeting's page."""

from __future__ import annotations

from functools import partial

import pandas as pd

from data.channels import Channel
from panels import review, review_lists, review_sheet
from panels.review import Review
from reports import file_words
from reports.push.errors import refused
from reports.push.letters import Attachment, Letter, head, only_internal, view_for, words
from reports.word import plain
from texts import sentences
from texts.writing import is_missing
from view.view import View


def letter(channel: Channel, since: str) -> Letter:
    """The review since a week, month, quarter or year before the data's last day.

    Raises:
        SendError: the channel is not internal, or there are no data of before.
        StoreError: the data cannot be opened.
    """
    only_internal(channel, "周调度", "the weekly review")
    view = view_for(channel)
    one = review.asked(view, {"since": since})
    if one.then.version is None:
        raise refused("没有可以对照的数据，未发送。", "There are no data to compare with; nothing was sent.")
    title = view.t("Weekly review")
    period = f"{view.as_of}" if since == "week" else f"{view.as_of} {since}"
    return Letter("review", period, view.edition.version, "internal", title, _text(view, one, title),
                  partial(_sheet, view, one, title))  # fmt: skip


def _text(view: View, one: Review, title: str) -> str:
    rows = review_lists.moving(view, one.parameters)
    new = rows[rows["is_new_red"]]
    return words([
        head(view, title),
        sentences.drafted(view.t, review.answer(view, one), is_demo=view.edition.is_demo),
        *newly_red(view, new),
        view.t("{sentence}.", sentence=review_lists.problems(view, one.parameters).title),
    ])  # fmt: skip


def newly_red(view: View, rows: pd.DataFrame) -> list[str]:
    """A line a project: ■项目甲（责任单位一，张三）：签约后210天未开工；涉及1.2亿元. `rows`: as `moving` has them."""
    t = view.t
    if rows.empty:
        return []
    said = [t("Newly red, {n}:", n=t.projects(len(rows)))]
    for row in rows.to_dict("records"):
        who = [view.unit_name(row["unit"]) if isinstance(row["unit"], str) else "",
               row["lead_official"] if isinstance(row["lead_official"], str) else ""]  # fmt: skip
        named = {
            "name": row["name"], "why": row["why_lit"],
            "who": ("，" if t.language == "zh" else ", ").join(filter(None, who)) or t("Not stated"),
        }  # fmt: skip
        said.append(
            t("■ {name} ({who}): {why}.", **named) if is_missing(row["stake"])
            else t("■ {name} ({who}): {why}; {amount} at stake.", amount=t.money(row["stake"]), **named)
        )  # fmt: skip
    return said


def _sheet(view: View, one: Review, title: str) -> Attachment:
    return Attachment(file_words.file_name(view, title, "docx"), plain.docx(view, review_sheet.meeting(view, one)))
