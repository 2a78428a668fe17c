"""The appraisal's arithmetic as a spreadsheet writes it: the same forms as `view/appraisal/forms.py`, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from data.schemes import Indicator
from data.schemes.scheme import FEW
from panels.appraisal.asked import Appraisal
from view.appraisal.scoring import Score
from view.view import View

_COLUMNS = (
    "group", "unit", "ranked", "key", "name", "actual", "under", "projects", "target", "held", "second",
    "second_target", "second_held", "value", "ratio", "second_ratio", "compared", "lowest", "highest", "gives", "why",
    "points", "number", "group_number",
)  # fmt: skip
#: Column of the sheet of lines → its place; after them three a band.
LINE = {name: at for at, name in enumerate(_COLUMNS)}
#: Column of the sheet of projects → its place.
PROJECT = {name: at for at, name in enumerate(
    ("number", "unit", "key", "part", "project_id", "name", "share", "brings", "credited", "counted", "planned", "why")
)}  # fmt: skip
#: Column of the sheet of the scheme's numbers → its place; after them three a band or step.
NUMBERS = {name: at for at, name in enumerate(
    ("key", "name", "form", "weight", "points", "cap", "base", "due", "second_due"))}  # fmt: skip


@dataclass
class Places:
    """Where everything stands: the sheets' names, and the rows of lines and of indicators."""

    view: View
    one: Appraisal
    lines: str
    projects: str
    numbers: str
    _line_rows: dict[tuple[str, str], int] = field(default_factory=dict)
    _number_rows: dict[str, int] = field(default_factory=dict)
    #: Department, group → its number: names may hold signs that mean something to a spreadsheet's criteria.
    units: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        row = 0
        for score in self.one.now.scores:
            for line in score.lines:
                row += 1
                self._line_rows[score.member.unit, line.indicator.key] = row
        for score in self.one.now.scores:
            self.units.setdefault(score.member.unit, len(self.units) + 1)
            self.groups.setdefault(score.member.group, len(self.groups) + 1)
        self._number_rows = {each.key: row for row, each in enumerate(self.one.scheme.on, start=1)}

    @property
    def most_bands(self) -> int:
        """So many bands or steps has the indicator that has most."""
        return max((len(each.band) + len(each.step) for each in self.one.scheme.on), default=0)

    def line_row(self, unit: str, key: str) -> int:
        """The row of a line, from 0."""
        return self._line_rows[unit, key]

    def number_row(self, key: str) -> int:
        """The row of an indicator's numbers, from 0."""
        return self._number_rows[key]

    def line_cell(self, column: str, unit: str, key: str) -> str:
        """A cell of a line, from another sheet."""
        return f"'{self.lines}'!{self.here(column, unit, key)}"

    def here(self, column: str, unit: str, key: str) -> str:
        """A cell of a line, from its own sheet."""
        return str(xl_rowcol_to_cell(self.line_row(unit, key), LINE[column]))

    def number_cell(self, column: str, key: str) -> str:
        """A number of the scheme."""
        return f"'{self.numbers}'!{xl_rowcol_to_cell(self.number_row(key), NUMBERS[column], True, True)}"

    def rung_cell(self, key: str, at: int, column: int) -> str:
        """A number of a band or step: at least, wanted or gives, minus."""
        place = xl_rowcol_to_cell(self.number_row(key), len(NUMBERS) + 3 * at + column, True, True)
        return f"'{self.numbers}'!{place}"

    def of_projects(self, column: str) -> str:
        """A column of the projects."""
        return f"'{self.projects}'!{span(PROJECT[column], 1, max(len(self.one.now.counted.entries), 1))}"

    def of_lines(self, column: str) -> str:
        """A column of the lines."""
        return span(LINE[column], 1, max(len(self._line_rows), 1))


def span(column: int, first: int, last: int) -> str:
    """Rows of a column, from 0, absolute."""
    name = xl_col_to_name(column)
    return f"${name}${first + 1}:${name}${last + 1}"


def _counted(
    places: Places, score: Score, one: Indicator, part: str, more: str = "", *, is_number: bool = False
) -> str:
    """The sum, or the number, of what is counted of a part."""
    unit, key = (places.here(name, score.member.unit, one.key) for name in ("number", "key"))
    where = (
        f"{places.of_projects('number')},{unit},{places.of_projects('key')},{key},{places.of_projects('part')},"
        f'"{part}",{places.of_projects("counted")},1{more}'
    )
    return f"COUNTIFS({where})" if is_number else f"ROUND(SUMIFS({places.of_projects('credited')},{where}),4)"


def figures(places: Places, score: Score, one: Indicator) -> dict[str, str]:
    """The formulas of a line but for its points, by column."""
    at = {name: places.here(name, score.member.unit, one.key) for name in LINE}
    due, second_due = places.number_cell("due", one.key), places.number_cell("second_due", one.key)
    made = {"actual": f"={_counted(places, score, one, 'source')}"}
    if one.is_rate:
        made["under"] = f"={_counted(places, score, one, 'of')}"
        made["projects"] = f"={_counted(places, score, one, 'of', is_number=True)}"
        made["value"] = f'=IF(N({at["under"]})=0,"",{at["actual"]}/{at["under"]}*100)'
        made["ratio"] = f'=IF({at["value"]}="","",{at["value"]}/IF({at["target"]}="",100,{at["target"]}))'
    else:
        made["value"] = f"={at['actual']}"
        if one.target is not None:
            made["held"] = f'=IF({at["target"]}="","",{at["target"]}*{due})'
            made["ratio"] = f'=IF(N({at["held"]})=0,"",{at["actual"]}/{at["held"]})'
    if one.second_source is not None:
        made["second"] = f"={_counted(places, score, one, 'second')}"
        made["second_held"] = f'=IF({at["second_target"]}="","",{at["second_target"]}*{second_due})'
        made["second_ratio"] = f'=IF(N({at["second_held"]})=0,"",{at["second"]}/{at["second_held"]})'
    if one.form == "efficacy":
        own = f"{at['ratio']}*100" if one.target is not None else at["value"]
        scored = score.line(one.key).inputs.lacking is None
        few = f"{at['projects']}<{FEW}" if one.is_rate else "FALSE"
        made["compared"] = f'=IF({few},"",{own})' if scored else '=""'
        made["lowest"], made["highest"] = (f"={_of_group(places, score, one, name)}" for name in ("MINIFS", "MAXIFS"))
        made["gives"] = _efficacy(places, one, at)
    if one.form == "steps":
        made["gives"] = _steps(places, one, at)
    return made


