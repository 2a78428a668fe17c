"""Links: every spelling is understood, what means nothing is named."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from access.rights import LOCAL
from tests.demo_ledger import Published
from tests.pages.opening import opened
from texts import texts
from view import addresses, filters, links


def wide(text: str) -> str:
    """The text in full-width characters, as Chinese keyboards write them."""
    return "".join(chr(ord(mark) + 0xFEE0) if "!" <= mark <= "~" else mark for mark in text)


def test_every_option_is_found_by_code_and_by_both_labels(demo: Published) -> None:
    for one in filters.filters(demo.version, LOCAL).values():
        assert len({option.zh for option in one.options}) == len(one.options), one.key
        assert len({option.en for option in one.options}) == len(one.options), one.key
        for option in one.options:
            for spelling in (option.code, option.zh, option.en, option.en.upper(), f" {option.zh} ", wide(option.code)):
                assert one.code_of(spelling) == option.code
        # What is written freely means itself.
        assert one.reads is not None or one.code_of("没有的") is None


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("lang", "en"), ("industry", "新材料")], [("lang", "EN"), ("industry", "New materials")]),
        ([("industry", "new materials"), ("theme", "dark")], [("industry", "新材料"), ("theme", "深色")]),
        ([("size", "over_1b"), ("period", "q3")], [("size", "10亿元以上"), ("period", "第三季度")]),
        ([("size", "1亿元以上")], [("size", "亿元以上")]),  # what it was called before
        ([("industry", "没有的"), ("utm", "x")], [("industry", "没有的"), ("utm", "x")]),
        ([("year", "2022"), ("as_of", "2022-12-31")], [("year", "2022"), ("as_of", "2022-12-31")]),
    ],
)
def test_links_are_put_into_the_form_of_their_language(
    demo: Published, pairs: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    known = filters.filters(demo.version, LOCAL)
    assert links.canonical(pairs, known) == expected
    assert links.canonical(expected, known) == expected, "twice is once"


def test_problems_name_value_and_parameter(demo: Published) -> None:
    known = filters.filters(demo.version, LOCAL)
    days = (dt.date(2021, 1, 1), dt.date(2023, 9, 30))
    ask = texts("en")
    assert links.problems(ask, {"year": ["2022"], "as_of": ["2022-06-30"]}, known, days) == []
    assert "2020-12-31" not in str(links.problems(ask, {}, known, days))
    for query, name in (
        ({"year": ["1999"]}, "1999"),
        ({"year": ["2023"], "as_of": ["2022-06-30"]}, "2023"),
        ({"as_of": ["2020-12-31"]}, "31 December 2020"),
        ({"as_of": ["2023-10-01"]}, "1 October 2023"),
        ({"lang": ["fr"]}, "fr"),
        ({"kind": ["央企", "私企"]}, "私企"),
        ({"as_of": ["20230615"]}, "20230615"),
        ({"as_of": ["2023-W24-4"]}, "2023-W24-4"),
        ({"size": ["over_1b", "under_100m"]}, "size"),
        ({"as_of": ["2023-06-15", "2023-06-16"]}, "as_of"),
    ):
        found = links.problems(ask, query, known, days)
        assert len(found) == 1, query
        assert name in found[0]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("full", "2023-01-01", "2023-12-31"),
        ("h1", "2023-01-01", "2023-06-30"),
        ("q1", "2023-01-01", "2023-03-31"),
        ("q4", "2023-10-01", "2023-12-31"),
        ("m02", "2023-02-01", "2023-02-28"),
        ("m12", "2023-12-01", "2023-12-31"),
    ],
)
def test_periods(period: str, first: str, last: str) -> None:
    assert filters.period_bounds(2023, period) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_the_period_changes_every_page_that_offers_it(demo: Published) -> None:
    def tables(path: str, **asked: str) -> list[pd.DataFrame]:
        # But for the links, which keep the period.
        return [table.value.drop(columns="project_page", errors="ignore") for table in opened(path, asked).dataframe]

    not_on = filters.filters(demo.version, LOCAL)["period"].not_on
    for path in (one.path for one in addresses.PAGES if one.path not in not_on):
        year, quarter = tables(path), tables(path, period="第一季度")
        said = f"{path} speaks of the whole year: into _WHOLE_YEAR of view/filters.py with it"
        assert any(not of_year.equals(of_quarter) for of_year, of_quarter in zip(year, quarter, strict=False)), said
