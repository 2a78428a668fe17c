"""What is done at the command line of a hosted dashboard stands in its audit, also what failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from access import audit
from data import __main__ as data_cli
from data import versions
from reports import __main__ as reports_cli
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


@pytest.mark.usefixtures("hosted")
def test_reports_that_are_written_are_in_the_audit(tmp_path: Path) -> None:
    assert data_cli.main(["demo"]) == 0
    version = versions.current() or ""
    wanted = {"bulletin": "通报.docx", "workbook": "各页.xlsx", "deck": "幻灯片.pptx"}
    for command, name in wanted.items():
        assert reports_cli.main([command, "--out", str(tmp_path / name)]) == 0
        assert reports_cli.main([command, "--out", str(tmp_path / name)]) == 1  # it is there: nothing is noted
    assert reports_cli.main(["letters", "--project", "P2021-067", "--out", str(tmp_path)]) == 0
    letter = next(tmp_path.glob("督办函*.docx"))
    exported = [one for one in noted() if one[0] == "export"]
    assert exported == [("export", True, version, name) for name in (*wanted.values(), letter.name)]
    sizes = [one.what["bytes"] for one in audit.entries() if one.event == "export"]
    assert sizes == [(tmp_path / name).stat().st_size for *_, name in exported]


def test_a_report_that_could_not_be_noted_is_not_written(host: Host, tmp_path: Path) -> None:
    assert data_cli.main(["demo"]) == 0
    host(secret="short")  # noqa: S106 (that is what is refused)
    assert reports_cli.main(["bulletin", "--out", str(tmp_path / "通报.docx")]) == 1
    assert not (tmp_path / "通报.docx").exists()
