"""What the funnel page shows, figure by figure, equals plain pandas; what is missing is said in words."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from access.rights import LOCAL
from panels import questions, signing_months
from panels.questions import Question
from tests.demo_ledger import Published
from tests.oracle import FUNDS
from tests.pages.drawing import TOLD
from tests.pages.opening import answer, metrics, opened, plain, words
from tests.pages.test_figures import half_up, money, percent
from tests.pages.test_questions import assert_explained
from tests.queries.ledgers import month, plan, project, publish
from tests.rounds import drawing
from tests.settings_drawn import Drawn, begun
from view import filters

FEW = drawing(3)
MILESTONES = (0, 1, 2, 3, 6, 9, 12, 18, 24, 36)
LABELS = {
    "follow": {"started": "已开工占比", "arrived": "资金到位率"},
    "by": {"industry": "产业", "unit": "责任单位", "kind": "投资方类别", "size": "规模", "channel": "招商方式"},
}
SIZES = {"over_1b": "10亿元以上", "from_100m_to_1b": "1亿元以上不足10亿元", "under_100m": "不足1亿元"}


def drawn_rows(app: AppTest, key: str) -> list[dict[str, Any]]:
    """The rows of a chart's marks, all layers' data together; empty where the chart is not drawn."""
    found: list[dict[str, Any]] = []
    for element in app.get("vega_lite_chart"):
        if element.proto.id.endswith(f"-chart_{key}"):
            for dataset in element.proto.datasets:
                with pa.ipc.open_stream(dataset.data.data) as stream:
                    found += stream.read_all().to_pylist()
            for rows in json.loads(element.proto.spec).get("datasets", {}).values():
                found += rows
    return [row for row in found if row.keys() != TOLD]


def whole_percent(over: float, under: float) -> str:
    share = over / under
    figure = half_up(share * 100, 0)
    if figure == 0 and share > 0:
        return "<1"
    return ">99" if figure == 100 and share < 1 else str(figure)


@pytest.mark.parametrize(
    ("by", "share"),
    [("industry", "started"), ("unit", "arrived"), ("kind", "started"), ("size", "arrived"), ("channel", "started")],
)
@FEW
@given(data=st.data())
def test_every_figure_of_the_signings(demo: Published, by: str, share: str, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(begun(demo.version))
    query = drawn.query | {"follow": [LABELS["follow"][share]], "by": [LABELS["by"][by]]}
    app = opened("funnel", query)
    assert not app.exception
    if drawn.setting.agreement == "框架" or not demo.ledger.funnel_cohort(drawn.setting)["signed"]["projects"]:
        none = (
            ("框架协议不计入漏斗", "没有签约框架协议") if drawn.setting.agreement == "框架" else ("没有签约正式协议",)
        )
        assert any(one in answer(app) for one in none)
        _assert_projects(app, demo, drawn)
        return
    _assert_funnel(app, demo, drawn)
    _assert_months(app, demo, drawn, share)
    _assert_groups(app, demo, drawn, by)
    _assert_projects(app, demo, drawn)


def _assert_funnel(app: AppTest, demo: Published, drawn: Drawn) -> None:
    stages, beside = demo.ledger.funnel_cohort(drawn.setting), demo.ledger.funnel_beside(drawn.setting)
    signed, started, funded = (stages[stage] for stage in ("signed", "started", "funded"))
    text = plain(words(app))
    is_known = not math.isnan(funded["projects"])
    early = beside["unstarted_funds"] if is_known and not funded["projects"] else 0
    rows = drawn_rows(app, "funnel_cohort")
    if signed["projects"]:
        assert [row["title"] for row in rows] == [
            f"签约{signed['projects']}个", f"开工{started['projects']}个",
            f"有资金到位{funded['projects']}个" if is_known else "有资金到位：无数据",
        ]  # fmt: skip
        arrived = f"实际到位{money(funded['funds_arrived'])}；其计划总投资{money(funded['planned_investment'])}"
        if early:
            arrived = f"{money(early)}到位，项目尚未开工"
        assert [row["detail"] for row in rows] == [
            f"计划总投资{money(signed['planned_investment'])}",
            f"计划总投资{money(started['planned_investment'])}",
            arrived if is_known else "没有到位资金数据",
        ]
        share = percent(started["projects"], signed["projects"])
        assert rows[0]["step"] == f"签约至开工：{share}" + _days(started)
        if started["projects"] and is_known:
            share = percent(funded["projects"], started["projects"])
            assert rows[1]["step"] == f"开工至到位：{share}" + _days(funded)
        whole = f"签约至到位：{percent(funded['projects'], signed['projects'])}"
        assert rows[2]["step"] == (whole if is_known else "")
    else:
        assert not rows
    _assert_sentence(answer(app), signed, started, funded, beside)
    _assert_beside(app, text, beside, funded)
    _assert_terminations(app, demo, drawn)


def _assert_sentence(
    sentence: str,
    signed: dict[str, float],
    started: dict[str, float],
    funded: dict[str, float],
    beside: dict[str, float],
) -> None:
    if not signed["projects"]:
        assert "没有签约正式协议" in sentence
        return
    assert f"签约正式协议{signed['projects']}个" in sentence
    share = percent(started["projects"], signed["projects"])
    some = f"开工{started['projects']}个，开工率{share}"
    none, whole = ("尚未开工", "已开工") if signed["projects"] == 1 else ("均未开工", "已全部开工")
    told = {0: none, signed["projects"]: whole}.get(started["projects"], some)
    assert told in sentence
    if math.isnan(funded["projects"]):
        assert "无到位资金数据" in sentence
    elif not funded["projects"] and beside["unstarted_funds"]:
        assert f"{beside['unstarted_projects']}个未开工项目已到位{money(beside['unstarted_funds'])}" in sentence
    elif funded["projects"]:
        assert f"有资金到位{funded['projects']}个，实际到位{money(funded['funds_arrived'])}" in sentence
        assert f"其计划总投资{money(funded['planned_investment'])}" in sentence
    else:
        assert "尚无资金到位" in sentence


def _assert_projects(app: AppTest, demo: Published, drawn: Drawn) -> None:
    """The list at the page's end: the projects whose signing counts."""
    rows = demo.ledger.signed(drawn.setting)
    rows = rows[rows["计数"]]
    assert ("签约项目0个" not in plain(words(app))) if rows.empty else f"签约项目{len(rows)}个" in plain(words(app))
    if rows.empty:
        return
    table = app.dataframe[-1].value
    assert len(table) == len(rows)
    assert sorted(table["planned_investment"]) == sorted(float(half_up(x, 0)) for x in rows["计划总投资（万元）"])
    if demo.ledger.has(drawn.setting, FUNDS):
        assert sorted(table["funds_arrived"]) == sorted(float(half_up(x, 0)) for x in rows["到位"])
    else:
        assert "funds_arrived" not in table, "a column that nothing fills is left out"


