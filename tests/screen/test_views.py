"""What stands on the screen: three readable rows, ledgers with almost nothing, and what guests never see."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest

import queries
from panels.panel import Panel
from screen import views
from tests.demo_ledger import Published
from tests.queries.ledgers import month, plan, project, publish
from tests.screen.asking import asked, shown

TAGS = re.compile(r"<[^>]+>")


def words(made: str) -> str:
    """HTML as it reads, a space between elements."""
    return " ".join(html.unescape(TAGS.sub(" ", made)).split())


def three() -> None:
    publish(
        project=[
            project("甲项目", "2023-01-05", "2023-03-01", 20_000),
            project("乙项目", "2022-01-05", None, 120_000, industry="生物医药", unit="责任单位二"),
            project("丙项目", None, None, 5_000),
        ],
        plan=[plan("甲项目", 2023, 9_000), plan("丙项目", 2023, 1_000, "新建")],
        progress=[month("甲项目", "2023-04", 100, 2_000)],
    )


def test_the_year_of_three_rows() -> None:
    three()
    # 2,000 of 10,000 are completed, three quarters are due; 8,000 are left for three months.
    assert words(shown()["year"]) == (
        "2023年完成投资 2000万元 年度计划1亿元，2个重点项目 占年度计划20.0% ■ 低于序时55.0个百分点 "
        "序时进度75.0% 剩余3个月月均需完成2667万元 "
        "距年度计划1亿元还差8000万元 重点项目累计完成投资与序时进度（亿元） "
        "签约1个，开工1个，有资金到位1个 2023年1—9月签约项目走到哪一步 "
        "签约1个 计划总投资2.0亿元 签约至开工：100.0%，中位用时55天（1个项目） "
        "开工1个 计划总投资2.0亿元 开工至到位：100.0%，中位用时60天（1个项目） "
        "有资金到位1个 实际到位100万元 签约至到位：100.0%"
    )


def test_the_bar_stands_where_the_figures_say() -> None:
    three()
    band = views.turns(asked())[0].band
    assert 'class="fill" data-width="20.00%"' in band
    assert 'class="due" data-left="75.00%"' in band


def test_the_other_views_of_three_rows() -> None:
    three()
    found = {name: words(made) for name, made in shown("views=industries,units,newest,meeting").items()}
    assert found["newest"] == (
        "最新签约 日期、项目、产业、计划总投资 甲项目 2.0亿元 2023年1月5日 新材料 "
        "乙项目 12.0亿元 2022年1月5日 生物医药 "
        "最新开工 日期、项目、产业、计划总投资 甲项目 2.0亿元 2023年3月1日 新材料"
    )
    assert found["meeting"] == (
        "签约未开工：1个（红灯1个，涉及12.0亿元） 黄灯超过90天，红灯超过180天；涉及金额为计划总投资 "
        "乙项目 12.0亿元 责任单位二 ■红灯：签约后633天未开工 "
        "低于自身序时：2个（红灯2个，涉及5500万元） 黄灯超过10个百分点，红灯超过30个百分点；"
        "涉及金额为与序时进度的差额 "
        "甲项目 4750万元 责任单位一 ■红灯：低于自身序时52.8个百分点 "
        "丙项目 750万元 责任单位一 ■红灯：低于自身序时75.0个百分点 "
        "未报进度：1个（红灯1个，涉及9000万元） 黄灯达到1个月，红灯达到3个月；涉及金额为本年计划 "
        "甲项目 9000万元 责任单位一 ■红灯：连续5个月未报进度 "
        "无亮灯：逾期未开工、开工无资金、问题逾期未办结、多次推迟"
    )
    assert found["industries"].startswith("新材料完成投资2000万元，占年度计划的20.0%")
    assert found["units"].startswith("责任单位一完成投资2000万元，占年度计划的20.0%")


def test_each_view_leads_to_a_page() -> None:
    three()
    assert {turn.name: turn.page for turn in views.turns(asked())} == {
        "year": "targets", "funnel": "funnel", "industries": "industries", "units": "targets", "newest": "",
        "outlook": "targets",
        "meeting": "targets",
    }  # fmt: skip


def test_no_view_has_more_than_three_panels() -> None:
    three()
    for query in ("", "view=display"):
        for turn in views.turns(asked(query)):
            # What has nothing to show stands in a line below them.
            shown = [one for one in turn.panels if not one["is_empty"]]
            assert 1 <= len(shown) + bool(turn.band) <= 3, turn.name


def test_nothing_signed() -> None:
    publish(
        project=[project("未签约", None)],
        plan=[plan("未签约", 2023, 9_000)],
        progress=[month("未签约", "2023-01", 0, 0)],
    )
    found = {name: words(made) for name, made in shown().items()}
    assert "0元 年度计划9000万元，1个重点项目 占年度计划0.0%" in found["year"]
    assert found["funnel"].startswith("所选范围内，2023年1—9月没有签约正式协议。")
    assert "开工率 — 无同期可比数据" in found["funnel"]
    assert found["newest"] == "最新签约 所选范围内暂无 最新开工 所选范围内暂无"


def test_no_key_project() -> None:
    publish(project=[project("一个项目", "2023-03-01")])
    found = {name: words(made) for name, made in shown().items()}
    assert found["year"].startswith("所选范围内没有列入2023年年度计划的重点项目。 所选范围内没有重点项目。")
    assert found["units"] == "所选范围内没有重点项目。"
    assert "data-chart" not in shown()["units"]
    assert words(shown("lang=EN")["units"]) == "There is no key project in this selection."


def test_one_project_in_english() -> None:
    publish(project=[project("一个项目", "2023-03-01")], plan=[plan("一个项目", 2023, 9_000)])
    found = {name: words(made) for name, made in shown("lang=EN").items()}
    assert "Annual plan ¥90.00M, 1 key project " in found["year"]
    assert "1 signed, not started yet, no data on funds arrived" in found["year"]
    assert "There is no data on completed investment" in found["year"]
    assert found["meeting"].startswith("Not started after signing: 1 project (red 1, ¥0.20B at stake)")
    assert "No data: Started without money, Behind their own schedule and Nothing reported" in found["meeting"]
    assert not re.search("[一-鿿]", found["funnel"])


def test_no_progress_yet() -> None:
    publish(
        project=[project("甲", "2023-01-05", "2023-03-01")],
        plan=[plan("甲", 2023, 9_000)],
        progress=[month("甲", "2023-04", 0, 0)],
    )
    found = {name: words(made) for name, made in shown().items()}
    assert "占年度计划0.0%" in found["year"]
    assert "开工无资金：1个（红灯1个，涉及2.0亿元）" in found["meeting"]
    assert "开工后213天无资金、无完成投资" in found["meeting"]
    assert "所选范围内，2023年1—9月没有资金到位。" in found["industries"]


def test_what_is_not_reported_is_no_nought() -> None:
    publish(project=[project("甲", "2023-01-05", "2023-03-01")], plan=[plan("甲", 2023, 9_000)])
    found = {name: words(made) for name, made in shown().items()}
    assert "2023年完成投资 无数据 年度计划9000万元，1个重点项目 没有完成投资数据" in found["year"]
    assert "有资金到位：无数据" in found["year"].replace(" ", "")
    assert "到位资金（含往年签约项目） 无数据 未报送" in found["funnel"]
    assert "无数据：开工无资金、低于自身序时、未报进度" in found["meeting"]
    assert "2023年1—9月没有到位资金数据。" in found["industries"]
    for text in found.values():
        assert "0元" not in text
        assert "0.0%" not in text.replace("100.0%", "")


def test_a_plan_of_nothing_has_neither_bar_nor_light() -> None:
    publish(project=[project("甲", "2023-01-05")], plan=[plan("甲", 2023, 0)])
    band = views.turns(asked())[0].band
    assert "年度计划0元，1个重点项目" in band
    for part in ("progress", "light", "序时"):
        assert part not in band


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("lang", ["", "&lang=EN"])
def test_guests_see_no_department_schedule_light_or_ranking(lang: str) -> None:
    found = shown("view=display" + lang)
    everything = words(" ".join(found.values()))
    assert set(found) == {"year", "funnel", "industries", "newest"}
    for word in (
        "责任单位", "低于", "超序时", "序时", "落后", "最多", "达到", "●", "◆", "■", "需会议研究", "终止",
        "Department", "behind", "ahead", "chedule", "the most", "stake", "on schedule",
    ):  # fmt: skip
        assert word not in everything, word
    for part in ('class="light', 'class="due', "data-left", "units"):
        assert part not in " ".join(found.values())


@pytest.mark.usefixtures("demo")
def test_guests_see_the_same_totals() -> None:
    guests, working = shown("view=display"), shown()
    assert "312.4亿元" in guests["year"]
    assert "占年度计划64.3%" in guests["year"]
    assert guests["funnel"] == working["funnel"]
    assert guests["newest"] == working["newest"]


def test_terminated_ones_are_left_out_and_said_but_not_before_guests() -> None:
    ended: dict[str, Any] = {"terminated_on": dt.date(2023, 9, 1), "termination_reason": "退出"}
    publish(project=[project("甲", "2023-08-01", "2023-08-05"), project("乙", "2023-08-02", "2023-08-06", **ended)])
    working, guests = shown("views=newest")["newest"], shown("views=newest&view=display")["newest"]
    assert words(working) == (
        "最新签约 日期、项目、产业、计划总投资；同期另有1个已终止，未列入 甲 2.0亿元 2023年8月1日 新材料 "
        "最新开工 日期、项目、产业、计划总投资；同期另有1个已终止，未列入 甲 2.0亿元 2023年8月5日 新材料"
    )
    assert "终止" not in guests
    english = words(shown("views=newest&lang=EN")["newest"])
    assert "planned investment; 1 more, since terminated, is not listed" in english


def test_the_period_applies_but_not_to_the_plan() -> None:
    publish(
        project=[project("春", "2023-02-01", "2023-03-01"), project("秋", "2023-08-01")],
        plan=[plan("春", 2023, 1_000)],
        progress=[month("春", "2023-03", 1, 500)],
    )
    found = {name: words(made) for name, made in shown("period=q3").items()}
    assert "占年度计划50.0%" in found["year"]
    assert "签约2个" in found["year"]
    assert found["funnel"].startswith("签约1个，尚未开工")
    assert "2023年第三季度主要指标" in found["funnel"]


def test_hostile_names_stay_text() -> None:
    evil = '<img src=x onerror="alert(1)">&amp;\'"{n}'
    publish(
        project=[project(evil, "2023-01-05", "2023-03-01", industry=evil, unit=evil)],
        plan=[plan(evil, 2023, 9_000)],
        progress=[month(evil, "2023-04", 100, 1_000)],
    )
    for name, made in shown().items():
        assert "<img" not in made, name
        assert "onerror" not in "".join(re.findall(r"<[^>]*>", made.replace(html.escape(evil), ""))), name
    assert html.escape(evil) in shown()["newest"]
    assert evil in words(shown()["meeting"])


def test_a_panel_whose_cluster_is_away_says_so_and_the_others_stand(
    demo: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> Panel:
        raise queries.ClusterError("query funnel_cohort: the cluster at host:15002 does not answer")

    monkeypatch.setitem(views.PANELS, "funnel", lost)
    [turn] = views.turns(asked("views=funnel"))
    lacking, other = (panel["html"] for panel in turn.panels)
    assert "存放项目的集群两次没有给出答案" in lacking
    assert "项目太多" not in lacking
    assert "集群" not in other
    assert not turn.is_whole
