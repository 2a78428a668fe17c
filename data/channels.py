"""To whom reviews, bulletins and alerts are sent, and from where on a figure is alerted. No secret stands here."""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

What = Literal["review", "bulletin", "alerts"]
_ADDRESS = re.compile(r"[^@\s,;<>\"()\x00-\x20]+@[^@\s,;<>\"()\x00-\x20]+")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Channel(_Part):
    """What every channel has. `gets`: what is sent to it where a command names no channel."""

    name: str = Field(min_length=1, max_length=60)
    is_internal: bool = False
    language: Literal["zh", "en"] = "zh"
    gets: tuple[What, ...] = ()

    @field_validator("name")
    @classmethod
    def _is_one_line(cls, value: str) -> str:
        if value != value.strip() or not value.isprintable():
            raise ValueError("名称只能是一行文字，前后不留空格 / must be one line, without spaces around it")
        return value


class _Robot(_Channel):
    """A group's robot. Its address holds its key, so the settings name only where the address is kept."""

    webhook_env: str = ""
    webhook_file: Path | None = None

    @model_validator(mode="after")
    def _has_one_webhook(self) -> _Robot:
        _only_one(self.webhook_env, self.webhook_file, "webhook", is_needed=True)
        return self


class WeCom(_Robot):
    """企业微信: messages of plain text, or of its markdown, which allows twice the length."""

    kind: Literal["wecom"]
    form: Literal["text", "markdown"] = "text"


class DingTalk(_Robot):
    """钉钉. A robot is kept from strangers by a signature (`secret_…`), or by a `keyword` in each message."""

    kind: Literal["dingtalk"]
    secret_env: str = ""
    secret_file: Path | None = None
    keyword: str = ""

    @model_validator(mode="after")
    def _has_one_secret(self) -> DingTalk:
        _only_one(self.secret_env, self.secret_file, "secret", is_needed=False)
        return self


class Mail(_Channel):
    """Mail over SMTP. `tls`: "starttls", "tls" from the first byte, or "none", without a password."""

    kind: Literal["mail"]
    host: str = Field(min_length=1)
    port: int = Field(587, ge=1, le=65535)
    tls: Literal["starttls", "tls", "none"] = "starttls"
    ca_file: Path | None = None
    sender: str = Field(alias="from")
    to: Annotated[tuple[str, ...], Field(min_length=1)]
    user: str = ""
    password_env: str = ""
    password_file: Path | None = None

    @field_validator("sender", "to")
    @classmethod
    def _are_addresses(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        listed = (value,) if isinstance(value, str) else value
        for one in listed:
            if not _ADDRESS.fullmatch(one):
                raise ValueError(f"“{one}”不是邮件地址 / {one!r} is no mail address")
        if len(set(listed)) < len(listed):
            raise ValueError("同一地址写了两次 / an address stands twice")
        return value

    @model_validator(mode="after")
    def _never_shows_a_password(self) -> Mail:
        _only_one(self.password_env, self.password_file, "password", is_needed=bool(self.user))
        if not self.user and (self.password_env or self.password_file):
            raise ValueError("有密码就要写user / a password needs a user")
        if self.tls == "none" and self.user and not _is_loopback(self.host):
            raise ValueError(
                'tls = "none"会明文传送密码，请改用starttls或tls / tls = "none" would send the password in the clear: '
                "write starttls or tls"
            )
        return self


Channel = Annotated[WeCom | DingTalk | Mail, Field(discriminator="kind")]


class Alerts(_Part):
    """From where on a figure is alerted; without a number it is not. Lights have their own limits."""

    #: Completed investment of the key projects, so many percentage points below the schedule.
    behind_points: float | None = Field(None, ge=0)
    #: Problems past their day, more than so many.
    overdue_problems: int | None = Field(None, ge=0)


class Push(_Part):
    """All of [push]."""

    alerts: Alerts = Alerts()
    channel: tuple[Channel, ...] = ()

    @model_validator(mode="after")
    def _names_differ(self) -> Push:
        names = [one.name for one in self.channel]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"渠道“{twice[0]}”写了两次 / two channels are called {twice[0]!r}")
        return self


def _only_one(env: str, file: Path | None, of: str, *, is_needed: bool) -> None:
    if env and file:
        raise ValueError(f"{of}_env和{of}_file只能写一个 / give {of}_env or {of}_file, not both")
    if is_needed and not env and not file:
        raise ValueError(f"要写{of}_env或{of}_file / needs {of}_env or {of}_file")
    if env and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", env):
        # What stands there may be the secret itself, so it is not repeated.
        raise ValueError(
            f"{of}_env要写环境变量的名称，不是密钥本身 / {of}_env is a variable's name, not the secret itself"
        )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
