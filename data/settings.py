"""The zone's own words and thresholds, from one TOML file."""

from __future__ import annotations

import logging
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from data.channels import Push
from data.limits import Lights

_log = logging.getLogger(__name__)

DEFAULT_FILE = Path(__file__).with_name("settings.toml")
DEFAULT_ZONE = "Asia/Shanghai"


ScreenView = Literal["year", "funnel", "industries", "units", "outlook", "newest", "meeting"]

#: An entry of [review] that an older file may have → what stands in its place.
_SUPERSEDED = {
    "stuck_signed_days": "[lights.unstarted] amber = 90, red = 180",
    "stuck_started_days": "[lights.unfunded] amber = 60, red = 90",
    "stuck_points": "[lights.behind.points] amber = 10, red = 30",
}


class SettingsError(Exception):
    """The settings file cannot be used; the message says where and why."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Name(_Part):
    """One thing's name in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Unit(Name):
    """A responsible department. Like ones are ranked among themselves, by `group`; some are listed and not ranked."""

    group: str | None = Field(None, min_length=1)
    is_ranked: bool = True


class Leader(_Part):
    """A leader in charge, as the ledger writes the name, and how many agreements a year are to be signed (领导招商)."""

    name: str = Field(min_length=1)
    projects: int = Field(ge=1)


class Schedule(_Part):
    quarter_weights: tuple[float, float, float, float]
    amber_points: float = Field(ge=0)

    @model_validator(mode="after")
    def _hundred(self) -> Schedule:
        if min(self.quarter_weights) < 0 or abs(sum(self.quarter_weights) - 100) > 1e-9:
            raise ValueError("quarter_weights must be four percentages, none negative, that sum to 100")
        return self


class Review(_Part):
    """From how many days on an agreement is old enough for the start rate's second reading."""

    matured_days: int = Field(ge=0)


class Bulletin(_Part):
    """The monthly bulletin: when a month's report is on time, and how many stand on its red and its black list."""

    report_days: int = Field(10, ge=0, le=90)
    listed: int = Field(3, ge=1, le=20)


class Forecast(_Part):
    """Where the year will end: how much a class of few past projects is drawn to all, and how much years differ."""

    shrink: float = Field(10, ge=0, le=1000)
    year_spread: float = Field(10, gt=0, le=100)


class Letters(_Part):
    """Supervision letters: what is left out stands in the letter as a blank to be filled."""

    #: The office's mark in a letter's number.
    mark: str = ""
    signed_by: str = ""
    #: So many days after receipt an answer is asked for.
    reply_days: int | None = Field(None, ge=1, le=366)


class Screen(_Part):
    """The meeting screen: its views in their order, and how long each stays."""

    views: tuple[ScreenView, ...] = ("year", "funnel", "industries", "units", "outlook", "newest", "meeting")
    seconds: int = Field(20, ge=5, le=3600)


class Settings(_Part):
    """All settings. `industry` and `unit` are in display order."""

    zone: Name
    industry: Annotated[tuple[Name, ...], Field(min_length=1)]
    unit: tuple[Unit, ...]
    leader: tuple[Leader, ...] = ()
    schedule: Schedule
    review: Review
    lights: Lights = Lights()
    bulletin: Bulletin = Bulletin()
    forecast: Forecast = Forecast()
    letters: Letters = Letters()
    screen: Screen = Screen()
    push: Push = Push()
    #: A name of the tz database: «today», versions' names, the audit and the wall's clock are in this time.
    timezone: str = DEFAULT_ZONE

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (OSError, ValueError, KeyError) as error:  # not found is a KeyError; a folder's name an OSError
            raise ValueError(
                f"没有时区“{name}”，请写成{DEFAULT_ZONE}这样的名称 / there is no time zone {name!r}, write a name such "
                f"as {DEFAULT_ZONE}"
            ) from error
        return name


def load(path: Path) -> Settings:
    """Read and check a settings file.

    Raises:
        SettingsError: the file is missing, is not TOML, or breaks the form; says which entry.
    """
    try:
        return Settings.model_validate(_of_today(path, tomllib.loads(path.read_text(encoding="utf-8"))))
    except FileNotFoundError as error:
        raise SettingsError(f"{path}: no such settings file") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise SettingsError(f"{path}: " + "; ".join(lines)) from error


def _of_today(path: Path, found: dict[str, Any]) -> dict[str, Any]:
    """The file's entries without those that another one has taken the place of; the log says which to write instead."""
    review = found.get("review")
    if not isinstance(review, dict) or not (old := [one for one in _SUPERSEDED if one in review]):
        return found
    for one in old:
        _warn_once(
            f"{path}: [review] {one} = {review[one]} 已不再使用，请删去，改为按本单位的规定填写 / is no longer used: "
            f"delete it and write, with your zone's limits: {_SUPERSEDED[one]}"
        )
    return found | {"review": {key: value for key, value in review.items() if key not in old}}


@lru_cache(maxsize=64)
def _warn_once(message: str) -> None:
    _log.warning(message)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings in force: the file that DASHBOARD_SETTINGS names, else the one beside this module."""
    _state.seen = _stamp()
    return load(file())


@dataclass
class _State:
    """Which state of the file is in force, and how many there were before it."""

    seen: tuple[str, int, int] | None = None
    generation: int = 0


_state = _State()


def _stamp() -> tuple[str, int, int] | None:
    try:
        found = file().stat()
    except OSError:
        return None
    return str(file()), found.st_mtime_ns, found.st_size


def generation() -> int:
    """A number that changes with the settings: what is kept of pages is kept by it."""
    return _state.generation


def renew() -> None:
    """Read the settings anew."""
    settings.cache_clear()
    _state.generation += 1


def take_changes() -> None:
    """Take the file's changes into force; while it is no valid one the settings of before stay, and the log says so."""
    stamp = _stamp()
    if _state.seen is None or stamp is None or stamp == _state.seen:
        return
    _state.seen = stamp
    try:
        load(file())
    except SettingsError as error:
        _log.error("the settings of before stay in force: %s", error)
    else:
        renew()


def file() -> Path:
    """The settings file in force: the one that DASHBOARD_SETTINGS names, else the one beside this module."""
    return Path(os.environ.get("DASHBOARD_SETTINGS", DEFAULT_FILE))


def entries(names: Mapping[str, Sequence[str]]) -> str:
    """TOML to add to the settings file: list («industry», «unit») → names, each its own English name until written."""
    blocks = [
        f"[[{kind}]]\n{tomli_w.dumps({'zh': name, 'en': name})}" for kind, those in names.items() for name in those
    ]
    return "".join(blocks)
