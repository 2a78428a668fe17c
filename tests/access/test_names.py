"""Names that hold characters that nobody sees are given no role and no key, and turn no sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from access import names, roles, wall_keys
from access.__main__ import main
from pages.draw.markup import escape

UNSEEN = ["\u202e", "\u2066", "\u200b", "\u200f", "\u061c", "\u00ad", "\ufeff", "\u3164", "\u2800", "\ufe0f",
          "\U000e0061", "\x85", "\u2028", "\ud800"]  # fmt: skip
ISSUER = "https://id.example.gov.cn"


@pytest.mark.parametrize("one", UNSEEN)
def test_they_are_refused(hosted: Path, one: str) -> None:
    for issuer, name in ((ISSUER, f"李{one}清"), (f"{ISSUER}{one}", "李清")):
        with pytest.raises(ValueError, match="看不见的字符"):
            roles.give("person", issuer, name, "admin", None, "boss")
    with pytest.raises(ValueError, match="nobody sees"):
        wall_keys.make(f"会议室{one}", is_display_only=True, units=None, by="boss")
    assert roles.given() == []
    assert names.seen(f"李{one}清") == "李清"


@pytest.mark.parametrize("name", ["李清", "CN=编辑,OU=管委会", "José", "会议室　一", "أحمد", "看板-1_a@b.cn"])
def test_names_that_are_seen_stay_as_they_are(hosted: Path, name: str) -> None:
    roles.give("group", ISSUER, name, "viewer", None, "boss")
    assert [one.name for one in roles.given()] == [name]


def test_the_command_says_so(hosted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grant", "person", ISSUER, "李\u202e清", "admin"]) == 2
    assert main(["key", "会议室\u202e"]) == 2
    assert capsys.readouterr().err.count("看不见的字符") == 2


def test_a_link_s_words_turn_no_sentence() -> None:
    assert escape("甲\u202e乙\u2066丙") == "甲乙丙"
