"""What needs the meeting: a list for each rule with a light, exempt projects said, the other rules in a line."""

from __future__ import annotations

import datetime as dt

from panels import meeting, projects
from panels.panel import Table
from screen import views
from tests.demo_ledger import Published
from tests.queries.ledgers import month, plan, project, publish
from tests.screen.asking import asked, shown
from tests.screen.test_views import words
from view import listing


def exempt(name: str) -> dict[str, object]:
    return {"project_id": name, "rule": "unstarted", "reason": "土地调规", "until_on": dt.date(2023, 12, 31)}


def test_exempt_projects_are_not_counted_and_said() -> None:
    publish(
        project=[project(name, "2022-01-05", None, 10_000) for name in ("甲", "乙", "丙")],
        exemption=[exempt("乙"), exempt("丙")],
    )
    found = words(shown("views=meeting")["meeting"])
    assert found.startswith(
        "签约未开工：1个（红灯1个，涉及1.0亿元） 黄灯超过90天，红灯超过180天；涉及金额为计划总投资；"
        "另有2个免予亮灯 甲 1.0亿元"
    )
    assert "乙" not in found
    english = words(shown("views=meeting&lang=EN")["meeting"])
    assert "at stake: planned investment; 2 more exempt" in english


def test_where_all_are_exempt_that_is_said_in_the_line() -> None:
    publish(project=[project("甲", "2022-01-05")], exemption=[exempt("甲")])
    assert words(shown("views=meeting")["meeting"]) == (
        "无亮灯：签约未开工（1个免予亮灯）、逾期未开工、问题逾期未办结、多次推迟；无数据：开工无资金、低于自身序时、未报进度"
    )


def test_every_rule_with_a_light_has_its_list() -> None:
    publish(
        project=[project("甲", "2022-01-05"), project("乙", "2022-01-05", "2022-03-01"), project("丙", None)],
        plan=[
            plan("甲", 2023, 900, "新建", planned_start_on=dt.date(2023, 9, 10)),
            plan("乙", 2023, 0),
            plan("丙", 2023, 100),
        ],
        progress=[month("丙", "2023-01", 1, 1)],
        blocker=[{"blocker_id": "1", "project_id": "丙", "kind": "用地", "raised_on": dt.date(2023, 5, 1),
                  "due_on": dt.date(2023, 9, 29)}],
    )  # fmt: skip
    (turn,) = views.turns(asked("views=meeting"))
    titles = [words(one["html"]).partition("（")[0] for one in turn.panels]
    assert titles == [
        "签约未开工：1个", "逾期未开工：1个", "开工无资金：1个", "低于自身序时：2个", "未报进度：1个",
        "问题逾期未办结：1个", "无亮灯：多次推迟",
    ]  # fmt: skip
    assert [one["is_empty"] for one in turn.panels] == [False] * 6 + [True]
    # Phones go to the projects of a list, or to its only one.
    assert [dict(one["leads"]).get("rule") for one in turn.panels] == [
        "unstarted", "late_start", "unfunded", "behind", "silent", "blocked", None,
    ]  # fmt: skip
    assert [one["only"] for one in turn.panels] == ["甲", "甲", "乙", "", "乙", "丙", ""]
    found = words(shown("views=meeting")["meeting"])
    assert "◆黄灯：计划开工当月未开工" in found
    assert 'class="note light behind"' in shown("views=meeting")["meeting"]
    assert "黄灯逾期即亮，红灯超过30天；涉及金额为本年计划 丙 100万元 责任单位一 ◆黄灯：问题逾期1天未办结" in found


def test_phones_find_the_projects_that_stand_on_the_wall(demo: Published) -> None:
    view = asked("views=meeting").view
    (turn,) = views.turns(asked("views=meeting"))
    leads = [dict(one["leads"]) for one in turn.panels if one["leads"]]
    assert leads
    for lead in leads:
        panel = meeting.lit(view, lead["rule"])
        assert panel is not None
        [table] = [one for one in panel.tables if isinstance(one, Table)]
        known = listing.filters()
        codes = {one.key: one.code_of(lead[one.key]) for one in known if one.key in lead}
        found = projects.asked({"rule": (codes["rule"],), "sort": codes["sort"]})
        order = view.run("project_order", **found.parameters)["project_id"].to_list()
        assert sorted(order) == sorted(table.rows["project_id"]), lead
        assert len(order) == projects.totals(view, found)["projects"]


def test_guests_phones_go_to_the_view_s_own_page() -> None:
    publish(project=[project("甲", "2022-01-05", "2022-03-01")])
    (turn,) = views.turns(asked("views=newest&view=display"))
    assert {(one["leads"], one["only"]) for one in turn.panels} == {((), "")}
    (turn,) = views.turns(asked("views=newest"))
    assert [(dict(one["leads"]), one["only"]) for one in turn.panels] == [
        ({"sort": "signed_on"}, "甲"), ({"sort": "started_on"}, "甲"),
    ]  # fmt: skip
