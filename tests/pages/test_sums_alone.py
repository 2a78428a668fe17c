"""Readers of sums alone: an attacker who reads every figure of every year and solves for single projects finds none.

The attacker knows who stands behind each figure from the query `projects`, by which drawers list them for others.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

import queries
from access.rights import ANONYMOUS, LOCAL, Rights
from data import versions
from figures.catalogue import FIGURES
from pages.run import this_reader
from screen import drawing
from screen.views import PANELS
from tests.demo_ledger import Published
from tests.pages.leaking import handed
from tests.pages.opening import PAGES, READING_PAGES, metrics, opened, plain, words
from tests.pages.test_suppression import told
from tests.queries.ledgers import month, plan, project, publish
from tests.screen import asking
from texts.withheld import is_withheld
from texts.writing import is_missing
from view.aggregates import accounts
from view.aggregates.answers import SumsHiddenError
from view.view import ProjectsHiddenError, View, edition

ROOT = Path(__file__).parents[2]
GUESTS = Rights(sees_sql=False, publishes=False, sees_working_screen=False)
UNITS, INDUSTRIES, CHANNELS = ("责任单位一", "责任单位二", "责任单位三"), ("新材料", "数字经济"), ("以商引商", None)
#: Column → the flag of the projects behind it in `projects`, and their amount (none: they are counted).
BEHIND: dict[str, tuple[str, str]] = {
    "formal_projects": ("is_formal", ""), "started_projects": ("is_started", ""), "funded_projects": ("is_funded", ""),
    "terminated_projects": ("is_terminated", ""), "matured_projects": ("is_matured", ""),
    "matured_started": ("is_matured_started", ""), "unstarted_projects": ("is_unstarted_funded", ""),
    "early_projects": ("is_early", ""), "framework_projects": ("is_framework", ""), "key_projects": ("is_key", ""),
    "new_due": ("is_new_due", ""), "new_due_started": ("is_new_due_started", ""),
    "formal_planned": ("is_formal", "planned_investment"), "started_planned": ("is_started", "planned_investment"),
    "funded_planned": ("is_funded", "planned_investment"), "signed_planned": ("is_formal", "planned_investment"),
    "terminated_planned": ("is_terminated", "planned_investment"), "cohort_funds": ("is_formal", "funds_to_date"),
    "arrived_of_signed": ("is_formal", "funds_to_date"), "arrived_of_funded": ("is_funded", "funds_to_date"),
    "funds_arrived": ("is_paid_within", "funds_in_period"), "plan": ("is_key", "plan"),
    "invested": ("is_key", "invested"),
}  # fmt: skip
#: Where the attacker reads: query, parameters, the dimension that its rows are of.
READ: list[tuple[str, dict[str, Any], str]] = [
    ("headline", {}, ""), ("funnel_beside", {}, ""), ("target_year", {}, ""), ("industries", {}, "industry"),
    *(("funnel_groups", {"dimension": one}, one) for one in ("industry", "unit", "kind", "size", "channel")),
    *(("target_groups", {"dimension": one}, one) for one in ("industry", "unit")),
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


@pytest.fixture(scope="module")
def drawn_stores(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Seed → the store of its random ledger, each made once: nobody publishes there."""
    found = {}
    for seed in range(4):
        found[seed] = tmp_path_factory.mktemp("drawn") / "store"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DASHBOARD_STORE", str(found[seed]))
            _random_ledger(seed)
    return found


