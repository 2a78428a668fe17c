"""Long texts in parts: nothing lost, nothing too long, no sentence or character torn that fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.push.cutting import parts, size

_MARK = re.compile(r"^（(\d+)/(\d+)）")
_PIECES = [
    "签约", "项目", "，", "。", "；", "\n", "9月30日", "1,234.5", " ", "plan. ", "😀", "👩\u200d👩\u200d👧", "👍🏽",
    "🇨🇳", "e\u0301", "（一期）", "!", "！", "…", "x" * 40,
]  # fmt: skip
_WORDS = st.lists(st.sampled_from(_PIECES), max_size=120).map("".join)


def bare(part: str) -> str:
    return _MARK.sub("", part)


def without_space(text: str) -> str:
    return "".join(text.split())


def test_what_fits_stays_whole() -> None:
    assert parts("第一句。第二句。", 24) == ["第一句。第二句。"]


def test_sentences_stay_whole_and_are_numbered() -> None:
    text = "全区新签约6个。新开工8个！红灯95个；逾期问题20个。"
    assert parts(text, 56) == ["（1/2）全区新签约6个。新开工8个！", "（2/2）红灯95个；逾期问题20个。"]


def test_english_is_cut_after_sentences_and_never_within_a_number() -> None:
    text = "In all 1,234.5 were signed. In all 2,345.6 were started. None was lost."
    assert [bare(part) for part in parts(text, 64)] == [
        "In all 1,234.5 were signed.", "In all 2,345.6 were started. None was lost.",
    ]  # fmt: skip


def test_a_sentence_that_is_too_long_is_cut_at_its_clauses() -> None:
    text = "一二三四五六七八九十，甲乙丙丁戊己庚辛，子丑寅卯。"
    assert [bare(part) for part in parts(text, 52)] == ["一二三四五六七八九十，", "甲乙丙丁戊己庚辛，子丑寅卯。"]


def test_a_family_is_one_character() -> None:
    family = "👩‍👩‍👧"
    found = [bare(part) for part in parts(family * 12, 60)]
    assert "".join(found) == family * 12
    assert all(part == family * (len(part) // len(family)) for part in found)


@settings(max_examples=80, deadline=None)
@given(_WORDS, st.integers(60, 400))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, most: int) -> None:
    found = parts(text, most)
    assert all(size(part) <= most for part in found)
    assert without_space("".join(map(bare, found))) == without_space(text)
    if len(found) > 1:
        marks = [_MARK.match(part) for part in found]
        assert [mark.groups() for mark in marks if mark] == [
            (str(n), str(len(found))) for n in range(1, len(found) + 1)
        ]
        assert all(bare(part) for part in found)
    for part in found:
        assert not bare(part).startswith(("\u200d", "🏽", "\u0301"))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["新签约6个。", "红灯！", "逾期问题20个；", "开工（一期）8个？"]), min_size=1, max_size=60)
)
def test_every_cut_is_at_the_end_of_a_sentence(sentences: list[str]) -> None:
    assert all(part[-1] in "。！；？" for part in parts("".join(sentences), 80))


def test_too_little_room_is_said() -> None:
    with pytest.raises(ValueError, match="no room"):
        parts("字" * 100, 30)
