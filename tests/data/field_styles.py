"""Columns as offices make them, of months, sums of months, plans and other years, with what each must come to.

A family is a set of columns of one measure: its headings, its cells, and the months in which its money must be found.
`is_certain`: no question excuses another amount. The amounts are in 万元.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

YEAR = 2023
WORDS = {
    "invested": ("完成投资", "完成投资额", "实际完成投资"),
    "funds_arrived": ("到位资金", "实际到位资金", "到账资金"),
}
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@dataclass
class Project:
    """A project's truth in 万元. `done`: by measure and month; `before`: until this year began; `plans` by year."""

    name: str
    industry: str
    planned: Decimal
    done: dict[str, dict[int, Decimal]]
    before: dict[str, Decimal]
    plans: dict[int, Decimal]

    def sum(self, measure: str, first: int, last: int) -> Decimal:
        """What was done from one month to another, both included."""
        return sum((amount for month, amount in self.done[measure].items() if first <= month <= last), Decimal(0))


Cell = Callable[[Project], Decimal | None]


@dataclass(frozen=True)
class Column:
    """A column of money: what stands over it, from the top, and what it says of a project."""

    texts: tuple[str, ...]
    cell: Cell


@dataclass
class Family:
    """Columns that belong together; `months` and `plans`: what must be found of a project."""

    columns: list[Column]
    measure: str = ""
    months: Callable[[Project], Mapping[int, Decimal]] = field(default=lambda _: {})
    plans: Callable[[Project], Mapping[int, Decimal]] = field(default=lambda _: {})
    is_certain: bool = True
    name: str = ""


@dataclass(frozen=True)
class Setting:
    """What the columns of a sheet have in common: the last month reported, and how deep the header is."""

    through: int
    depth: int
    #: Whether a month may be named without its year and «本月» is known: a title, sheet or file says it.
    is_said: bool = True


def done(r: random.Random, measure: str, setting: Setting) -> Family:
    """A random way to say what was done of a measure."""
    makers = [_months, _months_and_sum, _span, _span_and_running, _before_and_month, _running_sums, _quarters]
    makers += [_month_and_span, _running, _span_and_since_start, _parts, _month_of_other_word]
    makers += [_running_of_it, _bare, _english, _english_months]
    makers = [make for make in makers if make is not _quarters or setting.through >= 3]
    makers += [_halves] if setting.through >= 6 else []
    make = r.choice(makers)
    found = make(r, measure, r.choice(WORDS[measure]), setting)
    found.measure, found.name = measure, make.__name__
    return found


def plan(r: random.Random, setting: Setting) -> Family:
    """A random way to say the annual plans."""
    make = r.choice([_one_plan, _one_plan, _two_plans])
    found = make(r)
    found.name = make.__name__
    return found


def aside(r: random.Random, setting: Setting) -> Family:
    """A column of money that must not count as done, nor as an annual plan."""
    after = setting.through % 12 + 1
    next_year = "2024年" if after == 1 else ""
    texts = r.choice(
        [
            *(["下月计划投资", f"{next_year}{after}月计划投资", f"{next_year}{after}月计划完成投资", "下季度计划投资"]),
            *[
                "去年同期完成投资",
                "上年同期到位资金",
                "上年完成投资",
                "上月完成投资",
                "2022年完成投资",
                "截至2022年底累计完成投资",
            ],
            *["开工以来累计完成投资", "自开工累计完成投资", "历年累计完成投资", "自开始建设至今累计完成投资"],
            *[
                "Next month planned investment",
                f"{YEAR + 1} Q1 plan",
                "Last year completed investment",
                "Invested since start",
            ],
            *[
                f"{after}月计划",
                "下月目标",
                "2022年10月至2023年3月完成投资",
                f"{YEAR}年预计完成投资",
                "力争全年完成投资",
            ],
            *["本月计划完成投资", "1-12月计划完成投资", "2024年四季度计划投资"],
            *["注册资本", "税收", "土地出让金", "固定资产贷款额"],
        ]
    )
    amount = Decimal(r.randint(10_000, 99_999))
    return Family([Column((texts,), lambda _: amount)], name=f"aside {texts}")


