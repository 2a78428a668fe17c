"""A channel made ready: its secrets read, and how a part is handed to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from data.channels import Channel, Mail
from data.settings import settings
from reports.push import cutting, mail, robots
from reports.push.errors import refused
from reports.push.ledger import Message, Part
from reports.push.letters import Attachment, Letter
from reports.push.outcome import Outcome

#: Hands a part over and says what came of it.
Deliver = Callable[[Message, Part], Outcome]


@dataclass(frozen=True)
class Ready:
    """A channel with its way out. `most_a_minute`: None where there is no such limit."""

    channel: Channel
    deliver: Deliver
    most_a_minute: int | None


def named(name: str) -> Channel:
    """The channel of the settings. Raises SendError where there is none of that name."""
    listed = settings().push.channel
    for one in listed:
        if one.name == name:
            return one
    names = "、".join(one.name for one in listed)
    raise refused(
        f"设置里没有渠道“{name}”，未发送。" + (f"现有：{names}。" if names else "请先在设置文件里写[[push.channel]]。"),
        f"The settings have no channel {name!r}; nothing was sent. "
        + (
            f"There are: {', '.join(one.name for one in listed)}."
            if names
            else "Write [[push.channel]] into them first."
        ),
    )


def parts(channel: Channel, letter: Letter) -> list[tuple[str, str]]:
    """Whom and what: of mail each address with the whole text, of a robot the text in parts that it takes."""
    if isinstance(channel, Mail):
        return [(to, letter.text) for to in channel.to]
    text = robots.as_form(channel, letter.text)
    return [("", part) for part in cutting.parts(text, robots.most_bytes(channel))]


def check(channel: Channel) -> None:
    """Are its secrets there? Raises SendError where one is not."""
    if isinstance(channel, Mail):
        mail.Keys(channel)
        mail.trust(channel)
    else:
        robots.Keys(channel)


@contextmanager
def ready(
    channel: Channel, attach: Callable[[], Attachment] | None, seconds: float = 20.0
) -> Iterator[Ready]:  # fmt: skip
    """Read the secrets and make the file; `seconds`: how long an answer is waited for.

    Raises:
        SendError: a secret is missing; the sentence says which.
    """
    if isinstance(channel, Mail):
        found, trusted = mail.Keys(channel), mail.trust(channel)
        attached = attach() if attach else None

        def by_mail(message: Message, part: Part) -> Outcome:
            key = message.key
            name = "\n".join((key.what, key.period, key.version, key.channel, str(message.serial)))
            written = mail.written(channel, part.target, message.title, part.body, name, attached)
            return mail.deliver(channel, found, trusted, part.target, written)

        yield Ready(channel, by_mail, None)
        return
    robot, of = channel, robots.Keys(channel)
    with robots.client(of, seconds) as opened:

        def by_robot(_message: Message, part: Part) -> Outcome:
            return robots.post(opened, robot, of, part.body)

        yield Ready(channel, by_robot, robots.MOST_A_MINUTE)
