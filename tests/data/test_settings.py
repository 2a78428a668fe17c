"""The settings file: another zone changes that file only; a wrong one says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.settings import DEFAULT_FILE, SettingsError, load, settings
from tests.pages.opening import opened, plain, words
from tests.queries.ledgers import plan, project, publish

TEXT = DEFAULT_FILE.read_text(encoding="utf-8")


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_first_zones_settings() -> None:
    zone = load(DEFAULT_FILE)
    assert zone.zone.zh == "东营经济技术开发区"
    assert [one.zh for one in zone.industry][:4] == ["航空航天", "新材料", "高端装备制造", "数字经济"]
    assert (len(zone.unit), zone.schedule.quarter_weights, zone.review.matured_days) == (8, (25, 25, 25, 25), 180)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("quarter_weights = [25, 25, 25, 25]", "quarter_weights = [25, 25, 25, 30]", "schedule"),
        ("quarter_weights = [25, 25, 25, 25]", "quarter_weights = [125, -25, 0, 0]", "schedule"),
        ("quarter_weights = [25, 25, 25, 25]", "quarter_weights = [50, 50]", "schedule.quarter_weights"),
        ("amber_points = 10", "amber_point = 10", "schedule.amber_point"),
        ("matured_days = 180", 'matured_days = "long"', "review.matured_days"),
        ("[zone]", "[zone", "not valid TOML"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, old: str, new: str, where: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, TEXT.replace(old, new)))
    assert where in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such settings file"):
        load(tmp_path / "nothing.toml")


def test_another_zone_changes_the_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = TEXT.replace("东营经济技术开发区", "某某高新区").replace("新材料", "新能源")
    text = text.replace("New materials", "New energy")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(written(tmp_path, text)))
    settings.cache_clear()
    try:
        publish(project=[project("一", "2023-01-10", industry="新能源")], plan=[plan("一", 2023, 100)])
        page = plain(words(opened("overview")))
        english = opened("industries", {"lang": "EN", "industry": "New energy"})
    finally:
        settings.cache_clear()
    assert "某某高新区" in page
    assert "东营" not in page
    assert not english.exception
    assert english.dataframe[0].value["industry"].to_list() == ["New energy", "All industries"]
