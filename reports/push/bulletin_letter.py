"""The monthly bulletin as a message: what it says first; by mail with the file itself. Who is not internal gets the
public edition."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from functools import partial
from typing import Literal

from data.channels import Channel, Mail
from panels.bulletin import issue
from panels.plan import whole_year
from reports import file_words
from reports.push.errors import refused
from reports.push.letters import Attachment, Letter, head, view_for, words
from reports.word import bulletin
from reports.word.template_file import TemplateError
from texts import sentences
from texts.language import N_
from texts.writing import is_missing
from view.view import View

Edition = Literal["internal", "public"]
#: With fewer projects behind it a sum tells of single ones.
_FEWEST = 3
_EDITIONS: dict[Edition, str] = {"internal": N_("internal edition"), "public": N_("public edition")}


def letter(channel: Channel, month: dt.date | None) -> Letter:
    """The bulletin of a month (its first day; None: the last one reported), in the edition that the channel may have.

    Raises:
        SendError: there are no data of the month, or no bulletin can be made here.
        StoreError: the data cannot be opened.
    """
    today = view_for(channel)
    month = month or today.edition.months_through
    if not today.edition.first_day <= month <= today.edition.months_through:
        raise refused(
            f"数据里没有{month:%Y-%m}，月通报未发送。数据到{today.edition.months_through:%Y-%m}为止。",
            f"There are no data of {month:%Y-%m}, so there is no bulletin to send; they end with "
            f"{today.edition.months_through:%Y-%m}.",
        )
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    view = whole_year(replace(today, as_of=min(last, today.edition.last_day), year=month.year))
    edition: Edition = "internal" if channel.is_internal else "public"
    t = view.t
    title = t("Monthly bulletin of {month} ({edition})", month=t.months(month, month), edition=t(_EDITIONS[edition]))
    is_mail = isinstance(channel, Mail)
    text = words([head(view, title), *_said(view, edition), t("The whole text is attached.") if is_mail else ""])
    attach = partial(_file, view, title, month, edition) if is_mail else None
    return Letter("bulletin", f"{month:%Y-%m}", view.edition.version, edition, title, text, attach)


def _said(view: View, edition: Edition) -> list[str]:
    """The year against its plan; to those who are not internal without the schedule, as on the wall for guests."""
    t, year = view.t, view.run("target_year").iloc[0]
    if edition == "internal":
        said = sentences.target_year(t, year, view.year)
    elif int(year["key_projects"]) < _FEWEST or is_missing(year["invested"]) or is_missing(year["last_month"]):
        return []
    else:
        said = t("{n} key projects completed {amount} in {year} so far, {share} of the annual plan.",
                 n=t.number(int(year["key_projects"])), amount=t.money(year["invested"]), year=t.year(view.year),
                 share=t.percent(year["completion_rate"]))  # fmt: skip
    return [sentences.drafted(t, said, is_demo=view.edition.is_demo)]


def _file(view: View, title: str, month: dt.date, edition: Edition) -> Attachment:
    """The bulletin itself, in the channel's language.

    Raises:
        SendError: the office's template is broken; says what and where.
    """
    try:
        made = bulletin.docx(issue.of(view, month, edition))
    except TemplateError as error:
        raise refused(error.message("zh"), error.message("en")) from error
    return Attachment(file_words.file_name(view, title, "docx"), made)
