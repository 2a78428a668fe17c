"""The appraisal's workbook: LibreOffice reckons the same scores from its formulas, and others of other weights."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from access.rights import LOCAL
from data import settings as zone
from data.schemes import read_all
from data.schemes.scheme import Scheme
from panels.appraisal.asked import Appraisal, Asked, appraisal
from reports import appraisal_book
from tests.demo_ledger import Published
from tests.machine import office
from tests.queries.ledgers import project, publish
from tests.rounds import asked as rounds
from tests.schemes_drawn import schemes
from view.appraisal.what_if import parsed
from view.view import View, edition


def the_view(version: str, **more: Any) -> View:
    facts = edition(version)
    return replace(View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=LOCAL), **more)


def appraised(view: View, scheme: Scheme, what_if: str = "", *, is_scaled: bool = True) -> Appraisal:
    supposed = parsed(what_if)
    assert supposed is not None
    return appraisal(view, Asked(scheme, is_scaled, "责任单位一", supposed))


def reckoned(book: bytes, folder: Path, changes: Mapping[tuple[str, str], float] | None = None) -> dict[str, list[Any]]:
    """Department → its row of scores, as LibreOffice reckons it. `changes`: (sheet, cell) → another number.

    openpyxl writes formulas without their results, so that nothing can be taken over from the file.
    """
    opened = openpyxl.load_workbook(io.BytesIO(book))
    for (sheet, cell), value in (changes or {}).items():
        opened[sheet][cell] = value
    file = folder / "book.xlsx"
    opened.save(file)
    out = folder / "out"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [office(), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    sheet = openpyxl.load_workbook(out / "book.xlsx", data_only=True).worksheets[0]
    return {str(row[1]): list(row) for row in sheet.iter_rows(min_row=3, values_only=True) if row[1]}


def expected(made: Appraisal) -> dict[str, list[Any]]:
    """The same rows as the page has them: points by indicator, then total and rank."""
    rank = {place.score.member.unit: place.rank for group in made.groups for place in group.ranked}
    return {
        score.member.unit: [
            *(line.outcome.points for line in score.lines), score.total, rank.get(score.member.unit, "—"),
        ]
        for score in made.now.scores
    }  # fmt: skip


def same(found: Mapping[str, list[Any]], made: Appraisal) -> None:
    for unit, row in expected(made).items():
        *points, total, rank = row
        cells = [None if cell == "" else cell for cell in found[unit]]
        assert cells[3 : 3 + len(points)] == pytest.approx(points), unit
        assert cells[-2] == pytest.approx(total), unit
        assert cells[-1] == rank, unit


def test_the_shipped_scheme_is_reckoned_alike_and_heeds_a_changed_weight(demo: Published, tmp_path: Path) -> None:
    view, [scheme] = the_view(demo.version), read_all().schemes
    book = appraisal_book.workbook(view, appraised(view, scheme))
    same(reckoned(book, tmp_path), appraised(view, scheme))
    opened = openpyxl.load_workbook(io.BytesIO(book))
    assert [sheet.title for sheet in opened.worksheets] == ["得分", "指标", "项目", "办法参数", "口径说明"]
    numbers = opened["办法参数"]
    row = next(cells[0].row for cells in numbers.iter_rows() if cells[0].value == "funds")
    other = appraised(view, scheme, "weight.funds=37")
    same(reckoned(book, tmp_path, {("办法参数", f"D{row}"): 37}), other)
    assert other.score("责任单位一") != appraised(view, scheme).score("责任单位一")


def test_what_is_supposed_stands_on_the_workbook(demo: Published, tmp_path: Path) -> None:
    view, [scheme] = the_view(demo.version), read_all().schemes
    made = appraised(view, scheme, "off.funds; add.责任单位二=200000")
    opened = openpyxl.load_workbook(io.BytesIO(appraisal_book.workbook(view, made)))
    words = "假设：关闭“到位资金”；责任单位二再签一个20.0亿元的项目（并非实际数据）"
    assert words in str(opened.worksheets[0]["A1"].value)
    assert words in {str(row[1].value) for row in opened.worksheets[-1].iter_rows()}
    same(reckoned(appraisal_book.workbook(view, made), tmp_path), made)


@settings(max_examples=min(rounds(3), 25), deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate),
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(data=st.data())
def test_any_scheme_is_reckoned_alike(
    demo: Published, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    scheme = Scheme.model_validate(data.draw(schemes()) | {"code": "drawn"})
    facts = edition(demo.version)
    day = data.draw(st.dates(facts.first_day, facts.last_day))
    view = the_view(demo.version, as_of=day, year=day.year)
    made = appraised(view, scheme, is_scaled=data.draw(st.booleans()))
    same(reckoned(appraisal_book.workbook(view, made), tmp_path_factory.mktemp("book")), made)


def test_groups_and_who_is_not_ranked_are_reckoned_alike(
    demo: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = zone.DEFAULT_FILE.read_text(encoding="utf-8")
    for digit, more in (("一", 'group = "园区"'), ("二", 'group = "园区"'), ("三", 'group = "园区"\nis_ranked = false'),
                        ("四", 'group = "部门"'), ("五", "is_ranked = false")):  # fmt: skip
        text = text.replace(f'zh = "责任单位{digit}"', f'zh = "责任单位{digit}"\n{more}')
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(tmp_path / "settings.toml"))
    zone.renew()
    try:
        view, [scheme] = the_view(demo.version), read_all().schemes
        made = appraised(view, scheme)
        assert [len(group.ranked) for group in made.groups] == [2, 1, 3]
        alone = made.score("责任单位四")
        assert alone is not None
        assert alone.line("funds").outcome.why == "alone"
        same(reckoned(appraisal_book.workbook(view, made), tmp_path), made)
    finally:
        monkeypatch.delenv("DASHBOARD_SETTINGS")
        zone.renew()


def test_names_that_mean_something_to_a_spreadsheet_are_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    rows = {"*": 3, ">0": 2, "责任单位?": 1, "=1+1": 4}
    version = publish(project=[
        project(f"{unit}{at}", "2023-02-01", unit=unit) for unit, many in rows.items() for at in range(many)
    ])  # fmt: skip
    view, [scheme] = the_view(version), read_all().schemes
    made = appraised(view, scheme)
    assert sum(bool(one.line("quality").inputs.actual) for one in made.now.scores) == 4
    same(reckoned(appraisal_book.workbook(view, made), tmp_path), made)
