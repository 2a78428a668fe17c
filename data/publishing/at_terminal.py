"""A publishing at the command line: a terminal is told its steps, and Ctrl-C stops it."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress

from data.errors import Said
from data.versions import Step, Steps

_BEGUN = Said("开始发布，按Ctrl-C可以停止，停止后什么也不改变", "publishing; Ctrl-C stops it, and nothing changes then")
_LATE = Said("停止得太晚，版本已经发布", "it was too late to stop: the version is published")


def begin() -> Steps:
    """The steps of the publishing that begins now.

    From here on Ctrl-C asks them to stop, until the caller gives the signal back its handler: what is said and recorded
    of a publishing is not cut off either. Whoever reads stderr from a file or by a program gets what went wrong alone.
    """
    steps = Steps(_tell if sys.stderr.isatty() else None)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is ignored, as under nohup
        signal.signal(signal.SIGINT, lambda _number, _frame: steps.stop())
    if sys.stderr.isatty():
        _say(_BEGUN)
    return steps


def say_if_late(steps: Steps) -> None:
    """Of a publishing that has been done: whether it was asked to stop all the same."""
    if steps.is_asked_to_stop:
        _say(_LATE)


def in_both(said: Said) -> str:
    """A sentence in Chinese and, in brackets, in English, each without its full stop."""
    english = said.en.removesuffix(".")
    return f"{said.removesuffix('。')}（{english[0].lower()}{english[1:]}）"


def _tell(step: Step) -> None:
    place = Said(f"第{step.number}步，共{len(Step)}步", f"step {step.number} of {len(Step)}")
    _say(Said(f"{place}：{step.value}", f"{place.en}: {step.value.en}"))


def _say(said: Said) -> None:
    with suppress(OSError):  # a terminal that was closed stops no publishing
        print(in_both(said), file=sys.stderr, flush=True)