@pytest.fixture
def random_ledger(drawn_stores: dict[int, Path], seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The random ledger of the test's seed, in force for one test."""
    monkeypatch.setenv("DASHBOARD_STORE", str(drawn_stores[seed]))


def _random_ledger(seed: int) -> None:
    """Publish some 40 projects of two years, few in each group."""
    random = np.random.default_rng(seed)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in ("project", "project_kind", "progress", "plan")}
    for number in range(40):
        code, signed = f"P{number:02}", dt.date(2022, 1, 1) + dt.timedelta(days=int(random.integers(0, 630)))
        started = signed + dt.timedelta(days=int(random.integers(5, 300))) if random.random() < 0.7 else None
        ended = {"terminated_on": dt.date(2023, 9, 1), "termination_reason": "资金"} if random.random() < 0.15 else {}
        rows["project"].append(
            project(
                code, signed.isoformat(), started and started.isoformat(), float(random.integers(1, 30) * 7_001),
                industry=str(random.choice(INDUSTRIES)), unit=str(random.choice(UNITS)),
                channel=random.choice(np.array(CHANNELS, dtype=object)), is_four_new=bool(random.random() < 0.2),
                agreement="框架" if random.random() < 0.15 else "正式", **ended,
            )
        )  # fmt: skip
        if random.random() < 0.5:
            rows["project_kind"].append({"project_id": code, "kind": str(random.choice(["央企", "世界500强", "外资"]))})
        for year in (2022, 2023):
            if random.random() < 0.5:
                rows["plan"].append(
                    plan(code, year, float(random.integers(1, 90) * 13), "新建" if number % 2 else "续建")
                )
            for one in random.choice(np.arange(1, 10), int(random.integers(0, 3)), replace=False):
                rows["progress"].append(month(code, f"{year}-{one:02}", float(random.integers(0, 9)) * 37, 11 * number))
    targets = [{"year": 2023, "indicator": "signed_projects", "unit": unit, "amount": 9} for unit in (None, *UNITS)]
    publish(**rows, target=targets)


def the_view(year: int = 2023, of: Rights = ANONYMOUS) -> View:
    facts = edition(versions.current() or "")
    return View(facts, "zh", "light", facts.last_day, year, rights=of)


def names_of(view: View, rows: pd.DataFrame, dimension: str, name: Any) -> pd.Series:
    """Which of the projects are of a name."""
    if dimension == "kind":
        kinds = view.run("project_kinds")
        if is_missing(name):
            return ~rows["project_id"].isin(kinds["project_id"])
        return rows["project_id"].isin(kinds.loc[kinds["kind"] == name, "project_id"])
    return rows[dimension].isna() if is_missing(name) else rows[dimension] == name


def read(year: int, dimension: str) -> Iterator[tuple[str, float, pd.Series]]:
    """What can be read of a year, of the zone and of a dimension's names: measure, figure, what each project brings."""
    view, own = the_view(year), the_view(year, LOCAL)
    projects = own.run("projects").set_index("project_id", drop=False)
    for query, params, by in READ:
        if by not in ("", dimension):
            continue
        rows = view.run(query, **params)
        column = {"industries": "industry"}.get(query, "name") if by else ""
        for record in rows.head(1 if query == "headline" else len(rows)).to_dict("records"):
            for figure in BEHIND.keys() & record.keys():
                if is_missing(record[figure]):
                    continue
                flag, amount = BEHIND[figure]
                if query in {"funnel_beside", "headline"} and figure == "funds_arrived" and flag == "is_formal":
                    continue
                among = projects[flag].astype(bool)
                if by and not (query == "industries" and is_missing(record[column])):
                    among &= names_of(own, projects, by, record[column])
                brings = projects[amount].fillna(0).astype(float) if amount else pd.Series(1.0, projects.index)
                yield amount, float(record[figure]), brings.where(among, 0.0)


def assert_unsolvable(year: int, dimension: str, solve: Callable[..., list[tuple[int, ...]]] = told) -> int:
    by_measure: dict[str, list[pd.Series]] = {}
    for measure, figure, brings in read(year, dimension):
        assert brings.sum() == pytest.approx(figure, abs=0.01), (measure, figure)
        behind = int((brings != 0).sum())
        assert behind == 0 or behind >= 3, (year, dimension, measure, figure)
        by_measure.setdefault(measure, []).append(brings != 0)
    for measure, sums in by_measure.items():
        vectors = np.array(sums, dtype=float)
        used = vectors.any(axis=0)
        assert not solve(vectors[:, used], np.flatnonzero(used)), (year, dimension, measure)
    return sum(map(len, by_measure.values()))


