"""The appraisal as a workbook with live formulas: whoever changes a weight, a target or a share sees the scores move.

Four sheets: scores and ranks, a line a department and indicator with its formula, the projects, the scheme's numbers.
What is counted at all (exclusions, a bonus only once) is decided before and stands in a column of the projects.
"""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.schemes import Indicator
from panels.appraisal import formula, opened, words
from panels.appraisal.asked import Appraisal
from reports import appraisal_formulas as cells
from reports import file_words
from reports.appraisal_formulas import LINE, NUMBERS, PROJECT, Places
from reports.table import sheet_name
from texts.language import N_
from view.appraisal.scoring import Line, Score
from view.scope import zone_name
from view.view import View

_WIDTHS = {"A": 16, "B": 18}
_LINE_HEADINGS = (
    N_("Department group"), N_("Responsible department"), N_("Ranked (1/0)"), N_("Key"), N_("Indicator"), N_("Figure"),
    N_("Divided by"), N_("Of how many"), N_("Target"), N_("Target held against"), N_("Second figure"),
    N_("Second target"), N_("Second held against"), N_("Value"), N_("Share of the target"),
    N_("Second share"), N_("Compared by"),
    N_("Lowest of the group"), N_("Highest of the group"), N_("Gives (%)"), N_("Not scored, why"), N_("Points"),
    N_("Department number"), N_("Group number"),
)  # fmt: skip
_NUMBER_HEADINGS = (
    N_("Key"), N_("Indicator"), N_("Form"), N_("Weight"), N_("Points each"), N_("Cap"), N_("Base"), N_("Due share"),
    N_("Second due share"),
)  # fmt: skip
_PROJECT_HEADINGS = (
    N_("Department number"), N_("Responsible department"), N_("Key"), N_("Part"), N_("Project number"), N_("Project"),
    N_("Share of the credit"), N_("Brings"), N_("Credited"), N_("Counted (1/0)"), N_("Planned investment"),
    N_("Why it is not counted"),
)  # fmt: skip


