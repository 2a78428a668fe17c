"""Titles of the signings side by side, on readable rows."""

from __future__ import annotations

import pandas as pd

from texts import sentences, texts

ZH, EN = texts("zh"), texts("en")


def months(projects: int = 20, upto: int = 9) -> pd.DataFrame:
    """The rows of all signing months, a tenth more started each month."""
    return pd.DataFrame(
        {
            "signed_month": pd.NaT,
            "months_since": range(upto),
            "formal_projects": projects,
            "known_projects": projects,
            "start_rate": [since / 10 for since in range(upto)],
            "arrival_rate": [since / 100 for since in range(upto)],
        }
    )


def test_the_title_tells_the_milestones() -> None:
    assert sentences.cohorts(ZH, months(), "started") == "签约后第3个月末开工30.0%，第6个月末60.0%"
    assert sentences.cohorts(EN, months(), "started") == "30.0% had started 3 months after signing, 60.0% after 6"
    assert sentences.cohorts(ZH, months(), "arrived") == "签约后第3个月末资金到位3.0%，第6个月末6.0%"
    assert sentences.cohorts(ZH, months(upto=2), "started") == "签约后第1个月末开工10.0%"
    assert sentences.cohorts(ZH, months(upto=1), "started") == "签约当月末尚无开工"


def test_of_few_or_none_nothing_is_told() -> None:
    for rows in (months(4), months().head(0), months().assign(start_rate=float("nan"))):
        assert sentences.cohorts(ZH, rows, "started") == "按签约月份看进展"


def groups(*rows: tuple[str | None, int, int]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [name for name, _, _ in rows],
            "label": [name or "未注明" for name, _, _ in rows],
            "formal_projects": [signed for _, signed, _ in rows],
            "started_projects": [started for _, _, started in rows],
            "start_rate": [started / signed for _, signed, started in rows],
        }
    )


def test_side_by_side_names_the_most_and_the_highest_rate() -> None:
    rows = groups(("甲", 10, 5), ("乙", 6, 4), ("丙", 4, 4), (None, 50, 50))
    # 丙 are fewer than five, and those without a name are none.
    assert sentences.groups(ZH, rows, "industry") == "签约最多：甲（10个）；开工率最高：乙（66.7%）"
    assert sentences.groups(EN, rows, "industry") == "Most signed: 甲 (10 projects); highest start rate: 乙 (66.7%)"
    assert sentences.groups(ZH, groups(("甲", 3, 1), ("乙", 3, 2)), "industry") == "签约最多：甲、乙（各3个）"
    many = groups(*((name, 5, 5) for name in "甲乙丙"))
    assert sentences.groups(ZH, many, "industry") == (
        "签约最多：3个产业并列（各5个）；开工率最高：3个产业并列（100.0%）"
    )
    assert sentences.groups(ZH, many, "unit").startswith("签约最多：3个责任单位并列（各5个）")
    assert sentences.groups(EN, many, "kind").startswith("Most signed: 3 tied kinds of investors (5 projects each)")
    assert sentences.groups(ZH, groups(("甲", 3, 1)), "industry") == "甲：签约3个，开工1个"
    assert sentences.groups(ZH, groups((None, 2, 0)), "industry") == "未注明：签约2个，尚未开工"


def test_what_stands_beside_the_funnel_as_a_title() -> None:
    row = {"cohort_funds": 12_000.0, "early_projects": 2, "terminated_projects": 1}
    assert sentences.beside(ZH, row) == "累计到位1.2亿元，2个项目先到资后开工，已终止1个"
    nothing = {"cohort_funds": 0.0, "early_projects": 0, "terminated_projects": 0}
    assert sentences.beside(ZH, nothing) == "尚无资金到位"
    assert sentences.beside(EN, row) == "¥0.12B arrived in all, 2 projects paid before the start, 1 terminated"
