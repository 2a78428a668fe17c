"""The command line's `send` and `sent`: what goes to whom, once; what was sent, and what came of it."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from typing import Any, get_args

from access import audit
from access import clock as clock_of_audit
from access.settings import SettingsError as HostingError
from access.settings import hosting
from data import versions, zone_time
from data.channels import Channel, What
from data.errors import Said, StoreError, english
from data.settings import settings
from reports.push import channels, ledger, preview
from reports.push.errors import SendError, refused
from reports.push.ledger import OPEN, Key, Ledger, Message, Part
from reports.push.letters import Letter
from reports.push.sending import Clock, send

_WHATS: tuple[What, ...] = get_args(What)
_SPANS = ("week", "month", "quarter", "year")
#: Exit codes: all is sent (or was before); something failed and may go another time; wrong usage is argparse's 2; a
#: person has to look.
DONE, LATER, PERSON = 0, 1, 3


def add_commands(commands: Any) -> None:
    """Add `send` and `sent` to the parser's commands."""
    sender = commands.add_parser("send", help="发送周调度、月通报或预警（send the review, the bulletin or alerts）")
    sender.add_argument("--what", required=True, choices=_WHATS, help="发什么：周调度、月通报、预警（what to send）")
    sender.add_argument(
        "--to", metavar="NAME", action="append",
        help="发到设置里的哪个渠道，可写多次；不写则发到gets里有此项的各渠道（a channel of the settings, "
        "several times; without it those whose `gets` name it）",
    )  # fmt: skip
    sender.add_argument("--month", type=_month, help="哪个月的通报，如2023-09，默认最近一个月（the bulletin's month）")
    sender.add_argument("--since", choices=_SPANS, default="week", help="周调度与何时比较（the review's span）")
    sender.add_argument("--dry-run", action="store_true", help="只看会发什么、发给谁，不发（show, send nothing）")
    unclear = sender.add_mutually_exclusive_group()
    unclear.add_argument(
        "--again",
        action="store_true",
        help="不清楚是否送达的，看过没有，再发一次（send unclear ones once more）",
    )
    unclear.add_argument(
        "--arrived",
        action="store_true",
        help="不清楚是否送达的，看过已有，记为已发（unclear ones have arrived）",
    )
    sender.set_defaults(command=_send, trouble=3)
    listing = commands.add_parser("sent", help="列出发过什么、结果如何（list what was sent and what came of it）")
    listing.add_argument("--newest", metavar="N", type=int, default=20, help="最近几条，默认20（how many）")
    listing.set_defaults(command=_sent, trouble=3)


def _month(text: str) -> dt.date:
    try:
        found = dt.datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007
    except ValueError:
        raise argparse.ArgumentTypeError("须写成2023-09（write it as 2023-09）") from None
    return found


def _send(parsed: argparse.Namespace, clock: Clock | None = None) -> int:
    """Send to each channel; returns the exit code, the worst of them."""
    _prepare()
    wanted = [channels.named(name) for name in parsed.to] if parsed.to else _getting(parsed.what)
    codes = []
    for channel in wanted:
        try:
            codes.append(_dry(parsed, channel) if parsed.dry_run else _to(parsed, channel, clock or Clock()))
        except StoreError as error:
            _tell(parsed, Said(str(error), error.message("en")), is_bad=True)
            if not parsed.dry_run:
                audit.record("send", versions.user_name(), ok=False, sends=parsed.what, channel=channel.name,
                             why=str(error))  # fmt: skip
            codes.append(PERSON)
    return max(codes, default=DONE)


def _prepare() -> None:
    """What a hosted dashboard could not note in its audit is not sent."""
    try:
        clock_of_audit.use(zone_time.zone)
        hosting()
    except HostingError as error:
        raise SendError(str(error)) from None


def _getting(what: What) -> list[Channel]:
    found = [one for one in settings().push.channel if what in one.gets]
    if not found:
        raise refused(
            f"没有写--to，设置里也没有渠道的gets含{what}，未发送。",
            f"There is no --to, and no channel of the settings has {what} in its `gets`; nothing was sent.",
        )
    return found


def _letter(parsed: argparse.Namespace, channel: Channel, told: frozenset[str] | None) -> Letter:
    # Only what is asked for is imported: panels and Word take a second.
    if parsed.what == "review":
        from reports.push import review_letter  # noqa: PLC0415

        return review_letter.letter(channel, parsed.since)
    if parsed.what == "bulletin":
        from reports.push import bulletin_letter  # noqa: PLC0415

        return bulletin_letter.letter(channel, parsed.month)
    from reports.push import alert_letter  # noqa: PLC0415

    return alert_letter.letter(channel, told)


