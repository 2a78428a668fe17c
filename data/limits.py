"""The limits of the lights: from where on a rule turns amber, and from where on red."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Basis = Literal["points", "share"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rising(_Part):
    """What grows worse as it grows: days, months, times, percentage points."""

    amber: float = Field(ge=0)
    red: float = Field(ge=0)

    @model_validator(mode="after")
    def _amber_comes_first(self) -> Rising:
        if self.amber > self.red:
            raise ValueError(_beyond(self.amber, self.red, "不能大于", "must not be above"))
        return self


class Days(Rising):
    """Whole days, or months after one that was missed: 0 is the first of them."""

    amber: int = Field(ge=0)
    red: int = Field(ge=0)


class Times(Rising):
    """So many times, or months in a row: of none there is nothing to say."""

    amber: int = Field(ge=1)
    red: int = Field(ge=1)


class Falling(_Part):
    """What grows worse as it falls: percent of what was due."""

    amber: float = Field(ge=0, le=100)
    red: float = Field(ge=0, le=100)

    @model_validator(mode="after")
    def _amber_comes_first(self) -> Falling:
        if self.amber < self.red:
            raise ValueError(_beyond(self.amber, self.red, "不能小于", "must not be below"))
        return self


def _beyond(amber: float, red: float, zh: str, en: str) -> str:
    return (
        f"黄灯界限{amber:g}{zh}红灯界限{red:g}，请改正其中一个 / amber's limit {amber:g} {en} red's, {red:g}: "
        "correct one of them"
    )


class Behind(_Part):
    """Below its own schedule: by percentage points, or by the share of what was due. Both have their limits."""

    basis: Basis = "points"
    points: Rising = Rising(amber=10, red=30)
    share: Falling = Falling(amber=80, red=60)


class Lights(_Part):
    """Every rule's limits; those of the shipped settings are examples."""

    unstarted: Days = Days(amber=90, red=180)
    late_start: Days = Days(amber=0, red=3)
    unfunded: Days = Days(amber=60, red=90)
    behind: Behind = Behind()
    silent: Times = Times(amber=1, red=3)
    blocked: Days = Days(amber=0, red=30)
    slipping: Times = Times(amber=2, red=3)

    def numbers(self) -> dict[str, float]:
        """The limits by name, as query and definitions take them: unstarted_amber, behind_share_red."""
        of = {"behind_points": self.behind.points, "behind_share": self.behind.share}
        of |= {rule: getattr(self, rule) for rule in type(self).model_fields if rule != "behind"}
        return {f"{rule}_{light}": getattr(one, light) for rule, one in of.items() for light in ("amber", "red")}