# Headings -------------------------------------------------------------------------------------------


def _head(r: random.Random, time: str, word: str, setting: Setting, *, over: str = "") -> tuple[str, ...]:
    """A time and a measure in one heading or in several rows of it."""
    if setting.depth == 1:
        return (r.choice([f"{time}{word}", f"{word}（{time}）", f"{word}-{time}"]) if not over else f"{time}{word}",)
    if setting.depth == 2:
        return (word, time)
    return (word, f"{YEAR}年", time)


def _month(r: random.Random, month: int) -> Callable[[int], str]:
    style = r.choice(["{m}月", "{m:02d}月", "{n}月", "{m}月份"])
    return lambda m: style.format(m=m, n=_NUMERALS[m - 1])


def _span_text(r: random.Random, last: int) -> str:
    named = [
        f"1-{last}月",
        f"1—{last}月",
        f"1至{last}月",
        f"元月至{last}月",
        f"年初至{last}月",
        f"1～{last}月累计",
        f"一至{_NUMERALS[last - 1]}月",
    ]
    named += {3: ["一季度"], 6: ["上半年", "前两季度", "一至二季度"], 9: ["前三季度", "1-3季度"], 12: []}.get(last, [])
    return r.choice([*named, f"前{last}个月"])


def _open_span(r: random.Random) -> str:
    return r.choice(["本年累计", "本年度累计", "年初至今", "今年以来", "自年初累计", "当年累计", "年初至本月", "本年"])


# Families -------------------------------------------------------------------------------------------


def _own(measure: str, months: range) -> Callable[[Project], Mapping[int, Decimal]]:
    return lambda p: {m: p.done[measure].get(m, Decimal(0)) for m in months}


def _at(measure: str, first: int, last: int) -> Cell:
    return lambda p: p.sum(measure, first, last)


def _all_at(measure: str, last: int) -> Callable[[Project], Mapping[int, Decimal]]:
    return lambda p: {last: p.sum(measure, 1, last)}


