"""The review equals plain Python on the exported ledgers of both versions, whatever is chosen; its bridges add up."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import demo, ledger, model, versions, zone_time
from data.limits import Lights as Limits
from figures.movement import BRIDGES, codes
from tests.demo_ledger import Published
from tests.oracle_review import Review
from tests.rounds import drawing
from tests.settings_drawn import Drawn, choices


class Pair(NamedTuple):
    """Ledgers published one upon the other, and the oracle that knows them."""

    version: str
    store: Path
    oracle: Review


def misreported(row: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """How a project was reported at first: another amount, a blank, another day, department or agreement."""
    blank: dict[str, Any] = {}
    ways: list[dict[str, Any]] = [
        {"planned_investment": row["planned_investment"] + Decimal(dice.choice([-100, 7, 2500]))},
        {"started_on": None},
        {"signed_on": None},
        {"started_on": row["started_on"] or row["signed_on"]},
        {"terminated_on": None, "termination_reason": None},
        {"unit": dice.choice(["责任单位一", "责任单位二", "责任单位三"])},
        {"agreement": "框架" if row["agreement"] == "正式" else "正式"},
        {"signed_on": row["signed_on"] and row["signed_on"] - dt.timedelta(days=dice.randrange(300))},
    ]
    return row | (dice.choice(ways) if dice.random() < 0.3 else blank)


def otherwise(tables: model.Tables, dice: random.Random) -> model.Tables:
    """The ledger as it was reported at first: what was corrected since, blanks, projects that were not known."""
    projects = [misreported(row, dice) for row in tables["project"].to_pylist()]
    gone = {row["project_id"] for row in projects if dice.random() < 0.03}
    progress = [row for row in tables["progress"].to_pylist() if dice.random() > 0.04]
    for row in progress:
        if dice.random() < 0.04:
            row["invested"] = max(row["invested"] + Decimal(dice.choice([-5, 30])), Decimal(0))
    plan = [row for row in tables["plan"].to_pylist() if dice.random() > 0.05]
    for row in plan:
        if dice.random() < 0.05:
            row["amount"] += 50
    changed = {"project": projects, "progress": progress, "plan": plan}
    kept = {
        name: [row for row in changed.get(name, tables[name].to_pylist()) if row.get("project_id") not in gone]
        for name in tables
    }
    return {name: pa.Table.from_pylist(rows, model.ARROW[name]) for name, rows in kept.items()}


@pytest.fixture(scope="module")
def pair(published_demo: Published, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The demonstration as of June and August, each reported otherwise at first, and as it is."""
    folder, dice = tmp_path_factory.mktemp("review"), random.Random(419)  # noqa: S311 - a ledger, no secret
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(published_demo.store))
        last = versions.read_tables(published_demo.version)
        earlier = {one.months_through: one.tables for one in demo.earlier(last)}
        patch.setenv("DASHBOARD_STORE", str(folder / "store"))
        files = []
        for through, published, tables in (
            (dt.date(2023, 6, 1), dt.date(2023, 7, 10), otherwise(earlier[dt.date(2023, 6, 1)], dice)),
            (dt.date(2023, 8, 1), dt.date(2023, 9, 10), otherwise(earlier[dt.date(2023, 8, 1)], dice)),
            (dt.date(2023, 9, 1), dt.date(2023, 10, 8), last),
        ):
            moment = dt.datetime.combine(published, dt.time(9))
            patch.setattr(zone_time, "now", lambda moment=moment: moment)
            version = versions.publish(
                tables, source_file="月.xlsx", source_sha256=None, months_through=through, is_demo=False, who="测试",
                base=versions.current(),
            )  # fmt: skip
            files.append((folder / f"{through}.xlsx", published))
            ledger.export(version, files[-1][0])
        return Pair(version, folder / "store", Review(files))


def compared(data: st.DataObject, pair: Pair) -> tuple[Drawn, dt.date, str]:
    """A selection, a day before its as-of date, a reading. Most days are of the months that were published."""
    drawn: Drawn = data.draw(choices(pair.version, whole_year=True))
    if data.draw(st.integers(0, 3)):
        day = data.draw(st.dates(dt.date(2023, 7, 12), dt.date(2023, 9, 30)))
        setting, view = replace(drawn.setting, as_of=day, year=2023), replace(drawn.view, as_of=day, year=2023)
        drawn = Drawn(setting, view, drawn.query)
    back = data.draw(st.one_of(st.sampled_from([7, 30, 92]), st.integers(1, 90), st.integers(1, 500)))
    return drawn, drawn.view.as_of - dt.timedelta(days=back), data.draw(st.sampled_from(["date", "reported"]))


@drawing(5)
@given(data=st.data())
def test_movements_and_their_sums(pair: Pair, monkeypatch: pytest.MonkeyPatch, data: st.DataObject) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(pair.store))
    drawn, since, reading = compared(data, pair)
    rows = drawn.view.run("moved", since=since, read_by=reading)
    expected = pair.oracle.moved(drawn.setting, since, reading)
    if expected is None:
        assert rows.empty
        return
    row = rows.iloc[0]
    for stock, boxes in BRIDGES.items():
        for box in boxes:
            number, amount = codes(stock, box)
            wanted = expected.get((stock, box), [0, 0.0])
            assert row[number] == wanted[0], (stock, box)
            assert row[amount] == pytest.approx(wanted[1], abs=1e-4), (stock, box)
        came = sum(of.sign * row[codes(stock, box)[0]] for box, of in boxes.items() if not of.is_restated)
        brought = sum(of.sign * row[codes(stock, box)[1]] for box, of in boxes.items())
        assert row[f"{stock}_then"] + came == row[f"{stock}_now"]
        assert row[f"{stock}_then_amount"] + brought == pytest.approx(row[f"{stock}_now_amount"], abs=1e-4)


@drawing(2)
@given(data=st.data())
def test_lights_then_and_now(pair: Pair, monkeypatch: pytest.MonkeyPatch, data: st.DataObject) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(pair.store))
    drawn, since, reading = compared(data, pair)
    rows = drawn.view.run("lit_total", since=since, read_by=reading)
    wanted: Any = pair.oracle.lit(drawn.setting, since, reading, Limits().numbers(), "points")
    if wanted is None:
        assert rows.empty
        return
    assert {code: float(rows.iloc[0][code]) for code in wanted} == pytest.approx(wanted, abs=1e-4)
    units = drawn.view.run("lit_units", since=since, read_by=reading)
    assert units["red_projects"].sum() == wanted["red_projects"]
    assert units["amber_projects"].sum() == wanted["amber_projects"]
    assert units["red_stake"].sum() == pytest.approx(wanted["red_stake"], abs=1e-4)


@drawing(5)
@given(data=st.data())
def test_the_list_of_problems(pair: Pair, monkeypatch: pytest.MonkeyPatch, data: st.DataObject) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(pair.store))
    drawn, since, reading = compared(data, pair)
    rows = drawn.view.run("problems", since=since, read_by=reading)
    wanted = pair.oracle.problems(drawn.setting, since, reading)
    if wanted is None:
        assert rows.empty
        return
    assert {code: int(n) for code, n in rows.iloc[0].items() if n} == {code: n for code, n in wanted.items() if n}
