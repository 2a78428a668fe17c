"""Names taken into the settings file as they come up in a ledger: written whole or not at all, comments kept."""

from __future__ import annotations

import os
import re
import shutil
import threading
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

import filelock
import tomli_w

from data import settings
from data.errors import Said, StoreError
from data.settings import Name, SettingsError

List = Literal["industry", "unit"]
Names = Mapping[List, Sequence[Name]]

_PATIENCE_SECONDS = 10.0
_HEADER = r"^[ \t]*\[\[[ \t]*{list}[ \t]*\]\]"
_ANY_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)
_EMPTY = r"^[ \t]*{list}[ \t]*=[ \t]*\[[ \t]*\][ \t]*(#[^\n]*)?$\n?"
_one_at_a_time = threading.Lock()


class NotWrittenError(StoreError):
    """The settings file stays as it was; the sentence says why."""


def add(names: Names) -> None:
    """Write names at the ends of their lists, and take them into force here; those that are there stay as they are.

    Raises:
        NotWrittenError: the file cannot be written, or is written in a way that only a person can add to.
        SettingsError: the file is no valid settings file as it stands.
    """
    file = settings.file().resolve()
    try:
        with _one_at_a_time, filelock.FileLock(file.with_name(f".{file.name}.lock"), timeout=_PATIENCE_SECONDS):
            text = file.read_bytes().decode("utf-8")
            settings.load(file)
            _replace(file, with_names(text, names))
    except (OSError, filelock.Timeout) as error:
        raise NotWrittenError(
            Said(
                f"设置文件{file.name}写不进去（{error}），没有改动。请检查它的写入权限，或由管理员把下面的内容加进去。",
                f"The settings file {file.name} cannot be written ({error}) and was not changed: check the right to "
                "write it, or have an administrator add the lines.",
            )
        ) from error
    settings.renew()


def with_names(text: str, names: Names) -> str:
    """The settings' text with these names at the ends of their lists; all else of it stays to the letter.

    Raises:
        NotWrittenError: what would come of it is not the same settings with these names more.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    made, wanted = text, tomllib.loads(text)
    for which, those in names.items():
        known = {one["zh"] for one in wanted.get(which, [])}
        new = [name for name in {name.zh: name for name in those}.values() if name.zh not in known]
        if new:
            made = _with(made, which, "".join(_block(which, name) for name in new).replace("\n", end), end)
            wanted[which] = [*wanted.get(which, []), *(name.model_dump() for name in new)]
    try:
        is_as_wanted = tomllib.loads(made) == wanted
    except tomllib.TOMLDecodeError:
        is_as_wanted = False
    if not is_as_wanted:
        raise NotWrittenError(
            Said(
                "设置文件的写法特殊，不能自动加入，没有改动。请由管理员把下面的内容加进去。",
                "The settings file is written in a way that cannot be added to, and was not changed: have an "
                "administrator add the lines.",
            )
        )
    return made


def _block(which: str, name: Name) -> str:
    return f"[[{which}]]\n{tomli_w.dumps(name.model_dump())}"


def _with(text: str, which: str, block: str, end: str) -> str:
    """The text with a block after the last one of its list; at the end where the list is empty."""
    headers = list(re.finditer(_HEADER.format(list=which), text, re.MULTILINE))
    if not headers:
        text = re.sub(_EMPTY.format(list=which), "", text.replace("\r\n", "\n"), flags=re.MULTILINE)
        text = text.replace("\n", end)
        return f"{text.rstrip()}{end}{end}{block}"
    following = _ANY_HEADER.search(text, headers[-1].end())
    lines = text[headers[-1].start() : following.start() if following else len(text)].splitlines(keepends=True)
    # Comments and blank lines before the next heading are that one's.
    while lines and following and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    own = "".join(lines)
    place = headers[-1].start() + len(own)
    return f"{text[:place]}{'' if own.endswith(chr(10)) else end}{block}{text[place:]}"


def _replace(file: Path, text: str) -> None:
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("wb") as out:
            out.write(text.encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
        shutil.copymode(file, part)
        settings.load(part)
        part.replace(file)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


__all__ = ["NotWrittenError", "SettingsError", "add", "with_names"]