def _months(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    label = _month(r, 1)
    months = range(1, setting.through + 1)
    columns = [Column(_head(r, label(m), word, setting, over=word), _at(measure, m, m)) for m in months]
    return Family(columns, months=_own(measure, months))


def _months_and_sum(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    found = _months(r, measure, word, setting)
    last = setting.through
    text = r.choice(["累计", f"1-{last}月", "合计", f"1-{last}月累计", "本年累计"])
    if text == "合计" and setting.depth == 1:
        text = "累计"
    whole = Column(_head(r, text, word, setting, over=word), _at(measure, 1, last))
    found.columns = [whole, *found.columns] if r.random() < 0.2 else [*found.columns, whole]
    return found


def _month_of_other_word(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    """«1月实际», «1月份进度» under or before the measure."""
    more = r.choice(["实际", "份进度", "实绩", "份实际", "当月"])
    months = range(1, setting.through + 1)
    flat = setting.depth == 1
    texts = {m: (f"{m}月{more}{word}",) if flat else _head(r, f"{m}月{more}", word, setting) for m in months}
    return Family([Column(texts[m], _at(measure, m, m)) for m in months], months=_own(measure, months))


def _span(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    text = _open_span(r) if setting.is_said and r.random() < 0.4 else _span_text(r, setting.through)
    column = Column(_head(r, text, word, setting), _at(measure, 1, setting.through))
    return Family([column], months=_all_at(measure, setting.through))


def _running(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    """«累计» alone: of the year here, and asked about."""
    text = r.choice(["累计", "截至目前累计", f"截至{setting.through}月底", f"截止{setting.through}月末", "至今累计"])
    column = Column(_head(r, text, word, setting), _at(measure, 1, setting.through))
    return Family([column], months=_all_at(measure, setting.through), is_certain=False)


def _since_start(measure: str, last: int) -> Cell:
    return lambda p: p.before[measure] + p.sum(measure, 1, last)


def _span_and_running(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    """«1-9月» beside «累计», which holds the years before too."""
    found = _span(r, measure, word, setting)
    text = r.choice(["累计", "截至目前累计", "项目累计", f"截至{setting.through}月底累计"])
    whole = Column(_head(r, text, word, setting), _since_start(measure, setting.through))
    found.columns = [whole, *found.columns] if r.random() < 0.5 else [*found.columns, whole]
    return found


def _span_and_since_start(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    found = _span(r, measure, word, setting)
    text = r.choice(["开工累计", "自开工累计", "开工以来累计", "开工至今", "自项目开工以来累计", "开工以来"])
    whole = Column(
        (f"{text}{word}",) if setting.depth == 1 else _head(r, text, word, setting),
        _since_start(measure, setting.through),
    )
    found.columns = [whole, *found.columns] if r.random() < 0.5 else [*found.columns, whole]
    return found


def _running_of_it(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    """«累计完成投资» and after it «其中：本年»."""
    last = setting.through
    text = r.choice(
        ["其中：本年", "其中本年", f"其中：{YEAR}年", f"其中：本年{word}", f"其中：1-{last}月", "其中：今年以来"]
    )
    over = r.choice(["累计", "开工累计", "截至目前累计"])
    columns = [Column((f"{over}{word}",), _since_start(measure, last)), Column((text,), _at(measure, 1, last))]
    return Family(columns, months=_all_at(measure, last))


def _bare(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    """«完成投资» alone, up to the month that the title names."""
    return Family(
        [Column((word,), _at(measure, 1, setting.through))], months=_all_at(measure, setting.through), is_certain=False
    )


_ENGLISH_WORDS = {
    "invested": ("completed investment", "invested"),
    "funds_arrived": ("funds arrived", "funds received"),
}
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _english(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    last = setting.through
    name, said = _ENGLISH_MONTHS[last - 1], r.choice(_ENGLISH_WORDS[measure])
    times = [f"Jan-{name} {YEAR}", f"January to {name}", f"YTD {name}", f"{name} {YEAR} YTD", "year to date"]
    times += {3: ["Q1"], 6: ["H1", f"H1 {YEAR}"], 9: [f"Q1-Q3 {YEAR}"]}.get(last, [])
    time = r.choice(times)
    text = r.choice([f"{time} {said}", f"{said} ({time})"])
    columns = [Column((text,), _at(measure, 1, last))]
    if r.random() < 0.4:
        columns.append(
            Column((r.choice([f"{said} since start", f"project to date {said}"]),), _since_start(measure, last))
        )
    return Family(columns, months=_all_at(measure, last))


def _english_months(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    months = range(1, setting.through + 1)
    said, style = r.choice(_ENGLISH_WORDS[measure]), r.choice(["{m} {y} {w}", "{w} {m} {y}", "{w} ({m} {y})"])
    texts = {m: style.format(m=_ENGLISH_MONTHS[m - 1], y=YEAR, w=said) for m in months}
    return Family([Column((texts[m],), _at(measure, m, m)) for m in months], months=_own(measure, months))


def _before_and_month(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    """«1-8月» and «9月», and perhaps «1-9月»."""
    last = setting.through
    earlier = _span_text(r, last - 1) if last > 2 else "1月"
    columns = [Column(_head(r, earlier, word, setting), _at(measure, 1, last - 1))]
    columns += [Column(_head(r, f"{last}月", word, setting), _at(measure, last, last))]
    if r.random() < 0.5:
        columns += [Column(_head(r, f"1-{last}月", word, setting), _at(measure, 1, last))]
    return Family(columns, months=lambda p: {last - 1: p.sum(measure, 1, last - 1), last: p.sum(measure, last, last)})


def _month_and_span(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    """«9月» beside «1-9月»: the months before have no column of their own."""
    last = setting.through
    month = r.choice(["本月", "当月"]) if setting.is_said and r.random() < 0.6 else f"{last}月"
    texts = [_head(r, month, word, setting), _head(r, _span_text(r, last), word, setting)]
    cells = [_at(measure, last, last), _at(measure, 1, last)]
    order = [0, 1] if r.random() < 0.6 else [1, 0]
    columns = [Column(texts[at], cells[at]) for at in order]
    return Family(columns, months=_all_at(measure, last), is_certain=False)


def _running_sums(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    """«1月», «1-2月», «1-3月» …"""
    months = range(1, setting.through + 1)
    texts = {m: "1月" if m == 1 else f"1-{m}月" for m in months}
    columns = [Column(_head(r, texts[m], word, setting, over=word), _at(measure, 1, m)) for m in months]
    return Family(columns, months=_own(measure, months))


def _quarters(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    texts = r.choice(
        [
            ("一季度", "二季度", "三季度", "四季度"),
            ("第一季度", "第二季度", "第三季度", "第四季度"),
            ("Q1", "Q2", "Q3", "Q4"),
        ]
    )
    ends = [m for m in (3, 6, 9, 12) if m <= setting.through]
    columns = [Column(_head(r, texts[m // 3 - 1], word, setting, over=word), _at(measure, m - 2, m)) for m in ends]
    return Family(columns, months=lambda p: {m: p.sum(measure, m - 2, m) for m in ends})


def _halves(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    """«上半年», and what followed."""
    last = setting.through
    columns = [Column(_head(r, "上半年", word, setting), _at(measure, 1, 6))]
    months = range(7, last + 1)
    columns += [Column(_head(r, f"{m}月", word, setting), _at(measure, m, m)) for m in months]
    return Family(columns, months=lambda p: {6: p.sum(measure, 1, 6)} | {m: p.sum(measure, m, m) for m in months})


def _parts(r: random.Random, measure: str, word: str, setting: Setting) -> Family:
    """Parts and their sum under the measure, up to the month of the title."""
    names = ("内资", "外资") if measure == "funds_arrived" else r.choice([("建安", "设备"), ("土建", "其他")])
    third = Decimal(1) / 4
    last = setting.through

    def share(p: Project) -> Decimal:
        return (p.sum(measure, 1, last) * third).quantize(Decimal("0.01"))

    whole = r.choice(["合计", "小计"])
    cells: dict[str, Cell] = {
        names[0]: share,
        names[1]: lambda p: p.sum(measure, 1, last) - share(p),
        whole: _at(measure, 1, last),
    }
    order = [*names, whole] if r.random() < 0.6 else [whole, *names]
    over = f"1-{last}月{word}" if r.random() < 0.5 else word
    joined = [(over, name) if setting.depth > 1 else (f"{over}-{name}",) for name in order]
    columns = [Column(texts, cells[name]) for texts, name in zip(joined, order, strict=True)]
    return Family(columns, months=_all_at(measure, last), is_certain=False)


def _one_plan(r: random.Random) -> Family:
    text = r.choice(
        [
            *["年度计划投资", "年度计划", "本年计划投资", "全年计划投资", f"{YEAR}年计划投资", f"{YEAR}年度计划投资"],
            *[
                f"{YEAR}年计划投资额",
                f"{YEAR}年计划",
                "全年投资计划",
                "本年度投资计划额",
                f"{YEAR} planned investment",
                f"{YEAR} plan",
            ],
            *["当年计划投资", "年度投资计划", f"{YEAR}年投资计划", f"{YEAR}年计划完成投资", "本年度计划完成投资"],
        ]
    )
    return Family([Column((text,), lambda p: p.plans[YEAR])], plans=lambda p: {YEAR: p.plans[YEAR]})


def _two_plans(r: random.Random) -> Family:
    other = r.choice([YEAR - 1, YEAR + 1])
    years = [other, YEAR] if r.random() < 0.5 else [YEAR, other]
    columns = [Column((f"{year}年计划投资",), lambda p, year=year: p.plans[year]) for year in years]  # type: ignore[misc]
    return Family(columns, plans=lambda p: {year: p.plans[year] for year in years})
