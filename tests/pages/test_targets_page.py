"""Every figure of the targets page equals plain pandas on the exported ledger, whatever is chosen."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests import oracle_targets
from tests.demo_ledger import Published
from tests.oracle import Setting
from tests.pages.drawing import TOLD
from tests.pages.opening import answer, metrics, opened, plain, words
from tests.pages.test_figures import RANDOM, half_up, money, percent, written
from tests.queries.ledgers import month, plan, project, publish
from tests.queries.test_targets_against_pandas import with_targets
from tests.settings_drawn import Drawn, choices

LEADING, SURPLUSES = 10, 3
ACTUALS = {
    "signed_projects": ("formal_projects", "signed_target", "signed_target_rate"),
    "started_projects": ("started_within", "started_target", "started_target_rate"),
    "funds_arrived": ("funds_arrived", "funds_target", "funds_target_rate"),
    "invested": ("invested", "invested_target", "invested_target_rate"),
}


def table(app: AppTest, column: str) -> pd.DataFrame | None:
    """The table that has a column; None where the page has none."""
    return next((frame.value for frame in app.dataframe if column in frame.value), None)


def drawn_rows(app: AppTest) -> list[tuple[str, pd.DataFrame]]:
    """Each chart in words, and the rows that it draws."""
    found = []
    for element in app.get("vega_lite_chart"):
        told, drawn = "", pd.DataFrame()
        for dataset in element.proto.datasets:
            with pa.ipc.open_stream(dataset.data.data) as reader:
                rows = reader.read_pandas()
            if {*rows} == TOLD:
                told = rows["words"].item()
            elif drawn.empty:
                drawn = rows
        found.append((told, drawn))
    return found


def chart(app: AppTest, *columns: str) -> tuple[str, pd.DataFrame] | None:
    """The first chart whose rows have these columns."""
    return next(((alt, rows) for alt, rows in drawn_rows(app) if set(columns) <= set(rows)), None)


def scale(*amounts: float) -> tuple[int, int]:
    """The unit and the decimals of figures side by side: 亿元 from one on, else 万元."""
    most = max((abs(one) for one in amounts if not math.isnan(one)), default=0.0)
    return (10_000, 1) if most >= 10_000 or not most else (1, 0)


def figure(value: float, unit: tuple[int, int], *, signed: bool = False) -> str:
    if math.isnan(value):
        return "—"
    text = written(value / unit[0], unit[1])
    return f"+{text}" if signed and half_up(value / unit[0], unit[1]) > 0 else text


def growth(value: float) -> str:
    shown = half_up(value * 100, 1)
    if shown == 0:
        return "同比持平"
    return f"同比{'增长' if shown > 0 else '下降'}{abs(shown)}%"


@RANDOM
@given(data=st.data())
def test_the_cards_and_the_lists(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    app = opened("targets", drawn.query)
    assert not app.exception
    target = demo.ledger.target_year(drawn.setting)
    due = target["plan"] * target["due_share"]
    values = [value for value, _ in metrics(app).values()]
    is_known = not math.isnan(target["invested"])
    left = max(target["plan"] - target["invested"], 0) if is_known else math.nan
    assert values == [
        percent(target["invested"], target["plan"]) if is_known or not target["plan"] else "无数据",
        money(due) if target["plan"] else "—",
        money(left) if target["plan"] else "—",
        percent(target["new_due_started"], target["new_due"]),
    ]
    if not target["key_projects"]:
        assert "没有" in answer(app)
        assert table(app, "surplus") is None
        return
    carried, new = target["continuing_projects"], target["new_projects"]
    assert f"{target['key_projects']}个重点项目中，续建{carried}个、新建{new}个" in plain(words(app))
    if not is_known:
        assert "没有完成投资数据" in answer(app)
        assert next(iter(metrics(app).values())) == ("无数据", "未报送")
        return
    points = half_up((target["invested"] / target["plan"] - target["due_share"]) * 100, 1)
    assert str(abs(points)) in next(iter(metrics(app).values()))[1] or points == 0
    rows = oracle_targets.standings(demo.ledger, drawn.setting)
    listed = table(app, "surplus")
    assert listed is not None
    for column, expected in (("plan", rows["计划"]), ("invested", rows["完成"]), ("surplus", rows["超欠"])):
        assert sorted(listed[column]) == sorted(float(half_up(x, 0)) + 0.0 for x in expected), column
    _adjusted(app, demo, drawn.setting)


def _adjusted(app: AppTest, demo: Published, setting: Setting) -> None:
    changed, text = oracle_targets.adjustments(demo.ledger, setting), plain(words(app))
    listed = table(app, "plan_change")
    if changed.empty:
        assert listed is None
        assert "年度计划未作调整" in text
        return
    assert listed is not None
    assert f"{len(changed)}个重点项目调整了年度计划" in text
    for column, name in (("original_plan", "原计划"), ("plan", "计划"), ("plan_change", "变动")):
        assert sorted(listed[column]) == sorted(float(half_up(x, 0)) for x in changed[name])
    up, down = changed[changed["变动"] > 0]["变动"], changed[changed["变动"] < 0]["变动"]
    for word, some in (("增", up), ("减", down)):
        assert (f"调{word}{len(some)}个项目，共{money(abs(some.sum()))}" in text) == (len(some) > 0)


@RANDOM
@given(data=st.data())
def test_what_decides_the_year(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    app = opened("targets", drawn.query)
    target = demo.ledger.target_year(drawn.setting)
    found = chart(app, "step_kind", "figure")
    begun = demo.ledger.money_month(drawn.setting).year >= drawn.setting.year
    if not target["key_projects"] or not begun or math.isnan(target["invested"]):
        assert found is None
        return
    assert found is not None
    alt, rows = found
    gap = oracle_targets.shortfall(demo.ledger, drawn.setting, LEADING)
    steps = oracle_targets.waterfall(demo.ledger, drawn.setting, LEADING, SURPLUSES)
    unit = scale(gap["shortfall"], gap["excess"])
    assert rows["step_kind"].to_list() == [kind for kind, _, _ in steps]
    assert rows["figure"].to_list() == [
        figure(amount, unit, signed=kind not in {"scheduled", "invested"}) for kind, _, amount in steps
    ]
    if gap["shortfall_projects"]:
        assert alt.startswith(f"{gap['shortfall_projects']}个项目低于自身序时，缺口{money(gap['shortfall'])}")
    if gap["shortfall_projects"] > LEADING:
        assert alt.endswith(f"前10个占{percent(gap['leading_shortfall'], gap['shortfall'])}")
    text = plain(words(app))
    assert alt in text
    if gap["ahead_projects"]:
        assert f"{gap['ahead_projects']}个项目超序时{money(gap['excess'])}" in text
    if gap["waiting_projects"]:
        assert f"{money(gap['waiting_shortfall'])}属于未到计划开工日期的{gap['waiting_projects']}个新建项目" in text
    if gap["shortfall_projects"] and gap["ahead_projects"] and half_up(gap["surplus"], 2):
        word = "超序时" if gap["surplus"] > 0 else "欠"
        assert f"相抵后{word}{money(abs(gap['surplus']))}" in text


@RANDOM
@given(data=st.data())
def test_quarters_and_groups(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    app = opened("targets", drawn.query)
    if not demo.ledger.target_year(drawn.setting)["key_projects"]:
        assert chart(app, "quarter") is None
        return
    found = chart(app, "quarter", "figures")
    assert found is not None
    alt, rows = found
    expected = oracle_targets.quarters(demo.ledger, drawn.setting)
    unit = scale(*(one[key] for one in expected for key in ("quarter_plan", "quarter_invested")))
    assert rows["figures"].to_list() == [_quarter(one, unit) for one in expected]
    # The newest quarter that counts is told.
    first = next((one for one in reversed(expected) if one["months"]), expected[0])
    if first["months"] and math.isnan(first["quarter_invested"]):
        assert "无完成投资数据" in alt
    elif first["months"]:
        assert f"完成{money(first['quarter_invested'])}" in alt
        assert f"为序时任务的{percent(first['quarter_invested'], first['quarter_scheduled'])}" in alt
        if not math.isnan(first["quarter_growth"]):
            assert growth(first["quarter_growth"]) in alt
    groups = [rows for _, rows in drawn_rows(app) if {"figures_verdict", "due"} <= set(rows)]
    for rows, column in zip(groups, ("产业", "责任单位"), strict=True):
        by_name = demo.ledger.target_groups(drawn.setting, column)
        unit = scale(*(one[key] for one in by_name.values() for key in ("plan", "invested")))
        assert set(rows["name"]) == set(by_name)
        for name, figures in rows.set_index("name")["figures"].items():
            one = by_name[str(name)]
            assert figures == f"{figure(one['invested'], unit)} / {figure(one['plan'], unit)}"


def _quarter(one: dict[str, float], unit: tuple[int, int]) -> str:
    if not one["months"]:
        return f"未开始，全季任务{figure(one['quarter_plan'], unit)}"
    parts = [f"{figure(one['quarter_invested'], unit)} / {figure(one['quarter_scheduled'], unit)}"]
    if one["quarter_scheduled"] and not math.isnan(one["quarter_invested"]):
        parts.append(percent(one["quarter_invested"], one["quarter_scheduled"]))
    if not math.isnan(one["quarter_growth"]):
        parts.append(growth(one["quarter_growth"]))
    return "\u2002".join(parts)


@RANDOM
@given(data=st.data())
def test_funds_beside_last_year_and_against_the_plan(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    against = data.draw(st.booleans())
    app = opened("targets", drawn.query | ({"funds": "与年度计划对照"} if against else {}))
    assert not app.exception
    expected = oracle_targets.funds(demo.ledger, drawn.setting)
    counted = expected["cumulative_funds"].notna()
    text = plain(words(app))
    if not counted.any():
        assert "本年没有到位资金数据。" in text
        return
    alt, rows = [one for one in drawn_rows(app) if {"actual_text", "last_year_text"} <= set(one[1])][-1]
    plan_of_year = demo.ledger.key_plan(drawn.setting, drawn.setting.year)["计划"].sum()
    lines = [*expected["cumulative_funds"], *expected["last_cumulative_funds"], *([plan_of_year] if against else [])]
    unit = scale(*lines)
    for column, name in (("actual_text", "cumulative_funds"), ("last_year_text", "last_cumulative_funds")):
        assert rows[column].to_list() == [
            "—" if math.isnan(value) else figure(value, unit) for value in expected[name]
        ], column
    last = expected[counted].iloc[-1]
    if not last["cumulative_funds"]:
        assert "尚无资金到位" in alt
        return
    assert f"到位资金{money(last['cumulative_funds'])}" in alt
    assert (growth(last["growth"]) if not math.isnan(last["growth"]) else "无同期可比数据") in alt
    if not math.isnan(last["last_cumulative_funds"]):
        assert f"上年同期{money(last['last_cumulative_funds'])}" in text
    assert ("不是完成率" in text) == (against and plan_of_year > 0)
    if against and plan_of_year:
        assert f"相当于年度计划的{percent(last['cumulative_funds'], plan_of_year)}" in text


@RANDOM
@given(data=st.data())
def test_the_targets(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    drawn = with_targets(drawn, data)
    app = opened("targets", drawn.query)
    assert not app.exception
    expected = oracle_targets.targets(demo.ledger, drawn.setting)
    listed = table(app, "target_of")
    if not expected:
        assert listed is None
        assert "目标" in plain(words(app))
        return
    assert listed is not None
    due = demo.ledger.due_share(drawn.setting)
    rows = listed.set_index("target_of")
    names = {"全区" if unit is None else unit for _, unit, _ in expected}
    assert set(rows.index) == names
    amounts = [value for (indicator, *_), pair in expected.items() for value in pair
               if not indicator.endswith("_projects")]  # fmt: skip
    for (indicator, unit, _industry), (amount, actual) in expected.items():
        columns, row = ACTUALS[indicator], rows.loc["全区" if unit is None else unit]
        wan, decimals = (1, 0) if indicator.endswith("_projects") else scale(*amounts)
        if math.isnan(actual):
            assert pd.isna(row[columns[0]])
            assert pd.isna(row[columns[2]])
            continue
        assert row[columns[0]] == float(half_up(actual / wan, decimals)), (indicator, unit)
        assert row[columns[1]] == float(half_up(amount / wan, decimals)), (indicator, unit)
        assert row[columns[2]] == float(half_up(actual / amount * 100, 1)), (indicator, unit)
        if indicator == "invested":
            points = half_up((actual / amount - due) * 100, 1)
            light = "●" if points >= 0 else "◆" if points >= -10 else "■"
            assert row["verdict"].startswith(light)
            assert str(abs(points)) in row["verdict"] or points == 0
    if any(indicator != "invested" for indicator, *_ in expected):
        share = half_up(oracle_targets.elapsed_share(drawn.setting) * 100, 1)
        assert f"时间进度{share}%" in plain(words(app))


def target(indicator: str, amount: float, unit: str | None = None) -> dict[str, Any]:
    return {"year": 2023, "indicator": indicator, "unit": unit, "industry": None, "amount": amount}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


@pytest.mark.usefixtures("store")
def test_targets_that_do_not_add_up_are_said_on_the_page() -> None:
    publish(
        project=[project("甲", "2023-01-10", "2023-03-11")],
        plan=[plan("甲", 2023, 900)],
        progress=[month("甲", "2023-03", 30, 8)],
        target=[target("signed_projects", 4), target("signed_projects", 3, "责任单位一"), target("invested", 1_000)],
    )
    text = plain(words(opened("targets")))
    assert "签约项目：各责任单位目标合计3个，全区目标4个，两者不一致。" in text
    assert "完成投资：全区目标1000万元，重点项目年度计划合计900万元，两者不一致。" in text


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "rows",
    [
        {"plan": []},
        {"plan": [plan("甲", 2023, 900)]},
        {"plan": [plan("甲", 2023, 0)], "progress": [month("甲", "2023-01", 0, 5)]},
        {"plan": [plan("甲", 2023, 900)], "progress": [month("甲", "2023-01", 1, 75)]},
        {"plan": [plan("甲", 2022, 900)], "progress": [month("甲", "2022-01", 1, 75)]},
    ],
    ids=["no plan", "no progress", "a plan of nought", "on schedule", "only last year"],
)
def test_thin_ledgers_open(rows: dict[str, Any], language: str) -> None:
    publish(dt.date(2023, 1, 1), project=[project("甲", "2023-01-10", "2023-03-11")], **rows)
    for day in ("2023-01-20", "2023-01-31"):
        app = opened("targets", {"lang": {"zh": "中文", "en": "EN"}[language], "as_of": day, "year": "2023"})
        assert not app.exception
        assert answer(app)
        assert "nan" not in words(app).lower().replace("finan", "")


def test_a_switch_of_the_targets_page_is_ignored_with_a_remark_elsewhere(demo: Published) -> None:
    app = opened("funnel", {"funds": "与年度计划对照"})
    assert not app.exception
    assert "funds" in plain(words(app))
