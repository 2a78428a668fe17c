"""Every number of the file, read back from it, is found again in the queries: over random months, filters, editions."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.rights import LOCAL
from data import versions
from panels.bulletin.issue import Edition
from reports.word import bulletin
from tests import rounds
from tests.bulletin.found_again import missing
from tests.bulletin.issues import all_words, issue_of, months
from view import filters


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration with its months before: corrections have a base."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(tmp_path_factory.mktemp("bulletin") / "store"))
        version = versions.ensure()
        versions.publish_earlier_demos()
        yield version


@rounds.drawing(2)
@given(st.data())
def test_every_number_is_found_again(store: str, data: st.DataObject) -> None:
    known = filters.filters(store, LOCAL)
    some = {
        key: data.draw(st.lists(st.sampled_from(known[key].codes), max_size=3, unique=True))
        for key in ("industry", "unit", "kind", "channel")
        if data.draw(st.booleans())
    }
    every = months(store)
    # Most of them of the years that the ledger tells of in full; those before say that there is nothing.
    month = data.draw(st.sampled_from(every[:33]) | st.sampled_from(every[:33]) | st.sampled_from(every))
    kind = data.draw(st.sampled_from(["internal", "public"]))
    language = data.draw(st.sampled_from(["zh", "en"]))
    one = issue_of(month, kind, language, some)  # type: ignore[arg-type]
    words = all_words(bulletin.docx(one))
    assert not missing(words, one), (month, kind, language, some)
    assert not [bad for bad in ("nan", "NaT", "None", "{{", "{%", "。。", "；。", "，，") if bad in words]


@pytest.mark.parametrize(("month", "kind"), rounds.each(["2023-09", "2023-01", "2022-12"], ["internal", "public"]))
def test_every_number_of_the_english_text_is_found_again(store: str, month: str, kind: Edition) -> None:
    one = issue_of(month, kind, "en")
    words = all_words(bulletin.docx(one))
    assert "key projects" in words
    assert not missing(words, one)
    assert not [bad for bad in ("nan", "NaT", "None", "{{", "{%", "..", ",,", ";.") if bad in words]
    # What the ledger calls things stays as it is; the program's own words are English.
    assert not re.search("[。；，：（）]", re.sub(r"[一-鿿][^\n]*?[一-鿿]?[）]|演示：", "", words))


def test_a_wrong_number_is_noticed(store: str) -> None:
    one = issue_of("2023-09")
    words = all_words(bulletin.docx(one))
    assert "312.4亿元" in words
    lost = missing(words.replace("312.4亿元", "312.5亿元"), one)
    assert len(lost) == words.count("312.4亿元")
    one = issue_of("2023-09", "internal", "en")
    words = all_words(bulletin.docx(one))
    assert "¥31.24B" in words
    lost = missing(words.replace("¥31.24B", "¥31.25B"), one)
    assert len(lost) == words.count("¥31.24B")
