"""The database of people is made by whoever opens it first, with its tables and for nobody else."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from access import audit, database
from tests.access.conftest import Host


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
