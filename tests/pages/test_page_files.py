"""The whole page as files: what stands on it, read back, and of this run and no other."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from PIL import Image

from tests import rounds
from tests.demo_ledger import Published
from tests.oracle import Setting
from tests.pages.leaking import handed
from tests.pages.opening import opened


def books(files: list[bytes]) -> list[openpyxl.Workbook]:
    return [openpyxl.load_workbook(io.BytesIO(file)) for file in files if file.startswith(b"PK")]


def last_page(monkeypatch: pytest.MonkeyPatch, page: str, query: dict[str, str]) -> tuple[bytes, openpyxl.Workbook]:
    """The picture and the workbook of the page that was drawn last."""
    with handed(monkeypatch) as found:
        app = opened(page, query)
        assert not app.exception
        made = [file() if callable(file) else file for file in found.files[-3:-1]]
    picture, workbook = made
    return picture, books([workbook])[0]


@pytest.mark.parametrize("year", rounds.every(2, ["2023", "2022"]))
def test_the_workbook_says_what_plain_pandas_says(demo: Published, year: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, book = last_page(monkeypatch, "industries", {"year": year})
    sheet = next(one for one in book.worksheets if "签约项目" in one.title)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    headings = list(map(str, rows[0]))
    signed, planned = headings.index("签约项目"), next(at for at, name in enumerate(headings) if "计划总投资（" in name)
    expected = demo.ledger.industries(Setting(dt.date(2023, 9, 30), int(year)))
    assert len(expected) > 5
    found = {row[0]: (row[signed], round(float(row[planned]), 2)) for row in rows[1:] if row[0] in expected}
    assert found == {
        name: (one["signed_projects"], round(float(one["signed_planned"]), 2)) for name, one in expected.items()
    }


def test_each_table_and_chart_has_a_sheet_and_the_last_one_says_what_it_is(
    demo: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, book = last_page(monkeypatch, "targets", {"industry": "新材料"})
    *sheets, about = book.worksheets
    assert len(sheets) > 5
    assert [int(sheet.title.partition(" ")[0]) for sheet in sheets] == list(range(1, len(sheets) + 1))
    told = {str(row[0].value): str(row[1].value) for row in about.iter_rows()}
    assert told["页面"] == "目标"
    assert "新材料" in told["筛选范围"]
    assert told["数据版本"] == demo.version
    assert {sheet.title for sheet in sheets} <= told.keys()
    drawn = Image.open(io.BytesIO(picture))
    assert drawn.width == 2 * 2 * 960
    assert drawn.height > 1000