def _days(stage: dict[str, float]) -> str:
    if not stage["timed"]:
        return ""
    few = f"（{stage['timed']}个项目）" if stage["timed"] < 5 else ""
    return f"，中位用时{half_up(stage['median_days'], 0)}天{few}"


def _matured(n: float, started: float) -> str:
    if not started:
        return "签约满180天的1个尚未开工。" if n == 1 else f"签约满180天的{n}个均未开工。"
    if started == n:
        return "签约满180天的1个已开工。" if n == 1 else f"签约满180天的{n}个已全部开工。"
    return f"签约满180天的{n}个中已开工{started}个，开工率{percent(started, n)}"


def _assert_beside(app: AppTest, text: str, beside: dict[str, float], funded: dict[str, float]) -> None:
    parts = [funded["funds_arrived"], beside["unstarted_funds"], beside["terminated_funds"]]
    is_one = sum(bool(one) and not math.isnan(one) for one in parts) == 1
    told = {
        "cohort_funds": f"累计到位{money(beside['cohort_funds'])}",
        "unstarted_funds": "全部为未开工项目"
        if is_one
        else f"未开工项目{beside['unstarted_projects']}个{money(beside['unstarted_funds'])}",
        "terminated_funds": "全部为已终止项目" if is_one else f"已终止项目{money(beside['terminated_funds'])}",
        "early_projects": f"{beside['early_projects']}个项目有资金早于开工到位，开工前到位"
        f"{money(beside['early_funds'])}",
        "terminated_projects": f"已终止{beside['terminated_projects']}个（计划总投资"
        f"{money(beside['terminated_planned'])}）",
        "matured_projects": _matured(beside["matured_projects"], beside["matured_started"]),
        "framework_projects": f"另有框架协议{beside['framework_projects']}个（计划总投资"
        f"{money(beside['framework_planned'])}）",
    }
    for column, sentence in told.items():
        if not math.isnan(beside[column]):
            assert (sentence in text) == bool(beside[column]), (column, sentence)
    if math.isnan(beside["cohort_funds"]):
        assert "台账没有到位资金数据，是否有资金到位无从得知。" in text
    elif beside["unstarted_funds"] or beside["terminated_funds"]:
        assert f"有资金到位项目{money(funded['funds_arrived'])}" in text


