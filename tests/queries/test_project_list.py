"""The list of projects: what is found, where each stands, in which order, page by page, and what it comes to."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.rights import LOCAL, Rights
from panels import projects
from panels.projects import A_PAGE, Listing
from reports import file_words, table
from tests import oracle_projects, rounds
from tests.demo_ledger import Published
from tests.queries.ledgers import month, plan, project, publish, run
from tests.queries.test_against_pandas import assert_same
from tests.rounds import drawing
from tests.settings_drawn import Drawn, choices
from view import search
from view.listing import COLUMNS, STANDS
from view.view import ProjectsHiddenError, View, edition


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def ledger() -> None:
    """A project at every place."""
    ended = {"terminated_on": dt.date(2023, 8, 1), "termination_reason": "退出"}
    publish(
        project=[
            project("签约", "2023-02-01", content="建设ＰＶＣ生产线"),
            project("开工", "2023-01-10", "2023-03-11", 10_000, investor="Ａbc投资公司"),
            project("到资", "2023-01-10", "2023-03-11", 20_000),
            project("投产", "2021-01-10", "2021-03-11", production_on=dt.date(2023, 5, 1)),
            project("终止", "2023-02-01", "2023-03-01", **ended),
            project("框架", "2023-02-01", agreement="框架"),
            project("重点", None, "2022-05-01", 70_000),
            project("空白", None),
            project("将签", "2023-12-01"),
            project("将签有计划", "2023-12-01"),
        ],
        progress=[month("到资", "2023-04", 100, 50), month("重点", "2023-04", 7, 30), month("重点", "2022-04", 1, 1)],
        plan=[plan("重点", 2023, 100), plan("将签有计划", 2023, 40, "新建")],
    )  # fmt: skip


def order(**changed: object) -> list[str]:
    return list(run("project_order", **(Listing().parameters | {"is_staged": True} | changed))["project_id"])


def rows(**changed: object) -> pd.DataFrame:
    return run("project_rows", **(Listing().parameters | {"is_staged": True} | changed)).set_index("project_id")


def test_each_stands_at_one_place(store: None) -> None:
    ledger()
    assert rows()["stands_at"].to_dict() == {
        "签约": "signed", "开工": "started", "到资": "funded", "投产": "produced", "终止": "terminated",
        "框架": "framework", "重点": "key", "空白": "unsigned", "将签有计划": "key",
    }  # fmt: skip
    assert order(stages=("signed", "key"), sort="project_id", is_up=True) == ["将签有计划", "签约", "重点"]
    early = rows(as_of=dt.date(2021, 2, 1))
    assert early["stands_at"].to_dict() == {"投产": "signed", "空白": "unsigned", "重点": "key"}


def test_what_it_comes_to(store: None) -> None:
    ledger()
    whole = run("project_totals", **Listing().parameters).iloc[0]
    assert whole[["projects", "key_projects", "plan", "invested", "funds_to_date"]].to_list() == [9, 2, 140, 30, 108]
    assert whole["completion_rate"] == pytest.approx(30 / 140)
    one = rows(project_ids=("重点",)).loc["重点"]
    assert one[["planned_investment", "funds_to_date", "plan", "invested"]].to_list() == [70_000, 8, 100, 30]
    none = run("project_totals", **Listing(search="没有").parameters).iloc[0]
    assert none[["projects", "planned_investment", "funds_to_date", "plan"]].to_list() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pvc", ["签约"]), ("ＰＶＣ", ["签约"]), ("建设 Pvc", ["签约"]), ("ABC", ["开工"]), ("ａｂｃ 开工", ["开工"]),
        ("pvc abc", []), ("p.c", []), ("[pvc]", []), ("约", ["签约"]), ("签", ["将签有计划", "签约"]),
    ],
)  # fmt: skip
def test_words_are_found_in_any_width_and_case(store: None, typed: str, expected: list[str]) -> None:
    ledger()
    assert order(**search.patterns(typed), sort="project_id", is_up=True) == expected


def test_every_letter_and_digit_is_found_by_each_of_its_forms(store: None) -> None:
    """What Python folds to one character the pattern finds in the ledger as it is written there, whatever it is."""
    forms = [chr(code) for code in (*range(0xFF01, 0xFF5F), *range(0x41, 0x7B), 0x2F2F, 0x00B2, 0x212A, 0x2460, 0xFB00)]
    forms = [one for one in forms if not one.isspace()]
    publish(project=[project(f"{at:03}", "2023-01-10") | {"name": f"甲{one}乙"} for at, one in enumerate(forms)])
    for at, one in enumerate(forms):
        for typed in {one, unicodedata.normalize("NFKC", one), one.casefold()}:
            if len(typed) == 1:
                assert f"{at:03}" in order(**search.patterns(f"甲{typed}乙")), (one, typed)
                mine = {
                    f"{other:03}" for other, form in enumerate(forms) if search.folded(form) == search.folded(typed)
                }
                assert set(order(**search.patterns(f"甲{typed}乙"))) == mine


def plain(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """Rows without the ways in which pandas has nothing."""
    return [tuple(None if pd.isna(value) else value for value in row) for row in rows.to_numpy().tolist()]


def view(version: str, rights: Rights = LOCAL) -> View:
    facts = edition(version)
    return View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=rights)


@pytest.mark.parametrize(("sort", "is_up"), rounds.each(COLUMNS, [False, True]))
def test_all_pages_together_are_all_rows_once_in_order(demo: Published, sort: str, is_up: bool) -> None:
    of = view(demo.version)
    # Some pages of rows of every kind: with each of them there is something that others lack.
    one = Listing(sort=sort, is_up=is_up, stages=("signed", "key", "framework"))
    found = int(projects.totals(of, one)["projects"])
    assert found > 3 * A_PAGE
    turned = [projects.rows(of, Listing(**vars(one) | {"page": at + 1})) for at in range(projects.pages(found))]
    assert [len(page) for page in turned[:-1]] == [A_PAGE] * (len(turned) - 1)
    whole = pd.concat(turned, ignore_index=True)
    assert len(set(whole["project_id"])) == len(whole) == found
    assert plain(whole) == plain(projects.every_row(of, one))
    # By the column, what has nothing there last, equals by their number.
    if sort == "lights":
        # Lights by the worst of them, which their words begin with.
        whole["lights"] = whole["lights"].str[0].map({"■": 3, "◆": 2, "免": 1})
    records = [(row[sort], row["project_id"]) for row in whole.to_dict("records")]
    some = [one for one in records if not pd.isna(one[0])]
    assert records[: len(some)] == some
    by_number = sorted(some, key=lambda one: one[1])
    assert some == sorted(by_number, key=lambda one: one[0], reverse=not is_up)


def test_many_rows_of_a_file_are_asked_in_parts(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    of, one = view(demo.version), Listing(sort="planned_investment")
    whole = projects.every_row(of, one)
    wanted = projects.in_file(one)
    file = table.csv_file(file_words.columns(of, whole, wanted))
    monkeypatch.setattr(projects, "_AT_A_TIME", 100)
    monkeypatch.setattr(projects, "_WRITTEN_AT_A_TIME", 30)
    parts = list(projects.parts(of, one))
    assert {len(part) for part in parts} <= {30, 10, len(whole) % 100 % 30}
    assert plain(projects.every_row(of, one)) == plain(whole)
    assert table.csv_in_parts(file_words.columns(of, part, wanted) for part in parts) == file
    nothing = list(projects.parts(of, Listing(search="没有")))
    assert [len(part) for part in nothing] == [0]
    assert len(table.csv_in_parts(file_words.columns(of, part, wanted) for part in nothing).splitlines()) == 1


def test_a_page_beyond_the_last_is_the_last(demo: Published) -> None:
    of = view(demo.version)
    last = projects.rows(of, Listing(page=projects.pages(int(projects.totals(of, Listing())["projects"]))))
    pd.testing.assert_frame_equal(projects.rows(of, Listing(page=9_999)), last)


_TYPED = ["", "", "项目", "新", "碳", "K-0", "p2022", "二期 材料", "演示 年产", "没有这样的"]


@drawing(10)
@given(data=st.data())
def test_what_is_found_is_what_pandas_finds(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    one = Listing(
        search=data.draw(st.sampled_from(_TYPED)),
        stages=tuple(data.draw(st.lists(st.sampled_from(list(STANDS)), max_size=3, unique=True))),
        sort=data.draw(st.sampled_from(COLUMNS)),
    )
    expected = oracle_projects.found(demo.ledger, drawn.setting, one.search, one.stages)
    found = projects.every_row(drawn.view, one).set_index("project_id")
    assert set(found.index) == set(expected["项目编号"])
    by_number = expected.set_index("项目编号")
    assert found["stands_at"].to_dict() == by_number["stands_at"].to_dict()
    whole = projects.totals(drawn.view, one)
    assert whole["projects"] == len(expected)
    assert_same(
        whole, {"planned_investment": expected["计划总投资（万元）"].sum(), "plan": expected["plan"].sum()}, "sums"
    )
    if not pd.isna(whole["funds_to_date"]):
        assert_same(whole, {"funds_to_date": expected["funds"].sum()}, "funds")
        assert_same(found.sum(numeric_only=True), {"funds_to_date": expected["funds"].sum()}, "funds of rows")
    if not pd.isna(whole["invested"]):
        assert_same(whole, {"invested": expected["invested"].sum()}, "invested")
        assert_same(found.sum(numeric_only=True), {"invested": expected["invested"].sum()}, "invested of rows")


def test_rights(store: None) -> None:
    version = publish(project=[project("己", "2023-01-10"), project("彼", "2023-01-10", unit="责任单位二")])
    bound = view(version, Rights(units=("责任单位一",)))
    assert list(projects.rows(bound, Listing())["project_id"]) == ["己"]
    assert list(projects.every_row(bound, Listing())["project_id"]) == ["己"]
    assert projects.totals(bound, Listing())["projects"] == 1
    alone = view(version, Rights(sees_projects=False))
    for ask in (projects.totals, projects.rows, projects.every_row):
        with pytest.raises(ProjectsHiddenError):
            ask(alone, Listing())


def test_a_number_of_any_kind_is_a_key(store: None) -> None:
    odd = ["007", "'; drop table project", "a?b&c=d#e", "Ａ 1", "%41"]
    random.Random(1).shuffle(odd)  # noqa: S311
    version = publish(project=[project(one, "2023-01-10") | {"name": f"甲{at}"} for at, one in enumerate(odd)])
    assert set(projects.rows(view(version), Listing())["project_id"]) == set(odd)
