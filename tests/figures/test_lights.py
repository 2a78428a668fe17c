"""The lights in words: every rule's sentence with its numbers and the limit that it is past, in both languages."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from data import model
from data.ledger import form
from data.limits import Behind, Lights
from data.model import LightRule
from figures import lights
from texts import texts

ROOT = Path(__file__).parents[2]
ZH, EN = texts("zh"), texts("en")


def row(rule: str, measure: float, passed: float, basis: str = "days", light: str = "red") -> dict[Any, Any]:
    return {
        "rule": rule, "light": light, "basis": basis, "measure": measure, "passed": passed
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lit", "zh", "en"),
    [
        (row("unstarted", 210, 180), "签约后210天未开工，超过180天",
         "not started 210 days after signing (limit: more than 180 days)"),
        (row("late_start", 3, 3, "months"), "逾期3个月未开工，达到3个月",
         "start 3 months overdue (limit: 3 months or more)"),
        (row("late_start", 0, 0, "months"), "计划开工当月未开工", "not started in the month due"),
        (row("late_start", 1, 0, "months"), "逾期1个月未开工", "start 1 month overdue"),
        (row("unfunded", 91, 90), "开工后91天无资金、无完成投资，超过90天",
         "neither money nor work 91 days after the start (limit: more than 90 days)"),
        (row("behind", 29.14, 10, "points"), "低于自身序时29.1个百分点，超过10个百分点",
         "29.1 points behind its own schedule (limit: more than 10 points)"),
        (row("behind", 59.96, 62.5, "share"), "完成投资为应完成的60.0%，不足62.5%",
         "60.0% of what was due completed (limit: less than 62.5%)"),
        (row("silent", 3, 3, "months"), "连续3个月未报进度，达到3个月",
         "nothing reported for 3 months (limit: 3 months or more)"),
        (row("blocked", 1, 0), "问题逾期1天未办结", "a problem 1 day overdue"),
        (row("blocked", 35, 30), "问题逾期35天未办结，超过30天",
         "a problem 35 days overdue (limit: more than 30 days)"),
        (row("slipping", 3, 3, "times"), "计划推迟或调减3次，达到3次",
         "put off or lowered 3 times (limit: 3 times or more)"),
    ],
)  # fmt: skip
def test_a_sentence_says_its_numbers(lit: dict[Any, Any], zh: str, en: str) -> None:
    assert lights.sentence(ZH, lit) == zh
    assert lights.sentence(EN, lit) == en
    assert zh.startswith(lights.fact(ZH, lit))
    assert lights.why(ZH, lit, zh) == f"■红灯：{zh}"
    assert lights.why(EN, lit | {"light": "amber"}, en) == f"◆ amber: {en}"


def test_the_rules_are_those_of_the_ledger_and_of_the_settings() -> None:
    assert tuple(lights.RULES) == get_args(LightRule) == tuple(Lights.model_fields)
    assert lights.REPORTED.keys() <= lights.RULES.keys()
    assert {lights.stake(ZH, rule) for rule in lights.RULES} == {"计划总投资", "本年计划", "与序时进度的差额"}


@pytest.mark.parametrize("rule", lights.RULES)
def test_a_rule_has_its_limits_and_its_measure(rule: str) -> None:
    shipped = tomllib.loads((ROOT / "data/settings.toml").read_text(encoding="utf-8"))["lights"]
    assert rule in shipped, f"data/settings.toml: add [lights.{rule}] with the example of data/limits.py"
    assert (ROOT / f"queries/rules/{rule}.sql").exists(), f"its measure is made in queries/rules/{rule}.sql"
    lit = (ROOT / "queries/lit.sql").read_text(encoding="utf-8")
    assert f"'{rule}' as rule, basis" in lit, f"queries/lit.sql: a line of {rule} in `ruled`"
    assert re.search(rf"select \d+( as rule_order)?, '{rule}'", lit), f"queries/lit.sql: a line of {rule} in `limits`"
    told = f"{rule}{form.LABELS['exemption', 'rule'][rule]}"
    assert told in (model.Exemption.model_fields["rule"].description or ""), f"data/model.py: {told} at Exemption.rule"


def test_both_limits_are_said() -> None:
    zone = Lights()
    assert lights.limits(ZH, "unstarted", "days", zone) == "黄灯超过90天，红灯超过180天"
    assert lights.limits(ZH, "behind", "points", zone) == "黄灯超过10个百分点，红灯超过30个百分点"
    assert lights.limits(ZH, "behind", "share", Lights(behind=Behind(basis="share"))) == "黄灯不足80%，红灯不足60%"
    # Where the settings say points and it is January to March, that the share is used is said.
    assert lights.limits(ZH, "behind", "share", zone) == "黄灯不足80%，红灯不足60%（1—3月一律按占应完成的比例）"
    assert lights.limits(EN, "slipping", "times", zone) == "amber 2 times or more, red 3 times or more"
    assert lights.limits(ZH, "late_start", "months", zone) == "黄灯逾期即亮，红灯达到3个月"


def test_an_exemption_says_until_when_why_and_by_whom() -> None:
    exempt = {"until_on": dt.date(2023, 12, 31), "reason": "土地调规", "decided_by": None}
    assert lights.exempt(ZH, exempt) == "免予亮灯至2023年12月31日：土地调规"
    assert lights.exempt(EN, exempt | {"decided_by": "管委会"}) == "exempt until 31 December 2023: 土地调规 (管委会)"
