"""The lines above a table, its sheet's name and its file's → its title, notes, units, year and month."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable

from data.ledger.office import header, headings, time_words
from data.ledger.office.layout import Layout
from data.ledger.office.units import units_in


def read(layout: Layout, above: tuple[str, ...]) -> None:
    """Title, notes, unit, year and month: of the lines over the table, then of those over the sheet's first one."""
    grid = layout.grid
    lines = [header.line(grid, row) for row in range(layout.header[0])]
    layout.title = next((line for line in lines if line), "")
    layout.notes = [line for line in lines if line][1:]
    around = [str(v) for row in grid.rows[: layout.header[0]] for v in row if isinstance(v, str) and v.strip()]
    of_sheet = f"（{grid.sheet}）" if "元" in grid.sheet else ""
    layout.units = next((units for texts in (around, above, [of_sheet]) if (units := _units(texts))), ())
    around += above
    titles = [*around, grid.sheet]
    layout.year = next((year for text in titles if (year := headings.year_in(_undated(text)))), None)
    layout.month = next((month for text in titles if (month := _month_in(text, None))), None)
    if layout.year is None and layout.month:
        layout.year = layout.month[0]  # «23年9月»
    layout.is_year_of_file = layout.year is None
    layout.year = layout.year or headings.year_in(grid.file)
    if layout.month is None and layout.year:
        layout.month = next((month for text in titles if (month := _month_in(text, layout.year))), None)
    layout.month = layout.month or _month_in(grid.file, None)


#: «填报日期：2023年10月8日», a day that only says when a form was filled in, and a full date that does not say «截至».
_FILLED_IN = re.compile(
    r"(?:填[报表写]|制[表单]|报[送出表]|上报|打印|导出|更新|生成|编制|审[核批]|联系)[^\d,，;；。]{0,8}\d{2,4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?|月)?"
)

#: «统计截止日期：2023年9月30日» is «截至2023年9月30日».
_UNTIL = re.compile(r"截[至止]到?(?:日期|时间|时点|日)?[:：]?(?=\d)")

_DAY = re.compile(r"(截[至止]到?|[至到])?\s*((?:20)?\d{2})[-./年](\d{1,2})[-./月](\d{1,2})(?![\d月])日?")


def _units(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for text in texts for unit in units_in(text)))


def _undated(text: str) -> str:
    return _FILLED_IN.sub("", time_words.in_digits(unicodedata.normalize("NFKC", text)))


def _month_in(text: str, year: int | None) -> tuple[int, int] | None:
    """The month up to which a title speaks: «截至2023年9月», «2023年1-9月», «9月份» of a year that is known elsewhere.

    Not the month of a day on which something was filled in: that is the month after, as a rule.
    """
    narrow = _UNTIL.sub("截至", re.sub(r"\s", "", _undated(text)))
    narrow = _DAY.sub(lambda m: f"{m[2]}年{m[3]}月" if m[1] or _is_last_day(m) else "", narrow)
    time = time_words.read((narrow,))
    if not time.last or time.period not in {"month", "span", "running", "range"}:
        return None
    named = time.year or year
    return (named, time.last) if named else None


def _is_last_day(match: re.Match[str]) -> bool:
    """Whether a date is its month's last day, on which reports are made up to."""
    year, month, day = int(f"20{match[2]}"[-4:]), int(match[3]), int(match[4])
    return 1 <= month <= 12 and day == calendar.monthrange(year, month)[1]