@pytest.mark.parametrize("seed", range(4))
def test_an_attacker_solves_for_no_project(random_ledger: None, seed: int) -> None:
    read_in_all = [
        assert_unsolvable(year, dimension)
        for year in (2022, 2023)
        for dimension in ("industry", "unit", "kind", "size", "channel")
    ]
    assert min(read_in_all) > 10, "something is left to read"


#: Amounts of a project that are made of what arrived in single years.
ARRIVED = ("funds_in_period", "funds_to_date")


def money_of(years: tuple[int, ...]) -> pd.MultiIndex:
    """Project and year of all money that arrived."""
    found = []
    for year in years:
        rows = the_view(year, LOCAL).run("projects")
        found += [(name, year) for name in rows.loc[rows["funds_in_period"].fillna(0) != 0, "project_id"]]
    return pd.MultiIndex.from_tuples(found)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("dimension", ["industry", "unit", "channel"])
def test_nor_from_the_figures_of_all_years_together(random_ledger: None, seed: int, dimension: str) -> None:
    years = (2022, 2023)
    money = money_of(years)
    projects = money.get_level_values(0)
    counted, paid = [], []
    for year in years:
        for measure, _, brings in read(year, dimension):
            among = set(brings.index[brings != 0])
            if not measure:
                counted.append(brings != 0)
            elif measure in ARRIVED:
                is_of_year = money.get_level_values(1) == year
                paid.append(projects.isin(among) & (is_of_year | (measure == "funds_to_date")))
    assert not told(np.array(counted, dtype=float), np.arange(len(counted[0])))
    assert not told(np.array(paid, dtype=float), pd.factorize(projects)[0])


def test_the_money_of_two_projects_is_not_left_over_from_the_years(store: None) -> None:
    # 新材料's two of 2022: all that arrived there in 2021 to 2023 less what the others have had would be theirs.
    signed = {"新材料": {2021: 3, 2022: 2, 2023: 3}, "数字经济": {2021: 4, 2022: 4, 2023: 4}}
    rows = [(f"{industry}{year}{at}", industry, year)
            for industry, many in signed.items() for year, n in many.items() for at in range(n)]  # fmt: skip
    publish(
        project=[project(name, f"{year}-01-05", f"{year}-01-06", industry=industry) for name, industry, year in rows],
        progress=[month(name, f"{paid}-06", 10.0 + at)
                  for at, (name, _, year) in enumerate(rows) for paid in range(year, 2024)],
    )  # fmt: skip
    of = {year: the_view(year).run("industries").set_index("industry").loc["新材料"] for year in (2021, 2022, 2023)}
    assert is_withheld(of[2022]["arrived_of_signed"])
    all_others = [of[year]["funds_arrived"] for year in of] + [of[year]["arrived_of_signed"] for year in (2021, 2023)]
    assert any(map(is_withheld, all_others))


@pytest.mark.parametrize("year", [2021, 2022, 2023])
@pytest.mark.parametrize("dimension", ["industry", "unit", "channel"])
def test_nor_in_the_demonstration(demo: Published, year: int, dimension: str) -> None:
    assert assert_unsolvable(year, dimension, _differences) > 40


def _differences(vectors: np.ndarray, _owners: Any) -> list[tuple[int, ...]]:
    """Every difference of two sums, one inside the other, and every total less its parts: of many projects."""
    found: list[tuple[int, ...]] = []
    for one in range(len(vectors)):
        within = vectors @ vectors[one]
        for other in np.flatnonzero(within == vectors.sum(axis=1)):
            left = vectors[one].sum() - vectors[other].sum()
            if 0 < left < 3:
                found.append((one, int(other)))
    return found