def _assert_terminations(app: AppTest, demo: Published, drawn: Drawn) -> None:
    expected = demo.ledger.terminations(drawn.setting)
    tables = [table.value for table in app.dataframe if "terminated_funds" in table.value]
    if not expected:
        assert not tables
        return
    table = tables[0].set_index("termination_reason")
    assert set(table.index) == set(expected)
    for reason, figures in expected.items():
        for column, figure in figures.items():
            found = table.loc[reason, column]
            assert pd.isna(found) if math.isnan(figure) else found == float(half_up(figure, 0)), (reason, column)


def _assert_months(app: AppTest, demo: Published, drawn: Drawn, share: str) -> None:
    cells = demo.ledger.signing_months(drawn.setting)
    every = sorted({since for _, since in cells})
    shown = [since for since in every if len(every) <= 12 or since in MILESTONES]
    over, under = (
        ("started_projects", "formal_projects") if share == "started" else ("arrived_of_signed", "formal_planned")
    )
    expected = {}
    for (signed, since), figures in cells.items():
        if since in shown and figures[under] and not pd.isna(figures[over]):
            figure = whole_percent(figures[over], figures[under])
            expected[f"{signed:%Y-%m}", since] = (figure, figures["formal_projects"] >= 5)
    for since in shown:
        known = [one for (_, at), one in cells.items() if at == since and not pd.isna(one[over])]
        if whole := sum(one[under] for one in known):
            figure = whole_percent(sum(one[over] for one in known), whole)
            expected["", since] = (figure, sum(one["formal_projects"] for one in known) >= 5)
    rows = drawn_rows(app, f"cohorts_{share}")
    found = {
        (row["signing"], row["months_since"]): (row["figure"], row["is_compared"]) for row in rows if "signing" in row
    }
    assert found == expected
    if expected:
        counts = {row["signed"]: row["figure"] for row in rows if "signing" not in row and row["figure"]}
        months = {f"{signed.month}月": str(figures["formal_projects"]) for (signed, _), figures in cells.items()}
        assert counts == months
    else:
        assert app.info, "why there is no heat map is said"


def _assert_groups(app: AppTest, demo: Published, drawn: Drawn, by: str) -> None:
    expected = demo.ledger.funnel_groups(drawn.setting, by)
    rows = {row["label"]: row for row in drawn_rows(app, f"funnels_{by}") if "label" in row}
    names = {None: "未注明", **SIZES}
    assert set(rows) == {names.get(name, name) for name in expected}
    for name, figures in expected.items():
        row = rows[names.get(name, name)]
        for column in ("formal_projects", "started_projects", "funded_projects"):
            is_known = not math.isnan(figures[column])
            assert row[column] == (figures[column] if is_known else 0)
            assert row[f"{column}_text"] == (str(figures[column]) if is_known else "—")
        assert row["start_rate_text"] == percent(figures["started_projects"], figures["formal_projects"])
        assert row["arrival_rate_text"] == percent(figures["arrived_of_signed"], figures["formal_planned"])
        assert row["is_few"] == (figures["formal_projects"] < 5)
        planned = {stage: money(figures[f"{stage}_planned"]) for stage in ("formal", "started", "funded")}
        assert row["signed_words"] == f"{figures['formal_projects']}个（计划总投资{planned['formal']}）"
        assert row["started_words"] == f"{figures['started_projects']}个（计划总投资{planned['started']}）"
        assert (
            row["funded_words"] == "无数据"
            if math.isnan(figures["funded_projects"])
            else (
                f"{figures['funded_projects']}个，实际到位{money(figures['arrived_of_funded'])}"
                f"（计划总投资{planned['funded']}）"
            )
        )
        timed = figures["timed_projects"]
        days = f"中位用时{half_up(figures['median_days_to_start'], 0)}天（{timed}个项目）" if timed else "—"
        assert row["days"] == days
    many = {name: one for name, one in expected.items() if name is not None}
    if len(many) > 1:
        assert f"{max(one['formal_projects'] for one in many.values())}个" in plain(words(app))


