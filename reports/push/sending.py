"""A message's parts are handed over in order, each noted before and after; what failed is tried again, in limits."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from data.errors import english
from reports.push import robots
from reports.push.channels import Ready
from reports.push.ledger import OPEN, Ledger, Message, Part
from reports.push.outcome import Outcome

#: Seconds before the second, third and fourth try. What asks for a longer pause than the last is left to the next run.
_PAUSES = (3.0, 15.0, 60.0)


@dataclass(frozen=True)
class Clock:
    """The time, and how it is let pass."""

    now: Callable[[], float] = time.time
    wait: Callable[[float], None] = time.sleep


def send(ledger: Ledger, to: Ready, message: Message, clock: Clock, *, again: bool = False) -> list[Part]:
    """Send what is still to be sent; returns all parts as they stand then.

    A part that fails ends the run for its message: later parts do not overtake it. One of which nobody knows whether it
    arrived does not: the others are sent, and it is told. `again`: such ones are sent once more, since a person has
    looked and they are not there.
    """
    wanted = (*OPEN, "unclear") if again else OPEN
    for part in ledger.parts(message):
        if part.state in wanted and _send(ledger, to, message, part, clock).state in ("failed", "refused"):
            break
    return ledger.parts(message)


def _send(ledger: Ledger, to: Ready, message: Message, part: Part, clock: Clock) -> Outcome:
    pauses = iter(_PAUSES)
    while True:
        _keep_to_limit(ledger, to, clock)
        ledger.begin(part, to.channel.name, clock.now())
        came = to.deliver(message, part)
        ledger.end(part, came.state, _both(came))
        if came.state != "failed":
            return came
        pause = max(next(pauses, float("inf")), came.wait)
        if pause > max(_PAUSES):
            return came
        clock.wait(pause)


def _both(came: Outcome) -> str:
    """The clause in both languages, as the ledger keeps it: Chinese, a line break, English."""
    return f"{came.why}\n{english(came.why)}" if came.why else ""


def _keep_to_limit(ledger: Ledger, to: Ready, clock: Clock) -> None:
    """Wait until the robot may be handed one more: so many within any minute, those of other runs among them."""
    most = to.most_a_minute
    while most is not None:
        now = clock.now()
        tried = [at for at in ledger.tried(to.channel.name, now - robots.MINUTE) if at <= now]
        if len(tried) < most:
            return
        clock.wait(tried[-most] + robots.MINUTE - now + 0.1)
