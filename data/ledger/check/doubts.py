"""What looks wrong in a ledger but may be right: asked at its cells, and published as it is once it is accepted."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data import model
from data.errors import Asked, Said
from data.ledger import form
from data.ledger.check.findings import Findings
from data.ledger.check.rows import STATUS, Rows
from data.ledger.check.rules import where
from data.ledger.open.reading import Grid
from data.settings import settings

#: What stands for a department or industry that a ledger does not say.
UNSAID = "未填报"
_ALIKE = 0.5  # of two characters one must agree
#: Of so many unknown names of a column the nearest known one is looked for: a column of other words has none.
_MOST_COMPARED = 300
_ENDED = r"(?i)(终止|解约|退出|撤资|撤销|取消|terminated|cancel)"
#: What does not tell two projects apart: what stands in brackets, white space and punctuation, and these words.
_IN_BRACKETS = r"[（(【\[].*?[）)】\]]"
_MARKS = r"[\s\p{Z}\p{Cf}\p{P}\p{S}]+"
_WORTHLESS = r"(项目|工程|建设|有限公司|股份|集团|公司|二期|一期)"
#: What may not be more than was planned. Completed investment may: a project that costs more than its agreement said
#: is no slip of the pen, and would have to be accepted every month.
_MEASURES = {"funds_arrived": ("到位资金", "funds arrived sum")}
#: Nothing of a zone is older: an older day or year is a slip of the pen, or history.
_OLDEST = dt.date(1990, 1, 1)
_BOTH_DATES = Asked(
    Said("两个日期对吗？", "are both dates right?"),
    Said("不对的请改正后重新上传", "correct the wrong one and upload it again"),
)
_BOTH_AMOUNTS = Asked(
    Said("两个数对吗？", "are both right?"), Said("不对的请改正后重新上传", "correct the wrong one and upload it again")
)
_YEAR = Asked(
    Said("年份对吗？", "is the year right?"), Said("不对的请改正后重新上传", "correct it if not, and upload it again")
)
#: A stage → those that come before it. An approval may precede a signing, a registration only precedes production.
_COMES_AFTER = {
    "started_on": ("signed_on",),
    "listed_on": ("started_on",),
    "production_on": ("started_on", "registered_on"),
    "capacity_on": ("production_on", "started_on"),
}
_STAGES = {
    "signed_on": "signing",
    "registered_on": "registration",
    "started_on": "start",
    "production_on": "production",
}
_EXTENDED = Asked(
    Said("到期后照常亮灯，对吗？", "its lights come back after that: is that right?"),
    Said("要延期的请改有效期", "change the day if it was extended"),
)
_STILL = Asked(
    Said("还在推进吗？", "does it go on?"),
    Said("已经终止的请补上终止日期和原因", "if it has ended, add the date it ended on and the reason"),
)
_SAME_PROJECT = Asked(
    Said("是不是同一个项目？", "is it the same project?"),
    Said("是的请删去一行，或把名称改得分得清", "if so delete one of the rows; else make the names differ"),
)


def raise_doubts(read: Mapping[str, Rows], through: dt.date | None = None) -> None:
    """Every doubt about the rows of every table. `through`: the last month reported, where it is known.

    Raises:
        SettingsError: the settings, which know the zone's names, cannot be read.
    """
    zone = settings()
    for rows in read.values():
        doubt_age(rows)
        for column, names in (("industry", zone.industry), ("unit", zone.unit)):
            if column in rows.columns and rows.has(column):
                doubt_names(rows, column, [name.zh for name in names])
    if "project" in read:
        doubt_order(read["project"])
        doubt_endings(read["project"])
        doubt_alike(read["project"])
        if "progress" in read:
            doubt_sums(read["project"], read["progress"])
    if "exemption" in read and through is not None:
        doubt_exemptions(read["exemption"], through)


def hidden(findings: Findings, grid: Grid, *, is_read: bool) -> None:
    """A hidden sheet: the template's is read, an office's own may be an old one and is not."""
    if is_read:
        why = Said("是隐藏的工作表，其中的行也读取了", "is a hidden sheet, whose rows were read too")
        ask = Asked(
            Said("这张表要用吗？", "is it meant to be used?"),
            Said("不用的请删去这张表再上传", "delete the sheet if not, and upload it again"),
        )
    else:
        why = Said("是隐藏的表，没有读取", "is a hidden sheet and was not read")
        ask = Asked(
            Said("不读对吗？", "is that right?"),
            Said("要读取的请取消隐藏再上传", "unhide it to have it read, and upload it again"),
        )
    findings.warn(grid, [(0, 0)], why, ask, kind="hidden")


# Names ----------------------------------------------------------------------------------------------


def doubt_names(rows: Rows, column: str, known: list[str]) -> None:
    """Names that the settings do not list, each once, with the nearest that they do list."""
    encoded = rows.values(column).dictionary_encode()
    names = encoded.dictionary.to_pylist()
    unknown = [number for number, name in enumerate(names) if name not in known]
    if not known or not unknown:
        return
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    by_code = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes, range(len(names) + 1), sorter=by_code)
    for at, number in enumerate(unknown):
        those = [int(row) for row in by_code[ends[number] : ends[number + 1]]]
        near = _nearest(names[number], known) if at < _MOST_COMPARED else None
        _doubt_name(rows, column, names[number], those, near)


def _nearest(said: str, known: list[str]) -> str | None:
    return next(iter(difflib.get_close_matches(said, known, n=1, cutoff=_ALIKE)), None)


def _doubt_name(rows: Rows, column: str, said: str, those: list[int], near: str | None) -> None:
    heading = form.heading(rows.table, column)
    if said == UNSAID:
        why = Said(f"没有填写{heading}，记为“{UNSAID}”", f"names no “{heading}”: put down as “{UNSAID}”")
        ask = Asked(
            Said("对吗？", "is that right?"),
            Said(
                f"请补上{heading}；按编号更新时，已有项目的照旧不变",
                "fill it in; an update leaves what a project has already",
            ),
        )
        rows.doubt(those, column, why, ask, f"unsaid {column}")
        return
    question = Said(f"是不是“{near}”？", f"is “{near}” meant?") if near else Said("写法对吗？", "is it written right?")
    ask = Asked(
        question,
        Said(
            "写错的请改正后重新上传；是新名称的，请在“数据”页点“加入设置”",
            "correct it if not, and upload it again; a new name is taken into the settings on the page «Data»",
        ),
    )
    zh, en = ("", "") if rows.shows(those[0], column) else (f"“{said}”", f"“{said}” ")
    why = Said(f"{zh}不在设置的{heading}名称里", f"{en}is not among the names that the settings list for “{heading}”")
    rows.doubt(those, column, why, ask, f"unknown {column} {zh}{near or ''}")


# Dates, states and names of projects ----------------------------------------------------------------


def doubt_age(rows: Rows) -> None:
    """Days, months and years before 1990."""
    for field in model.ARROW[rows.table]:
        is_year = field.name == "year"
        if not is_year and not pa.types.is_date(field.type):
            continue
        oldest = pa.scalar(_OLDEST.year if is_year else _OLDEST, field.type)
        if old := where(pc.less(rows.values(field.name), oldest)):
            why = Said(f"早于{_OLDEST.year}年", f"is before {_OLDEST.year}")
            rows.doubt(old, field.name, why, _YEAR, f"old {field.name}")


def doubt_order(rows: Rows) -> None:
    """A stage before one that comes earlier: each is held against the latest of those, so that it is asked once."""
    for column, earlier in _COMES_AFTER.items():
        latest = pc.max_element_wise(*(rows.values(other) for other in earlier))
        for row in where(pc.less(rows.values(column), latest)):
            day: dt.date = latest[row].as_py()
            other = next(one for one in earlier if rows.values(one)[row].as_py() == day)
            zh = form.heading(rows.table, other)
            why = Said(f"早于{zh}{day}", f"is earlier than the {_STAGES[other]} date {day}")
            rows.doubt([row], column, why, _BOTH_DATES, f"{column} before {other}")


def doubt_exemptions(rows: Rows, through: dt.date) -> None:
    """An exemption that ended before the last month reported begins."""
    if ended := where(pc.less(rows.values("until_on"), pa.scalar(through))):
        why = Said(
            f"早于数据截至月份{through:%Y-%m}，已经到期",
            f"is before the last month reported, {through:%Y-%m}: it has ended",
        )
        rows.doubt(ended, "until_on", why, _EXTENDED, "ended exemption")


def doubt_endings(rows: Rows) -> None:
    """A project that has ended by its status, and has no date of it."""
    if STATUS not in rows.columns:
        return
    has_ended = pc.match_substring_regex(rows.values(STATUS), _ENDED).fill_null(False)
    why = Said(
        "状态说已经终止，却没有终止日期，仍计在各阶段里", "has ended by its status, but has no date: it still counts"
    )
    for row in where(pc.and_(has_ended, rows.values("terminated_on").is_null())):
        rows.doubt([row], STATUS, why, _STILL, "ended without a date")


def doubt_alike(rows: Rows) -> None:
    """Names that differ only in brackets, white space and words like «项目»: perhaps the same project twice.

    Not where both name an investor, and not the same one.
    """
    names = rows.values("name")
    codes = _codes(_bare(names))
    several = np.flatnonzero((np.bincount(codes + 1) > 1)[codes + 1] & (codes >= 0))
    investors = _codes(_bare(rows.values("investor")))
    first: dict[tuple[int, int], int] = {}  # (name, investor) → the first row; of any investor for -2
    for row in several.tolist():
        name, investor = int(codes[row]), int(investors[row])
        alike = [first.get((name, one)) for one in ((-2,) if investor == -1 else (investor, -1))]
        other = min((one for one in alike if one is not None), default=None)
        first.setdefault((name, investor), row)
        first.setdefault((name, -2), row)
        if other is not None:
            _doubt_alike(rows, row, other, names[other].as_py())


def _doubt_alike(rows: Rows, row: int, other: int, name: str) -> None:
    grid, number, column = rows.places(other, "name")[0]
    place = f"{grid.sheet}!{form.address(number, column)}"
    why = Said(f"与{place}“{name}”相近", f"is close to {place} “{name}”")
    rows.doubt([row], "name", why, _SAME_PROJECT, "alike")


def _codes(texts: pa.Array) -> npt.NDArray[np.int64]:
    """A number by row, the same where the texts are; -1 for none."""
    found: npt.NDArray[np.int64] = texts.dictionary_encode().indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return found.astype(np.int64)


def _bare(names: pa.Array) -> pa.Array:
    """Names by what tells them apart; null where nothing does."""
    found = pc.utf8_lower(pc.utf8_normalize(names, "NFKC"))
    for pattern in (_IN_BRACKETS, _MARKS, _WORTHLESS):
        found = pc.replace_substring_regex(found, pattern, "")
    return pc.if_else(pc.equal(found, ""), pa.scalar(None, pa.string()), found)


# Amounts --------------------------------------------------------------------------------------------


def doubt_sums(projects: Rows, progress: Rows) -> None:
    """More money than planned, of a project's months together."""
    table = pa.table({name: progress.values(name) for name in ("project_id", *_MEASURES)})
    sums = table.group_by("project_id", use_threads=False).aggregate([(name, "sum") for name in _MEASURES])
    at = pc.index_in(projects.values("project_id"), value_set=sums["project_id"].combine_chunks())
    planned = projects.values("planned_investment")
    for measure, (zh, en) in _MEASURES.items():
        spent = sums[f"{measure}_sum"].combine_chunks().take(at)
        for row in where(pc.and_(pc.greater(spent, planned), pc.is_valid(projects.values("project_id")))):
            why = Said(
                f"{zh}合计{spent[row].as_py()}万元，超过计划总投资{planned[row].as_py()}万元",
                f"{en} to {spent[row].as_py()}万元, more than the planned investment of {planned[row].as_py()}万元",
            )
            projects.doubt([row], "planned_investment", why, _BOTH_AMOUNTS, f"more {measure} than planned")
