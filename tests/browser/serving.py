"""The real application as its own process, with a store of its own."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_SECONDS = 90.0


class Server:
    """A running dashboard: where it listens, its store, its log, and the command line on that store.

    `variables` are environment variables besides those of every dashboard: the settings of a hosted one.
    """

    def __init__(
        self, store: Path, port: int, log: Path, process: subprocess.Popen[bytes], variables: Mapping[str, str]
    ) -> None:
        self.store = store
        self.port = port
        self.log = log
        self.process = process
        self.variables = variables

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def version(self) -> str:
        """The version that the store's pointer names."""
        return (self.store / "current").read_text(encoding="ascii").strip()

    def health(self) -> tuple[int, dict[str, str]]:
        """Status and body of /healthz."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=10) as answer:  # noqa: S310 (own address)
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def data(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """`python -m data …` on this server's store, as a person runs it beside the running server."""
        return subprocess.run(
            [sys.executable, "-m", "data", *map(str, arguments)],
            cwd=ROOT,
            env=environment(self.store) | dict(self.variables),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def publish(self, *arguments: str | Path) -> str:
        """`python -m data …` that must succeed; returns the version that is current then."""
        done = self.data(*arguments)
        assert done.returncode == 0, done.stderr
        return self.version

    def log_text(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


def environment(store: Path) -> dict[str, str]:
    """This process's environment without settings of a dashboard or of Streamlit, and with `store`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DASHBOARD_", "STREAMLIT_"))}
    return kept | {
        "DASHBOARD_STORE": str(store),
        "DASHBOARD_OPEN_BROWSER": "0",
        "DASHBOARD_DEMO_PAST": "never",
        "PYTHONIOENCODING": "utf-8",
    }


#: Streamlit's command line in a process whose clock is so many seconds slow, as the dashboard sees it.
_SLOW = """
import datetime as dt, sys
from data import zone_time
from streamlit.web import cli
right, seconds = zone_time.instant, float(sys.argv.pop(1))
zone_time.instant = lambda: right() - dt.timedelta(seconds=seconds)
sys.exit(cli.main())
"""


@contextmanager
def serve(
    store: Path,
    port: int | None = None,
    variables: Mapping[str, str] | None = None,
    clock: dt.datetime | None = None,
) -> Iterator[Server]:
    """Start `streamlit run app.py` on `store`, wait until it answers, stop it in the end.

    `clock`: what the server's clock shows as it starts, where not the time that it is (in UTC).

    The wait asks for no page, so the first page that a test opens is the first that the server shows.
    """
    store.parent.mkdir(parents=True, exist_ok=True)
    log, port, variables = store.parent / f"{store.name}.log", port or free_port(), variables or {}
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, *_command(clock), "run", "app.py", "--server.port", str(port)],
            cwd=ROOT,
            env=environment(store) | dict(variables),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    server = Server(store, port, log, process, variables)
    try:
        _wait_until_ready(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _command(clock: dt.datetime | None) -> list[str]:
    if clock is None:
        return ["-m", "streamlit"]
    return ["-c", _SLOW, str((dt.datetime.now(dt.UTC) - clock).total_seconds())]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(server: Server) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5):  # noqa: S310 (own address)
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the server did not start:\n{server.log_text()}")
