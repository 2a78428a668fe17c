"""What a reader sees on the pages equals plain pandas on the exported ledger, whatever is chosen."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.demo_ledger import Published
from tests.pages.opening import answer, metrics, opened, plain, words
from tests.rounds import drawing
from tests.settings_drawn import Drawn, choices

RANDOM = drawing(4)


def half_up(value: float, decimals: int) -> Decimal:
    return Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def written(value: float, decimals: int) -> str:
    figure = half_up(value, decimals)
    return f"−{abs(figure)}" if figure < 0 else str(abs(figure))


def money(wan: float) -> str:
    if math.isnan(wan):
        return "无数据"
    if wan == 0:
        return "0元"
    if abs(half_up(wan, 0)) >= 10_000:
        return f"{written(wan / 10_000, 1)}亿元"
    return f"{written(wan, 0)}万元"


def percent(over: float, under: float) -> str:
    return f"{written(over / under * 100, 1)}%" if under and not math.isnan(over / under) else "—"


def funnel_told(cohort: Mapping[str, Mapping[str, float]], unstarted: float) -> str:
    """The funnel's title. `unstarted`: what arrived at projects that have not started."""
    signed, started, funded = (cohort[stage]["projects"] for stage in ("signed", "started", "funded"))
    if not signed:
        return "从签约到资金到位"
    told = f"签约{signed}个，开工{started}个" if started else f"签约{signed}个，尚未开工"
    if math.isnan(funded):
        return f"{told}，无到位资金数据"
    if not funded and unstarted:
        return f"{told}，开工前到位资金{money(unstarted)}"
    if funded:
        return f"{told}，有资金到位{funded}个"
    return f"{told}，尚无资金到位" if started else told


def rate(over: float, under: float, of: int | None = None) -> str:
    """A rate of a table: of fewer than five projects it says of how many."""
    n = under if of is None else of
    if not under or math.isnan(over):
        return "—"
    return percent(over, under) if n >= 5 else f"{percent(over, under)}（共{n}个）"


@RANDOM
@given(data=st.data())
def test_overview(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    app = opened("overview", drawn.query)
    assert not app.exception
    target, head = demo.ledger.target_year(drawn.setting), demo.ledger.headline(drawn.setting)
    cards = list(metrics(app).items())
    assert [value for _, (value, _) in cards] == [
        money(target["invested"]) if target["key_projects"] else "—",
        f"{head['signed_projects']}个",
        percent(head["started_projects"], head["formal_projects"]),
        money(head["funds_arrived"]),
    ]
    of = f"（{head['started_projects']}/{head['formal_projects']}）" if head["formal_projects"] else ""
    assert cards[2][0] == f"开工率{of}"
    funnel = demo.ledger.funnel_cohort(drawn.setting)
    unstarted = demo.ledger.funnel_beside(drawn.setting)["unstarted_funds"]
    told = "框架协议不计入漏斗" if drawn.setting.agreement == "框架" else funnel_told(funnel, unstarted)
    assert told in plain(words(app))
    if (
        target["key_projects"]
        and not math.isnan(target["invested"])
        and demo.ledger.money_month(drawn.setting).year >= drawn.setting.year
    ):
        sentence = answer(app)
        assert f"{target['key_projects']}个重点项目累计完成投资{money(target['invested'])}" in sentence
        assert f"占年度计划的{percent(target['invested'], target['plan'])}" in sentence
