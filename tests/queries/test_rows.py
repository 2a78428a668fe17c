"""Rows of an answer as pandas has them: the values that DuckDB gives, and types that do not depend on them."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest

from queries.rows import frame

_ROWS = """
select * from (values
    ('P1', date '2023-01-31', 3::bigint, 3::integer, 1.5::double, true, 7::bigint, timestamp '2023-01-31 08:30:00'),
    ('P2', null,              null,      null,       null,        null, 8::bigint, null),
    (null, date '2023-02-28', 9007199254740993, -1,  -0.5,        false, 9::bigint, timestamp '2023-02-28 00:00:00')
) as told (project_id, signed_on, months, changed, invested, is_red, number, reported_at)
"""


def both(sql: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows, and as DuckDB itself gives them to pandas."""
    with duckdb.connect() as connection:
        return frame(connection.execute(sql).to_arrow_table()), connection.execute(sql).df()


def test_three_rows() -> None:
    rows, given = both(_ROWS)
    pd.testing.assert_frame_equal(rows, given)
    assert {name: str(kind) for name, kind in rows.dtypes.items()} == {
        "project_id": "str", "signed_on": "datetime64[us]", "months": "Int64", "changed": "Int32",
        "invested": "float64", "is_red": "boolean", "number": "int64", "reported_at": "datetime64[us]",
    }  # fmt: skip
    # More than a float holds to the last digit.
    assert rows["months"].tolist() == [3, pd.NA, 9007199254740993]
    assert rows["project_id"].tolist()[:2] == ["P1", "P2"]


@pytest.mark.parametrize("where", ["project_id is null", "false"])
def test_text_is_text_whatever_stands_in_it(where: str) -> None:
    rows, given = both(f"select * from ({_ROWS}) where {where}")
    assert str(rows["project_id"].dtype) == "str"
    assert rows["project_id"].isna().all()
    assert len(rows) == len(given)
    assert list(rows) == list(given)
    other = rows.set_index(["project_id", "signed_on"])["months"].rename("before")
    assert list(rows.join(other, on=["project_id", "signed_on"]))[-1] == "before"
    assert [str(rows[one].dtype) for one in ("signed_on", "number")] == ["datetime64[us]", "int64"]
