"""How a ledger's own columns and words become the model's: found by itself, changed by a person, kept as a TOML file.

A mapping that says nothing leaves everything to be found. What it says goes before what would be found, and an entry
that says nothing of the ledger at hand is an error (`office.heeding`).
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

import tomli_w
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from data import model
from data.errors import Said
from data.ledger import invisible

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

#: What a column may fill besides the columns of `project`: kinds, plan, and amounts by month.
PLAN_TARGETS = ("nature", "planned_start_on", "amount", "original_amount")
MEASURES = ("funds_arrived", "invested")
DATES = ("signed_on", "approved_on", "started_on", "production_on", "terminated_on", "planned_start_on", "status_on")
#: `serial` numbers the lines; `month` is the month or day of a row's amounts, `year` its year where `month` has none;
#: `status` a word for the stage reached; `currency` the money that the row's amounts are in; `date_part` is one of the
#: columns of a date (`Mapping.dates`), `split` holds several things (`Mapping.split`); `total` repeats the sum of the
#: row's months, as a check; `extra` is kept as it is; "" is left out.
OTHERS = ("kind", "month", "year", "status", "status_on", "currency", "serial", "date_part", "split", "total", "extra",
          "")  # fmt: skip
_MONTHLY = re.compile(r"(?:funds_arrived|invested)@(?:\d{4}-(?:0[1-9]|1[0-2])|total|month|ytd)")
#: What a constant or a group can say of all its rows.
_FOR_ROWS = frozenset({*model.Project.model_fields, "kind", "nature", "year", "status", "currency"}) - {
    "extra",
    "project_id",
    "name",
}

#: Units of money → how many yuan one is; a currency's own rate comes from the mapping.
YUAN: dict[str, int] = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "千万元": 10_000_000,
                        "亿元": 100_000_000}  # fmt: skip


#: What is said of every sheet, whatever it is called («9月», «10月»).
ANY_SHEET = "*"


class MappingError(Exception):
    """A mapping file cannot be used; `said` tells where and why, in both languages."""

    def __init__(self, said: Said) -> None:
        self.said = said
        super().__init__(str(said))


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
        raise _refused(Said(f"“{text}”不是列可以填的内容", f"«{text}» is nothing that a column can fill"))
    return text


def _of_rows(text: str) -> str:
    if text not in _FOR_ROWS:
        raise _refused(Said(f"“{text}”不能统一填写", f"«{text}» cannot be said of all rows"))
    return text


def _translatable(text: str) -> str:
    if text not in {*targets(), *MEASURES} - {"", "serial", "total", "date_part", "split"}:
        raise _refused(Said(f"“{text}”不是列可以填的内容", f"«{text}» is nothing that a column can fill"))
    return text


def _stage(text: str) -> str:
    if text not in DATES[:5]:
        stages = "、".join(DATES[:5])
        raise _refused(Said(f"只能是{stages}", f"can only be one of {', '.join(DATES[:5])}"))
    return text


def _date_format(text: str) -> str:
    day = dt.date(2023, 3, 5)
    try:
        names_year = dt.datetime.strptime(day.strftime(text), text).year == day.year  # noqa: DTZ007 (a day, no moment)
    except ValueError:
        names_year = False
    if not names_year:
        raise _refused(
            Said(f"“{text}”不是含有年份的日期格式，请写成%Y-%m-%d一类", f"«{text}» is no form of a date with its year")
        )
    return text


def _currency(text: str) -> str:
    return text.strip().upper()


def _refused(said: Said) -> PydanticCustomError:
    return PydanticCustomError("refused", "{zh}\0{en}", {"zh": str(said), "en": said.en})


Target = Annotated[str, AfterValidator(_target)]
RowTarget = Annotated[str, AfterValidator(_of_rows)]
Translatable = Annotated[str, AfterValidator(_translatable)]
StageDate = Annotated[str, AfterValidator(_stage)]
DateFormat = Annotated[str, AfterValidator(_date_format)]
Currency = Annotated[str, AfterValidator(_currency)]
DateOrder = Literal["ymd", "dmy", "mdy"]


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
            raise _refused(Said("请写明values或is_blank = true", "give values, or is_blank = true"))
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
    dates: dict[Literal["signed_on", "approved_on", "started_on", "production_on", "terminated_on",
                        "planned_start_on", "month"], DateParts] = Field(default_factory=dict)  # fmt: skip
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

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self.model_dump() == other.model_dump()

    __hash__ = None  # type: ignore[assignment]

    def where(self, *path: str) -> Said:
        """An entry as a sentence names it: the file's line where there is one, and its name."""
        named = _named(path)
        line = next((self._lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self._lines), None)
        return Said(f"第{line}行{named}", f"line {line}, {named}") if line else Said(named, named)


def load(path: Path) -> Mapping:
    """Read and check a mapping file.

    Raises:
        MappingError: it is missing, is not TOML, or breaks the form; says which entry.
    """
    try:
        return loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(
            Said(
                f"{path.name}：读不出这个对照文件，请核对路径和编码（UTF-8）。",
                f"{path.name}: cannot be read; check the path and the encoding (UTF-8).",
            )
        ) from error
    except MappingError as error:
        raise MappingError(Said(f"{path.name}：{error}", f"{path.name}: {error.said.en}")) from error


