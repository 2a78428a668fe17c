"""The page of promotion events against plain pandas on the exported ledger, and what it says where there is nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.rights import LOCAL, Rights
from data import versions
from data.settings import DEFAULT_FILE, renew
from panels import activities
from panels.contents import OF_PAGES
from panels.panel import Hidden, Table
from tests.demo_ledger import Published
from tests.oracle import FUNDS, Setting
from tests.pages.opening import metrics, opened, words
from tests.queries.ledgers import project, publish
from tests.rounds import drawing
from tests.settings_drawn import choices
from view.view import View, edition

FORMAL = "正式"


def test_the_cards_and_the_table_of_the_demonstration(demo: Published) -> None:
    ledger = demo.ledger
    app = opened("activities")
    assert not app.exception
    events = ledger.activity[ledger.activity["活动日期"].dt.year == 2023]
    signed = ledger.project[(ledger.project["协议类型"] == FORMAL) & ledger.project["签约日期"].notna()]
    named = signed[signed["活动编号"].isin(events["活动编号"])]
    started = named[named["开工日期"].notna() & named["终止日期"].isna()]
    cards = metrics(app)
    shown = {label: value for label, (value, _) in cards.items()}
    assert f"{len(events)}" in shown.values()
    assert shown["活动带来签约"] == f"{len(named)}个"
    assert shown["其中已开工"] == f"{len(started)}个"
    none = signed[signed["活动编号"].isna() & (signed["签约日期"].dt.year == 2023)]
    assert shown["不属于任何活动的签约"] == f"{len(none)}个"


@drawing(4)
@given(data=st.data())
def test_events_and_leaders_whatever_is_chosen(demo: Published, data: st.DataObject) -> None:
    drawn = data.draw(choices(demo.version).filter(lambda one: one.view.has_begun))
    view, setting, ledger = drawn.view, drawn.setting, demo.ledger
    first, last = setting.period
    until = min(last, pd.Timestamp(setting.as_of))
    events = ledger.activity[ledger.activity["活动日期"].between(first, until)]
    if setting.units:
        events = events[events["责任单位"].isin(setting.units)]
    if setting.channels:
        events = events[events["招商方式"].isin(setting.channels)]
    scope = ledger.scope(setting)
    # A signing in the months to come is none yet.
    signed = scope[(scope["协议类型"] == FORMAL) & scope["签约日期"].notna()]
    rows = view.run("activity_outcomes")
    found = rows[rows["by_what"] == "event"].set_index("activity_id")
    assert set(found.index) == set(events["活动编号"])
    for number, row in found.iterrows():
        own = signed[signed["活动编号"] == number]
        assert row["formal_projects"] == len(own), number
        assert row["started_projects"] == (own["开工日期"].notna() & own["终止日期"].isna()).sum(), number
        assert row["formal_planned"] == pytest.approx(own["计划总投资（万元）"].sum()), number
        if ledger.has(setting, FUNDS):
            money = ledger.money(setting)
            arrived = money.loc[money["项目编号"].isin(own["项目编号"]), FUNDS].sum()
            assert row["arrived_of_signed"] == pytest.approx(arrived), number
    assert_months(view, setting, signed[signed["活动编号"].isin(events["活动编号"])], events)
    behind = view.run("event_projects")
    assert behind["is_formal"].sum() == found["formal_projects"].sum()
    leaders = view.run("funnel_groups", dimension="lead_official").set_index("name")["formal_projects"]
    own = signed[signed["签约日期"].between(first, last)]
    expected = own["包联领导"].fillna("").value_counts()
    assert {("" if pd.isna(name) else name): n for name, n in leaders.items()} == expected.to_dict()


def assert_months(view: View, setting: Setting, signed: pd.DataFrame, events: pd.DataFrame) -> None:
    """Each event's agreements at the end of each month since its own, as far as it has ended."""
    rows = view.run("event_months")
    held = events.set_index("活动编号")["活动日期"].dt.to_period("M")
    last = pd.Period(setting.as_of, "M") - (0 if pd.Timestamp(setting.as_of).is_month_end else 1)
    expected = {}
    for number, own in signed.groupby("活动编号"):
        for since in range((last - held[number]).n + 1):
            end = (held[number] + since).end_time.normalize()
            stands = own["终止日期"].isna() | (own["终止日期"] > end)
            expected[number, since] = (len(own), int(((own["开工日期"] <= end) & stands).sum()))
    known = rows[rows["activity_id"].notna()]
    found = {(row["activity_id"], row["months_since"]): (row["formal_projects"], row["started_projects"])
             for row in known.to_dict("records")}  # fmt: skip
    assert found == expected
    whole = rows[rows["activity_id"].isna()].set_index("months_since")
    for month, row in whole.iterrows():
        those = [one for (_, months), one in expected.items() if months == month]
        assert (row["formal_projects"], row["started_projects"]) == tuple(map(sum, zip(*those, strict=True)))


def view_of(rights: Rights = LOCAL) -> View:
    version = versions.current()
    assert version
    return View(edition(version), "zh", "light", dt.date(2023, 9, 30), 2023, rights=rights)


def test_without_events_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(project=[project("甲", "2023-01-05", lead_official="张三")])
    app = opened("activities")
    assert not app.exception
    assert "2023年1—9月台账未登记招商活动。" in words(app)
    assert "一人最多1个" in words(app)


def test_a_quota_stands_beside_what_was_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    text = DEFAULT_FILE.read_text(encoding="utf-8")
    file = tmp_path / "settings.toml"
    quota = '[[leader]]\nname = "张三"\nprojects = 4\n[[leader]]\nname = "李四"\nprojects = 2\n[schedule]\n'
    file.write_text(text.replace("[schedule]\n", quota, 1), encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(file))
    renew()
    request.addfinalizer(renew)  # before the variable is taken back: the next test reads anew
    publish(project=[project("甲", "2023-01-05", lead_official="张三"), project("乙", "2023-02-05")])
    panel = activities.leaders(view_of())
    [table] = [part for part in panel.parts if isinstance(part, Table)]
    rows = table.rows[["lead_official", "formal_projects", "leader_quota", "leader_quota_rate"]]
    assert rows.to_numpy().tolist() == [["张三", 1, 4, 0.25], ["李四", 0, 2, 0]]


@pytest.mark.parametrize("rights", [Rights(sees_projects=False), Rights(sees_working_screen=False)])
def test_readers_of_sums_alone_see_that_there_is_such_a_page(demo: Published, rights: Rights) -> None:
    page = OF_PAGES["activities"].make(view_of(rights), {})
    assert demo
    assert [type(part) for panel in page.panels(view_of(rights), {}) for part in panel.parts] == [Hidden]
