"""The zone's time is a setting: the same day, names and stamps whatever time zone the server is set to."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import versions, zone_time
from data.settings import DEFAULT_FILE, SettingsError, load, settings
from tests.data import small

ROOT = Path(__file__).resolve().parents[2]
TEXT = DEFAULT_FILE.read_text(encoding="utf-8")
#: 17 past 1 in the morning of the 29th in Beijing, the evening of the 28th in Greenwich and New York.
NIGHT = dt.datetime(2026, 11, 28, 17, 17, 5, 999, tzinfo=dt.UTC)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no TZ")


def written(folder: Path, zone: str) -> Path:
    file = folder / "zone.toml"
    file.write_text(TEXT.replace('timezone = "Asia/Shanghai"', f'timezone = "{zone}"'), encoding="utf-8")
    return file


@pytest.fixture
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server in Greenwich's time, at night in Beijing."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.setattr(zone_time, "instant", lambda: NIGHT)
    yield
    monkeypatch.undo()
    time.tzset()
    settings.cache_clear()


@pytest.mark.usefixtures("in_utc")
def test_today_is_the_zones_day() -> None:
    assert zone_time.now() == dt.datetime(2026, 11, 29, 1, 17, 5)
    version = small.publish()
    assert version == "20261129-011705"
    assert versions.info(version).created_at == dt.datetime(2026, 11, 29, 1, 17, 5)


@pytest.mark.usefixtures("in_utc")
def test_what_was_signed_today_is_not_of_tomorrow(tmp_path: Path) -> None:
    from data import ledger

    file = tmp_path / "台账.xlsx"
    rows = {"project": [{**small.THREE["project"][0], "activity_id": None, "signed_on": dt.date(2026, 11, 29)}]}
    ledger.export(small.publish(rows), file)
    assert small.complaints(file) == []
    small.fill(file, {"项目": {"M3": dt.date(2026, 11, 30)}})
    assert [cell for _, cell, _ in small.complaints(file)] == ["M3"], "tomorrow is tomorrow"


@pytest.mark.usefixtures("in_utc")
def test_names_of_versions_grow_whatever_zone_they_are_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = small.publish()
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(written(tmp_path, "America/New_York")))
    settings.cache_clear()
    second = small.publish()
    assert (first, second) == ("20261129-011705", "20261129-011706"), "never earlier than those there are"
    assert versions.info(second).created_at == dt.datetime(2026, 11, 28, 12, 17, 5)
    assert versions.current() == second


def test_moments_are_shown_in_the_zones_time() -> None:
    assert f"{zone_time.shown(NIGHT.timestamp()):%Y-%m-%d %H:%M}" == "2026-11-29 01:17"
    assert f"{zone_time.shown('2026-11-28T17:17:05.000+00:00'):%Y-%m-%d %H:%M}" == "2026-11-29 01:17"


@pytest.mark.parametrize("server", ["UTC", "America/New_York", "Asia/Shanghai"])
def test_the_command_line_stamps_the_zones_time(tmp_path: Path, server: str) -> None:
    run = [sys.executable, "-c", "from data import zone_time; print(zone_time.now().isoformat())"]
    env = {**os.environ, "TZ": server, "DASHBOARD_SETTINGS": str(written(tmp_path, "Asia/Tokyo"))}
    done = subprocess.run(run, cwd=ROOT, env=env, capture_output=True, check=True, encoding="utf-8", timeout=60)
    tokyo = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=9)).replace(tzinfo=None)
    assert abs(dt.datetime.fromisoformat(done.stdout.strip()) - tokyo) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("zone", ["Mars/Base", "", "../etc/passwd", "Asia", "北京", "UTC+8"])
def test_a_zone_that_nobody_knows_is_refused(tmp_path: Path, zone: str) -> None:
    with pytest.raises(SettingsError, match=r"timezone: .*没有时区.*Asia/Shanghai.*no time zone") as refused:
        load(written(tmp_path, zone))
    assert str(tmp_path) in str(refused.value)


def test_a_settings_file_of_before_is_in_beijing_time(tmp_path: Path) -> None:
    file = tmp_path / "zone.toml"
    file.write_text(TEXT.replace('timezone = "Asia/Shanghai"\n', ""), encoding="utf-8")
    assert load(file).timezone == "Asia/Shanghai"


def test_nothing_starts_with_a_wrong_zone(tmp_path: Path) -> None:
    env = {**os.environ, "DASHBOARD_SETTINGS": str(written(tmp_path, "Mars/Base")), "DASHBOARD_OPEN_BROWSER": "0"}
    for command in (["-m", "data", "versions"], ["-m", "access", "roles"], ["-c", "import app"]):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=env,
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode != 0, command
        assert "没有时区“Mars/Base”" in done.stderr, command
        assert "Traceback" not in done.stderr, command
