"""What is done at the command line of a hosted dashboard stands in its audit, also what failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from access import audit
from data import __main__ as data_cli
from data import versions
from tests.access.conftest import Host


def noted() -> list[tuple[str, bool, str, str]]:
    return [(one.event, one.ok, one.what["version"], one.what["file"]) for one in audit.entries()]


@pytest.mark.usefixtures("hosted")
def test_publishing_exporting_and_going_back_are_in_the_audit(tmp_path: Path) -> None:
    assert data_cli.main(["demo"]) == 0
    first = versions.current() or ""
    assert data_cli.main(["export", str(tmp_path / "台账.xlsx")]) == 0
    assert data_cli.main(["import", str(tmp_path / "没有.xlsx")]) == 1
    assert data_cli.main(["rollback", "20200101-000000"]) == 1
    assert data_cli.main(["versions"]) == 0
    assert noted() == [
        ("publish", True, first, ""),
        ("export", True, first, "台账.xlsx"),
        ("publish", False, first, "没有.xlsx"),
        ("rollback", False, "20200101-000000", ""),
    ]
    assert {one.who for one in audit.entries()} == {versions.user_name()}


def test_what_could_not_be_noted_is_not_done(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    host(secret="short")  # noqa: S106 (that is what is refused)
    before = versions.current()
    assert data_cli.main(["demo"]) == 1
    assert versions.current() == before
    assert "secret" in capsys.readouterr().err
