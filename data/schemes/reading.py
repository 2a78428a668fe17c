"""The scheme files in force: those of the folder `schemes` beside the settings, else the shipped example."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from data import settings
from data.errors import Said
from data.schemes.faults import Fault, faults
from data.schemes.scheme import Indicator, Scheme

SHIPPED = Path(__file__).parent


class Read(NamedTuple):
    """The schemes that can be used, by their files' names, and what is wrong with the others."""

    schemes: tuple[Scheme, ...]
    faults: tuple[Fault, ...]


def folder() -> Path:
    """Where the schemes stand: beside the settings in force, where there are any; else here."""
    own = settings.file().resolve().parent / "schemes"
    return own if own.is_dir() and any(own.glob("*.toml")) else SHIPPED


def read_all() -> Read:
    """The schemes as the files have them now."""
    files = sorted(folder().glob("*.toml"))
    return _read(tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files))


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[Path, int, int], ...]) -> Read:
    good: list[Scheme] = []
    wrong: list[Fault] = []
    for file, _, _ in files:
        scheme, found = read(file)
        good += [scheme] if scheme else []
        wrong += found
    # An example stands after a zone's own: the first is the one that the page begins with.
    return Read(tuple(sorted(good, key=lambda one: one.is_example)), tuple(wrong))


def read(file: Path) -> tuple[Scheme | None, list[Fault]]:
    """One file: the scheme, or what is wrong with it."""
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = Said(f"读不出（{error}），请按TOML的写法改正", f"cannot be read ({error}): correct it as TOML is written")
        return None, [Fault(file.name, "", "TOML", why)]
    try:
        scheme = Scheme.model_validate(entries | {"code": file.stem})
    except ValidationError as error:
        return None, list(_malformed(file.name, entries, error))
    found = list(faults(file.name, scheme))
    return (None if found else scheme), found


def _malformed(file: str, entries: dict[str, Any], error: ValidationError) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for one in error.errors():
        place = [str(part) for part in one["loc"]]
        indicator, key = "", ".".join(place)
        if place[0] == "indicator" and len(place) > 1:
            at = int(place[1])
            given = entries["indicator"][at]
            indicator = str(given.get("key", f"#{at + 1}")) if isinstance(given, dict) else f"#{at + 1}"
            # A target may be two things: pydantic names both.
            key = ".".join(part for part in place[2:] if not part.startswith(("constrained", "literal", "float")))
        if (indicator, key) not in seen:
            seen.add((indicator, key))
            yield Fault(file, indicator, key or "indicator", _why(key, one, is_indicator=bool(indicator)))


def _why(key: str, error: Any, *, is_indicator: bool) -> Said:
    given = error.get("input")
    match error["type"]:
        case "missing":
            return Said("缺少这一项，请写上", "is missing: write it")
        case "extra_forbidden":
            entries = (Indicator if is_indicator else Scheme).model_fields
            return Said(f"没有这一项，请删去或改正（可写：{'、'.join(entries)}）",
                        f"is no entry: delete or correct it (there are: {', '.join(entries)})")  # fmt: skip
        case "too_short":
            return Said("至少写一个[[indicator]]", "write one [[indicator]] at least")
        case "string_pattern_mismatch":
            return Said(f"{given!r}应为小写英文字母开头的代号，如signed",
                        f"{given!r} is no key: begin with a small letter, such as signed")  # fmt: skip
    if known := _choices(key):
        return Said(
            f"没有{given!r}，可写：{'、'.join(known)}" + ("，或一个数" if "target" in key else ""),
            f"there is no {given!r}: write one of {', '.join(known)}" + (", or a number" if "target" in key else ""),
        )
    return Said(f"{given!r}不合要求（{error['msg']}），请改正", f"{given!r} cannot be ({error['msg']}): correct it")


def _choices(key: str) -> tuple[str, ...]:
    """What may be written where an entry has choices."""
    field = Indicator.model_fields.get(key) or Scheme.model_fields.get(key)
    return tuple(_literals(field.annotation)) if field else ()


def _literals(annotation: Any) -> Iterator[str]:
    for one in get_args(annotation):
        if isinstance(one, str):
            yield one
        elif get_args(one):
            yield from _literals(one)
