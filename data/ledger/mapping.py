"""How a ledger's own columns and words become the model's: found by itself, changed by a person, kept as a TOML file.

A mapping that says nothing leaves everything to be found. What it says goes before what would be found.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

import tomli_w
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from data import model

#: What a column may fill besides the columns of `project`: kinds, plan, and amounts by month.
PLAN_TARGETS = ("nature", "planned_start_on", "amount", "original_amount")
MEASURES = ("funds_arrived", "invested")
#: `serial` numbers the lines; `month` is the month or day of a row's amounts, `year` its year where `month` has none;
#: `status` a word for the stage reached;
#: `total` repeats the sum of the row's months, as a check; `extra` is kept as it is; "" is left out.
OTHERS = ("kind", "month", "year", "status", "status_on", "serial", "total", "extra", "")
_MONTHLY = re.compile(r"(?:funds_arrived|invested)@(?:\d{4}-\d{2}|total|month|ytd)")

#: Units of money → how many yuan one is; a currency's own rate comes from the mapping.
YUAN: dict[str, int] = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "千万元": 10_000_000,
                        "亿元": 100_000_000}  # fmt: skip


class MappingError(Exception):
    """A mapping file cannot be used; the message says where and why."""


def targets() -> list[str]:
    """Every target a column may have, but those of a time.

    Those are, of a measure such as `invested`: `invested@2023-05`, `@month` (the month that the ledger reports), `@ytd`
    (the year up to it), and `@total` (a sum of the row's months, as a check).
    """
    project = [name for name in model.Project.model_fields if name != "extra"]
    return [*project, *PLAN_TARGETS, *MEASURES, *OTHERS]


def is_target(text: str) -> bool:
    """Whether a column can fill this."""
    return text in targets() or bool(_MONTHLY.fullmatch(text))


def _target(text: str) -> str:
    if not is_target(text):
        raise ValueError(f"{text!r} is nothing that a column can fill")
    return text


Target = Annotated[str, AfterValidator(_target)]
DateOrder = Literal["ymd", "dmy", "mdy"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Rule(_Part):
    """Rows to leave out: those whose column (by heading or target) says one of `values`, or all of its blanks."""

    column: str
    values: tuple[str, ...] = ()
    is_blank: bool = False


class Sheet(_Part):
    """What is said of one sheet. `header_rows`: the first and the last, from 1.

    `parts`: of rows numbered 1, 1.1, 1.2 (a package and its parts), which count.
    """

    is_left_out: bool = False
    header_rows: tuple[int, int] | None = None
    year: int | None = None
    unit: str | None = None
    group: Literal["industry", "unit", "nature", "agreement", "channel", "origin", "none"] | None = None
    parts: Literal["whole", "parts", "both"] | None = None
    constants: dict[str, str] = Field(default_factory=dict)
    columns: dict[str, Target] = Field(default_factory=dict)


class Mapping(_Part):
    """A mapping file. Columns are named by heading; of a heading of several rows, the rows joined by «/».

    `key`: the headings or targets that together make a project, where it has several rows (one a place or payment):
    its amounts are then taken once. `payment_key`: the headings that make a payment, where it has several rows.
    `unit`: the unit of money where the ledger names none. `rates`: yuan for one of a currency. `date_formats`: as
    strptime has them. `constants`: target → value for every row. `values`: target → the ledger's word → ours.
    `stages`: the ledger's status → the stage date that it stands for, taken from the column `status_on`.
    `fill_down`: targets whose blank cells mean «as above». `accept`: what may be blank where the model wants it.
    """

    key: tuple[str, ...] = ()
    payment_key: tuple[str, ...] = ()
    unit: str | None = None
    rates: dict[str, float] = Field(default_factory=dict)
    year: int | None = None
    date_order: DateOrder | None = None
    date_formats: tuple[str, ...] = ()
    fill_down: tuple[Target, ...] | None = None
    constants: dict[str, str] = Field(default_factory=dict)
    columns: dict[str, Target] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    stages: dict[str, str] = Field(default_factory=dict)
    leave_out: tuple[Rule, ...] = ()
    sheets: dict[str, Sheet] = Field(default_factory=dict)


def load(path: Path) -> Mapping:
    """Read and check a mapping file.

    Raises:
        MappingError: it is missing, is not TOML, or breaks the form; says which entry.
    """
    try:
        return loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path.name}：读不出这个对照文件，请核对路径和编码（UTF-8）。") from error
    except MappingError as error:
        raise MappingError(f"{path.name}：{error}") from error


def loads(text: str) -> Mapping:
    """A mapping from its TOML.

    Raises:
        MappingError: not TOML, or breaks the form; says which entry.
    """
    try:
        return Mapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"不是合规的TOML（{error}）。") from error
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, e['loc']))}：{e['msg']}" for e in error.errors(include_url=False)]
        raise MappingError("；".join(lines) + "。") from error


def dumps(mapping: Mapping) -> str:
    """A mapping as TOML, without what it leaves to be found."""
    said: dict[str, object] = mapping.model_dump(mode="json", exclude_defaults=True)
    return tomli_w.dumps(said)
