"""A project while it is being made up, and the calendar that it lives in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from data.demo.scenario import WAN, Group, SigningEvent

SPRING_FESTIVALS = {
    2019: (dt.date(2019, 2, 4), dt.date(2019, 2, 10)),
    2020: (dt.date(2020, 1, 24), dt.date(2020, 2, 2)),
    2021: (dt.date(2021, 2, 11), dt.date(2021, 2, 17)),
    2022: (dt.date(2022, 1, 31), dt.date(2022, 2, 6)),
    2023: (dt.date(2023, 1, 21), dt.date(2023, 1, 27)),
}


@dataclass
class YearPlan:
    """A row of `plan`, amounts in 0.01 万元."""

    nature: str
    planned_start_on: dt.date | None = None
    amount: int = 0
    original_amount: int | None = None
    adjusted_on: dt.date | None = None


@dataclass(eq=False)
class Draft:
    """A project with everything that hangs on it. Money in 0.01 万元; months as `month_of` counts them."""

    project_id: str
    group: Group
    agreement: str = "正式"
    signed_on: dt.date | None = None
    approved_on: dt.date | None = None
    registered_on: dt.date | None = None
    started_on: dt.date | None = None
    listed_on: dt.date | None = None
    production_on: dt.date | None = None
    capacity_on: dt.date | None = None
    terminated_on: dt.date | None = None
    termination_reason: str | None = None
    planned: int = 0
    industry: str = ""
    unit: str = ""
    name: str = ""
    content: str = ""
    investor: str = ""
    origin: str = "省外"
    channel: str | None = None
    lead_official: str | None = None
    remarks: str | None = None
    is_four_new: bool = False
    kinds: tuple[str, ...] = ()
    event: SigningEvent | None = None
    activity_id: str | None = None
    invested: dict[int, int] = field(default_factory=dict)
    funds: dict[int, int] = field(default_factory=dict)
    plans: dict[int, YearPlan] = field(default_factory=dict)

    @property
    def is_formal(self) -> bool:
        """Whether it counts as a signing in the funnel."""
        return self.signed_on is not None and self.agreement == "正式"

    @property
    def signed(self) -> dt.date:
        """The signing date of a project that has one."""
        if self.signed_on is None:
            raise ValueError(f"{self.project_id} is not a signing")
        return self.signed_on

    @property
    def started(self) -> dt.date:
        """The start of a project that has one."""
        if self.started_on is None:
            raise ValueError(f"{self.project_id} has not started")
        return self.started_on

    def is_big(self) -> bool:
        return self.planned >= 100_000 * WAN

    def invested_through(self, year: int) -> int:
        """Completed investment up to the end of a year, as far as the ledger holds it."""
        return sum(amount for month, amount in self.invested.items() if month < (year + 1) * 12)


def month_of(day: dt.date) -> int:
    """Months counted from year 0, so that they can be added and compared."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> dt.date:
    return first_day(month + 1) - dt.timedelta(days=1)


def is_holiday(day: dt.date) -> bool:
    """Whether nothing is signed or begun: New Year, Spring Festival, Qingming, Labour and National Day."""
    first, last = SPRING_FESTIVALS.get(day.year, (dt.date.max, dt.date.min))
    fixed = {1: range(1, 4), 4: range(4, 6), 5: range(1, 4), 10: range(1, 8)}
    return first <= day <= last or day.day in fixed.get(day.month, ())


def workdays(month: int) -> list[dt.date]:
    """The month's days on which agreements are signed."""
    days = (first_day(month) + dt.timedelta(days=i) for i in range(last_day(month).day))
    return [day for day in days if day.weekday() < 5 and not is_holiday(day)]
