"""Two ledgers through the page, the second with a late report and a correction: the review tells them by name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import driving
from tests.browser.driving import link, main, visit
from tests.browser.serving import serve
from tests.browser.test_data_page import send
from tests.data import small

pytestmark = pytest.mark.browser

_PATIENCE = 60_000
AUGUST, SEPTEMBER = (dt.datetime(2023, month, 5, 2, tzinfo=dt.UTC) for month in (9, 10))


def project(name: str, signed_on: str) -> dict[str, Any]:
    return {"项目编号": name, "项目名称": name, "产业": "新材料", "责任单位": "责任单位一", "协议类型": "正式",
            "计划总投资（万元）": 20_000, "签约日期": signed_on, "开工日期": "2023-02-01"}  # fmt: skip


def plan(name: str) -> dict[str, Any]:
    return {"项目编号": name, "年度": 2023, "建设性质": "新建", "年度计划投资（万元）": 6_000}


def months(name: str, **amounts: int) -> list[dict[str, Any]]:
    """Completed investment (万元) by month: m08=100."""
    return [{"项目编号": name, "月份": f"2023-{month[1:]}", "到位资金（万元）": 1, "完成投资（万元）": amount}
            for month, amount in amounts.items()]  # fmt: skip


def publish(page: Page, url: str, file: Path) -> None:
    """Through the page, in the place of what is there."""
    visit(page, url + "/data")
    send(page, file)
    expect(main(page)).to_contain_text("核对结果：0处错误", timeout=_PATIENCE)
    driving.drawn(page)
    button = main(page).get_by_role("button", name="发布", exact=True)
    expect(button).to_be_enabled(timeout=_PATIENCE)
    button.click()
    expect(main(page)).to_contain_text("已发布版本", timeout=_PATIENCE)


def test_a_late_report_and_a_correction_are_told_as_reported_and_by_date_are_not(new_page: Any, tmp_path: Path) -> None:
    projects, plans = [project(name, "2023-01-10") for name in ("甲", "乙")], [plan("甲"), plan("乙")]
    first = small.written(
        tmp_path / "八月.xlsx",
        {"项目": projects, "年度计划": plans,
         "月度进度": [*months("甲", m07=300, m08=100), *months("乙", m07=200)]},
    )  # fmt: skip
    second = small.written(
        tmp_path / "九月.xlsx",
        {"项目": projects, "年度计划": plans,
         "月度进度": [*months("甲", m07=300, m08=130, m09=400), *months("乙", m07=200, m08=50, m09=60)]},
    )  # fmt: skip
    store = tmp_path / "store"
    with serve(store, clock=AUGUST) as server:
        page: Page = new_page()
        publish(page, server.url, first)
        page.close()  # it would complain of the server that goes away
    with serve(store, clock=SEPTEMBER) as server:
        page = new_page()
        page.set_default_timeout(_PATIENCE)
        publish(page, server.url, second)
        asked = {"since": "day", "since_day": "2023-09-10"}
        visit(page, server.url + link("/review", **asked, read_by="按上报口径"))
        expect(driving.answer(page)).to_contain_text("与2023年9月5日发布的版本（数据截至8月31日）相比")
        expect(driving.answer(page)).to_contain_text("此前月份：补报50万元、更正+30万元")
        expect(main(page)).to_contain_text("补报、更正涉及2个项目")
        for named in ("甲完成投资：更正+30万元", "乙完成投资：补报+50万元"):
            expect(main(page)).to_contain_text(named)
        # What happened since is no news of before: both readings have September's work alone.
        expect(driving.answer(page)).to_contain_text("9月完成投资460万元")
        visit(page, server.url + link("/review", **asked))
        expect(driving.answer(page)).to_contain_text("9月完成投资460万元")
        for word in ("补报、更正涉及", "完成投资：补报", "完成投资：更正"):
            expect(main(page)).not_to_contain_text(word)
        expect(driving.answer(page)).not_to_contain_text("此前月份")
        page.close()
