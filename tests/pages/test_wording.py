"""Every sentence of many states is one that an official would write: none of the shapes of machine prose."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import pytest

from screen.link import LinkError
from tests import rounds
from tests.demo_ledger import Published
from tests.pages import reading
from tests.pages.reading import Read
from tests.screen.asking import asked

#: Links that lead to what is rare: nothing or one of something, the year's first day and its last, a past year.
STATES = (
    "",
    "year=2022",
    "year=2021",
    "as_of=2022-12-31&year=2022",
    "as_of=2023-01-10",
    "as_of=2023-01-31",
    "as_of=2023-03-31",
    "as_of=2023-08-31&unit=责任单位八",
    "period=q4",
    "period=m09&kind=外资",
    "as_of=2023-01-31&unit=责任单位二",
    "industry=新材料",
    "industry=其他&size=over_1b",
    "industry=其他",
    "industry=新材料&industry=航空航天",
    "size=under_100m&industry=新材料",
    "kind=世界500强&size=over_1b",
    "agreement=framework",
    "channel=驻点招商",
)
#: What no sentence holds → why.
FORBIDDEN = {
    r"\+0(?![.\d])|\+0\.0+(?!\d)": "a difference of nothing has no sign",
    r"−\s*−|--": "two signs",
    r"(?<![\d.])0个[^）)]*中|中[^，。；]*?(?<![\d.])0个": "nought of some: write 均未, 没有",
    r"(?<![\d.])1个[^，。；]*中[^，。；]*1个": "one of one",
    r"[:：][。.；;]|[:：]\s*$": "a colon with nothing after it",
    r"\s\s|\s[,.;]|\s[，。；：]": "spaces",
    r"[，；：]{2}|[，；]。|。。|\.\.|,\.|;\.": "two marks",
    r"\bnan\b|\bNone\b(?! of| had| signed| in this|$)|\bNaT\b": "no word",
    r"[{}]": "a place that nothing fills",
    r"同比(增长|增加|提高|下降|减少)[−-]": "a direction and a sign",
    r"(?<!\d)[02-9]\d* project(?!s)|(?<![\d.,])1 (projects|agreements|industries|months|days)\b": "one or many",
    r"[：；]开工率最高：(其他|Others)|led by.*Others|以其他": "what has no name of its own is praised",
    r"剩余1个月月均|后\d+个月月均": "an average of one",
}


class Said(NamedTuple):
    """What a link's pages and its wall say in one language."""

    pages: list[Read]
    wall: list[Read]


def said(state: str, language: str) -> Said:
    link = asked(f"{state}&lang={language}")
    return Said([*reading.pages(link.view)], [*reading.wall(link)])


# Of the module: both tests of a state follow each other, and what they ask for is asked once.
@pytest.fixture(scope="module", params=rounds.each(STATES, ["zh", "en"]), ids=" ".join)
def everything(request: pytest.FixtureRequest, published_demo: Published) -> Said:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(published_demo.store))
        return said(*request.param)


def test_no_sentence_has_a_shape_that_nobody_writes(everything: Said) -> None:
    found = {
        f"{read.where} {read.kind}: {read.words}": why
        for read in (*everything.pages, *everything.wall)
        for shape, why in FORBIDDEN.items()
        if read.kind != "cell" and re.search(shape, read.words)
    }
    assert not found


def test_nothing_is_said_twice_on_a_page(everything: Said) -> None:
    found = [Read(read.where, read.kind, read.words.strip("。.")) for read in everything.pages]
    told = Counter((read.where, read.words) for read in found if read.kind in ("answer", "title"))
    assert not {one for one, times in told.items() if times > 1}
    # What stands under a title says something else; a legend may stand under two tables.
    assert not told.keys() & {(read.where, read.words) for read in found if read.kind in ("nothing", "note")}


def test_english_names_stand_in_sentences_as_words(demo: Published) -> None:
    del demo
    sentences = [read.words for read in said("", "en").pages if read.kind in ("answer", "title")]
    assert any("led by high-end equipment and new materials" in words for words in sentences)
    assert any("carry 60% of the completed investment; only offshore wind" in words for words in sentences)


def test_a_link_of_this_test_is_one(demo: Published) -> None:
    del demo
    with pytest.raises(LinkError):
        asked("industry=没有这个产业")