def _dry(parsed: argparse.Namespace, channel: Channel) -> int:
    with ledger.looked_at() as book:
        told = book.alerted(channel.name) if book else None
        letter = _letter(parsed, channel, told)
        before = book.find(_key(letter, channel)) if book else None
        states = [part.state for part in book.parts(before)] if book and before else []
    try:
        channels.check(channel)
        missing = None
    except SendError as error:
        missing = Said(str(error), error.message("en"))
    for line in preview.lines(channel, letter, states, missing):
        _tell(parsed, line)
    return PERSON if missing else DONE


def _key(letter: Letter, channel: Channel) -> Key:
    return Key(letter.what, letter.period, letter.version, channel.name)


def _to(parsed: argparse.Namespace, channel: Channel, clock: Clock) -> int:
    with ledger.held() as book:
        letter = _letter(parsed, channel, book.alerted(channel.name) if parsed.what == "alerts" else None)
        attach = letter.attach
        with channels.ready(channel, attach) as to:
            codes = []
            for message in _messages(book, channel, letter):
                _settle(parsed, book, message)
                if all(part.state in ("sent", "dropped") for part in book.parts(message)):
                    _tell(parsed, preview.before(channel, message))
                    codes.append(DONE)
                    continue
                if parsed.again or any(part.state in OPEN for part in book.parts(message)):
                    _note(message, "begun", ok=True)
                parts = send(book, to, message, clock, again=parsed.again)
                codes.append(_told(parsed, channel, message, parts))
            if not codes:
                _tell(parsed, preview.nothing(channel))
            return max(codes, default=DONE)


def _messages(book: Ledger, channel: Channel, letter: Letter) -> list[Message]:
    """What is to be sent: of alerts what waits from before and what is new; else this message, put down."""
    if letter.on is None:
        key = _key(letter, channel)
        found = book.find(key)
        return [found or book.add(key, letter.title, letter.edition, channels.parts(channel, letter))]
    waiting = book.waiting("alerts", channel.name)
    if not letter.is_news:
        book.quiet(channel.name, letter.on)
        return waiting
    made = book.add(_key(letter, channel), letter.title, letter.edition, channels.parts(channel, letter), on=letter.on)
    return [*waiting, made]


def _settle(parsed: argparse.Namespace, book: Ledger, message: Message) -> None:
    """A person has looked: the unclear parts are there."""
    if parsed.arrived:
        for part in book.parts(message):
            if part.state == "unclear":
                book.end(part, "sent", "经人核实已送达\nhad arrived, somebody looked")


def _told(parsed: argparse.Namespace, channel: Channel, message: Message, parts: list[Part]) -> int:
    """Say what came of it, here and in the audit; the exit code."""
    states = {part.state for part in parts}
    for line in preview.came(channel, message, parts):
        _tell(parsed, line, is_bad=states != {"sent"})
    worst = next((one for one in ("unclear", "refused", "failed", "planned") if one in states), "sent")
    why = next((part.why.split("\n")[0] for part in parts if part.state == worst), "")
    _note(message, worst, ok=worst == "sent", why=why, parts=len(parts))
    return DONE if worst == "sent" else PERSON if states & {"unclear", "refused"} else LATER


def _note(message: Message, state: str, *, ok: bool, **more: Any) -> None:
    key = message.key
    audit.record("send", versions.user_name(), ok=ok, sends=key.what, period=key.period, version=key.version,
                 channel=key.channel, edition=message.edition, state=state, **more)  # fmt: skip


def _sent(parsed: argparse.Namespace) -> int:
    with ledger.looked_at() as book:
        found = [(one, book.parts(one)) for one in book.newest(parsed.newest)] if book else []
    for message, parts in found:
        for line in preview.listed(message, parts):
            _tell(parsed, line)
    if not found:
        _tell(parsed, Said("还没有发送过。", "Nothing was sent yet."))
    waits = any(part.state in (*OPEN, "sending", "unclear") for _, parts in found for part in parts)
    return LATER if waits else DONE


def _tell(parsed: argparse.Namespace, words: str, *, is_bad: bool = False) -> None:
    print(english(words) if parsed.lang == "en" else words, file=sys.stderr if is_bad else sys.stdout)
