"""What is sent, as a value: of which month or day, its words, the file that goes with it, what an alert is of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from access.rights import LOCAL
from data import versions
from data.channels import Channel, What
from reports.push.errors import refused
from view.scope import zone_name
from view.view import View, edition


@dataclass(frozen=True)
class Attachment:
    """A Word file with its name."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """`period`: a month 2023-09 or a day 2023-09-30. `attach` makes the file, for channels that carry one."""

    what: What
    period: str
    version: str
    edition: str
    title: str
    text: str
    attach: Callable[[], Attachment] | None = None
    #: Of an alert: all that is so now and is told of, by name; None for what is no alert.
    on: frozenset[str] | None = None
    #: Whether there is anything to tell.
    is_news: bool = True


def view_for(channel: Channel) -> View:
    """The zone as it stands, in the channel's language.

    Raises:
        SendError: nothing was ever published.
        StoreError: the current version cannot be opened.
    """
    version = versions.current()
    if version is None:
        raise refused(
            "还没有任何版本，没有可发送的内容。请先导入台账。",
            "Nothing has been published yet, so there is nothing to send. Import a ledger first.",
        )
    facts = edition(version)
    return View(facts, channel.language, "light", facts.last_day, facts.last_day.year, rights=LOCAL)


def only_internal(channel: Channel, what_zh: str, what_en: str) -> None:
    """Refuse what names who is behind to a channel that is not marked internal."""
    if not channel.is_internal:
        raise refused(
            f"渠道“{channel.name}”没有标为内部（is_internal = true），{what_zh}点名落后的项目和单位，未发送。"
            "确属内部渠道的，请在设置里标明；对外请发月通报公开版。",
            f"Channel {channel.name!r} is not marked internal (is_internal = true), and {what_en} names who is behind; "
            "nothing was sent. Mark it where it is internal; to others send the bulletin's public edition.",
        )


def head(view: View, title: str) -> str:
    """The first lines: what it is, whose, as of when."""
    t = view.t
    return "\n".join((
        title, " · ".join((zone_name(t, is_demo=view.edition.is_demo), t("as of {day}", day=t.day(view.as_of)),
                           t("version {version}", version=view.edition.version))),
    ))  # fmt: skip


def words(lines: list[str]) -> str:
    """Lines as a text; what is empty is left out."""
    return "\n".join(line for line in lines if line)
