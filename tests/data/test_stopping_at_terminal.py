"""`python -m data import` at a terminal: it tells its steps there, and Ctrl-C stops it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from access import audit
from benchmarks import imports
from data import versions
from data.versions import Step
from tests.access.conftest import host, hosted  # noqa: F401 (fixtures)
from tests.data import small
from tests.data.test_stopping import stored

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a terminal of its own, and /proc")

ROOT = Path(__file__).resolve().parents[2]
STOPPED = "已停止，没有发布任何内容，当前版本不变（stopped: nothing was published, and the current version stays）\n"
CTRL_C = b"\x03"


@dataclass
class Terminal:
    """A program that was started at a terminal: its standard error is shown there, its output is read by us."""

    program: subprocess.Popen[str]
    keyboard: int
    seen: bytes = b""

    @property
    def shown(self) -> str:
        return self.seen.decode().replace("\r\n", "\n")

    def read_until(self, words: str) -> None:
        """Wait until these words are shown; the program's end is an error."""
        while words.encode() not in self.seen:
            assert self._reads(), self.shown

    def read_on(self) -> tuple[int, str]:
        """Wait for the program's end: its exit code and its output."""
        while self._reads():
            pass
        output, _ = self.program.communicate()
        return self.program.returncode, output

    def _reads(self) -> bool:
        more = b""
        with suppress(OSError):  # so a terminal ends on Linux
            more = os.read(self.keyboard, 4096)
        self.seen += more
        return bool(more)

    def press(self, key: bytes) -> None:
        os.write(self.keyboard, key)


@contextmanager
def terminal(*arguments: str | Path) -> Iterator[Terminal]:
    """`python -m data …` at a terminal of its own, whose Ctrl-C reaches it and its children."""
    import fcntl
    import pty
    import termios

    def at_its_terminal() -> None:
        fcntl.ioctl(2, termios.TIOCSCTTY, 0)
        # Who runs the tests in the background has it ignored, which a program leaves as it is.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    keyboard, screen = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "data", *map(str, arguments)],
        cwd=ROOT,
        stdin=screen,
        stdout=subprocess.PIPE,
        stderr=screen,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=at_its_terminal,  # noqa: PLW1509 (no thread of ours holds a lock)
    )
    os.close(screen)
    try:
        yield Terminal(program, keyboard)
    finally:
        program.kill()
        program.wait()
        os.close(keyboard)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that takes seconds to read and seconds to publish."""
    folder = tmp_path_factory.mktemp("large") / "台账"
    imports.folder(folder, 200_000, "utf-8")
    return folder


@pytest.mark.usefixtures("hosted")
def test_ctrl_c_while_it_publishes_leaves_the_store_as_it_was(store: Path, large: Path) -> None:
    first = small.publish()
    before = stored(store)
    with terminal("import", large, "--replace") as shown:
        shown.read_until(f"第2步，共{len(Step)}步：写入各表（step 2 of {len(Step)}: writing the tables）")
        shown.press(CTRL_C)
        assert shown.read_on() == (130, "")
        assert shown.shown.endswith(STOPPED)
        assert "Traceback" not in shown.shown
    assert stored(store) == before
    assert [(one.event, one.ok, one.what) for one in audit.entries()] == [
        ("publish", False, {"version": first, "file": large.name, "why": "stopped"})
    ]

    with terminal("import", large, "--replace") as shown:
        code, output = shown.read_on()
        assert (code, output.split("：")[0]) == (0, f"已发布版本{versions.current()}")
        assert len([line for line in shown.shown.splitlines() if "（step " in line]) == len(Step)
    assert versions.current() != first


def test_ctrl_c_while_it_reads_says_that_nothing_was_published(store: Path, large: Path) -> None:
    small.publish()
    before = stored(store)
    with terminal("import", large, "--replace") as shown:
        own = Path(f"/proc/{shown.program.pid}/task/{shown.program.pid}/children")
        while not own.read_text():  # the process that reads the ledger
            assert shown.program.poll() is None
        shown.press(CTRL_C)
        assert shown.read_on() == (130, "")
        assert shown.shown.endswith(STOPPED)
        assert "Traceback" not in shown.shown
    assert stored(store) == before