@pytest.mark.parametrize("name", sorted(set(queries.names())))
def test_a_query_has_an_account_or_is_refused(demo: Published, name: str) -> None:
    view, own = the_view(), the_view(of=LOCAL)
    more: dict[str, Any] = {
        "dimension": "unit", "measure": "plan", "newest": 5, "leading": 3, "leading_surpluses": 3, "fact_year": 2022,
    }  # fmt: skip
    if name not in accounts.ACCOUNTS:
        with pytest.raises(ProjectsHiddenError):
            view.run(name, **more)
        return
    assert not queries.is_of_projects(name)
    answer, whole = view.run(name, **more), own.run(name, **more)
    assert list(answer) == list(whole)
    known = accounts.ACCOUNTS[name]
    for code in queries.ratios(name):
        hidden = answer[[part for part in FIGURES[code].parts if part in answer]].map(is_withheld).any(axis=1)
        assert not (hidden & answer[code].notna()).any(), (name, code)
    for column in answer:
        # What is made of others of its row is made anew of what is shown of them.
        is_told = column in known.plain | known.made_of.keys() | known.middles.keys() | set(queries.ratios(name))
        sums = {key for row in whole.to_dict("records") for key in known.sums(row, own.parameters(more))}
        shown = answer[column].notna() & ~answer[column].map(is_withheld)
        assert is_told or column in sums or not (shown & (whole[column] != 0)).any(), (name, column)


@pytest.mark.parametrize(
    "more",
    [
        {"as_of": dt.date(2023, 8, 31)}, {"period_from": dt.date(2023, 3, 1)}, {"period_to": dt.date(2023, 3, 31)},
        {"industries": ("新材料",)}, {"units": ("责任单位一", "责任单位二")}, {"kinds": ("央企",)},
        {"channels": ("以商引商",)},
        {"min_planned": 10_000.0}, {"below_planned": 10_000.0}, {"agreement": "正式"},
    ],
)  # fmt: skip
def test_no_other_selection_is_answered(demo: Published, more: dict[str, Any]) -> None:
    for name in ("industries", "headline", "funnel_cohort"):
        with pytest.raises(SumsHiddenError):
            the_view().run(name, **more)
    assert len(the_view(of=LOCAL).run("headline", **more)) == 2


def test_pages_and_screen_ask_by_the_one_reader_alone() -> None:
    asking_themselves = {
        file.relative_to(ROOT).as_posix()
        for folder in ("pages", "panels", "view", "screen", "web", "reports")
        for file in (ROOT / folder).rglob("*.py")
        if re.search(r"queries\.(run|ask)\(", file.read_text(encoding="utf-8"))
    }
    # view/compared is asked by View.run alone, after it has looked at the reader's rights; of a version it asks by
    # itself how far its data went. So is view/ahead, which of all past projects tells what those of a class did.
    assert asking_themselves == {
        "view/compared/answers.py", "view/compared/since.py",
        "view/ahead/answers.py", "view/ahead/learned.py", "view/ahead/tried.py",
        "view/view.py", "view/aggregates/answers.py", "view/filters.py", "pages/draw/not_shown.py", "web/health.py",
    }  # fmt: skip


@pytest.fixture
def six(store: None) -> None:
    """Six agreements of one year in two departments: four and two. 责任单位二's are 5,000 and 6,000万元."""
    units = ["责任单位一"] * 4 + ["责任单位二"] * 2
    rows = [
        project(f"P{at}", "2023-02-01", "2023-03-01", 1_000.0 * (at + 1), unit=unit, industry="新材料")
        for at, unit in enumerate(units)
    ]
    publish(project=rows, progress=[month(f"P{at}", "2023-04", 100.0 * (at + 1)) for at in range(6)])


