"""A cluster for tests: Sail, which speaks Spark Connect, in a child process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SERVER = """
import sys
from pysail.spark import SparkConnectServer
server = SparkConnectServer(ip="127.0.0.1", port=int(sys.argv[1]))
server.start(background=True)
print(server.listening_address[1], flush=True)
sys.stdin.read()
"""


class Sail:
    """A running server: its address, and its end."""

    def __init__(self, port: int = 0) -> None:
        """Started on a port; 0 is any that is free."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVER, str(port)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._process.stdout
        self.port = int(self._process.stdout.readline())

    @property
    def url(self) -> str:
        """Where it listens, as DATABASE_URL says it."""
        return f"sc://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """As a machine that fails: nothing is said to anyone."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def running(port: int = 0) -> Iterator[Sail]:
    """A server while it is needed."""
    server = Sail(port)
    try:
        yield server
    finally:
        server.kill()
