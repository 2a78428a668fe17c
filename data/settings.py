"""The zone's own words and thresholds, from one TOML file."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

DEFAULT_FILE = Path(__file__).with_name("settings.toml")
DEFAULT_ZONE = "Asia/Shanghai"


ScreenView = Literal["year", "funnel", "industries", "units", "newest", "meeting"]


class SettingsError(Exception):
    """The settings file cannot be used; the message says where and why."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Name(_Part):
    """One thing's name in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Schedule(_Part):
    quarter_weights: tuple[float, float, float, float]
    amber_points: float = Field(ge=0)

    @model_validator(mode="after")
    def _hundred(self) -> Schedule:
        if min(self.quarter_weights) < 0 or abs(sum(self.quarter_weights) - 100) > 1e-9:
            raise ValueError("quarter_weights must be four percentages, none negative, that sum to 100")
        return self


class Review(_Part):
    """Thresholds of the weekly review: days and percentage points."""

    matured_days: int = Field(ge=0)
    #: A project needs the meeting when it was signed more than so many days ago and has not started,
    stuck_signed_days: int = Field(180, ge=0)
    #: started more than so many days ago and received no money,
    stuck_started_days: int = Field(90, ge=0)
    #: or is more than so many percentage points behind its own schedule.
    stuck_points: float = Field(10, ge=0)


class Screen(_Part):
    """The meeting screen: its views in their order, and how long each stays."""

    views: tuple[ScreenView, ...] = ("year", "funnel", "industries", "units", "newest", "meeting")
    seconds: int = Field(20, ge=5, le=3600)


class Settings(_Part):
    """All settings. `industry` and `unit` are in display order."""

    zone: Name
    industry: Annotated[tuple[Name, ...], Field(min_length=1)]
    unit: tuple[Name, ...]
    schedule: Schedule
    review: Review
    screen: Screen = Screen()
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
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise SettingsError(f"{path}: no such settings file") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise SettingsError(f"{path}: " + "; ".join(lines)) from error


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings in force: the file that DASHBOARD_SETTINGS names, else the one beside this module."""
    return load(file())


def file() -> Path:
    """The settings file in force: the one that DASHBOARD_SETTINGS names, else the one beside this module."""
    return Path(os.environ.get("DASHBOARD_SETTINGS", DEFAULT_FILE))


def entries(names: Mapping[str, Sequence[str]]) -> str:
    """TOML to add to the settings file: list («industry», «unit») → names, each its own English name until written."""
    blocks = [
        f"[[{kind}]]\n{tomli_w.dumps({'zh': name, 'en': name})}" for kind, those in names.items() for name in those
    ]
    return "".join(blocks)
