"""Settings with channels to robots and a mail server on loopback, their secrets in the environment, an empty ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data import settings
from data.channels import Channel
from reports.push import channels
from tests.reports import group_robots
from tests.reports.group_robots import Robots

PASSWORD = "kT9-wire-Qs41-lamp"  # noqa: S105
SECRETS = (group_robots.KEY, group_robots.TOKEN, group_robots.SECRET, PASSWORD)


def entry(**said: Any) -> str:
    """A [[push.channel]]."""
    return "[[push.channel]]\n" + "".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items()
    )


def robots_channels(**more: Any) -> list[str]:
    """The channel 调度群 to 企业微信 and the channel 钉钉群."""
    inside = {"is_internal": True} | more
    signed = {"secret_env": "TRY_SECRET"}
    return [
        entry(name="调度群", kind="wecom", webhook_env="TRY_WECOM", **inside),
        entry(name="钉钉群", kind="dingtalk", webhook_env="TRY_DINGTALK", **signed, **inside),
    ]


def write(folder: Path, patch: pytest.MonkeyPatch, *entries: str, store: Path | None = None) -> Path:
    """Put the settings in force."""
    file = folder / "settings.toml"
    file.write_text(settings.DEFAULT_FILE.read_text(encoding="utf-8") + "\n" + "\n".join(entries), encoding="utf-8")
    patch.setenv("DASHBOARD_SETTINGS", str(file))
    patch.setenv("DASHBOARD_STORE", str(store or folder / "store"))
    settings.renew()
    return file


def give_secrets(patch: pytest.MonkeyPatch, robots: Robots) -> None:
    """Where the channels look for them."""
    patch.setenv("TRY_WECOM", robots.wecom)
    patch.setenv("TRY_DINGTALK", robots.dingtalk)
    patch.setenv("TRY_SECRET", group_robots.SECRET)


def channel(name: str) -> Channel:
    """A channel of the settings in force."""
    return channels.named(name)
