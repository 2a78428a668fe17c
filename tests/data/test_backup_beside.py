"""What stands beside the versions comes along: the office's own files and the ledger of what was sent."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import filelock
import pytest

from data import __main__ as cli
from data import own_words, versions
from data.backup import archive, beside
from data.versions import store_folder
from reports.push import ledger
from reports.push.ledger import Key
from tests.data import small

KEY = Key("review", "2023-09-30", "20230930-090000", "调度群")


@pytest.fixture
def office(store: Path) -> Path:
    """A published version, three files of the office, one message sent."""
    small.publish()
    folder = own_words.folder()
    folder.mkdir()
    (folder / "next-steps.txt").write_text("一是倒排工期。\n", encoding="utf-8")
    (folder / "letter.docx").write_bytes(b"PK template")
    (folder / "督办要求 (新).txt").write_text("二", encoding="utf-8")
    (folder / "~$letter.docx").write_bytes(b"a lock of an editor's")
    send(KEY)
    return folder


def send(key: Key) -> None:
    with ledger.held() as book:
        message = book.add(key, "周调度", "internal", [("", "一段")])
        [part] = book.parts(message)
        book.begin(part, key.channel, 1.0)
        book.end(part, "sent", "")


def sent() -> list[str]:
    with ledger.looked_at() as book:
        return [] if book is None else [f"{one.key.period} {book.parts(one)[0].state}" for one in book.newest(9)]


def backed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, str]:
    file = tmp_path / "a.tar"
    assert cli.main(["backup", str(file)]) == 0
    return file, capsys.readouterr().out


def test_on_another_machine_they_are_back(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, said = backed_up(tmp_path, capsys)
    assert "本单位的模板和文字3个，发送记录在内" in said
    assert "~$" not in said
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "elsewhere"))
    assert cli.main(["restore", str(file)]) == 0
    there = tmp_path / "elsewhere" / "office"
    assert {one.name: one.read_bytes() for one in there.iterdir()} == {
        one.name: one.read_bytes() for one in office.iterdir() if not one.name.startswith("~")
    }
    assert own_words.paragraphs() == ("一是倒排工期。",)
    assert sent() == ["2023-09-30 sent"]
    assert versions.current()


def test_the_ledger_is_whole_while_somebody_sends(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(ledger.file(), isolation_level=None)) as other:
        other.execute("begin")
        other.execute("select count(*) from message").fetchone()
        file, _ = backed_up(tmp_path, capsys)
    manifest = archive.unpack(file, tmp_path / "unpacked")
    assert "store/sent.sqlite" in manifest.files
    with closing(sqlite3.connect(tmp_path / "unpacked" / "store" / "sent.sqlite")) as copied:
        assert copied.execute("pragma integrity_check").fetchone() == ("ok",)
        assert copied.execute("select count(*) from part where state = 'sent'").fetchone() == (1,)


def test_what_is_there_is_kept_and_what_no_backup_holds_stays(
    office: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, _ = backed_up(tmp_path, capsys)
    (office / "letter.docx").write_bytes(b"PK changed since")
    (office / "bulletin.docx").write_bytes(b"PK new since")
    assert cli.main(["restore", str(file), "--force"]) == 0
    assert (office / "letter.docx").read_bytes() == b"PK template"
    assert (office / "bulletin.docx").read_bytes() == b"PK new since"
    [kept] = store.parent.glob(f"{store.name}.before-restore-*")
    assert (kept / "office" / "letter.docx").read_bytes() == b"PK changed since"
    assert (kept / "sent.sqlite").is_file()


def test_a_ledger_that_goes_on_is_not_set_back(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, _ = backed_up(tmp_path, capsys)
    send(KEY.__class__(**{**KEY.__dict__, "period": "2023-10-07"}))
    assert cli.main(["restore", str(file), "--force"]) == 0
    assert sent() == ["2023-10-07 sent", "2023-09-30 sent"]
    # One that knows nothing of what was sent then makes way.
    ledger.file().unlink()
    send(KEY.__class__(**{**KEY.__dict__, "channel": "另一群"}))
    assert cli.main(["restore", str(file), "--force"]) == 0
    with ledger.looked_at() as book:
        assert book is not None
        assert [one.key for one in book.newest(9)] == [KEY]


def test_an_older_backup_takes_nothing_away(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.publish()
    file, said = backed_up(tmp_path, capsys)
    assert "模板" not in said
    folder = own_words.folder()
    folder.mkdir()
    (folder / "letter.docx").write_bytes(b"PK")
    assert cli.main(["restore", str(file)]) == 1
    assert cli.main(["restore", str(file), "--force"]) == 0
    assert (folder / "letter.docx").read_bytes() == b"PK"


def test_the_offices_files_alone_are_not_overwritten_by_mistake(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, _ = backed_up(tmp_path, capsys)
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "new"))
    own_words.folder().mkdir(parents=True)
    (own_words.folder() / "letter.docx").write_bytes(b"PK written first")
    assert cli.main(["restore", str(file)]) == 1
    assert (own_words.folder() / "letter.docx").read_bytes() == b"PK written first"


def test_nobody_is_restored_into_a_sending(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, _ = backed_up(tmp_path, capsys)
    monkeypatch.setattr(beside, "_PATIENCE_SECONDS", 0.2)
    with filelock.FileLock(store_folder.store_dir() / store_folder.SENDING):
        assert cli.main(["restore", str(file), "--force"]) == 1
    assert "正在发送" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("store/office/letter.docx", True), ("store/office/督办要求（新）.txt", True), ("store/office/a b.txt", True),
        ("store/office/.hidden.txt", False), ("store/office/~$letter.docx", False), ("store/office/a/b.txt", False),
        ("store/office/../a.txt", False), ("store/office/a .txt", False), ("store/office/none", False),
        ("store/office/a\\b.txt", False), ("store/sent.sqlite", True), ("store/sent.sqlite-wal", False),
    ],
)  # fmt: skip
def test_which_names_a_backup_holds(name: str, is_one: bool) -> None:
    assert archive.is_name(name) == is_one


def test_a_name_that_no_backup_holds_is_said(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "说明").write_text("x", encoding="utf-8")
    _, said = backed_up(tmp_path, capsys)
    assert "说明的名称不能用于备份" in said
