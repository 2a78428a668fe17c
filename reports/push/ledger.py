"""What was sent, part by part, in one SQLite file beside the versions: so that nothing is sent twice.

A part is noted as «sending», on disk, before it is handed over, and as what came of it afterwards. Found at «sending»
when nobody sends, its sender died in between: whether it arrived nobody here knows, so it is «unclear», told to a
person and not sent again until told to.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path

import filelock

from access import own_files
from data import versions, zone_time
from data.versions import store_folder
from reports.push.errors import SendError, refused

_SCHEMA = Path(__file__).with_name("schema.sql")
_PATIENCE_SECONDS = 300.0
#: What is certain not to have arrived is sent at the next run.
OPEN = ("planned", "failed", "refused")
_UNSETTLED = (*OPEN, "unclear")
_DIED = "发送中途程序被终止\nthe program was ended while it sent"
#: A row of `alerted` that says that a channel has been told of the state of things once.
_BEGUN = ""


@dataclass(frozen=True)
class Key:
    """A message's name: what, of which month (2023-09) or day (2023-09-30), version, channel.

    Of a review of more than a week the day is followed by its span (2023-09-30 month).
    """

    what: str
    period: str
    version: str
    channel: str


@dataclass(frozen=True)
class Part:
    """A part of a message: to whom (a mail address; empty: the group), its words, how it stands, why."""

    message: int
    n: int
    target: str
    body: str
    state: str
    tries: int
    at: str
    why: str


@dataclass(frozen=True)
class Message:
    """A message as it was first put down; later runs send these words."""

    id: int
    key: Key
    serial: int
    title: str
    edition: str
    made_at: str


class Ledger:
    """The ledger, held by one sender at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # Messages --------------------------------------------------------------------------------------

    def find(self, key: Key) -> Message | None:
        """The message of this name, of several the last."""
        found = self._messages("what = ? and period = ? and version = ? and channel = ?",
                               (key.what, key.period, key.version, key.channel))  # fmt: skip
        return found[-1] if found else None

    def waiting(self, what: str, channel: str) -> list[Message]:
        """Messages of a kind of which parts are still to be sent, or unclear; the oldest first."""
        return self._messages(
            f"what = ? and channel = ? and id in (select message from part where state in ({_marks(_UNSETTLED)}))",
            (what, channel, *_UNSETTLED),
        )

    def newest(self, most: int) -> list[Message]:
        """The last messages, the newest first."""
        last = "id in (select id from message order by id desc limit ?)"
        return self._messages(last, (most,))[::-1]

    def _messages(self, where: str, values: tuple[object, ...]) -> list[Message]:
        columns = "id, what, period, version, channel, serial, title, edition, made_at"
        rows = self._db.execute(f"select {columns} from message where {where} order by id", values)
        return [
            Message(row["id"], Key(row["what"], row["period"], row["version"], row["channel"]), row["serial"],
                    row["title"], row["edition"], row["made_at"])
            for row in rows
        ]  # fmt: skip

    def add(
        self, key: Key, title: str, edition: str, parts: Iterable[tuple[str, str]],
        *, on: frozenset[str] | None = None,
    ) -> Message:  # fmt: skip
        """Put a message down with its parts (target, body), and with it what an alert's channel is told of (`on`).

        Unsent parts of the same message of other versions are dropped, of a review those of earlier days too: this one
        says what they would have.
        """
        before = self.find(key)
        serial, now = before.serial + 1 if before else 0, _now()
        with self._all_or_nothing():
            if key.what != "alerts":
                self._db.execute(
                    f"update part set state = 'dropped', at = ? where state in ({_marks(OPEN)}) and message in (select "
                    "id from message where what = ? and channel = ? and (period = ? or (what = 'review' and "
                    "substr(period, 11) = ?)))",
                    (now, *OPEN, key.what, key.channel, key.period, key.period[10:]),
                )
            made = self._db.execute(
                "insert into message (what, period, version, channel, serial, title, edition, made_at) values "
                "(?, ?, ?, ?, ?, ?, ?, ?)",
                (key.what, key.period, key.version, key.channel, serial, title, edition, now),
            ).lastrowid
            self._db.executemany(
                "insert into part (message, n, target, body, at) values (?, ?, ?, ?, ?)",
                [(made, n, target, body, now) for n, (target, body) in enumerate(parts, start=1)],
            )
            if on is not None:
                self._tell(key.channel, on)
        return Message(int(made or 0), key, serial, title, edition, now)

    # Parts -----------------------------------------------------------------------------------------

    def parts(self, message: Message) -> list[Part]:
        """Its parts in order."""
        columns = ", ".join(field.name for field in fields(Part))
        rows = self._db.execute(f"select {columns} from part where message = ? order by n", (message.id,))
        return [Part(**dict(row)) for row in rows]

    def begin(self, part: Part, channel: str, moment: float) -> None:
        """It is about to be handed over. On disk before this returns."""
        with self._all_or_nothing():
            self._db.execute("update part set state = 'sending', tries = tries + 1, at = ?, why = '' where message = ? "
                             "and n = ?", (_now(), part.message, part.n))  # fmt: skip
            self._db.execute("delete from try where channel = ? and at < ?", (channel, moment - 3600))
            self._db.execute("insert into try (channel, at) values (?, ?)", (channel, moment))

    def end(self, part: Part, state: str, why: str) -> None:
        """What came of it."""
        with self._all_or_nothing():
            self._db.execute("update part set state = ?, at = ?, why = ? where message = ? and n = ?",
                             (state, _now(), why, part.message, part.n))  # fmt: skip

    def tried(self, channel: str, since: float) -> list[float]:
        """When something was handed to a channel after a moment, the oldest first."""
        rows = self._db.execute("select at from try where channel = ? and at > ? order by at", (channel, since))
        return [row["at"] for row in rows]

    def take_over(self) -> None:
        """What a sender left that died while it sent is unclear."""
        with self._all_or_nothing():
            self._db.execute("update part set state = 'unclear', why = ? where state = 'sending'", (_DIED,))

    # Alerts ----------------------------------------------------------------------------------------

    def alerted(self, channel: str) -> frozenset[str] | None:
        """What a channel was told of and is still so; None where it was never told of anything."""
        found = {
            row["subject"] for row in self._db.execute("select subject from alerted where channel = ?", (channel,))
        }
        return frozenset(found - {_BEGUN}) if found else None

    def quiet(self, channel: str, on: frozenset[str]) -> None:
        """Nothing new is told of; what is over may be told of again when it comes back."""
        with self._all_or_nothing():
            self._tell(channel, on)

    def _tell(self, channel: str, on: frozenset[str]) -> None:
        known = self.alerted(channel) or frozenset()
        self._db.executemany(
            "delete from alerted where channel = ? and subject = ?", [(channel, s) for s in known - on]
        )
        self._db.executemany("insert or ignore into alerted (channel, subject, at) values (?, ?, ?)",
                             [(channel, subject, _now()) for subject in {*on, _BEGUN}])  # fmt: skip

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _now() -> str:
    return zone_time.now().isoformat(sep=" ")


