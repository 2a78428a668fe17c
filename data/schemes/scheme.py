"""What a scheme of the appraisal is: its rules, and its indicators, each with a source figure, a form and a weight."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

#: Figures of single projects that a score can be made of, as `queries/appraisal_contributions.sql` has them. There is
#: none of tax incentives or subsidies: the state forbids them.
Source = Literal[
    "signed_projects", "signed_planned", "signed_over_100m", "signed_over_1b", "started_projects",
    "production_projects", "listed_projects", "funds_arrived", "invested", "plan", "new_due", "new_due_started",
    "overdue_starts", "late_reports", "activities", "activity_batches", "delegations",
]  # fmt: skip
#: Those that are amounts in 万元; the others are counted.
MONEY: frozenset[str] = frozenset({"signed_planned", "funds_arrived", "invested", "plan"})
#: Those of which one project, or event, brings no more than one.
COUNTED: frozenset[str] = frozenset(get_args(Source)) - MONEY - {"late_reports", "activity_batches", "delegations"}
#: A figure whose targets the ledger keeps.
LedgerTarget = Literal["signed_projects", "funds_arrived", "invested", "started_projects"]
Form = Literal["proportional", "full_if_met", "efficacy", "ladder", "steps", "halves", "each", "minus"]
#: Forms with a weight, whose weights sum to the scheme's total; the others add points and take them away.
WEIGHTED: tuple[Form, ...] = ("proportional", "full_if_met", "efficacy", "ladder", "steps", "halves")
#: What makes a rate of fewer projects say nothing.
FEW = 5

_Name = Annotated[str, Field(min_length=1, max_length=60)]
_Positive = Annotated[float, Field(gt=0, le=1e12)]
_NotNegative = Annotated[float, Field(ge=0, le=1e12)]
_Percent = Annotated[float, Field(gt=0, le=1000)]
#: A number, or the ledger's target of the department for that figure.
Target = _NotNegative | LedgerTarget


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Band(_Part):
    """Of the form `ladder`: projects of so much planned investment and over, up to the next band."""

    at_least: _NotNegative
    wanted: _Positive
    minus: _Positive


class Step(_Part):
    """Of the form `steps`: from so much on (percent of the target or rate; without either the figure itself)."""

    at_least: _NotNegative
    gives: Annotated[float, Field(ge=0, le=100)]


class Indicator(_Part):
    """One indicator. Which keys mean something depends on its form: `scheme_faults` says so.

    `of`: the figure that the source is divided by, which makes it a rate in percent. `cap`: of weighted forms the most
    of its target that counts, in percent; of `each` and `minus` the most points.
    """

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")]
    zh: _Name
    en: _Name
    source: Source
    of: Source | None = None
    form: Form
    weight: _Positive | None = None
    target: Target | None = None
    second_source: Source | None = None
    second_target: Target | None = None
    is_time_scaled: bool = False
    cap: _Positive | None = None
    is_on: bool = True
    otherwise: Literal["proportional", "nothing"] | None = None
    base: Annotated[float, Field(ge=0, lt=100)] | None = None
    band: tuple[Band, ...] = ()
    step: tuple[Step, ...] = ()
    points: _Positive | None = None
    needs_invested: _Percent | None = None

    @property
    def is_weighted(self) -> bool:
        return self.form in WEIGHTED

    @property
    def is_rate(self) -> bool:
        return self.of is not None

    @property
    def most(self) -> float:
        """The most of its target that counts: 1.2 for a cap of 120 percent."""
        return (self.cap or 100) / 100

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(one for one in (self.source, self.of, self.second_source) if one is not None)

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands, the largest projects first."""
        return tuple(sorted(self.band, key=lambda one: -one.at_least))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps, the highest first."""
        return tuple(sorted(self.step, key=lambda one: -one.at_least))


class Prizes(_Part):
    """How many of a group get the level prize and the improvement prize, and since when improvement is measured."""

    level: Annotated[int, Field(ge=0, le=50)] = 3
    improvement: Annotated[int, Field(ge=0, le=50)] = 1
    since: Literal["month", "year"] = "month"


class Scheme(_Part):
    """A scheme. `code` is its file's name.

    `missing`: what cannot be scored for a department earns nothing, or the rest is scaled to the whole. `terminated`:
    whether the agreements and starts of projects that are terminated by the day still count; money does in any case.
    """

    code: str
    zh: _Name
    en: _Name
    is_example: bool = False
    total: _Positive = 100
    missing: Literal["scaled", "zero"] = "scaled"
    terminated: Literal["left_out", "counted"] = "left_out"
    prizes: Prizes = Prizes()
    indicator: Annotated[tuple[Indicator, ...], Field(min_length=1, max_length=40)]

    @property
    def on(self) -> tuple[Indicator, ...]:
        """The indicators that are switched on."""
        return tuple(one for one in self.indicator if one.is_on)

    @property
    def weights(self) -> float:
        """The weights of those switched on."""
        return sum(one.weight or 0 for one in self.on)

    def named(self, key: str) -> Indicator | None:
        """The indicator of a key; None without one."""
        return next((one for one in self.indicator if one.key == key), None)
