"""The hosted dashboard's settings: the TOML file that DASHBOARD_HOSTING names, read once, refused when it is weak."""

from __future__ import annotations

import hashlib
import hmac
import os
import tomllib
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

VARIABLE = "DASHBOARD_HOSTING"
MIN_SECRET = 32
#: A secret of fewer different characters was not drawn at random.
_MIN_DIFFERENT = 10
#: What stands in examples and manuals. Long words only: «xxx» stands in one of five hundred that were drawn at random.
_EXAMPLES = ("example", "change", "replace", "secret", "password", "示例", "请替换", "请修改")


class SettingsError(Exception):
    """The hosted dashboard must not start like this: a sentence a line, each saying where and what to do."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _read_secret_files(cls, said: Any) -> Any:
        """`secret_file = "…"` stands for `secret`, `client_secret_file` for `client_secret`."""
        if not isinstance(said, dict):
            return said
        read = dict(said)
        for key in [key for key in said if key.endswith("secret_file")]:
            wanted = key.removesuffix("_file")
            if wanted in said:
                raise ValueError(f"{wanted}和{key}只能写一个 / give {wanted} or {key}, not both")
            try:
                read[wanted] = Path(str(read.pop(key))).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise ValueError(f"{key}读不出来 / cannot be read: {error.strerror}") from error
        return read


class Oidc(_Part):
    """Log-in with an OpenID provider."""

    issuer: str
    client_id: str = Field(min_length=1)
    client_secret: str
    groups_claim: str = "groups"
    scope: str = "openid profile"

    @field_validator("issuer")
    @classmethod
    def _is_safe(cls, value: str) -> str:
        _safe_address(value)
        return value

    @field_validator("client_secret")
    @classmethod
    def _is_no_example(cls, value: str) -> str:
        # The provider draws it, so its length is the provider's; but it has to be there, and be a real one.
        return _strong(value, 16)


class Proxy(_Part):
    """Identity from a reverse proxy that has logged the reader in; it sends `secret` as X-Dashboard-Proxy."""

    secret: str
    issuer: str = "proxy"
    user_header: str = "X-Remote-User"
    groups_header: str = "X-Remote-Groups"
    name_header: str = "X-Remote-Name"
    #: Between groups; empty where the header names one group, which may hold commas (CN=editors,OU=zone).
    groups_separator: str = ","
    logout: str = ""

    @field_validator("secret")
    @classmethod
    def _is_strong(cls, value: str) -> str:
        return _strong(value)


class Hosting(_Part):
    """All of the file. `address` is the origin that readers type, without a path."""

    address: str
    folder: Path
    secret: str
    login: Literal["oidc", "proxy"]
    admins: tuple[str, ...] = ()
    retired_secrets: tuple[str, ...] = ()
    oidc: Oidc | None = None
    proxy: Proxy | None = None

    @field_validator("address")
    @classmethod
    def _is_origin(cls, value: str) -> str:
        origin = value.rstrip("/").lower()
        _safe_address(origin)
        parts = urlsplit(origin)
        if parts.path or parts.query or parts.fragment or parts.username:
            raise ValueError(
                "只写网址的开头，不带路径 / write only the origin, without a path: https://dashboard.example.gov.cn"
            )
        return origin

    @field_validator("secret")
    @classmethod
    def _is_strong(cls, value: str) -> str:
        return _strong(value)

    @field_validator("admins")
    @classmethod
    def _name_whom(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            issuer, bar, subject = one.partition("|")
            if not (issuer and bar and subject):
                raise ValueError(
                    f"“{one}”不是一个人：写issuer|subject，尚无权限的人登录后页面上有这一行 / names nobody: write "
                    "issuer|subject, as it stands on the page of a reader without a role"
                )
        return value

    @model_validator(mode="after")
    def _has_what_logs_in(self) -> Self:
        if (self.oidc if self.login == "oidc" else self.proxy) is None:
            raise ValueError(f'login = "{self.login}"要有[{self.login}]一节 / needs a table [{self.login}]')
        return self

    @property
    def is_secure(self) -> bool:
        """Do readers come by TLS? Only a trial on the own machine may do without."""
        return self.address.startswith("https://")

    @property
    def host(self) -> str:
        """The address' host and port, as a Host header has them."""
        return urlsplit(self.address).netloc

    def key(self, purpose: str) -> bytes:
        """A key of its own for each purpose, drawn from the secret."""
        return derived(self.secret, purpose)


def derived(secret: str, purpose: str) -> bytes:
    """32 bytes that only who knows the secret can make."""
    return hmac.new(secret.encode(), f"dashboard/{purpose}".encode(), hashlib.sha256).digest()


def _safe_address(value: str) -> None:
    parts = urlsplit(value)
    if not parts.hostname or parts.scheme not in {"https", "http"}:
        raise ValueError("不是网址 / is no address: https://…")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ValueError(
            "必须以https://开头，否则口令和数据明文传输 / has to begin with https://: passwords and figures would "
            "travel in the clear"
        )


def is_loopback(host: str) -> bool:
    """Whether a host is the own machine: nobody else can reach it."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _strong(value: str, length: int = MIN_SECRET) -> str:
    lower, draw = value.lower(), "python -m access secret"
    if not value:
        raise ValueError(f"是空的，用这条命令生成 / is empty, draw one by: {draw}")
    if any(word in lower for word in _EXAMPLES) or lower in {"…", "..."}:
        raise ValueError(f"是示例，用这条命令生成 / is an example, draw one by: {draw}")
    if len(value) < length:
        raise ValueError(
            f"只有{len(value)}个字符，至少要{length}个 / has {len(value)} characters, needs at least {length}: {draw}"
        )
    if len(set(value)) < _MIN_DIFFERENT:
        raise ValueError(f"只是几个字符的重复，用这条命令生成 / repeats a few characters, draw one by: {draw}")
    return value


def read(file: Path) -> Hosting:
    """Read a settings file.

    Raises:
        SettingsError: it is missing, no TOML, incomplete, or its secrets are weak.
    """
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{file}：读不出来 / cannot be read ({error.strerror}); {VARIABLE}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}：不是UTF-8的TOML文件 / is not a TOML file in UTF-8: {error}") from error
    try:
        return Hosting.model_validate(said)
    except ValidationError as error:
        # The faulty value itself is never repeated, by a cause neither: it may be a secret, and this goes into a log.
        raise SettingsError("\n".join(_sentence(file, one) for one in error.errors(include_input=False))) from None


def _sentence(file: Path, one: Any) -> str:
    where = ".".join(str(part) for part in one["loc"])
    said = {"missing": "没有写 / is missing", "extra_forbidden": "不是设置项 / is not a setting"}.get(
        one["type"], str(one["msg"]).removeprefix("Value error, ")
    )
    return f"{file}：{where}{'：' if where else ''}{said}"


@cache
def hosting() -> Hosting | None:
    """The settings in force; None where the dashboard is not hosted. Raises as `read`."""
    named = os.environ.get(VARIABLE)
    return read(Path(named)) if named else None
