"""Hosted mode refuses settings that would not protect it, and says why without repeating a secret."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from access.settings import SettingsError, read
from tests.access.conftest import Host

ROOT = Path(__file__).parents[2]
GOOD = "k2J8s0dLq9Xw7vTz4RfYb1NcMh6Pg3Ue5Ai-ZoQyEtV_"


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"secret": None}, "secret：没有写"),
        ({"secret": ""}, "是空的"),
        ({"secret": "k2J8s0dLq9Xw"}, "只有12个字符"),
        ({"secret": "change-me-change-me-change-me-change-me-123"}, "是示例"),
        ({"secret": "ab" * 30}, "重复"),
        ({"address": "http://dashboard.zone.cn"}, "https://"),
        ({"address": "https://dashboard.zone.cn/path"}, "不带路径"),
        ({"login": "proxy"}, "[proxy]"),
        ({"admins": ["boss"]}, "issuer|subject"),
        ({"colour": "red"}, "不是设置项"),
        ({"secret": None, "secret_file": "/nowhere/secret"}, "读不出来"),
    ],
)
def test_weak_settings_are_refused_with_a_sentence(host: Host, entries: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(host(**entries))
    assert said in str(caught.value)
    assert "hosting.toml" in str(caught.value)
    for value in entries.values():
        if isinstance(value, str) and len(value) >= 12 and "://" not in value and not value.startswith("/"):
            assert value not in str(caught.value)


def test_a_secret_may_stand_in_a_file_of_its_own(host: Host, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{GOOD}\n", encoding="utf-8")
    assert read(host(secret=None, secret_file=str(tmp_path / "secret"))).secret == GOOD


def test_a_secret_drawn_at_random_is_taken_whatever_it_happens_to_spell(host: Host) -> None:
    for spelled in ("JSuXxXEWSRw", "toDoAbcDe12", "3xxxT0d0oqW"):
        assert read(host(secret=GOOD + spelled)).secret == GOOD + spelled


def test_the_server_does_not_start_with_a_weak_secret(host: Host, tmp_path: Path) -> None:
    file = host(secret="short")  # noqa: S106 (that is what is refused)
    done = subprocess.run(
        [sys.executable, "-c", "import app"],
        cwd=ROOT,
        env=os.environ | {"DASHBOARD_HOSTING": str(file), "DASHBOARD_STORE": str(tmp_path / "store")},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert "secret" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "access").exists()
