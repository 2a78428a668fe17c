"""The definitions: one catalogue, in both languages, from which the document is made."""

from __future__ import annotations

import re

import pytest

from data.limits import Behind, Days, Lights
from figures import definitions, document
from figures.definitions import DEFINITIONS
from texts import texts


def test_the_document_is_the_catalogue() -> None:
    assert document.DOCUMENT.read_text(encoding="utf-8") == document.document(), (
        "docs/definitions.md is out of date: run python -m figures.document"
    )


@pytest.mark.parametrize("code", DEFINITIONS)
def test_a_definition_is_whole_in_both_languages(code: str) -> None:
    zh, en = texts("zh"), texts("en")
    assert not re.search(r"[A-Za-z]{2,}", definitions.term(zh, code) + definitions.meaning(zh, code))
    assert not re.search(r"[一-鿿]", definitions.term(en, code) + definitions.meaning(en, code))
    assert definitions.meaning(zh, code).endswith("。")
    assert definitions.meaning(en, code).endswith(".")
    assert "{" not in definitions.meaning(zh, code), "a setting's number is filled in"


def test_the_settings_numbers_are_those_in_force() -> None:
    assert "满90天" in definitions.meaning(texts("zh"), "matured_start_rate", matured_days=90)
    zone = Lights(unstarted=Days(amber=45, red=75), behind=Behind(basis="share"))
    assert "超过45天亮黄灯，超过75天亮红灯" in definitions.meaning(texts("zh"), "light_unstarted", limits=zone)
    assert "现为占应完成的比例" in definitions.meaning(texts("zh"), "light_behind", limits=zone)
    assert "up to 5 points" in definitions.meaning(texts("en"), "points_ahead", amber_points=5)
