"""The steps of publishing: which there are and their words, how far one has come, and whether it is to stop.

Who publishes says each step as it begins; whoever watches looks, from another thread or from a signal's handler.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

import duckdb

from data.errors import Said, StoppedError

#: What is said wherever a publishing, or what comes before it, was stopped.
STOPPED = Said(
    "已停止，没有发布任何内容，当前版本不变。",
    "Stopped: nothing was published, and the current version stays.",
)


class Step(Enum):
    """A step of publishing, in the order in which they come; its value says what is done in it."""

    PREPARED = Said("整理数据，留存台账原件", "putting the data in order, keeping the ledger's file")
    TABLES = Said("写入各表", "writing the tables")
    SHORT_WAY = Said("预先汇总各月数据，供各页快速显示", "adding up the months, so that pages are quick")
    CHECKED = Said("存盘，并逐表检查", "saving to the disk, checking every table")
    CURRENT = Said("设为当前版本", "making it the current version")

    @property
    def number(self) -> int:
        """Which of `len(Step)` it is, from 1."""
        return list(Step).index(self) + 1


class Steps:
    """How far one publishing has come (`now`; None before it begins), and whether it was asked to stop.

    A publishing that ends well although it was asked to stop had become current already: it was asked too late.
    `told` hears each step as it begins, in the thread that publishes.
    """

    def __init__(self, told: Callable[[Step], None] | None = None) -> None:
        self.now: Step | None = None
        self.is_asked_to_stop = False
        self._told = told
        self._connection: duckdb.DuckDBPyConnection | None = None
        # So that no connection is interrupted that is being closed. A signal's handler may run within its own thread's
        # block, hence the RLock.
        self._lock = threading.RLock()

    @property
    def can_stop(self) -> bool:
        """Whether it is not yet being made current."""
        return self.now is not Step.CURRENT

    def stop(self) -> None:
        """Ask it to stop, which it does within moments if it is not too late; may be asked again."""
        self.is_asked_to_stop = True
        with self._lock:
            if self._connection is not None:
                self._connection.interrupt()

    def begin(self, step: Step) -> None:
        """The step begins. Raises StoppedError as `go_on`."""
        self.go_on()
        self.now = step
        if self._told is not None:
            self._told(step)

    def go_on(self) -> None:
        """Between two statements, where an interrupt would be lost.

        Raises:
            StoppedError: it was asked to stop.
        """
        if self.is_asked_to_stop:
            raise StoppedError(STOPPED)

    @contextmanager
    def stoppable(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Within, a statement of the connection's ends as soon as a stop is asked for, however long it would take.

        Raises:
            StoppedError: it was asked to stop.
        """
        with self._lock:
            self._connection = connection
        try:
            self.go_on()
            yield
        except duckdb.Error:
            self.go_on()  # whatever an interrupted statement ended with
            raise
        finally:
            with self._lock:
                self._connection = None