def file() -> Path:
    """Where the ledger is."""
    return versions.store_dir() / store_folder.SENT


@contextmanager
def held() -> Iterator[Ledger]:
    """The ledger, for sending: who comes second waits.

    Raises:
        SendError: another sender does not end, or the ledger cannot be written.
    """
    lock = filelock.FileLock(
        file().with_name(store_folder.SENDING), timeout=_PATIENCE_SECONDS, mode=own_files.FILE_MODE
    )
    try:
        own_files.make_folder(file().parent)
        lock.acquire()
    except filelock.Timeout:
        raise refused(
            "另一个发送正在进行，五分钟内没有结束，未发送。请稍后再试。",
            "Somebody else is sending and did not end within five minutes; nothing was sent. Try again later.",
        ) from None
    except OSError as error:
        raise _unusable(error) from error
    try:
        with _opened() as ledger:
            ledger.take_over()
            yield ledger
    finally:
        lock.release()


@contextmanager
def looked_at() -> Iterator[Ledger | None]:
    """The ledger as it stands, for looking; None where nothing was ever sent."""
    if not file().exists():
        yield None
        return
    with _opened() as ledger:
        yield ledger


@contextmanager
def _opened() -> Iterator[Ledger]:
    where = file()
    try:
        with suppress(FileExistsError):
            os.close(own_files.opener(str(where), os.O_CREAT | os.O_EXCL | os.O_RDWR))
    except OSError as error:
        raise _unusable(error) from error
    connection = None
    try:
        connection = sqlite3.connect(where, timeout=10.0, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("pragma synchronous = full")
        connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
        yield Ledger(connection)
    except sqlite3.Error as error:
        raise _unusable(error) from error
    finally:
        if connection is not None:
            connection.close()


def _unusable(error: Exception) -> SendError:
    return refused(
        f"发送记录{file()}不能读写（{error}）。不记下发过什么就不能发送，请检查文件、权限和磁盘空间。",
        f"The ledger of what was sent, {file()}, cannot be used ({error}). Without it nothing is sent: check the file, "
        "its rights and the disk.",
    )