def loads(text: str) -> Mapping:
    """A mapping from its TOML.

    Raises:
        MappingError: not TOML, or breaks the form; says which entry.
    """
    text = invisible.clean(text)
    lines = _lines_of(text)
    try:
        found = Mapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise MappingError(_of_toml(str(error))) from error
    except ValidationError as error:
        said = [_sentence(detail, lines) for detail in error.errors(include_url=False)]
        raise MappingError(Said("；".join(map(str, said)) + "。", "; ".join(one.en for one in said) + ".")) from error
    found._lines = lines
    return found


def dumps(mapping: Mapping) -> str:
    """A mapping as TOML, without what it leaves to be found."""
    said: dict[str, object] = mapping.model_dump(mode="json", exclude_defaults=True)
    return tomli_w.dumps(said)


#: What tomllib says → in Chinese; the first that is found in it.
_TOML: dict[str, str] = {
    "Cannot overwrite a value": "同一项写了两次",
    "Cannot declare": "同一节写了两次",
    "Duplicate inline table key": "同一项写了两次",
    "Unterminated string": "引号没有成对",
    "Unclosed array": "方括号没有成对",
    "Unclosed inline table": "花括号没有成对",
    "Expected '='": "名称后面应有等号；名称里有中文、空格或标点的，请加引号",
    "Invalid statement": "名称里有中文、空格或标点的，请加引号",
    "Invalid initial character for a key part": "名称里有中文、空格或标点的，请加引号",
    "Expected ']'": "节的名称应写在方括号里；名称里有中文、空格或标点的，请加引号",
    "Invalid value": "等号后面写得不对；文字请加引号",
    "Expected newline": "一行只能写一项",
    "Unescaped '\\'": "双引号里的反斜杠请写成两个，或改用单引号",
    "Illegal character": "有不能用的字符，如引号里换行",
}
_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def _of_toml(error: str) -> Said:
    zh = next((said for words, said in _TOML.items() if words in error), "写法不对")
    at = _AT.search(error)
    where = f"第{at[1]}行第{at[2]}列" if at and at[1] else "文件末尾" if at else ""
    return Said(f"不是合规的TOML：{where}{zh}。", f"is no sound TOML: {error}.")


#: pydantic's error type → why, in words; `{…}` from the error's context.
_WHY: dict[str, Said] = {
    "extra_forbidden": Said("没有这一项", "is no entry of a mapping"),
    "literal_error": Said("只能是{expected}", "can only be {expected}"),
    "int_type": Said("应为整数", "should be a whole number"),
    "int_parsing": Said("应为整数", "should be a whole number"),
    "float_type": Said("应为数字", "should be a number"),
    "float_parsing": Said("应为数字", "should be a number"),
    "string_type": Said("应为文字，请加引号", "should be a text in quotes"),
    "bool_type": Said("应为true或false", "should be true or false"),
    "bool_parsing": Said("应为true或false", "should be true or false"),
    "tuple_type": Said("应为方括号里的一列", "should be a list in brackets"),
    "dict_type": Said("应为一节，如[columns]", "should be a section such as [columns]"),
    "missing": Said("没有写", "is missing"),
    "string_too_short": Said("不能为空", "cannot be empty"),
    "greater_than": Said("应大于{gt}", "should be more than {gt}"),
    "too_short": Said("个数不够", "has too few items"),
    "too_long": Said("个数太多", "has too many items"),
}
_UNFORESEEN = Said("不符合要求", "does not fit")


def _sentence(detail: ErrorDetails, lines: dict[tuple[str, ...], int]) -> Said:
    path = tuple(str(part) for part in detail["loc"] if part != "[key]")
    named = ".".join(path)
    context: dict[str, Any] = detail.get("ctx", {})
    why = _WHY.get(detail["type"], _UNFORESEEN)
    why = Said(why.format_map({name: str(said).replace(" or ", "或") for name, said in context.items()}),
               why.en.format_map(context))  # fmt: skip
    if detail["type"] == "refused":
        why = Said(context["zh"], context["en"])
    line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), None)
    at, at_en = (f"第{line}行", f"line {line}, ") if line else ("", "")
    return Said(f"{at}{named}：{why}", f"{at_en}{named}: {why.en}")


_TABLE = re.compile(r"\s*(\[\[?)(.*?)\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+))*)\s*=""")


def _lines_of(text: str) -> dict[tuple[str, ...], int]:
    """An entry's path → the line (from 1) where it stands first; of a list of sections, with its number from 0."""
    found: dict[tuple[str, ...], int] = {}
    counts: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if heading := _TABLE.fullmatch(line):
            table = _path(heading[2])
            if heading[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, str(counts[table]))
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_path(key[1])), number)
    return found


def _path(key: str) -> tuple[str, ...]:
    try:
        entry: Any = tomllib.loads(f"{key} = 0")
    except tomllib.TOMLDecodeError:
        return (key,)
    path: list[str] = []
    while isinstance(entry, dict):
        name = next(iter(entry))
        path.append(name)
        entry = entry[name]
    return tuple(path)


def _named(path: tuple[str, ...]) -> str:
    """«[columns]“总投资”», «year», «[[leave_out]]»."""
    if path and path[0] in {"leave_out", "groups"}:
        return f"[[{path[0]}]]" + "".join(f"“{name}”" for name in path[2:])
    if len(path) < 2:
        return "".join(path)
    return f"[{'.'.join(path[:-1])}]“{path[-1]}”"
