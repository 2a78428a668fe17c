"""What every row of a ledger keeps: the form of its fields, and the rules that hold several of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError


def is_inside_month(month: dt.date) -> bool:
    """A month that is not written as its first day."""
    return month.day != 1


def lacks_reason(terminated_on: dt.date | None, reason: str | None) -> bool:
    """Terminated, and nothing says why."""
    return terminated_on is not None and not reason


def is_before(day: dt.date | None, other: dt.date | None) -> bool:
    """Is a day before another one? Not where one of them is missing."""
    return day is not None and other is not None and day < other


class Rule(NamedTuple):
    """What several columns of a row must keep: `is_broken` of their values, shown at `column` under `code`."""

    column: str
    code: str
    needs: tuple[str, ...]
    is_broken: Callable[..., bool]


class Row(BaseModel):
    """A row of a ledger table. `title` of a field is its heading, `description` its explanation."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    #: What the row as a whole must keep, beyond what each field says of itself.
    RULES: ClassVar[tuple[Rule, ...]] = ()

    @classmethod
    def faults(cls, values: Mapping[str, object]) -> list[tuple[str, str]]:
        """(column, code) of every broken rule. A column not in `values` is not known: its rules are passed over."""
        return [
            (rule.column, rule.code)
            for rule in cls.RULES
            if values.keys() >= set(rule.needs) and rule.is_broken(*(values[column] for column in rule.needs))
        ]

    @model_validator(mode="after")
    def _keeps_rules(self) -> Self:
        if faults := self.faults(vars(self)):
            broken = ", ".join(f"{column}: {code}" for column, code in faults)
            raise PydanticCustomError("rules_broken", "{broken}", {"broken": broken})
        return self
