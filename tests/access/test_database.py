"""The database of people is made by whoever opens it first, with its tables and for nobody else."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from access import audit, database, policy
from tests.access.conftest import Host

ROOT = Path(__file__).parents[2]


def test_a_command_before_any_server_makes_it_with_its_tables(host: Host, tmp_path: Path) -> None:
    host()
    audit.record("publish", "周会")
    assert audit.marked()[0] == 1
    with sqlite3.connect(tmp_path / "access" / database.FILE) as opened:
        tables = {name for (name,) in opened.execute("select name from sqlite_master where type = 'table'")}
    assert {"session", "upload", "role", "audit_mark"} <= tables


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_nobody_else_may_read_it_whatever_the_umask(host: Host, tmp_path: Path) -> None:
    host()
    before = os.umask(0)
    try:
        audit.record("publish", "周会")
    finally:
        os.umask(before)
    modes = {
        file.name: stat.S_IMODE(file.stat().st_mode) for file in [tmp_path / "access", *tmp_path.rglob("access/**/*")]
    }
    assert {name for name, mode in modes.items() if mode & 0o077} == set()


_OTHER_PROCESS = """
import sys
from access import database
with database.write() as writing:
    writing.execute("insert or replace into policy (name, value) values ('anonymous', ?)", (sys.argv[1],))
"""


def test_what_another_process_writes_is_read_however_many_threads_have_opened_it(host: Host) -> None:
    host()
    database.prepare()
    assert not policy.policy().anonymous
    go_on = threading.Event()

    def stay() -> None:
        policy.policy()
        read.release()
        go_on.wait()

    read, threads = threading.Semaphore(0), [threading.Thread(target=stay) for _ in range(3)]
    for thread in threads:
        thread.start()
        read.acquire()
    try:
        # Commands put SQLite's log away at their end where they believe that nobody else has the file open.
        for value in ("true", "false", "true"):
            subprocess.run([sys.executable, "-c", _OTHER_PROCESS, value], cwd=ROOT, env=dict(os.environ), check=True)
            assert policy.policy().anonymous == (value == "true"), "this thread's connection is as old as the first"
    finally:
        go_on.set()
