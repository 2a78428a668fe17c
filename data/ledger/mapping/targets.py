"""What a column, a group or a constant may fill, and how entries of a mapping are held to that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from data import model
from data.errors import Said

if TYPE_CHECKING:
    pass

#: What a column may fill besides the columns of `project`: kinds, plan, and amounts by month.
PLAN_TARGETS = ("nature", "planned_start_on", "amount", "original_amount")
MEASURES = ("funds_arrived", "invested")
DATES = (*model.STAGE_DATES, "planned_start_on", "status_on")
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
        raise refused(Said(f"“{text}”不是列可以填的内容", f"«{text}» is nothing that a column can fill"))
    return text


def _of_rows(text: str) -> str:
    if text not in _FOR_ROWS:
        raise refused(Said(f"“{text}”不能统一填写", f"«{text}» cannot be said of all rows"))
    return text


def _translatable(text: str) -> str:
    if text not in {*targets(), *MEASURES} - {"", "serial", "total", "date_part", "split"}:
        raise refused(Said(f"“{text}”不是列可以填的内容", f"«{text}» is nothing that a column can fill"))
    return text


def _stage(text: str) -> str:
    if text not in model.STAGE_DATES:
        stages = "、".join(model.STAGE_DATES)
        raise refused(Said(f"只能是{stages}", f"can only be one of {', '.join(model.STAGE_DATES)}"))
    return text


def refused(said: Said) -> PydanticCustomError:
    """Why an entry is refused, in both languages, as `toml_file` reads it from pydantic's error."""
    return PydanticCustomError("refused", "{zh}\0{en}", {"zh": str(said), "en": said.en})


Target = Annotated[str, AfterValidator(_target)]
RowTarget = Annotated[str, AfterValidator(_of_rows)]
Translatable = Annotated[str, AfterValidator(_translatable)]
StageDate = Annotated[str, AfterValidator(_stage)]
