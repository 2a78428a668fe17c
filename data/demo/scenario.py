"""What the demonstration tells, as constants: the only place where its figures are chosen.

Amounts are 万元 here; the generator counts in hundredths of a 万元 (`WAN`), so that totals are exact.
The published figures of 2022 and the plan of 2023 follow from the groups below by addition.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

WAN = 100  # the generator's unit of money is 0.01 万元
MONTHS_THROUGH = dt.date(2023, 9, 1)
DATA_ENDS_ON = dt.date(2023, 9, 30)
FIRST_MONTH = dt.date(2021, 1, 1)


@dataclass(frozen=True)
class Group:
    """Projects that share a fate. `sizes` counts ≥ 10亿, 1–10亿 and below 1亿; `planned` is their sum."""

    cohort: int | None  # year of signing (2020: 2019 and 2020); None: not a promotion signing
    started: int | None  # year of start (2020 and 2021 are one for the earliest); None: not yet
    keys: tuple[int, ...]  # the years in which they are key projects
    sizes: tuple[int, int, int]
    planned: int
    ended: int | None = None  # year of termination

    @property
    def count(self) -> int:
        return sum(self.sizes)


BOTH, LAST, THIS, NEVER = (2022, 2023), (2022,), (2023,), ()

#: Within a cohort and year of start, the groups that need early signings come first.
GROUPS = (
    Group(2020, 2021, BOTH, (1, 0, 0), 486_000),
    Group(2020, 2021, BOTH, (8, 22, 2), 2_854_000),
    Group(2020, 2021, LAST, (1, 12, 3), 712_000),
    Group(2020, 2021, NEVER, (0, 3, 6), 118_500),
    Group(2020, None, NEVER, (0, 1, 1), 27_600, ended=2021),
    Group(2021, 2021, NEVER, (0, 1, 0), 32_000, ended=2022),
    Group(2021, 2021, BOTH, (5, 21, 2), 2_220_000),
    Group(2021, 2021, LAST, (0, 12, 4), 508_000),
    Group(2021, 2021, NEVER, (0, 10, 45), 523_400),
    Group(2021, 2022, BOTH, (2, 9, 1), 880_000),
    Group(2021, 2022, LAST, (0, 3, 1), 121_000),
    Group(2021, 2022, NEVER, (0, 4, 12), 201_300),
    Group(2021, 2023, BOTH, (2, 3, 0), 500_000),
    Group(2021, 2023, NEVER, (0, 2, 2), 66_500),
    Group(2021, None, NEVER, (0, 1, 2), 33_800, ended=2021),
    Group(2021, None, NEVER, (0, 1, 1), 34_700, ended=2022),
    Group(2021, None, BOTH, (1, 2, 0), 240_000),
    Group(2021, None, NEVER, (0, 1, 0), 24_000),
    Group(2022, 2022, BOTH, (1, 0, 0), 415_000),
    Group(2022, 2022, BOTH, (4, 25, 4), 2_165_000),
    Group(2022, 2022, LAST, (0, 2, 4), 80_000),
    Group(2022, 2022, THIS, (0, 6, 2), 310_000),
    Group(2022, 2022, NEVER, (0, 11, 64), 648_600),
    Group(2022, 2023, BOTH, (2, 4, 0), 600_000),
    Group(2022, 2023, THIS, (6, 15, 3), 2_160_000),
    Group(2022, 2023, NEVER, (0, 1, 3), 40_000),
    Group(2022, None, NEVER, (0, 1, 3), 55_000, ended=2022),
    Group(2022, None, BOTH, (1, 1, 0), 220_000),
    Group(2022, None, THIS, (0, 2, 0), 70_000, ended=2023),
    Group(2022, None, NEVER, (0, 0, 2), 10_000, ended=2023),
    Group(2022, None, THIS, (1, 4, 1), 310_000),
    Group(2022, None, NEVER, (0, 1, 3), 40_000),
    Group(2023, 2023, NEVER, (0, 1, 0), 30_000, ended=2023),
    Group(2023, 2023, THIS, (4, 20, 3), 2_000_000),
    Group(2023, 2023, NEVER, (4, 21, 35), 1_880_000),
    Group(2023, None, NEVER, (0, 2, 2), 70_000, ended=2023),
    Group(2023, None, THIS, (1, 7, 2), 490_000),
    Group(2023, None, NEVER, (4, 12, 23), 1_654_000),
    Group(None, 2021, BOTH, (3, 12, 3), 1_100_000),
    Group(None, 2021, LAST, (0, 10, 4), 514_000),
    Group(None, 2022, BOTH, (1, 5, 1), 420_000),
    Group(None, 2022, LAST, (0, 4, 2), 186_000),
    Group(None, 2023, THIS, (2, 9, 3), 780_000),
    Group(None, None, THIS, (1, 3, 0), 310_000),
)

#: Signings by month; those of 2019 and 2020 lie anywhere in the two years.
SIGNINGS = {
    2021: (7, 6, 17, 10, 11, 18, 10, 10, 18, 9, 12, 22),
    2022: (8, 9, 21, 13, 13, 23, 12, 12, 22, 10, 13, 21),
    2023: (9, 12, 22, 14, 14, 23, 12, 13, 22),
}
FRAMEWORKS = {2021: (11, 742_000), 2022: (13, 963_000), 2023: (11, 815_000)}


@dataclass(frozen=True)
class Wave:
    """So many signings of one window start in another. `pace` stretches the usual delays; None: any day."""

    signed: tuple[dt.date, dt.date]
    started: tuple[dt.date, dt.date]
    count: int
    pace: float | None = None


def _days(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    after = dt.date(year + last // 12, last % 12 + 1, 1)
    return dt.date(year, first, 1), after - dt.timedelta(days=1)


WAVES = (
    Wave((dt.date(2019, 1, 1), dt.date(2020, 12, 31)), (dt.date(2019, 1, 1), dt.date(2021, 11, 30)), 58, 1.2),
    Wave(_days(2021, 1, 12), _days(2021, 1, 12), 100, 1.05),
    Wave(_days(2021, 1, 12), _days(2022, 2, 10), 32),
    Wave(_days(2021, 1, 12), _days(2023, 2, 8), 9),
    Wave(_days(2022, 1, 9), _days(2022, 1, 9), 85, 1.18),
    Wave(_days(2022, 1, 9), _days(2022, 10, 12), 21),
    Wave(_days(2022, 10, 12), _days(2022, 10, 12), 17, 0.48),
    Wave(_days(2022, 1, 12), _days(2023, 2, 9), 34),
    Wave(_days(2023, 1, 9), _days(2023, 1, 9), 88, 1.0),
)

# Long-tailed, as quantiles at equal steps.
START_DELAY_DAYS = (4, 15, 29, 44, 59, 73, 92, 116, 148, 192, 262)
FIRST_MONEY_DAYS = (0, 3, 7, 12, 17, 24, 34, 48, 67, 100, 150)
SIZES = {
    "big": (100_000, 107_000, 117_000, 130_000, 146_000, 166_000, 190_000, 220_000, 258_000, 308_000, 520_000),
    "mid": (10_000, 15_500, 24_000, 36_000, 52_000, 73_000, 97_000),
    "small": (2_000, 2_800, 3_600, 4_700, 6_000, 7_800, 9_600),
}

#: Key projects of 2023: what the year's plan and what has been done by September, by industry.
PLAN_2023 = {
    "航空航天": 380_200,
    "新材料": 1_609_400,
    "高端装备制造": 1_310_800,
    "数字经济": 419_800,
    "海上风电装备": 620_100,
    "生物医药": 270_100,
    "现代服务业": 149_000,
    "其他": 100_600,
}
DONE_2023 = {
    "航空航天": 198_022,
    "新材料": 982_037,
    "高端装备制造": 885_964,
    "数字经济": 241_015,
    "海上风电装备": 523_986,
    "生物医药": 148_976,
    "现代服务业": 90_041,
    "其他": 53_959,
}
INDUSTRIES = tuple(PLAN_2023)
#: How much heavier an industry weighs in planned investment than in the year's plan.
PLANNED_LEANING = dict(zip(INDUSTRIES, (1.2, 0.97, 1.04, 0.88, 1.05, 1.15, 0.75, 0.9), strict=True))
#: How much likelier than its share an industry is to hold key projects that have not started.
STILL_WAITING = dict(zip(INDUSTRIES, (1.5, 1.1, 0.8, 1.2, 0.15, 1.3, 1.0, 1.4), strict=True))

PLAN_2022, DONE_2022 = 3_520_000, 3_380_000
#: Completed by the key projects of the year, month by month, as shares of the year so far.
CURVES = {
    2021: (9, 11, 20, 24, 24, 28, 26, 25, 27, 25, 24, 23),
    2022: (110, 200, 280, 320, 300, 350, 320, 310, 320, 300, 290, 280),
    2023: (140, 260, 360, 400, 370, 430, 390, 380, 394),
}

UNITS = ("责任单位一", "责任单位二", "责任单位三", "责任单位四", "责任单位五", "责任单位六", "责任单位七", "责任单位八")
UNIT_SHARES = (0.22, 0.17, 0.14, 0.13, 0.11, 0.1, 0.08, 0.05)
UNIT_PACE = dict(zip(UNITS, (1.0, 1.25, 0.93, 1.14, 0.98, 1.4, 1.0, 0.96), strict=True))
SIGNED_TARGET = dict(zip(UNITS, (40, 32, 28, 27, 23, 20, 17, 13), strict=True))
STARTED_TARGET = 150

#: Funds arrived: by year (exact) and, within it, by cohort; what is missing is that of the latest.
FUNDS = {2021: 1_816_666.67, 2022: 2_180_000, 2023: 1_648_000}
FUNDS_OF_EARLIER = {
    2021: {2020: 956_000},
    2022: {2020: 412_000, 2021: 784_000},
    2023: {2020: 47_000, 2021: 168_000, 2022: 450_000},
}
FUNDS_BY_MONTH = {
    2021: (71, 89, 158, 132, 141, 194, 146, 153, 199, 152, 170, 211.7),
    2022: (86, 112, 195, 158, 169, 234, 173, 182, 240, 176, 199, 256),
    2023: (88, 115, 175, 160, 168, 235, 205, 220, 282),
}
#: Of last year's money, what had come by the month in which this year's data end.
FUNDS_BY_SEPTEMBER_2022 = 1_549_000
#: Of the 87 signed and started in 2023, those with money, those of them paid before the start, and their money.
PAID_2023, PREPAID_2023, PAID_AMOUNT_2023 = 79, 10, 962_000
#: Signed in 2023 and paid, but not started.
PAID_NOT_STARTED_2023 = 6

TOP_500 = {2020: 7, 2021: 12, 2022: 16, 2023: 13}
FOUR_NEW = {2020: 9, 2021: 29, 2022: 38, 2023: 32}

#: Batches of promotion events and of delegations received.
ACTIVITY_TOTALS = {2021: (521, 948), 2022: (625, 1106), 2023: (486, 872)}
ACTIVITIES_A_MONTH = {2021: 6, 2022: 8, 2023: 8}


@dataclass(frozen=True)
class SigningEvent:
    """A collective signing: so many of that month's agreements are signed on its day."""

    held_on: dt.date
    title: str
    signings: int
    industry: str | None = None


SIGNING_EVENTS = (
    SigningEvent(dt.date(2021, 6, 25), "演示：重点项目集中签约活动", 7),
    SigningEvent(dt.date(2021, 12, 16), "演示：年末项目集中签约活动", 8),
    SigningEvent(dt.date(2022, 3, 25), "演示：重点产业项目集中签约活动", 8),
    SigningEvent(dt.date(2022, 6, 17), "演示：海上风电光伏装备园集中签约活动", 8, "海上风电装备"),
    SigningEvent(dt.date(2022, 9, 22), "演示：苏州生物医药产业推介签约活动", 7, "生物医药"),
    SigningEvent(dt.date(2023, 3, 24), "演示：新材料产业集中签约活动", 7, "新材料"),
    SigningEvent(dt.date(2023, 6, 16), "演示：重点产业项目集中签约活动", 8),
    SigningEvent(dt.date(2023, 9, 8), "演示：秋季项目集中签约活动", 7),
)

#: New key projects of 2023: how many of the started and of the waiting were to start only after September.
DUE_LATER_2023 = {"started": 4, "waiting": 9}
ADJUSTED_PAIRS = {2022: 3, 2023: 5}
BLOCKERS = 60
