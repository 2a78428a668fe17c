"""Ledgers that keep a processor busy, of one person or of several, keep no other editor waiting for long."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from data import ledger
from data.errors import english
from data.ledger.process import isolated
from data.ledger.process.isolated import DEFAULT, Limits
from data.ledger.process.places import CrowdedError, Place, Places
from data.ledger.report import Report
from tests import rounds
from tests.data import hostile, small

#: Stopped soon, but not before a good ledger has been read beside it; the longer where a third one waits meanwhile.
SHORT = replace(DEFAULT, quick_seconds=1.0, cpu_seconds=4, wall_seconds=25.0)
LONGER = replace(SHORT, cpu_seconds=8)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    ledger.export(small.publish(), tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three million texts in 80 MB of XML: busy until it is stopped."""
    row = "<row>" + '<c t="str"><v>甲乙</v></c>' * 1000 + "</row>"
    packed_badly = {"xl/a": hostile.random_bytes(3_000_000)}
    return hostile.book(tmp_path_factory.mktemp("busy") / "busy.xlsx", hostile.sheet(*[row] * 3000), packed_badly)


@contextmanager
def being_read(file: Path, *people: str, limits: Limits = SHORT) -> Iterator[list[Future[Report]]]:
    """Each of these people's uploads is being read, or waits for the first of the same person."""
    begun = threading.Semaphore(0)
    with ThreadPoolExecutor() as pool:
        read = partial(isolated.examine, file, limits=limits, told=lambda _: begun.release())
        those = [pool.submit(read, who=who) for who in people]
        for _ in set(people):
            assert begun.acquire(timeout=30)
        yield those


@pytest.mark.parametrize("people", rounds.every(2, [("周", "周"), ("周", "吴"), ("周", "吴", "郑")]))
def test_a_good_ledger_is_read_while_others_keep_the_reader_busy(
    good: Path, busy: Path, people: tuple[str, ...]
) -> None:
    with being_read(busy, *people[:2], limits=LONGER if people[2:] else SHORT) as those:
        if people[2:]:  # both places for long ledgers are taken when it comes to need one
            time.sleep(2)
            third = isolated.examine(busy, who=people[2], limits=LONGER).errors[0]
            assert "服务器正在读取别的大台账" in third.why
            assert "busy with other large ledgers" in english(third.why)
        began = time.monotonic()
        report = isolated.examine(good, who="王")
        seconds = time.monotonic() - began
        assert report.errors == ()
        assert report.tables["project"].num_rows > 0
        assert not all(one.done() for one in those)
        assert seconds < 15
    for one in those:
        assert "没有读完" in one.result().errors[0].why


def test_who_waits_too_long_is_told_so(good: Path, busy: Path) -> None:
    with being_read(busy, "周"):
        error = isolated.examine(good, who="周", limits=replace(SHORT, patience=0.5)).errors[0]
    assert "没有轮到它" in error.why
    assert "请过几分钟重新上传" in error.todo


def held(places: Places, who: str) -> tuple[Place, threading.Event]:
    """A place that is held until the event is set."""
    got, release = [Place(places, who)], threading.Event()
    entered = threading.Event()

    def hold() -> None:
        with places.taken(who, 10) as place:
            got[0] = place
            entered.set()
            release.wait(10)

    threading.Thread(target=hold).start()
    entered.wait(10)
    return got[0], release


def test_a_person_has_one_place_and_the_others_come_in_turn() -> None:
    places = Places(quick=2, long=1)
    first, end_first = held(places, "周")
    with pytest.raises(CrowdedError), places.taken("周", 0.1):
        pass
    second, end_second = held(places, "吴")
    with pytest.raises(CrowdedError), places.taken("郑", 0.1):
        pass
    assert first.make_way()
    assert first.make_way()
    with places.taken("郑", 1) as third:
        assert not third.make_way()
    end_first.set()
    with places.taken("周", 5):
        assert second.make_way()
    end_second.set()


def test_at_one_s_own_desk_two_are_read_at_once() -> None:
    places = Places()
    with places.taken("", 0), places.taken("", 0), pytest.raises(CrowdedError), places.taken("", 0.05):
        pass