def _of_group(places: Places, score: Score, one: Indicator, function: str) -> str:
    """Lowest, highest or number of what the ranked ones of the group are compared by."""
    own = {name: places.here(name, score.member.unit, one.key) for name in ("group_number", "key")}
    compared, group = places.of_lines("compared"), places.of_lines("group_number")
    where = f"{places.of_lines('key')},{own['key']},{group},{own['group_number']},{places.of_lines('ranked')},1"
    if function == "COUNTIFS":
        return f'COUNTIFS({where},{compared},">=0")'
    return f"{function}({compared},{where})"


def _efficacy(places: Places, one: Indicator, at: Mapping[str, str]) -> str:
    base = places.number_cell("base", one.key)
    own = f"MIN(MAX({at['compared']},{at['lowest']}),{at['highest']})"
    level = f"IF({at['highest']}>0,100,{base})"
    made = f"({own}-{at['lowest']})/({at['highest']}-{at['lowest']})*(100-{base})+{base}"
    return f'=IF({at["compared"]}="","",IF(ROUND({at["lowest"]}-{at["highest"]},9)>=0,{level},{made}))'


def _steps(places: Places, one: Indicator, at: Mapping[str, str]) -> str:
    measure = f"{at['ratio']}*100" if one.is_rate or one.target is not None else at["actual"]
    made = "0"
    for rung in reversed(range(len(one.step))):
        limit, gives = places.rung_cell(one.key, rung, 0), places.rung_cell(one.key, rung, 1)
        made = f"IF(ROUND({measure}-{limit},9)>=0,{gives},{made})"
    return f'=IF({at["ratio"]}="","",{made})' if one.is_rate or one.target is not None else f"={made}"


def why(places: Places, score: Score, one: Indicator, said: Mapping[str, str]) -> str:
    """The formula of why a line is not scored, where its figures decide that; empty where nothing can."""
    at = {name: places.here(name, score.member.unit, one.key) for name in ("projects", "under")}
    made = '""'
    if one.form == "efficacy":
        made = f'IF({_of_group(places, score, one, "COUNTIFS")}<2,"{said["alone"]}",{made})'
    if one.is_rate:
        made = f'IF(OR({at["projects"]}<{FEW},{at["under"]}=0),"{said["few"]}",{made})'
    return "" if made == '""' else f"={made}"


def bands(places: Places, score: Score, one: Indicator) -> Iterator[tuple[int, str]]:
    """What a ladder's bands have, lack and have to spare: (column, formula)."""
    if one.form != "ladder":
        return
    row, due = places.line_row(score.member.unit, one.key), places.number_cell("due", one.key)
    planned, spare_before = places.of_projects("planned"), "0"
    for at in range(len(one.band)):
        first = len(LINE) + 3 * at
        have, _, spare = (xl_rowcol_to_cell(row, first + column) for column in range(3))
        limit, wanted = places.rung_cell(one.key, at, 0), f"{places.rung_cell(one.key, at, 1)}*{due}"
        more = f',{planned},">="&{limit}' + (f',{planned},"<"&{places.rung_cell(one.key, at - 1, 0)}' if at else "")
        yield first, f"={_counted(places, score, one, 'source', more)}"
        yield first + 1, f"=MAX(ROUND({wanted}-({have}+{spare_before}),9),0)"
        yield first + 2, f"=MAX({have}+{spare_before}-{wanted},0)"
        spare_before = spare


def points(places: Places, score: Score, one: Indicator) -> str:
    """The formula of a line's points; empty where it is not scored."""
    at = {name: places.here(name, score.member.unit, one.key) for name in LINE}
    weight, cap = places.number_cell("weight", one.key), places.number_cell("cap", one.key)
    match one.form:
        case "proportional":
            made = f"{weight}*MIN({at['ratio']},{cap}/100)"
        case "full_if_met":
            otherwise = at["ratio"] if one.otherwise == "proportional" else "0"
            made = f"{weight}*IF(ROUND({at['ratio']}-1,9)>=0,1,{otherwise})"
        case "efficacy" | "steps":
            made = f"{weight}*{at['gives']}/100"
        case "ladder":
            row = places.line_row(score.member.unit, one.key)
            taken = "+".join(
                f"{xl_rowcol_to_cell(row, len(LINE) + 3 * rung + 1)}*{places.rung_cell(one.key, rung, 2)}"
                for rung in range(len(one.band))
            )
            made = f"MAX({weight}-({taken}),0)"
        case "halves":
            made = f"{weight}*(MIN({at['ratio']},{cap}/100)+MIN({at['second_ratio']},{cap}/100))/2"
        case "each" | "minus":
            made = f"MIN({places.number_cell('points', one.key)}*MAX({at['actual']},0),{cap})"
    sign = "-" if one.form == "minus" else ""
    return f'=IF({at["why"]}<>"","",{sign}ROUND({made},2))'
