"""The page of the appraisal: what it says, its switches, what is supposed, whom it shows what."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from access.rights import ANONYMOUS, Rights
from data import settings
from data.schemes.reading import SHIPPED
from pages.run import this_reader
from tests.demo_ledger import Published
from tests.pages.leaking import handed
from tests.pages.opening import answer, answers, ask, found, opened, plain, tables, text, words
from tests.queries.ledgers import project, publish

ONE, TWO = "责任单位一", "责任单位二"


def cells(app: AppTest) -> str:
    """What stands in the tables of a page."""
    rows = [row for one in (*tables(app), *(one.value for one in app.dataframe)) for row in one.to_numpy().tolist()]
    return plain("\n".join(str(cell) for row in rows for cell in row))


@pytest.mark.parametrize("query", [
    {}, {"lang": "EN"}, {"against": "year", "appraised": "责任单位五"}, {"year": "2022", "as_of": "2022-12-31"},
    {"as_of": "2019-01-02", "year": "2019"},
])  # fmt: skip
def test_it_opens_whatever_is_chosen(demo: Published, query: dict[str, str]) -> None:
    app = opened("appraisal", query)
    assert not app.exception
    assert "nan" not in plain(words(app)).lower().replace("finan", "")
    assert answers(app)


def test_the_answer_says_who_leads_and_by_which_scheme(demo: Published) -> None:
    app = opened("appraisal")
    said = plain(words(app))
    assert answer(app) == "演示：2023年考核：责任单位三95.05分居首，责任单位八71.89分居末。"
    assert "办法：综合考核办法（示例）；请换成本单位的办法；按办法规定用序时目标；名次变化与2023年8月31日比" in said
    assert "责任单位一：78.54分" in said


def test_each_formula_stands_with_its_numbers(demo: Published) -> None:
    app = opened("appraisal", {"appraised": "责任单位一"})
    said = cells(app)
    for formula in (
        "18.93 ÷ 30（40×75.00%） = 63.10%；15 × 63.10% = 9.47",
        "7.33 ÷ 10.66 = 68.76%；60%以上；15 × 50% = 7.50",
        "−2.33 × 0.5 = −1.17",
    ):
        assert formula in said, formula


def test_filters_that_make_no_sense_are_told_as_not_applying(demo: Published) -> None:
    app = opened("appraisal", {"industry": "新材料", "unit": TWO, "period": "第一季度"})
    said = plain(words(app))
    assert "考核针对整个单位：产业、责任单位的筛选在本页不起作用。" in said
    assert "第一季度" in said, "the period too"
    assert "责任单位三95.05分居首" in said, "the same as without"
    assert {one.label for one in app.multiselect if one.disabled} >= {"产业", "责任单位"}


def test_what_is_supposed_stands_on_all_that_is_shown(demo: Published) -> None:
    app = opened("appraisal", {"what_if": "weight.funds=50;off.large"})
    said = plain(words(app))
    assert not app.exception
    words_of = "假设：“到位资金”权重改为50；关闭“大项目”（并非实际数据）"
    assert answer(app).startswith(f"演示：{words_of}。2023年考核：")
    subtitles = [text(one) for one in found(app, "//div[@class='head']/following-sibling::p[@class='note']")]
    panels = [one for one in subtitles if words_of in one]
    assert len(panels) == 6, "each panel but the rules"
    assert "假设后权重合计115，办法规定合计100。" in said


def test_what_cannot_be_supposed_stops_the_link_or_is_said(demo: Published) -> None:
    assert "“假设”没有“jump.P1”这一选项" in plain(words(opened("appraisal", {"what_if": "jump.P1"})))
    app = opened("appraisal", {"what_if": "start.NOBODY"})
    assert "NOBODY：没有正式签约，或已开工、已终止" in plain(words(app))


def test_a_click_supposes_and_takes_it_back(demo: Published) -> None:
    app = opened("appraisal")
    app.button(key="suppose_off_all").click().run()
    assert not app.exception
    assert app.session_state["what_if"] == "off.signed"
    assert "关闭“签约项目数”" in answer(app)
    app.button(key="suppose_nothing").click().run()
    assert "假设" not in answer(app)


def test_each_panel_can_be_explained_and_saved(demo: Published) -> None:
    app = opened("appraisal", {"what_if": "off.large"})
    for key in ("ranks", "by_indicator", "formulas", "credited", "left_out", "would_add"):
        ask(app, f"panel_{key}")
        assert not app.exception, key


@pytest.mark.parametrize("rights", [ANONYMOUS, Rights(sees_working_screen=False)])
def test_readers_of_sums_alone_are_shown_no_score(
    demo: Published, monkeypatch: pytest.MonkeyPatch, rights: Rights
) -> None:
    monkeypatch.setattr(this_reader, "reader_rights", lambda: rights)
    app = opened("appraisal")
    assert not app.exception
    assert "登录后可见" in plain(words(app))
    assert not tables(app)
    assert "95.05" not in plain(words(app))


def test_a_reader_of_one_department_sees_its_own_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        project=[project("自己的项目", "2023-02-01"), project("别家的项目", "2023-02-01", unit=TWO),
                 project("分给我的项目", "2023-02-01", unit=TWO)],
        credit=[{"project_id": "分给我的项目", "unit": ONE, "role": "引荐", "share": "0.5"},
                {"project_id": "分给我的项目", "unit": TWO, "role": "落地", "share": "0.5"}],
    )  # fmt: skip
    monkeypatch.setattr(this_reader, "reader_rights", lambda: Rights(units=(ONE,)))
    with handed(monkeypatch) as found:
        app = opened("appraisal")
        assert not app.exception
        said = plain(words(app)) + cells(app)
        assert "自己的项目" in said
        assert "其他单位的项目" in said
        for hidden in ("别家的项目", "分给我的项目", TWO):
            assert hidden not in said
        for file in (one() if callable(one) else one for one in found.files):
            if file.startswith(b"PK"):
                written = {str(cell.value) for sheet in openpyxl.load_workbook(io.BytesIO(file)).worksheets
                           for row in sheet.iter_rows() for cell in row}  # fmt: skip
                assert not written & {"别家的项目", "分给我的项目", TWO}
    assert not [one for one in app.get("download_button") if "公式" in one.proto.label]


def test_a_scheme_that_cannot_be_used_is_named(
    demo: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(settings.DEFAULT_FILE.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "schemes").mkdir()
    text = (SHIPPED / "example.toml").read_text(encoding="utf-8")
    own = tmp_path / "schemes" / "own.toml"
    own.write_text(text.replace("weight = 20", "weight = 21", 1), encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(file))
    settings.renew()
    try:
        app = opened("appraisal")
        assert not app.exception
        said = plain(words(app))
        assert "没有可用的考核办法" in said
        assert "考核办法own.toml：weight：启用的指标权重合计101" in said
        own.write_text(text.replace("综合考核办法（示例）", "本区办法"), encoding="utf-8")
        assert "办法：本区办法" in plain(words(opened("appraisal")))
    finally:
        monkeypatch.delenv("DASHBOARD_SETTINGS")
        settings.renew()
