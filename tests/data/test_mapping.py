"""The mapping file: what it may say, what it refuses, and that its page tells the truth."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.ledger import mapping
from data.ledger.mapping import Mapping, MappingError, Sheet

PAGE = (Path(__file__).parents[2] / "docs" / "mapping.md").read_text(encoding="utf-8")


def test_a_mapping_written_is_the_mapping_read() -> None:
    said = Mapping(
        key=("Project ID",),
        unit="USD",
        rates={"USD": 7.05},
        columns={"甲/1月": "funds_arrived@2023-01", "Place": ""},
        values={"industry": {"Health": "生物医药"}},
        sheets={"表一": Sheet(header_rows=(3, 4), group="unit")},
    )
    assert mapping.loads(mapping.dumps(said)) == said
    assert mapping.dumps(Mapping()) == ""


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[columns]\n"x" = "profit"', "columns.x"),
        ('[columns]\n"x" = "funds_arrived@2023"', "columns.x"),
        ("keys = ['a']", "keys"),
        ("year = 'now'", "year"),
        ("key = [", "TOML"),
        ('[sheets."a"]\nheader_rows = [3]', "sheets.a.header_rows"),
    ],
)
def test_a_wrong_entry_is_named(text: str, where: str) -> None:
    with pytest.raises(MappingError, match=re.escape(where)):
        mapping.loads(text)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"none\.toml"):
        mapping.load(tmp_path / "none.toml")


def test_the_page_tells_every_entry_and_its_example_is_one() -> None:
    for entry in (*Mapping.model_fields, *Sheet.model_fields):
        assert re.search(rf"`(\[+)?{entry}\b", PAGE), entry
    for target in mapping.OTHERS:
        assert f"`{target or chr(34) * 2}`" in PAGE or target in {"total", "kind", "month"}, target
    example = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert example
    assert mapping.loads(example[1]).columns["Amount paid"] == "funds_arrived"
