"""The list of projects and one project's page: what they say, what a link keeps, whom they are for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import queries
from access.rights import ANONYMOUS, Rights
from data import versions
from data.ledger.examining import examine
from data.publishing import intake
from pages.run import this_reader
from panels.project_sources import rows_told
from panels.projects import Listing
from tests.demo_ledger import Published
from tests.pages import drawers
from tests.pages.asking import gathered
from tests.pages.leaking import OTHER, OWN, OWN_UNIT, handed, holds, sent, two_departments
from tests.pages.opening import answer, answers, found, metrics, opened, plain, tables, text, words
from tests.queries.ledgers import WHOLE, month, plan, project, publish
from texts import texts

CHINESE = re.compile(r"[一-鿿]")
INSTEAD = "项目明细登录后可见。"
ABSENT = "在可以查看的项目里没有编号为“{}”的项目。"
BOUND = Rights(units=(OWN_UNIT,), sees_sql=False, publishes=False)


def rows(app: AppTest) -> list[list[str]]:
    """The list's rows, as they are drawn."""
    [table] = [one for one in tables(app) if "项目" in one or "Project" in one]
    return [[str(cell) for cell in row] for row in table.to_numpy().tolist()]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def test_the_list_is_searched_sorted_and_turned_by_its_link(demo: Published) -> None:
    app = opened("projects", {"page": "2", "sort": "计划总投资", "industry": "新材料"})
    assert not app.exception
    assert "第51—100个" in words(app)
    assert len(rows(app)) == 50
    amounts = [float(row[7].replace(",", "")) for row in rows(app)]
    assert amounts == sorted(amounts, reverse=True)
    [shared] = [one.value for one in app.html if 'data-rows="' in one.value]
    assert shared.count('href="/project?industry=%E6%96%B0%E6%9D%90%E6%96%99&amp;id=') == 50
    found = opened("projects", {"search": "碳 项目", "stage": "签约未开工"})
    assert "演示：查到项目" in answer(found)
    assert rows(found)
    for row in rows(found):
        assert "碳" in row[0]
        assert row[1] == "签约未开工"


def test_another_list_begins_with_its_first_page(demo: Published) -> None:
    app = opened("projects", {"page": "3"})
    assert "第101—150个" in words(app)
    app.text_input(key="search").set_value("碳").run()
    assert "第1—" in words(app)
    assert app.session_state["page"] == 1
    app.text_input(key="search").set_value("").run()
    app.button(key="page_after").click().run()
    assert "第51—100个" in words(app)
    app.button(key="page_before").click().run()
    assert "第1—50个" in words(app)


def test_a_page_that_is_not_there_is_said_and_what_no_page_is_stops_the_link(demo: Published) -> None:
    assert "没有第99页，共13页，显示最后一页。" in words(opened("projects", {"page": "99"}))
    for query in ({"page": "0"}, {"sort": "颜色"}, {"stage": "完工"}, {"search": "一 二 三 四 五 六 七"}):
        app = opened("overview", query)
        assert app.error
        assert not answers(app)


def test_the_totals_are_of_all_that_is_found(demo: Published) -> None:
    of_page_2, of_page_1 = (metrics(opened("projects", {"page": page})) for page in ("2", "1"))
    assert of_page_1 == of_page_2
    assert of_page_1["2023年计划"] == ("486亿元", "243个重点项目")
    assert of_page_1["2023年计划已完成"][0] == "312.4亿元"