@pytest.mark.parametrize(
    ("language", "by", "fewer"), [("中文", "责任单位", "不足3个"), ("EN", "Department", "fewer than 3")]
)
def test_what_is_withheld_is_said_in_its_place(
    six: None, monkeypatch: pytest.MonkeyPatch, language: str, by: str, fewer: str
) -> None:
    groups = the_view().run("funnel_groups", dimension="unit")
    assert [is_withheld(value) for value in groups["formal_projects"]] == [True, True]
    assert the_view().run("headline")["signed_projects"].iloc[0] == 6
    monkeypatch.setattr(this_reader, "reader_rights", lambda: ANONYMOUS)
    with handed(monkeypatch) as found:
        app = opened("funnel", {"by": by, "lang": language})
    assert not app.exception
    assert fewer in plain(words(app))
    books = [file() if callable(file) else file for file in found.files]
    cells = [
        str(cell.value)
        for book in books
        if book.startswith(b"PK")
        for sheet in openpyxl.load_workbook(io.BytesIO(book))
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert fewer in cells
    assert not {"11000", "5000", "1100", "10000"} & {cell.removesuffix(".0") for cell in cells}


@pytest.mark.parametrize(
    "query",
    [
        {"unit": "责任单位一"}, {"unit": ["责任单位一", "责任单位二"]}, {"industry": "新材料"}, {"kind": "央企"},
        {"period": "m02"}, {"size": "under_100m"}, {"agreement": "formal"}, {"as_of": "2023-08-31"},
        {"channel": "以商引商"},
    ],
)  # fmt: skip
def test_a_link_that_narrows_shows_no_figure(
    six: None, monkeypatch: pytest.MonkeyPatch, query: dict[str, str | list[str]]
) -> None:
    monkeypatch.setattr(this_reader, "reader_rights", lambda: ANONYMOUS)
    app = opened("overview", query)
    assert not app.exception
    assert not metrics(app)
    assert not app.get("vega_lite_chart")
    assert "不足3个项目的数字登录后可见" in plain(words(app))


def test_whoever_sees_projects_pays_nothing(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    view = the_view(of=LOCAL)
    with handed(monkeypatch) as found:
        view.run("industries")
    assert found.questions() == {"industries"}


def test_pages_open_in_every_year(demo: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_reader, "reader_rights", lambda: ANONYMOUS)
    for page in PAGES:
        for year in ("2021", "2022"):
            app = opened(page, {"year": year, "lang": "EN"})
            assert not app.exception
            assert "nan" not in plain(words(app)).lower().replace("finan", "")
            # The review has projects one by one, which are not shown.
            assert page not in READING_PAGES or "projects" in plain(words(app)).lower()


def test_a_wall_for_guests_shows_no_single_project_s_figure(six: None) -> None:
    shown = asking.shown("views=year,funnel,industries,newest", GUESTS)
    assert "P5" in shown["newest"]
    assert "万元" not in shown["newest"]
    assert asking.refused("unit=责任单位二", GUESTS)
    assert asking.refused("as_of=2023-08-31", GUESTS)
    assert not asking.refused("unit=责任单位二")
    asked = asking.asked("views=industries", GUESTS)
    panel = PANELS["signed"](asked.view, "display")
    assert panel is not None
    assert len(panel.charts) == 1
    assert drawing.picture_of(asked, "signed", 300, 200).svg


def test_a_wall_for_guests_names_the_group_that_is_withheld(store: None) -> None:
    publish(project=[
        project(f"{industry}{at}", "2023-02-01", industry=industry)
        for industry, many in (("新材料", 2), ("数字经济", 4), ("其他", 5))
        for at in range(many)
    ])  # fmt: skip
    asked = asking.asked("views=industries", GUESTS)
    panel = PANELS["signed"](asked.view, "display")
    assert panel is not None
    [drawn] = panel.charts
    assert dict(zip(drawn.rows["name"], drawn.rows["figures"], strict=True)) == {
        "新材料": "不足3个", "数字经济": "不足3个", "其他": "10.0",
    }  # fmt: skip
    assert replace(asked, view=replace(asked.view, rights=LOCAL)).view.run("headline")["signed_projects"].iloc[0] == 11
