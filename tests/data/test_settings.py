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


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "amber = 90\nred = 180",
            "amber = 181\nred = 180",
            "lights.unstarted: Value error, 黄灯界限181不能大于红灯界限180",
        ),
        (
            "share = { amber = 80, red = 60 }",
            "share = { amber = 50, red = 60 }",
            "amber's limit 50 must not be below red's, 60",
        ),
        ("points = { amber = 10, red = 30 }", "points = { amber = -1, red = 30 }", "lights.behind.points.amber"),
        ('basis = "points"', 'basis = "both"', "lights.behind.basis"),
        ("amber = 2\nred = 3", "amber = 0\nred = 3", "lights.slipping.amber"),
        ("[lights.silent]", "[lights.quiet]", "lights.quiet"),
    ],
)
def test_a_wrong_limit_of_a_light_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, TEXT.replace(old, new)))
    assert said in str(caught.value)


def test_both_limits_may_be_one(tmp_path: Path) -> None:
    file = written(tmp_path, TEXT.replace("amber = 90\nred = 180", "amber = 180\nred = 180"))
    assert load(file).lights.unstarted.amber == 180


def test_a_file_of_before_the_lights_loads_and_the_log_says_what_to_write(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    head, _, tail = TEXT.partition("# Lights: from where on")
    before = head + "stuck_signed_days = 200\nstuck_points = 5\n\n" + tail[tail.index("[screen]") :]
    zone = load(written(tmp_path, before))
    assert zone.lights == load(DEFAULT_FILE).lights
    assert zone.review.matured_days == 180
    what = (
        "已不再使用，请删去，改为按本单位的规定填写 / is no longer used: delete it and write, with your zone's limits"
    )
    assert [record.getMessage().partition("settings.toml: ")[2] for record in caplog.records] == [
        f"[review] stuck_signed_days = 200 {what}: [lights.unstarted] amber = 90, red = 180",
        f"[review] stuck_points = 5 {what}: [lights.behind.points] amber = 10, red = 30",
    ]
    with pytest.raises(SettingsError, match=r"review\.stuck_days"):
        load(written(tmp_path, before.replace("stuck_points", "stuck_days")))


def test_what_a_department_s_group_is(tmp_path: Path) -> None:
    assert {(one.group, one.is_ranked) for one in load(DEFAULT_FILE).unit} == {(None, True)}
    text = TEXT.replace('en = "Department 8"', 'en = "Department 8"\ngroup = "镇街"\nis_ranked = false')
    last = load(written(tmp_path, text)).unit[-1]
    assert (last.zh, last.group, last.is_ranked) == ("责任单位八", "镇街", False)


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
    assert english.dataframe[0].value["industry"].to_list() == ["New energy"]
