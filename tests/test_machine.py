"""What is missing and may not be installed is told with the line to type."""

from __future__ import annotations

import os

import pytest

from tests import machine


def test_a_program_that_is_there_is_its_path() -> None:
    assert machine.program("sh").endswith("/sh")


@pytest.mark.skipif(os.name == "nt", reason="Debian's")
def test_who_may_not_install_is_told_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(machine.MissingError, match="sudo apt-get install nginx openssl"):
        machine.program("no-such-program", "nginx", "openssl")
