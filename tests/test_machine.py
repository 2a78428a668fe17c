"""What is missing and may not be installed is told with the line to type."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import machine


def test_a_program_that_is_there_is_its_path() -> None:
    assert machine.program("sh").endswith("/sh")


@pytest.mark.skipif(os.name == "nt", reason="Debian's")
def test_who_may_not_install_is_told_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(machine.MissingError, match="sudo apt-get install nginx openssl"):
        machine.program("no-such-program", "nginx", "openssl")


def test_an_office_that_opens_documents_alone_gets_what_opens_workbooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[str] = []
    monkeypatch.setattr(machine, "program", lambda *_: str(tmp_path / "soffice"))
    monkeypatch.setattr(machine, "apt_install", lambda *packages: installed.extend(packages))
    (tmp_path / "libswlo.so").touch()
    assert machine.office() == str(tmp_path / "soffice")
    assert installed == ["libreoffice-writer-nogui", "libreoffice-calc-nogui"]
    (tmp_path / "libsclo.so").touch()
    machine.office()
    assert len(installed) == 2, "both are there"
