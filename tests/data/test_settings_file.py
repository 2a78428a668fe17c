"""Names taken into the settings file: whole or not at all, in their place, comments and line ends kept."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import settings, settings_file
from data.settings import DEFAULT_FILE, Name, Unit
from data.settings_file import NotWrittenError, with_names

TEXT = DEFAULT_FILE.read_text(encoding="utf-8")
OFFICE = Name(zh="招商“一”局", en='Office "1"')


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The settings in force, in a file of their own."""
    path = tmp_path / "settings.toml"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(path))
    settings.renew()
    yield path
    monkeypatch.undo()
    settings.renew()


def test_a_name_stands_at_the_end_of_its_list_and_all_else_stays(file: Path) -> None:
    settings_file.add({"unit": [OFFICE], "industry": [Name(zh="低空经济", en="Low-altitude economy")]})
    made = file.read_text(encoding="utf-8")
    assert [line for line in made.splitlines() if line not in TEXT.splitlines()] == [
        'zh = "低空经济"',
        'en = "Low-altitude economy"',
        'zh = "招商“一”局"',
        'en = "Office \\"1\\""',
    ]
    before = TEXT.partition("# The zone's responsible departments")[0].rstrip()
    assert made.startswith(f'{before}\n[[industry]]\nzh = "低空经济"\nen = "Low-altitude economy"\n\n# The zone')
    assert settings.settings().unit[-1] == Unit(zh=OFFICE.zh, en=OFFICE.en), "in force at once"
    assert settings.settings().industry[-1].zh == "低空经济"
    assert {one.name for one in file.parent.iterdir()} <= {file.name, f".{file.name}.lock"}


def test_a_name_that_is_there_is_not_added_again(file: Path) -> None:
    settings_file.add({"unit": [Name(zh="责任单位一", en="another"), OFFICE, OFFICE]})
    settings_file.add({"unit": [OFFICE]})
    assert [one.zh for one in settings.settings().unit][7:] == ["责任单位八", OFFICE.zh]


def test_line_ends_of_windows_stay() -> None:
    made = with_names(TEXT.replace("\n", "\r\n"), {"unit": [OFFICE]})
    assert made.count("\n") == made.count("\r\n") == TEXT.count("\n") + 3


@pytest.mark.parametrize("units", ["unit = []\n", "unit = [ ]  # none yet\n"])
def test_an_empty_list_gets_its_first_name(units: str) -> None:
    head, _, tail = TEXT.partition("# The zone's responsible")
    text = head.replace("[zone]", f"{units}\n[zone]") + tail[tail.index("[schedule]") :]
    assert tomllib.loads(text)["unit"] == []
    made = tomllib.loads(with_names(text, {"unit": [OFFICE]}))
    assert made["unit"] == [OFFICE.model_dump()]
    assert made == tomllib.loads(text) | {"unit": made["unit"]}


def test_what_only_a_person_can_add_to_is_left_alone(file: Path) -> None:
    head, _, tail = TEXT.partition("# The zone's responsible")
    inline = head.replace("[zone]", 'unit = [{ zh = "甲局", en = "A" }]\n[zone]') + tail[tail.index("[schedule]") :]
    file.write_text(inline, encoding="utf-8")
    with pytest.raises(NotWrittenError, match="没有改动"):
        settings_file.add({"unit": [OFFICE]})
    assert file.read_text(encoding="utf-8") == inline


def test_a_folder_that_cannot_be_written_is_said(file: Path) -> None:
    lock = file.with_name(f".{file.name}.lock")
    lock.mkdir()
    with pytest.raises(NotWrittenError, match="写不进去"):
        settings_file.add({"unit": [OFFICE]})
    assert file.read_text(encoding="utf-8") == TEXT


def test_changes_by_hand_are_taken_and_a_broken_file_is_not(file: Path) -> None:
    assert len(settings.settings().unit) == 8
    before = settings.generation()
    file.write_text(TEXT.replace("责任单位八", "招商八局"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    settings.take_changes()
    assert settings.settings().unit[-1].zh == "招商八局"
    assert settings.generation() == before + 1
    file.write_text("[zone", encoding="utf-8")
    settings.take_changes()
    settings.take_changes()
    assert settings.settings().unit[-1].zh == "招商八局"
