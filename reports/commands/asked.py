"""What commands share: which state of the data is asked for, in which language, and where its file goes."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from access import audit
from access.rights import LOCAL
from access.settings import SettingsError as HostingError
from access.settings import hosting
from data import versions
from data.errors import Said, StoreError
from texts import LANGUAGES, Language
from view import filters
from view.filter import Filter
from view.view import View, chosen, edition

#: Filters that a command can narrow by: option → filter.
_FILTERS = ("unit", "industry", "leader")


def add_language(parser: Any) -> None:
    """In which language a file is, where not in that of the messages."""
    parser.add_argument("--language", choices=LANGUAGES, help="文件的语言，默认同--lang（the file's; the messages'）")


def add_version(parser: Any) -> None:
    """Of which version, and whether a file that is there is overwritten."""
    parser.add_argument("--version", help="哪个版本，默认当前版本（default: the current one）")
    parser.add_argument("--force", action="store_true", help="覆盖已有的文件（overwrite）")


def add_state(parser: Any, *, without: Sequence[str] = ()) -> None:
    """Which state: the day, and what it is narrowed to; version, language, overwriting."""
    parser.add_argument(
        "--as-of", metavar="YYYY-MM-DD", type=_day, help="数据截至哪天，默认最后一天（as of which day）"
    )
    words = {
        "unit": "只看哪个责任单位，可写多次（of a department, several times）",
        "industry": "只看哪个产业，可写多次（of an industry, several times）",
        "leader": "只看哪位包联领导，可写多次（of a leader in charge, several times）",
    }
    for name in _FILTERS:
        if name not in without:
            parser.add_argument(f"--{name}", metavar="NAME", action="append", default=[], help=words[name])
    add_version(parser)
    add_language(parser)


def language(parsed: argparse.Namespace) -> Language:
    """The file's language."""
    found: Language = parsed.language or parsed.lang
    return found


def view(parsed: argparse.Namespace) -> View:
    """The state asked for, of whoever sits at the keyboard.

    Raises:
        StoreError: there is no such version, day, department, industry or leader; says which there are.
    """
    version = parsed.version or versions.current()
    if version is None:
        raise StoreError(
            Said(
                "还没有任何版本，请先导入台账或发布演示数据。",
                "There is no version yet: import a ledger or publish the demonstration data.",
            )
        )
    facts = edition(version)
    day = getattr(parsed, "as_of", None) or facts.last_day
    if not facts.first_day <= day <= facts.last_day:
        raise StoreError(
            Said(
                f"版本{version}的数据从{facts.first_day}到{facts.last_day}，没有{day}这一天，请改--as-of。",
                f"The data of version {version} goes from {facts.first_day} to {facts.last_day}: {day} is not in it.",
            )
        )
    known = filters.filters(version, LOCAL)
    codes = {name: [_code(known[name], one) for one in getattr(parsed, name, None) or ()] for name in _FILTERS}
    return View(facts, language(parsed), "light", day, day.year, chosen(codes, known), rights=LOCAL)


def _code(one: Filter, name: str) -> str:
    """What is chosen by its code or its name in either language."""
    for option in one.options:
        if name in (option.code, option.zh, option.en):
            return option.code
    raise StoreError(
        Said(
            f"没有“{name}”，可选：{'、'.join(option.zh for option in one.options)}。",
            f"There is no {name}: choose of {', '.join(option.en for option in one.options)}.",
        )
    )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("须写成2023-09-30（must be written as 2023-09-30）") from None


def named(ending: str) -> Callable[[str], Path]:
    """A file's name of this ending, as an argument."""

    def of(text: str) -> Path:
        if not text.lower().endswith(f".{ending}"):
            raise argparse.ArgumentTypeError(f"文件名须以.{ending}结尾（must end in .{ending}）")
        return Path(text)

    return of


def refuse_existing(file: Path, *, is_forced: bool) -> None:
    """Raises StoreError where the file is there and is not to be overwritten."""
    if file.exists() and not is_forced:
        raise StoreError(
            Said(
                f"{file}已存在，未覆盖；确要覆盖请加--force。",
                f"{file} is there and was not overwritten: to overwrite it add --force.",
            )
        )


def check_audit() -> None:
    """What a hosted dashboard could not note in its audit is not made.

    Raises:
        StoreError: the hosting settings cannot be used.
    """
    try:
        hosting()
    except HostingError as error:
        raise StoreError(str(error)) from error


def write(file: Path, content: bytes, *, version: str) -> None:
    """Write a file; on a hosted dashboard's machine the audit has it first, as it has files that readers save."""
    audit.record("export", versions.user_name(), file=file.name, bytes=len(content), version=version)
    file.write_bytes(content)


def tell(parsed: argparse.Namespace, zh: str, en: str) -> None:
    """A line for whoever gave the command, in their language."""
    print(zh if parsed.lang == "zh" else en)