def workbook(view: View, one: Appraisal) -> bytes:
    """The workbook of an appraisal that the reader may see whole."""
    t, out = view.t, io.BytesIO()
    options = {"in_memory": True, "use_future_functions": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        names = [
            sheet_name(t(name)) for name in (N_("Scores"), N_("Lines"), N_("Projects counted"), N_("Scheme numbers"))
        ]
        sheets = [book.add_worksheet(name) for name in names]
        places = Places(view, one, names[1], names[2], names[3])
        _scores(book, sheets[0], places)
        _lines(book, sheets[1], places)
        _projects(book, sheets[2], places)
        _numbers(book, sheets[3], places)
        _about(book, book.add_worksheet(sheet_name(t("Definitions"))), places)
    return out.getvalue()


def _head(book: Workbook, sheet: Worksheet, row: int, headings: list[str]) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for at, heading in enumerate(headings):
        sheet.write_string(row, at, heading, bold)
    sheet.set_column(0, len(headings) - 1, 13)
    for column, width in _WIDTHS.items():
        sheet.set_column(f"{column}:{column}", width)
    sheet.freeze_panes(row + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, row)


def _scores(book: Workbook, sheet: Worksheet, places: Places) -> None:
    """A row a department: what each indicator gives, the sum, the scale, bonus and deductions, total, rank."""
    t, one, view = places.view.t, places.one, places.view
    on = one.scheme.on
    zone = zone_name(t, is_demo=view.edition.is_demo)
    title = words.joined(t, [zone, t("Annual appraisal"), t.year(view.year), words.scheme_name(view, one.asked.scheme),
                             *([said] if (said := words.supposed(view, one)) else [])])  # fmt: skip
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
    headings = [t("Department group"), t("Responsible department"), t("Ranked (1/0)"),
                *(t.name(each.zh, each.en) for each in on), t("Weighted points"), t("Weights scored"),
                t("As they count"), t("Bonus, deductions"), t("Total points"), t("Rank")]  # fmt: skip
    _head(book, sheet, 1, headings)
    two = book.add_format({"num_format": "0.00"})
    rank = {place.score.member.unit: place.rank for group in one.groups for place in group.ranked}
    first, last = 2, 1 + len(one.now.scores)
    for at, score in enumerate(one.now.scores):
        row = first + at
        sheet.write_string(row, 0, score.member.group)
        sheet.write_string(row, 1, view.unit_name(score.member.unit))
        sheet.write_number(row, 2, int(score.member.is_ranked))
        for column, line in enumerate(score.lines, start=3):
            cell = places.line_cell("points", score.member.unit, line.indicator.key)
            sheet.write_formula(row, column, f"={cell}", two, _value(line.outcome.points))
        _sums(sheet, row, places, score, two, (first, last), rank.get(score.member.unit))


def _sums(
    sheet: Worksheet, row: int, places: Places, score: Score, two: Any, span: tuple[int, int], rank: int | None
) -> None:
    on = places.one.scheme.on
    weighted = [3 + at for at, each in enumerate(on) if each.is_weighted]
    others = [3 + at for at, each in enumerate(on) if not each.is_weighted]
    base, scored, scaled, extra, total, place = (3 + len(on) + at for at in range(6))
    here = {column: xl_rowcol_to_cell(row, column) for column in range(place + 1)}
    listed = ",".join(here[column] for column in weighted) or "0"
    sheet.write_formula(row, base, f"=ROUND(SUM({listed}),2)", two, score.base)
    weights = "+".join(
        f'IF({here[3 + at]}="",0,{places.number_cell("weight", each.key)})' 
        for at, each in enumerate(on) if each.is_weighted
    )  # fmt: skip
    sheet.write_formula(row, scored, f"={weights or 0}", None, score.scored)
    whole = "+".join(places.number_cell("weight", each.key) for each in on if each.is_weighted) or "0"
    if places.one.scheme.missing == "scaled":
        scale = f"ROUND({here[base]}*({whole})/{here[scored]},2)"
        made = f'=IF({here[scored]}=({whole}),{here[base]},IF({here[scored]}=0,"",{scale}))'
    else:
        made = f"={here[base]}"
    sheet.write_formula(row, scaled, made, two, _value(score.scaled))
    listed = ",".join(here[column] for column in others) or "0"
    sheet.write_formula(row, extra, f"=ROUND(SUM({listed}),2)", two, score.extra)
    sheet.write_formula(row, total, f'=IF({here[scaled]}="","",ROUND({here[scaled]}+{here[extra]},2))', two,
                        _value(score.total))  # fmt: skip
    groups, ranked, totals = (cells.span(column, *span) for column in (0, 2, total))
    # No criteria: a group's name may hold a sign that means something in them.
    counted = f"SUMPRODUCT(({groups}={here[0]})*({ranked}=1)*ISNUMBER({totals})*({totals}>{here[total]}))"
    sheet.write_formula(
        row, place, f'=IF(OR({here[2]}<>1,{here[total]}=""),"—",1+{counted})', None, "—" if rank is None else rank
    )


def _value(points: float | None) -> float | str:
    return "" if points is None else points


def _lines(book: Workbook, sheet: Worksheet, places: Places) -> None:
    t, view = places.view.t, places.view
    helpers = [t(heading, n=t.number(at + 1)) for at in range(places.most_bands)
               for heading in (N_("Band {n}: has"), N_("Band {n}: lacks"), N_("Band {n}: spare"))]  # fmt: skip
    _head(book, sheet, 0, [*(t(heading) for heading in _LINE_HEADINGS), *helpers])
    two = book.add_format({"num_format": "0.00", "bold": True})
    for score in places.one.now.scores:
        for line in score.lines:
            row = places.line_row(score.member.unit, line.indicator.key)
            sheet.write_string(row, 0, score.member.group)
            sheet.write_string(row, 1, view.unit_name(score.member.unit))
            sheet.write_number(row, 2, int(score.member.is_ranked))
            sheet.write_number(row, LINE["number"], places.units[score.member.unit])
            sheet.write_number(row, LINE["group_number"], places.groups[score.member.group])
            sheet.write_string(row, 3, line.indicator.key)
            sheet.write_string(row, 4, t.name(line.indicator.zh, line.indicator.en))
            _line(sheet, places, score, line, two)


def _line(sheet: Worksheet, places: Places, score: Score, line: Line, two: Any) -> None:
    row, t = places.line_row(score.member.unit, line.indicator.key), places.view.t
    for name, number in (("target", line.whole_target), ("second_target", line.second_whole)):
        if number is not None:
            sheet.write_number(row, LINE[name], number)
    said = {code: formula.why(t, code) for code in ("few", "alone")}
    lacking = line.inputs.lacking
    why = cells.why(places, score, line.indicator, said)
    if lacking is not None:
        sheet.write_string(row, LINE["why"], formula.why(t, lacking))
    elif why:
        sheet.write_formula(row, LINE["why"], why, None, formula.why(t, line.outcome.why) if line.outcome.why else "")
    given, made = line.inputs, line.outcome
    known = {
        "actual": given.actual, "under": given.under, "projects": given.projects, "held": given.target,
        "second": given.second, "second_held": given.second_target, "value": made.value, "ratio": made.ratio,
        "second_ratio": made.second_ratio, "lowest": made.lowest, "highest": made.highest, "gives": made.gives,
    }  # fmt: skip
    for name, text in cells.figures(places, score, line.indicator).items():
        value = known.get(name)
        sheet.write_formula(row, LINE[name], text, None, "" if value is None else value)
    for column, text in cells.bands(places, score, line.indicator):
        sheet.write_formula(row, column, text)
    text = cells.points(places, score, line.indicator)
    sheet.write_formula(row, LINE["points"], text, two, _value(made.points))


def _projects(book: Workbook, sheet: Worksheet, places: Places) -> None:
    t, view, one = places.view.t, places.view, places.one
    _head(book, sheet, 0, [t(heading) for heading in _PROJECT_HEADINGS])
    sheet.set_column(PROJECT["name"], PROJECT["name"], 34)
    for row, entry in enumerate(one.now.counted.entries, start=1):
        sheet.write_number(row, PROJECT["number"], places.units[entry.row.unit])
        sheet.write_string(row, PROJECT["unit"], view.unit_name(entry.row.unit))
        sheet.write_string(row, PROJECT["key"], entry.indicator)
        sheet.write_string(row, PROJECT["part"], entry.part)
        sheet.write_string(row, PROJECT["project_id"], entry.row.project_id)
        sheet.write_string(row, PROJECT["name"], opened.project_name(view, entry.row))
        sheet.write_number(row, PROJECT["share"], entry.row.share)
        sheet.write_number(row, PROJECT["brings"], entry.row.contribution)
        share, brings = (xl_rowcol_to_cell(row, PROJECT[name]) for name in ("share", "brings"))
        sheet.write_formula(row, PROJECT["credited"], f"=ROUND({share}*{brings},4)", None, entry.row.credited)
        sheet.write_number(row, PROJECT["counted"], int(not entry.why))
        sheet.write_number(row, PROJECT["planned"], entry.row.planned)
        sheet.write_string(row, PROJECT["why"], words.left_out(view, one, entry) if entry.why else "")


def _numbers(book: Workbook, sheet: Worksheet, places: Places) -> None:
    t = places.view.t
    more = [t(heading, n=t.number(at + 1)) for at in range(places.most_bands)
            for heading in (N_("At least {n}"), N_("Wanted or gives {n}"), N_("Minus {n}"))]  # fmt: skip
    _head(book, sheet, 0, [*(t(heading) for heading in _NUMBER_HEADINGS), *more])
    for each in places.one.scheme.on:
        row = places.number_row(each.key)
        for column, text in ((0, each.key), (1, t.name(each.zh, each.en)), (2, t(formula.FORMS[each.form]))):
            sheet.write_string(row, column, text)
        for name, number in _numbers_of(places, each).items():
            if number is not None:
                sheet.write_number(row, NUMBERS[name], number)
        rungs = [(band.at_least, band.wanted, band.minus) for band in each.bands]
        rungs += [(step.at_least, step.gives, 0.0) for step in each.steps]
        for at, rung in enumerate(rungs):
            for column, number in enumerate(rung):
                sheet.write_number(row, len(NUMBERS) + 3 * at + column, number)


def _numbers_of(places: Places, each: Indicator) -> dict[str, float | None]:
    year, is_scaled = places.one.now.year, each.is_time_scaled and places.one.now.year.is_scaled
    base = (60.0 if each.base is None else each.base) if each.form == "efficacy" else None
    cap = each.cap if not each.is_weighted else each.most * 100 if each.form in ("proportional", "halves") else None
    return {
        "weight": each.weight, "points": each.points, "cap": cap, "base": base,
        "due": year.due(each.source) if is_scaled else 1.0,
        "second_due": year.due(each.second_source or each.source) if is_scaled else 1.0,
    }  # fmt: skip


def _about(book: Workbook, sheet: Worksheet, places: Places) -> None:
    """What the workbook is of, what is supposed, and the rules."""
    t, view, one = places.view.t, places.view, places.one
    lines = [(t("Page"), t("Annual appraisal")), (t("What it shows"), words.answer(view, one, one.groups)),
             (t("Scheme"), words.beside(view, one)),
             *([(t("What if"), said)] if (said := words.supposed(view, one)) else []), *file_words.facts(view),
             (t("Unit"), t("Points; numbers of projects and events; money in 万元 (10,000 yuan)")),
             *((t("How it is reckoned"), rule) for rule in words.rules(view, one))]  # fmt: skip
    bold, wrapped = (
        book.add_format({"bold": True, "valign": "top"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    for row, (what, said_of) in enumerate(lines):
        sheet.write_string(row, 0, what, bold)
        sheet.write_string(row, 1, said_of, wrapped)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