@FEW
@given(data=st.data())
def test_within_the_period_by_month(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(begun(demo.version))
    app = opened("funnel", drawn.query | {"reading": ["按期内发生"]})
    assert not app.exception
    if drawn.setting.agreement == "框架":
        assert not app.get("vega_lite_chart")
        return
    stages = demo.ledger.funnel_period(drawn.setting)
    counts = [stages[stage][0] for stage in ("signed", "started", "funded")]
    sentence = answer(app)
    signed = f"签约正式协议{counts[0]}个" if counts[0] else "没有签约正式协议"
    started = f"开工项目{counts[1]}个" if counts[1] else "没有项目开工"
    if math.isnan(counts[2]):
        assert f"{signed}，{started}；无到位资金数据" in sentence
        return
    if any(counts) or stages["arrived"][1]:
        funded = f"首次到位项目{counts[2]}个" if counts[2] else "没有项目首次到位"
        assert f"{signed}，{started}，{funded}" in sentence
        arrived = stages["arrived"][1]
        assert (f"到位资金合计{money(arrived)}" if arrived else "没有资金到位") in sentence
    else:
        assert "没有签约、开工和首次到位" in sentence
    rows = drawn_rows(app, "months")
    if any(counts):
        for column, count in zip(("formal_projects", "started_within", "funded_within"), counts, strict=True):
            assert sum(row["projects"] or 0 for row in rows if row["column"] == column) == count
        rows = drawn_rows(app, "funnel_period")
        planned = [money(stages[stage][1]) for stage in ("signed", "started", "funded")]
        assert rows[0]["detail"] == (f"计划总投资{planned[0]}" if counts[0] else "")
        assert rows[1]["detail"] == (f"计划总投资{planned[1]}" if counts[1] else "")
        if counts[2]:
            assert rows[2]["detail"].endswith(planned[2])
            assert money(stages["arrived"][1]) in rows[2]["detail"]
    else:
        assert not rows


# Clicks ---------------------------------------------------------------------------------------------


@FEW
@given(data=st.data())
def test_a_click_on_a_month_explains_the_figure_shown(demo: Published, data: st.DataObject) -> None:
    view = data.draw(begun(demo.version)).view
    rows = view.run("signing_months")
    share, figure = data.draw(st.sampled_from([("started", "start_rate"), ("arrived", "arrival_rate")]))
    drawn = rows[rows["signed_month"].notna() & rows[figure].notna()]
    for _, row in drawn.sample(min(5, len(drawn)), random_state=1).iterrows():
        mark = {"signing": f"{row['signed_month']:%Y-%m}", "months_since": row["months_since"]}
        question: Question | None = signing_months.cell_question(view, rows, share, mark)
        assert question is not None
        assert questions.figure(view, question, figure) == row[figure]
        assert assert_explained(view, question) == 3
    # All months together stand at days of their own: the figures are explained, no one list is behind them.
    for _, row in rows[rows["signed_month"].isna() & rows[figure].notna()].iterrows():
        whole = signing_months.cell_question(view, rows, share, {"signing": "", "months_since": row["months_since"]})
        assert questions.figure(view, whole, figure, whole.name, is_named=True) == row[figure]
        assert "各自的月末" in whole.unlisted
    months = view.run("funnel_months").rename(columns=signing_months.MONTH_FIGURES)
    for _, row in months.iterrows():
        for code in signing_months.MONTH_FIGURES.values():
            question = signing_months.month_question(view, months, {"when": f"{row['month']:%Y-%m}", "column": code})
            if pd.isna(row[code]):
                assert question is None, "what is not known yet is not explained"
                continue
            assert question is not None
            assert questions.figure(view, question, code) == row[code]
            assert assert_explained(view, question) == 1


# States in words ------------------------------------------------------------------------------------


def test_every_switch_is_understood_and_named_elsewhere(demo: Published) -> None:
    app = opened("funnel", {"follow": "资金到位率", "by": "招商方式"})
    assert drawn_rows(app, "cohorts_arrived")
    assert drawn_rows(app, "funnels_channel")
    elsewhere = plain(words(opened("targets", {"follow": "资金到位率", "by": "招商方式", "reading": "按期内发生"})))
    for name in ("follow", "by", "reading"):
        assert name in elsewhere, "a parameter of another page is ignored with a remark"
    own = [one.key for one in filters.filters(demo.version, LOCAL).values() if one.page == "funnel"]
    assert own == ["reading", "follow", "by"]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def test_one_project(store: None) -> None:
    publish(project=[project("一", "2023-07-10", "2023-08-20", 10_000)], progress=[month("一", "2023-09", 500)])
    app = opened("funnel")
    assert not app.exception
    rows = drawn_rows(app, "cohorts_started")
    cells = {(row["signing"], row["months_since"]): row for row in rows if "signing" in row}
    assert [cells["2023-07", since]["figure"] for since in (0, 1, 2)] == ["0", "100", "100"]
    assert not any(row["is_compared"] for row in cells.values()), "one project is not shaded"
    text = plain(words(app))
    assert "新材料：签约1个，开工1个" in text
    assert "签约不足5个的格不着色，不作比较" in text
    assert "签约不足5个的，比率以浅色列示，不作比较" in text
    assert "按签约月份看进展" in text, "of fewer than five nothing is told in the title"


def test_a_ledger_without_progress_has_no_share_of_money(store: None) -> None:
    publish(project=[project("一", "2023-07-10", "2023-08-20")], plan=[plan("一", 2023, 100)])
    app = opened("funnel", {"follow": "资金到位率"})
    assert not drawn_rows(app, "cohorts_arrived")
    assert "台账没有到位资金数据" in plain(words(app))
    app = opened("funnel")
    assert drawn_rows(app, "cohorts_started")
    text = plain(words(app))
    assert "截至2023年9月30日已开工；无到位资金数据" in text
    assert "尚无资金到位" not in text
    assert "0元" not in text
    assert [row["title"] for row in drawn_rows(app, "funnel_cohort")] == ["签约1个", "开工1个", "有资金到位：无数据"]


def test_money_that_came_before_the_start(store: None) -> None:
    publish(project=[project("一", "2023-07-10", None, 10_000)], progress=[month("一", "2023-09", 100)])
    app = opened("funnel")
    text = plain(words(app))
    assert "截至2023年9月30日尚未开工；1个未开工项目已到位100万元" in text
    assert "累计到位100万元，全部为未开工项目" in text
    assert "尚无资金到位" not in text
    assert drawn_rows(app, "funnel_cohort")[2]["detail"] == "100万元到位，项目尚未开工"
    english = plain(words(opened("funnel", {"lang": "EN"})))
    assert "¥1.00M had arrived at 1 that had not started" in english
    assert "¥1.00M arrived in all, all of it at projects that have not started." in english


def test_a_period_that_has_not_begun_and_a_month_that_has_not_ended(demo: Published) -> None:
    app = opened("funnel", {"period": "12月"})
    # December 2022: of the whole month, though only September of this year has ended.
    assert "2023年12月尚未开始（数据截至2023年9月30日）；上年同期签约" in answer(app)
    assert not app.get("vega_lite_chart")
    assert not metrics(app)
    app = opened("funnel", {"as_of": "2023-09-15", "period": "9月"})
    assert not drawn_rows(app, "cohorts_started")
    assert "截至2023年9月15日，2023年9月尚无已结束的月份" in plain(words(app))


def test_framework_agreements_alone(demo: Published) -> None:
    app = opened("funnel", {"agreement": "框架协议"})
    assert not app.exception
    assert not app.get("vega_lite_chart")
    text = plain(words(app))
    assert "框架协议不计入漏斗" in text
    assert "2023年1—9月签约框架协议11个，计划总投资81.5亿元" in text


def test_nothing_terminated(store: None) -> None:
    publish(project=[project("一", "2023-07-10", "2023-08-20")])
    app = opened("funnel")
    assert "终止" not in plain("".join(element.value for element in app.markdown))
    assert not [table for table in app.dataframe if "terminated_funds" in table.value]
