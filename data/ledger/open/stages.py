"""What reading a ledger is busy with, told to whoever asked: a large one takes seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

Stage = Literal["reading", "checking"]
Listener = Callable[[Stage], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def told_to(listener: Listener) -> Iterator[None]:
    """Within, `tell` calls the listener."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(stage: Stage) -> None:
    """A stage begins."""
    if listener := _listener.get():
        listener(stage)
