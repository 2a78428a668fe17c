"""The screen's HTML escapes every text and every attribute."""

from __future__ import annotations

import pytest

from screen import markup
from texts import tags

EVIL = "<b onclick='x'>\"&"
SAFE = "&lt;b onclick=&#x27;x&#x27;&gt;&quot;&amp;"


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (tags.text("p", EVIL, "label"), f'<p class="label">{SAFE}</p>'),
        (tags.tag("i", "", EVIL, data_width=EVIL), f'<i class="{SAFE}" data-width="{SAFE}"></i>'),
        (markup.figure(EVIL), f'<span class="figure">{SAFE}</span>'),
        (markup.chart("signed", EVIL, EVIL),
         f'<div class="chart" role="img" aria-label="{SAFE}" data-chart="signed" data-more="{SAFE}"></div>'),
        (markup.row(EVIL, EVIL, [EVIL, ""]),
         f'<span class="name">{SAFE}</span><span class="amount">{SAFE}</span>'
         f'<span class="notes"><span class="note">{SAFE}</span></span>'),
        (markup.items([], EVIL, 3),
         f'<ul class="list"></ul><p class="more" data-more="{SAFE}" data-others="3"></p>'),
    ],
)  # fmt: skip
def test_nothing_of_a_text_becomes_markup(made: str, wanted: str) -> None:
    assert made == wanted
