"""Sentences on composition, concentration, makeup, the last month and the published figures."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from texts import published, sentences, texts

NAN = float("nan")
ZH, EN = texts("zh"), texts("en")


def quarters(**changed: Any) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "quarter": [pd.Timestamp(2022, 7, 1)] * 2 + [pd.Timestamp(2023, 7, 1)] * 2,
            "industry": ["新材料", "生物医药"] * 2,
            "name": ["新材料", "生物医药"] * 2,
            "planned_share": [0.71, 0.29, 0.69, 0.31],
            "is_signed_whole": True,
        }
    )
    return rows.assign(**changed)


def test_who_led_the_last_complete_quarter() -> None:
    assert (
        sentences.composition(ZH, quarters(), "signed")
        == "2023年第三季度签约计划总投资中，新材料占69%，居首，上年同季占71%"
    )
    assert sentences.partial_quarters(ZH, quarters(), "signed") == ""
    partial = quarters(is_signed_whole=[True, True, False, False])
    assert sentences.composition(ZH, partial, "signed") == "2022年第三季度签约计划总投资中，新材料占71%，居首"
    assert sentences.partial_quarters(ZH, partial, "signed") == "2023年第三季度数据尚不完整，颜色较淡。"
    assert sentences.composition(ZH, quarters(is_signed_whole=False), "signed") == "尚无完整季度"


def concentration(signed: int, arrived: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "measure": ["signed_planned", "funds_arrived"],
            "projects": [signed, arrived],
            "total": [1_000.0, 500.0],
            "top_3_share": [0.157, 0.113],
            "top_10_share": [0.378, 0.308],
        }
    )


def test_what_the_ten_largest_carry() -> None:
    assert sentences.concentration(ZH, concentration(141, 353)) == "前10个项目占签约计划总投资的37.8%、到位资金的30.8%"
    assert sentences.concentration(ZH, concentration(9, 353)) == "签约9个，收到资金的353个，项目较少，不比较前10个占比"
    assert sentences.concentration(ZH, concentration(0, 0)) == "所选范围内没有项目金额"
    without = concentration(141, 0)
    without.loc[without["measure"] == "funds_arrived", "total"] = NAN
    assert sentences.concentration(ZH, without) == "前10个项目占签约计划总投资的37.8%，无到位资金数据"
    few = concentration(9, 0).assign(total=NAN)
    assert sentences.concentration(EN, few) == "9 projects signed; no data on funds arrived"
    assert sentences.top_shares(ZH, few.iloc[1]) == "无数据"


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([-14.0, 9.5, 0.0], "3个产业中2个达到序时进度"),
        ([1.0, 9.5, NAN], "2个产业均达到序时进度"),
        ([-0.04, NAN, NAN], "有年度计划的1个产业达到序时进度"),
        ([-14.0, NAN, NAN], "有年度计划的1个产业低于序时进度"),
        ([-14.0, -1.0, -9.5], "3个产业均低于序时进度"),
        ([NAN, NAN, NAN], "没有年度计划"),
    ],
)
def test_how_many_industries_are_on_schedule(points: list[float], words: str) -> None:
    plan = [0.0 if pd.isna(one) else 100.0 for one in points]
    groups = pd.DataFrame({"points_ahead": points, "plan": plan, "scheduled": [one * 0.75 for one in plan]})
    assert sentences.own_plans(ZH, groups) == words
    if "年度计划" not in words:
        assert sentences.own_plans(ZH, groups.assign(scheduled=0.0)) == "本年尚无月份上报", "nothing was due"


def test_plans_without_any_report_of_what_is_completed() -> None:
    groups = pd.DataFrame({"points_ahead": [NAN], "plan": [100.0]})
    assert sentences.own_plans(ZH, groups) == "无完成投资数据"


def test_no_base_is_said() -> None:
    total = {"has_ledger": False, "key_projects": 3, "last_key_projects": 0, "invested": 5.0, "last_invested": 4.0}
    assert sentences.no_base(ZH, total) == "台账未覆盖上年同期，不计算同比。"
    assert sentences.no_key_base(ZH, total, 2023) == "台账没有2022年重点项目，完成投资不计算同比。"
    assert "2022年重点项目" in sentences.no_key_base(ZH, total | {"last_key_projects": 2}, 2023)
    assert sentences.no_key_base(EN, total | {"key_projects": 0}, 2023).endswith("in this selection.")
    assert sentences.no_key_base(ZH, total | {"invested": NAN}, 2023) == "“—”：2023年没有完成投资数据。"
    unreported = total | {"last_key_projects": 2, "last_invested": NAN}
    assert sentences.no_key_base(ZH, unreported, 2023) == "不列同比：2022年没有完成投资数据。"
    funds = {"funds_arrived": 3.0, "last_funds_arrived": 2.0}
    assert sentences.no_funds_base(ZH, funds) == sentences.no_base(ZH, {"has_ledger": True})
    assert sentences.no_funds_base(ZH, funds | {"last_funds_arrived": NAN}).startswith("不列同比")
    assert sentences.no_funds_base(ZH, funds | {"funds_arrived": NAN}).startswith("资金各列为“—”")


def makeup(n: int) -> pd.DataFrame:
    parts = [("all", "all"), ("size", "over_100m"), ("top_500", "any"), ("list", "世界500强"), ("list", "中国500强"),
             ("top_500", "several"), ("four_new", "yes")]  # fmt: skip
    return pd.DataFrame([{"dimension": one, "value": other, "signed_projects": n} for one, other in parts])


def test_what_the_signed_are() -> None:
    assert sentences.makeup(ZH, makeup(5)) == "签约5个，其中亿元以上5个、500强投资5个、四新经济5个"
    assert sentences.makeup(ZH, makeup(0)) == "没有签约项目"
    small = makeup(0)
    small.loc[0, "signed_projects"] = 1
    assert sentences.makeup(ZH, small) == "签约1个，其中没有亿元以上、500强投资和四新项目"
    assert sentences.makeup(EN, small) == '1 agreement signed, under ¥100M, not by a Top-500 investor, not "four new"'
    overlaps = sentences.makeup_overlaps(ZH, makeup(5))
    assert overlaps.startswith("10亿元以上包含在亿元以上之内，两者不得相加。世界500强、中国500强三个榜单有重叠")
    assert sentences.makeup_overlaps(ZH, makeup(0)) == "10亿元以上包含在亿元以上之内，两者不得相加。"
    parts = pd.DataFrame(
        {"part": ["以商引商", "全员招商"], "signed_projects": [31, 18], "projects_share": [0.633, 0.367]}
    )
    assert sentences.makeup_by(ZH, parts) == "以商引商最多，签约31个，占63.3%"
    assert sentences.makeup_by(ZH, parts.head(1)) == "以商引商：全部31个"
    assert sentences.makeup_by(ZH, parts.assign(signed_projects=0)) == "没有签约项目"


def months(**changed: dict[str, float]) -> pd.DataFrame:
    counts = {"this_month": 22.0, "last_month": 13.0, "last_year": 22.0, "month_change": 9.0, "year_change": 0.0,
              "month_growth": 0.69, "year_growth": 0.0, "this_reported": True, "before_reported": True,
              "year_reported": True}  # fmt: skip
    money = counts | {"this_month": 285_492.0, "last_month": 211_809.0, "month_growth": 0.3479, "year_growth": -0.0004}
    figures = {
        "signed_projects": counts,
        "started_projects": counts,
        "funded_projects": counts,
        "terminated_projects": counts | {"this_month": 0.0},
        "funds_arrived": money,
        "invested": money,
    }
    month = {"month": pd.Timestamp(2023, 9, 1), "month_before": pd.Timestamp(2023, 8, 1),
             "year_before": pd.Timestamp(2022, 9, 1)}  # fmt: skip
    return pd.DataFrame(
        [{"figure": name, **month, **values, **changed.get(name, {})} for name, values in figures.items()]
    )


def test_the_last_month() -> None:
    rows = months()
    words = sentences.last_month(ZH, rows)
    assert words == "2023年9月签约22个，开工22个，首次到位22个，到位资金28.5亿元，完成投资28.5亿元", (
        "nought terminated is not told"
    )
    assert "终止3个" in sentences.last_month(ZH, months(terminated_projects={"this_month": 3.0}))
    cells = sentences.month_cells(ZH, rows)
    assert cells[0] == ["签约（个）", "22", "13", "+9", "22", "0"]
    assert cells[4][:4] == ["到位资金（亿元）", "28.5", "21.2", "+34.8%"]
    assert cells[4][5] == "0.0%", "never minus nought"
    assert sentences.missing_in_month(ZH, rows) == []
    assert sentences.dashes(ZH, rows) == []


def test_a_month_without_a_base() -> None:
    missing = {"last_year": NAN, "year_change": NAN, "year_growth": NAN}
    rows = months(**dict.fromkeys(months()["figure"], missing))
    assert sentences.missing_in_month(ZH, rows) == ["2022年9月尚无台账，无可比数据。"]
    assert {cells[5] for cells in sentences.month_cells(ZH, rows)} == {"—"}
    nought = months(funds_arrived={"last_month": 0.0, "month_growth": NAN})
    assert sentences.dashes(ZH, nought) == ["“—”表示对比月份为零，无可比数据。"]
    unplanned = months(invested={"last_year": NAN, "year_growth": NAN})
    assert sentences.missing_in_month(ZH, unplanned) == ["台账没有2022年重点项目，完成投资无可比数据。"]
    unknown = {"this_month": NAN, "this_reported": False}
    silent = months(funds_arrived=unknown, invested=unknown)
    assert sentences.missing_in_month(ZH, silent) == ["台账没有月度到位资金和完成投资。"]
    assert "到位资金" not in sentences.last_month(ZH, silent)
    assert sentences.missing_in_month(ZH, months(funds_arrived=unknown)) == ["2023年9月没有到位资金数据。"]
    assert sentences.missing_in_month(ZH, months(invested=unknown)) == ["2023年9月没有完成投资数据。"]
    begun = months(funds_arrived={"last_year": NAN, "year_reported": False})
    assert sentences.missing_in_month(ZH, begun) == ["到位资金没有比较基数：2022年9月没有数据。"]
    before = months(**{key: {"this_month": NAN} for key in months()["figure"]})
    assert sentences.last_month(ZH, before) == "尚无完整月份的数据"
    assert sentences.missing_in_month(ZH, before) == ["2023年9月尚无台账。"]


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (-16.0, "projects", "比公布少16个", "16 projects below"),
        (1.0, "projects", "比公布多1个", "1 project above"),
        (-3.2, "100M yuan", "比公布少3.2亿元", "¥0.32B below"),
        (-8.31, "percent", "低8.3个百分点", "8.3 points below"),
        (0.5, "percent", "高0.5个百分点", "0.5 points above"),
        (-50.0, "batches", "比公布少50批次", "50 batches below"),
        (NAN, "projects", "", ""),
    ],
)
def test_by_how_much_a_published_figure_differs(value: float, unit: str, zh: str, en: str) -> None:
    assert published.difference(ZH, value, unit) == zh
    assert published.difference(EN, value, unit) == en
