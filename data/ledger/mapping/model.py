"""What a mapping can say (`Mapping`): a value that says nothing leaves everything to be found."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from data.errors import Said
from data.ledger.mapping.targets import RowTarget, StageDate, Target, Translatable, refused

#: Units of money → how many yuan one is; a currency's own rate comes from the mapping.
YUAN: dict[str, int] = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "千万元": 10_000_000,
                        "亿元": 100_000_000}  # fmt: skip
#: What is said of every sheet, whatever it is called («9月», «10月»).
ANY_SHEET = "*"


def _date_format(text: str) -> str:
    day = dt.date(2023, 3, 5)
    try:
        names_year = dt.datetime.strptime(day.strftime(text), text).year == day.year  # noqa: DTZ007 (a day, no moment)
    except ValueError:
        names_year = False
    if not names_year:
        raise refused(
            Said(f"“{text}”不是含有年份的日期格式，请写成%Y-%m-%d一类", f"«{text}» is no form of a date with its year")
        )
    return text


def _currency(text: str) -> str:
    return text.strip().upper()


DateFormat = Annotated[str, AfterValidator(_date_format)]
Currency = Annotated[str, AfterValidator(_currency)]
DateOrder = Literal["ymd", "dmy", "mdy"]
#: A date that may stand in several columns.
DateTarget = Literal["signed_on", "approved_on", "registered_on", "started_on", "listed_on", "production_on",
                     "capacity_on", "terminated_on", "planned_start_on", "month"]  # fmt: skip


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Rule(_Part):
    """Rows to leave out: those whose column (by heading or target) says one of `values`, or all of its blanks."""

    column: str
    values: tuple[str, ...] = ()
    is_blank: bool = False

    @model_validator(mode="after")
    def _finds_rows(self) -> Self:
        if not self.values and not self.is_blank:
            raise refused(Said("请写明values或is_blank = true", "give values, or is_blank = true"))
        return self


class GroupRule(Rule):
    """Rows that head a group: as `Rule` finds them; what they say is `target` of the rows below."""

    target: RowTarget


class Split(_Part):
    """A cell that says several things: `by` divides it, `into` are the targets of its parts from left to right.

    With one target every part is one (a list of kinds).
    """

    by: str = Field(min_length=1)
    into: tuple[Target, ...] = Field(min_length=1)


class DateParts(_Part):
    """A date in several columns, by their headings. A month is a number or a name; without `day` it is the first."""

    year: str
    month: str
    day: str | None = None


class Sheet(_Part):
    """What is said of one sheet. `header_rows`: the first and the last, from 1.

    `parts`: of rows numbered 1, 1.1, 1.2 (a package and its parts), which count. `hidden_rows`: whether they are read.
    """

    is_left_out: bool = False
    header_rows: tuple[int, int] | None = None
    year: int | None = None
    unit: str | None = None
    group: Literal["industry", "unit", "nature", "agreement", "channel", "origin", "none"] | None = None
    parts: Literal["whole", "parts", "both"] | None = None
    hidden_rows: Literal["read", "leave_out"] | None = None
    constants: dict[RowTarget, str] = Field(default_factory=dict)
    columns: dict[str, Target] = Field(default_factory=dict)


class Mapping(_Part):
    """A mapping file. Columns are named by heading; of a heading of several rows, the rows joined by «/».

    `key`: the headings or targets that together make a project, where it has several rows (one a place or payment):
    its amounts are then taken once. `payment_key`: the headings that make a payment, where it has several rows.
    `unit`: the unit of money where the ledger names none. `units`: that of a single column. `rates`: yuan for one of a
    currency. `date_formats`: as strptime has them. `constants`: target → value for every row. `values`: target → the
    ledger's word → ours, "" for nothing. `negative`: what an amount below zero is. `stages`: the ledger's status → the
    stage date that it stands for, taken from the column `status_on`. `fill_down`: targets whose blank cells mean «as
    above». `split`: heading → what its cells hold. `dates`: target → the columns that make it up.
    """

    key: tuple[str, ...] = ()
    payment_key: tuple[str, ...] = ()
    unit: str | None = None
    units: dict[str, str] = Field(default_factory=dict)
    rates: dict[Currency, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    year: int | None = None
    date_order: DateOrder | None = None
    date_formats: tuple[DateFormat, ...] = ()
    negative: Literal["refuse", "add", "drop"] = "refuse"
    fill_down: tuple[Target, ...] | None = None
    constants: dict[RowTarget, str] = Field(default_factory=dict)
    columns: dict[str, Target] = Field(default_factory=dict)
    values: dict[Translatable, dict[str, str]] = Field(default_factory=dict)
    stages: dict[str, StageDate] = Field(default_factory=dict)
    split: dict[str, Split] = Field(default_factory=dict)
    dates: dict[DateTarget, DateParts] = Field(default_factory=dict)
    leave_out: tuple[Rule, ...] = ()
    groups: tuple[GroupRule, ...] = ()
    sheets: dict[str, Sheet] = Field(default_factory=dict)

    def of_sheet(self, name: str) -> Sheet:
        """What is said of a sheet: by its name, and for what that leaves open of every sheet (`ANY_SHEET`)."""
        own, every = self.sheets.get(name, Sheet()), self.sheets.get(ANY_SHEET, Sheet())
        said = {field: getattr(own, field) for field in own.model_fields_set}
        both = {field: {**getattr(every, field), **getattr(own, field)} for field in ("columns", "constants")}
        return every.model_copy(update=said | both)

    _lines: dict[tuple[str, ...], int] = PrivateAttr(default_factory=dict)

    def stands_at(self, lines: dict[tuple[str, ...], int]) -> Self:
        """The same mapping, which knows now at which line of its file each entry stands (`where`)."""
        self._lines = lines
        return self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self.model_dump() == other.model_dump()

    __hash__ = None  # type: ignore[assignment]

    def where(self, *path: str) -> Said:
        """An entry as a sentence names it: the file's line where there is one, and its name."""
        named = _named(path)
        line = next((self._lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self._lines), None)
        return Said(f"第{line}行{named}", f"line {line}, {named}") if line else Said(named, named)


def _named(path: tuple[str, ...]) -> str:
    """«[columns]“总投资”», «year», «[[leave_out]]»."""
    if path and path[0] in {"leave_out", "groups"}:
        return f"[[{path[0]}]]" + "".join(f"“{name}”" for name in path[2:])
    if len(path) < 2:
        return "".join(path)
    return f"[{'.'.join(path[:-1])}]“{path[-1]}”"
