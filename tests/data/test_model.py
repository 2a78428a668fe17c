"""The model and schema.sql are one: the same tables, columns, types and nullability."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from pydantic import ValidationError

from data import model
from data.ledger import form
from data.ledger.check.refusals import SENTENCES
from data.versions import plan_moves, short_way, version_file

SQL_TYPES = {
    pa.string(): "VARCHAR",
    pa.date32(): "DATE",
    pa.bool_(): "BOOLEAN",
    pa.int32(): "INTEGER",
    model.MONEY: "DECIMAL(18,2)",
}


@pytest.fixture(scope="module")
def columns() -> dict[str, list[tuple[str, str, bool]]]:
    with duckdb.connect() as connection:
        connection.execute(version_file.SCHEMA_FILE.read_text(encoding="utf-8"))
        found: dict[str, list[tuple[str, str, bool]]] = {}
        rows = connection.execute(
            "select table_name, column_name, data_type, is_nullable from duckdb_columns() where not internal "
            "order by table_oid, column_index"
        )
        for table, column, kind, nullable in rows.fetchall():
            found.setdefault(table, []).append((column, kind, nullable))
        return found


def test_every_table_is_in_both(columns: dict[str, list[tuple[str, str, bool]]]) -> None:
    assert set(columns) == {
        *model.TABLES,
        "month",
        "first_report",
        "plan_move",
        "source_row",
        "version",
        "record",
        short_way.TABLE,
    }


@pytest.mark.parametrize("table", model.TABLES)
def test_columns_agree(columns: dict[str, list[tuple[str, str, bool]]], table: str) -> None:
    fields = model.TABLES[table].model_fields
    expected = [
        (name, SQL_TYPES[model.ARROW[table].field(name).type], not field.is_required() and field.default is None)
        for name, field in fields.items()
    ]
    numbered = [one for one in columns[table] if one[0] == "project_no"]
    assert columns[table] == [*expected, *numbered]
    assert bool(numbered) == (table in short_way.NUMBERED)


def test_what_a_publishing_moved_is_its_table(columns: dict[str, list[tuple[str, str, bool]]]) -> None:
    expected = [(field.name, SQL_TYPES[field.type], field.name in {"before", "after"}) for field in plan_moves.SCHEMA]
    assert columns[plan_moves.TABLE] == expected


def test_version_row_is_its_table(columns: dict[str, list[tuple[str, str, bool]]]) -> None:
    assert [column for column, _, _ in columns["version"]] == list(version_file.VersionInfo.__dataclass_fields__)
    optional = [column for column, _, nullable in columns["version"] if nullable]
    assert optional == ["source_sha256", "base_version"]


def test_keys_and_references_name_columns() -> None:
    for table, keys in model.KEYS.items():
        assert set(keys) <= set(model.ARROW[table].names)
    for child, parent in model.REFERENCES.items():
        assert {child, parent} <= {(table, column) for table in model.TABLES for column in model.ARROW[table].names}


def test_rules_name_columns() -> None:
    for table, row in model.TABLES.items():
        for rule in row.RULES:
            assert {rule.column, *rule.needs} <= set(model.ARROW[table].names)
            assert rule.code in SENTENCES, f"two clauses of {rule.code} in SENTENCES of data/ledger/check/refusals.py"
    for table, columns in model.HAPPENED.items():
        assert set(columns) <= set(model.ARROW[table].names)


def test_the_model_alone_refuses_what_breaks_its_rules() -> None:
    project: dict[str, Any] = {
        **dict.fromkeys(("project_id", "name", "industry", "unit"), "甲"),
        **{"agreement": "正式", "planned_investment": 1},
        **{"signed_on": dt.date(2023, 5, 1), "terminated_on": dt.date(2023, 1, 1)},
    }
    with pytest.raises(ValidationError, match="reason_missing, terminated_on: terminated_before_signed"):
        model.Project(**project)
    with pytest.raises(ValidationError, match="month_start"):
        model.Progress(project_id="甲", month=dt.date(2023, 5, 2))
    assert model.Project.faults({"terminated_on": dt.date(2023, 1, 1)}) == []


def test_every_code_has_its_word_in_the_drop_down() -> None:
    for (table, column), words in form.LABELS.items():
        codes = form.choices(table, column)
        missing = codes.keys() - words.keys()
        assert not missing, f"people would read these codes: give {table}.{column} their words in data/ledger/form.py"


def test_every_column_says_what_it_is() -> None:
    for table, row in model.TABLES.items():
        assert row.__doc__
        titles = [field.title for field in row.model_fields.values()]
        assert all(titles), table
        assert len(titles) == len(set(titles)), table
        assert all(field.description for field in row.model_fields.values()), table
