"""Secrets of channels: read from the environment or from a file at the moment of sending, and never repeated.

A secret's `str` and `repr` are dots, so that no log, traceback or f-string shows one by oversight; and whatever a
server answers goes through `scrubbed` before anybody reads it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit

from reports.push.errors import refused

_DOTS = "•••"
#: What is shorter would blacken words that are no secret.
_LEAST = 4


class Secret:
    """A text that only `reveal` gives away."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return _DOTS

    def reveal(self) -> str:
        """The text itself, to be handed to what sends."""
        return self._text


def read(channel: str, of: str, env: str, file: Path | None) -> Secret | None:
    """A channel's secret; None where the settings name none. `of`: what it is ('webhook', 'secret', 'password').

    Raises:
        SendError: it is named and not there; the sentence says where it should be, never what was found.
    """
    if env:
        text = os.environ.get(env, "").strip()
        if not text:
            raise refused(
                f"渠道“{channel}”：没有设置环境变量{env}（{of}），未发送。请在运行发送的账户里设置它。",
                f"Channel {channel!r}: the environment variable {env} ({of}) is not set; nothing was sent. Set it for "
                "the account that sends.",
            )
        return Secret(text)
    if file is None:
        return None
    try:
        text = file.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = (error.strerror or "") if isinstance(error, OSError) else "UTF-8"
        raise refused(
            f"渠道“{channel}”：{of}_file指的文件{file}读不出来（{why}），未发送。请检查路径和权限。",
            f"Channel {channel!r}: the file {file} of {of}_file cannot be read ({why}); nothing was sent. Check its "
            "path and rights.",
        ) from None
    if not text or "\n" in text:
        raise refused(
            f"渠道“{channel}”：{of}_file指的文件{file}应当只有一行{of}，未发送。",
            f"Channel {channel!r}: the file {file} of {of}_file must hold the {of} alone, on one line; nothing "
            "was sent.",
        )
    return Secret(text)


def scrubbed(text: str, secrets: Iterable[Secret | None]) -> str:
    """A text in which every secret, and every key in a secret address, is dots; of one line and not long."""
    shapes = {shape for secret in secrets if secret for shape in _shapes(secret.reveal()) if len(shape) >= _LEAST}
    for shape in sorted(shapes, key=len, reverse=True):
        text = text.replace(shape, _DOTS)
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())[:300]


def _shapes(text: str) -> set[str]:
    """A secret as it may come back: as it is, quoted, the values of its address' query."""
    found = {text}
    if "://" in text:
        try:
            parts = urlsplit(text)
        except ValueError:
            return found
        found |= {value for _, value in parse_qsl(parts.query)} | {parts.query}
        found |= {parts.password or "", f"{parts.path}?{parts.query}" if parts.query else ""}
    return found | {quote(one, safe="") for one in found} | {quote_plus(one) for one in found}
