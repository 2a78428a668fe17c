"""The lights equal plain pandas on the exported ledgers of all versions, whatever is chosen and the limits are."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import ledger, model, versions
from data.limits import Lights as Limits
from tests import oracle_lights
from tests.demo_ledger import Published
from tests.oracle import Setting
from tests.queries.test_against_pandas import number, same
from tests.rounds import drawing
from tests.settings_drawn import Drawn, choices

RULES = tuple(Limits.model_fields)


class Chain(NamedTuple):
    """The last of several versions, and the oracle that knows them all."""

    version: str
    store: Path
    oracle: oracle_lights.Lights


def moved(plan: pa.Table, dice: random.Random) -> pa.Table:
    """The plans, some of them put off, pulled forward, raised or lowered."""
    rows = plan.to_pylist()
    for row in rows:
        if dice.random() < 0.3:
            row["amount"] = max(row["amount"] + Decimal(dice.choice([-500, -1, 300])), Decimal(0))
        if row["planned_start_on"] and dice.random() < 0.4:
            row["planned_start_on"] += dt.timedelta(days=dice.choice([-40, 35, 62]))
    return pa.Table.from_pylist(rows, model.ARROW["plan"])


def exempted(tables: model.Tables, dice: random.Random) -> pa.Table:
    codes = tables["project"]["project_id"].to_pylist()
    rows = [
        {"project_id": code, "rule": rule, "reason": f"{code}的理由", "decided_by": None,
         "until_on": dt.date(2022, 6, 1) + dt.timedelta(days=dice.randrange(700))}
        for code in codes for rule in RULES if dice.random() < 0.25
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, model.ARROW["exemption"])


def unpaid(tables: model.Tables) -> pa.Table:
    """The months, without those of every twelfth project: in the demonstration all that started were paid."""
    without = set(tables["project"]["project_id"].to_pylist()[::12])
    rows = [row for row in tables["progress"].to_pylist() if row["project_id"] not in without]
    return pa.Table.from_pylist(rows, model.ARROW["progress"])


@pytest.fixture(scope="module")
def chain(published_demo: Published, tmp_path_factory: pytest.TempPathFactory) -> Chain:
    """The demonstration's ledger as four months' publishings, their plans moved at random, with exemptions."""
    folder, dice = tmp_path_factory.mktemp("lights"), random.Random(19)  # noqa: S311 - a ledger, no secret
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(published_demo.store))
        tables = versions.read_tables(published_demo.version)
        patch.setenv("DASHBOARD_STORE", str(folder / "store"))
        tables |= {"exemption": exempted(tables, dice), "progress": unpaid(tables)}
        files = []
        for through in (dt.date(2023, 6, 1), dt.date(2023, 7, 1), dt.date(2023, 8, 1), dt.date(2023, 9, 1)):
            tables |= {"plan": moved(tables["plan"], dice)}
            version = versions.publish(
                known_by(tables, through), source_file="月.xlsx", source_sha256=None, months_through=through,
                is_demo=False, who="测试", base=versions.current(),
            )  # fmt: skip
            files.append(folder / f"{through}.xlsx")
            ledger.export(version, files[-1])
    return Chain(version, folder / "store", oracle_lights.Lights(files))


def known_by(tables: model.Tables, through: dt.date) -> model.Tables:
    """What a ledger to the end of a month holds: no later money, no later stage."""
    last = (through + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    projects = tables["project"].to_pylist()
    for row in projects:
        later = [column for column in model.STAGE_DATES if row[column] and row[column] > last]
        row.update(dict.fromkeys([*later, *(["termination_reason"] if "terminated_on" in later else [])]))
    progress = [row for row in tables["progress"].to_pylist() if row["month"] <= through]
    return tables | {
        "project": pa.Table.from_pylist(projects, model.ARROW["project"]),
        "progress": pa.Table.from_pylist(progress, model.ARROW["progress"]),
    }


@st.composite
def limits(draw: st.DrawFn) -> dict[str, Any]:
    """Limits for every rule, at their edges as well as between, and either basis."""
    found: dict[str, Any] = {"behind_basis": draw(st.sampled_from(["points", "share"]))}
    for name in Limits().numbers():
        if not name.endswith("_amber"):
            continue
        rule = name.removesuffix("_amber")
        most = {"late_start": 6, "silent": 8, "slipping": 4}.get(rule, 100 if rule.startswith("behind") else 300)
        least = 1 if rule in {"silent", "slipping"} else 0
        one, other = sorted(draw(st.tuples(st.integers(least, most), st.integers(least, most))))
        amber, red = (other, one) if rule == "behind_share" else (one, other)
        found |= {f"{rule}_amber": float(amber), f"{rule}_red": float(red)}
    return found


@drawing(5)
@given(data=st.data())
def test_lights(chain: Chain, monkeypatch: pytest.MonkeyPatch, data: st.DataObject) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(chain.store))
    drawn: Drawn = data.draw(choices(chain.version))
    numbers = data.draw(limits())
    basis = numbers["behind_basis"]
    rows = drawn.view.run("lights", **numbers)
    expected = chain.oracle.found(drawn.setting, numbers, basis)
    found = {(row["rule"], row["project_id"]): row for row in rows.to_dict("records")}
    assert len(found) == len(rows), "a project stands once in a rule"
    assert found.keys() == expected.keys()
    for key, wanted in expected.items():
        row = found[key]
        for column in ("light", "basis", "is_exempt"):
            assert row[column] == wanted[column], (key, column)
        assert oracle_lights.day(row["since"]) == oracle_lights.day(wanted["since"]), key
        assert (None if pd.isna(row["reason"]) else row["reason"]) == wanted["reason"], key
        for column in ("measure", "passed", "at_stake"):
            assert same(number(row[column]), number(wanted[column])), (key, column, row[column], wanted[column])
    orders = rows.groupby(["rule", "is_exempt"], sort=False)["light"].agg(list)
    assert all(lights == sorted(lights, reverse=True) for lights in orders), "red before amber"
    assert list(dict.fromkeys(rows["rule"])) == [rule for rule in RULES if rule in set(rows["rule"])]


def test_every_rule_is_tried(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn has something to find: each rule has both lights somewhere, exempt ones too."""
    monkeypatch.setenv("DASHBOARD_STORE", str(chain.store))
    setting = Setting(dt.date(2023, 9, 30), 2023)
    found = pd.DataFrame(chain.oracle.found(setting, Limits().numbers(), "points").values())
    counted = found.groupby(["rule", "light"])["is_exempt"].agg(["size", "sum"])
    assert set(found["rule"]) == set(RULES), set(RULES) - set(found["rule"])
    assert {light for _, light in counted.index} == {"red", "amber"}
    assert found["is_exempt"].sum() > 10