def test_columns_are_chosen_and_files_have_them(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    with handed(monkeypatch) as files:
        app = opened("projects", {"columns": ["投资方", "计划总投资"], "search": "碳"})
        assert len(rows(app)[0]) == 3
        content = files.contents(all_pages=False)
    assert holds(content, "碳")


@pytest.mark.parametrize("language", ["中文", "EN"])
def test_a_project_is_told_in_the_readers_language(store: None, language: str) -> None:
    _three()
    app = opened("overview", {"lang": language} if language == "EN" else {})
    app.query_params["id"] = "P-1"
    app.switch_page("project.py").run()
    assert not app.exception
    said = answer(app)
    if language == "EN":
        assert said == "A: New · Key project · started 131 days ago · 25.0 points behind its own schedule."
        # All but the ledger's own words.
        assert not CHINESE.search(plain(words(app)).replace("停工令", "").replace("财政资金", ""))
        return
    assert said == "A：新建·重点项目·开工131天·低于自身序时25.0个百分点。"
    text = words(app)
    for line in (
        "用地（已提到：调度会）", "2023年9月20日，超期10天", "停工令", "至2023年12月31日", "70.0%",
        "该项目自此进入台账", "免予亮灯（低于自身序时）：", "不计考核（到位资金）：",
        "2次发布改动过该项目", "2023年8月：到位资金由10万元改为12.5万元", "2023年计划：年度计划由120万元改为100万元",
    ):  # fmt: skip
        assert line in text, line


def test_it_says_where_the_ledgers_files_have_the_project(store: None, tmp_path: Path) -> None:
    headings = ["项目编号", "项目名称", "投资方", "责任单位", "行业", "计划总投资（万元）", "签约日期"]
    told = ["甲", "碳纤维", "甲公司", "责任单位一", "新材料", 9000, "2023-01-05"]
    _in_office_form(
        tmp_path / "八月.xlsx", [*headings, "2023年7月完成投资（万元）", "2023年8月完成投资（万元）"], [*told, 1, 2]
    )
    _in_office_form(tmp_path / "九月.xlsx", [*headings, "2023年9月完成投资（万元）"], [*told, 3], update=True)
    first, second = reversed(versions.names())
    written = [one.to_numpy().tolist() for one in tables(of_id("甲"))]
    [lines] = [lines for lines in written if any("月度进度" in str(line) for line in lines)]
    assert [line for line in lines if line[0] != "投资方类别"] == [
        ["项目本身", "九月.xlsx", "表", "3", second],
        ["月度进度（2023年9月）", "九月.xlsx", "表", "3", second],
        ["月度进度（2023年7—8月）", "八月.xlsx", "表", "3", first],
    ]


def _in_office_form(path: Path, *lines: list[object], update: bool = False) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "表"
    for line in (["重点项目进度表"], *lines):
        page.append(line)
    book.save(path)
    base = versions.current()
    made = intake.plan(examine(path, known=intake.known(base) if update else None), base, update=update)
    intake.publish(made, through=None, who="测试", path=path, accept_warnings=True)


def test_rows_are_told_as_people_do() -> None:
    def run(first: int, last: int, months: int) -> Mapping[Hashable, Any]:
        end = dt.date(2023, months, 1) if months else None
        return {"first_row": first, "last_row": last, "first_month": end and dt.date(2023, 1, 1), "last_month": end}

    zh, en = texts("zh"), texts("en")
    assert rows_told(zh, [run(7, 7, 0)]) == "7"
    assert rows_told(zh, [run(7, 7, 9), run(20, 22, 3)]) == "7、20—22"
    assert rows_told(en, [run(5, 3, 3), run(7, 11, 3)]) == "3–5, 7, 9, 11"
    assert rows_told(en, [run(3, 25, 12)]) == "3, 5, 7, 9 … (12 rows)"
    assert rows_told(zh, [run(3, 25, 12)]) == "3、5、7、9等12行"


def _three() -> None:
    """A project whose money was restated and whose plan was changed, in three versions."""
    first = {
        "project": [project("P-1", "2023-01-10", "2023-05-22") | {"name": "A"}],
        "progress": [month("P-1", "2023-08", 10, 50)],
        "plan": [plan("P-1", 2023, 120, "新建")],
    }
    publish(dt.date(2023, 9, 1), **first)
    publish(dt.date(2023, 9, 1), **first | {"progress": [month("P-1", "2023-08", 12.5, 50)]})
    publish(
        dt.date(2023, 9, 1),
        **first | {"progress": [month("P-1", "2023-08", 12.5, 50)], "plan": [plan("P-1", 2023, 100, "新建")]},
        blocker=[{"blocker_id": "B", "project_id": "P-1", "kind": "用地", "raised_on": dt.date(2023, 2, 1),
                  "due_on": dt.date(2023, 9, 20), "level": "调度会", "owner": "Li"}],
        exemption=[{"project_id": "P-1", "rule": "behind", "reason": "停工令", "until_on": dt.date(2023, 12, 31)}],
        credit=[{"project_id": "P-1", "unit": "责任单位一", "role": "落地", "share": "0.7"},
                {"project_id": "P-1", "unit": "责任单位二", "role": "引荐", "share": "0.3"}],
        exclusion=[{"project_id": "P-1", "indicator": "funds_arrived", "reason": "财政资金"}],
    )  # fmt: skip


def of_id(identity: str) -> AppTest:
    app = opened("overview")
    app.query_params["id"] = identity
    return app.switch_page("project.py").run()


def test_what_is_not_there_and_what_is_anothers_get_the_same_sentence(
    store: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_departments()
    own = _number_of(OWN)
    other = _number_of(OTHER)
    assert OTHER in answer(of_id(other))
    monkeypatch.setattr(this_reader, "reader_rights", lambda: BOUND)
    assert OWN in answer(of_id(own))
    told = [answer(of_id(one)).replace(one, "") for one in (other, "没有这个")]
    assert told[0] == told[1]
    assert ABSENT.format("") in told[0]
    app = of_id(other)
    assert not metrics(app)
    assert not holds(sent(app).replace(other.encode(), b""), OTHER)
    assert not holds(sent(opened("projects")), OTHER)


def _number_of(mark: str) -> str:
    """The number of a project with this mark."""
    order = queries.run("project_order", **(WHOLE | Listing().parameters))
    return next(one for one in order["project_id"] if mark in one)


def test_readers_of_sums_alone_see_that_there_is_none(store: None, monkeypatch: pytest.MonkeyPatch) -> None:
    two_departments()
    number = _number_of(OWN)
    monkeypatch.setattr(this_reader, "reader_rights", lambda: ANONYMOUS)
    for app in (opened("projects"), opened("projects", {"search": OWN}), of_id(number)):
        assert not app.exception
        assert INSTEAD in plain(words(app))
        assert not holds(sent(app).replace(number.encode(), b""), f"{OWN} P")


def test_without_a_number_the_page_says_where_to_find_one(demo: Published) -> None:
    app = opened("project")
    assert not app.exception
    assert "链接里没有项目编号" in answer(app)


def test_hostile_names_and_numbers_are_text_and_lead_to_their_own_page(store: None) -> None:
    name, number = "[x](javascript:alert(1)) **粗** <b>x</b> http://evil.example", "a?b&c=d#e/../%41"
    publish(project=[project(number, "2023-01-10") | {"name": name}])
    [link] = found(opened("projects"), "//a")
    assert link.get("href") == "/project?id=a%3Fb%26c%3Dd%23e%2F..%2F%2541"
    assert text(link) == name
    assert not len(link), "it is text, whatever marks it holds"
    assert name in answer(of_id(number)).replace("\u2060", "")


def test_its_lights_are_told_with_limit_stake_and_exemption(store: None) -> None:
    publish(
        project=[
            project("久", "2022-09-29", None, 20_000),
            project("缓", "2022-01-10", None, 30_000),
            project("新", "2023-09-10", None, 10_000),
        ],
        exemption=[
            {"project_id": "缓", "rule": "unstarted", "reason": "土地调规", "until_on": dt.date(2023, 9, 30)},
        ],
    )
    old = opened("project", {"id": "久"})
    assert "红灯1个" in words(old)
    [table] = [one for one in tables(old) if "亮灯原因" in one]
    [row] = table.to_numpy().tolist()
    assert [plain(str(cell)) for cell in row] == [
        "签约未开工", "■红灯：签约后366天未开工，超过180天", "2.0亿元（计划总投资）"
    ]  # fmt: skip
    exempt = words(opened("project", {"id": "缓"}))
    assert "没有亮灯" in exempt
    assert "签约未开工：免予亮灯至2023年9月30日：土地调规" in plain(exempt)
    assert "各条规则均未亮灯" in plain(words(opened("project", {"id": "新"})))


def test_the_list_is_narrowed_by_lights_in_its_link(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    with handed(monkeypatch) as files:
        app = opened("projects", {"light": "红灯", "rule": ["开工无资金", "低于自身序时"]})
        assert not app.exception
        assert "亮灯：红灯；亮灯规则：开工无资金、低于自身序时" in plain(words(app))
        assert rows(app)
        for row in rows(app):
            [red, *_] = plain(row[2]).split("\n")
            assert red.startswith("■红灯：")
            assert "开工无资金" in red or "低于自身序时" in red
        assert holds(files.contents(all_pages=False), "■红灯：")
    everything = metrics(opened("projects"))
    assert metrics(app)["计划总投资"] != everything["计划总投资"], "the totals are of what is found"
    assert app.multiselect(key="light").value == ["red"]


def test_a_mark_that_is_one_project_leads_to_it(demo: Published) -> None:
    """A click on a step of the gap to the schedule opens its drawer, and that the project's page."""
    with pytest.MonkeyPatch.context() as patch, gathered(patch) as found:
        opened("targets")
    [(view, panel)] = [one for one in found.subjects if one[1].key == "waterfall"]
    [chart] = panel.charts
    step = chart.rows[chart.rows["step_kind"] == "shortfall"].iloc[0]
    assert chart.asks
    drawers._asked[:] = [(view, panel.asked(chart.asks({"step_kind": "shortfall", "project_id": step["project_id"]})))]
    app = AppTest.from_function(drawers._drawn, default_timeout=60).run()
    assert not app.exception
    assert f"[打开该项目的页面](/project?id={step['project_id']})" in words(app)
