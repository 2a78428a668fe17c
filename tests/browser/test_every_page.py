"""Every page in every look: whole, in one language, told to screen readers, marked, and fit for a sheet."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from playwright.sync_api import expect

from tests import rounds
from tests.browser import driving, looking
from tests.browser.conftest import NewPage
from tests.browser.driving import link, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser

SCREENS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1440, "height": 900}},
    "small laptop": {"viewport": {"width": 1024, "height": 768}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 3,
    },
}
ASKED = {"zh": {}, "en": {"lang": "EN"}, "light": {}, "dark": {"theme": "dark"}}
CODES = {"zh": "zh-CN", "en": "en"}
DEMONSTRATION = {
    "zh": ("演示数据", "演示：", "（演示情景）"),
    "en": ("Demonstration data", "Demonstration: ", "(demo scenario)"),
}


class Look(NamedTuple):
    """How a page is looked at."""

    screen: str
    language: str
    theme: str


DESK = Look("desk", "zh", "light")
#: With it each screen, language and theme of all there are: a page in one of these, the next page in the next.
OTHERS = (Look("small laptop", "en", "dark"), Look("phone", "en", "light"), Look("phone", "zh", "dark"))
SOME = [(look, path) for at, path in enumerate(driving.PATHS) for look in (DESK, OTHERS[at % 3])]
ALL = [
    (Look(screen, language, theme), path)
    for screen in SCREENS for language in CODES for theme in ("light", "dark") for path in driving.PATHS
]  # fmt: skip


@pytest.mark.parametrize(("look", "path"), ALL if rounds.are_many() else SOME)
def test_a_page_stands(server: Server, new_page: NewPage, look: Look, path: str) -> None:
    page = new_page(**SCREENS[look.screen])
    visit(page, server.url + link(path, **ASKED[look.language], **ASKED[look.theme]))

    expect(page).to_have_title(f"{driving.TITLES[path][look.language]} · {driving.PRODUCT[look.language]}")
    expect(page.locator("html")).to_have_attribute("lang", CODES[look.language])
    # The first screenful answers: the sentence, and at a desk a chart that shows it.
    expect(driving.answer(page)).to_be_in_viewport(ratio=1)
    if path in driving.CHARTED:
        assert driving.charts(page).count() > 1
        if look.screen == "desk":
            expect(driving.charts(page).first).to_be_in_viewport(ratio=0.9)
    mark, answered, zone = DEMONSTRATION[look.language]
    expect(page.locator(".demonstration")).to_have_text(mark)
    expect(page.locator(".demonstration")).to_be_visible()
    expect(driving.answer(page)).to_contain_text(answered)
    for words in (zone, server.version):
        expect(driving.main(page)).to_contain_text(words)

    faults = {
        "axe-core": looking.violations(page),
        "labels of charts": looking.cut_labels(page),
        "charts without words": looking.untold_charts(page),
        "wider than the screen": looking.sideways(page),
    }
    if look.language == "zh":
        expect(page.get_by_test_id("stSkipToContent")).to_have_text("跳至正文")
        faults["English for screen readers"] = looking.english_names(page)
        if look.screen == "desk":
            page.get_by_text("更多筛选").click()
            expect(page.get_by_role("combobox", name="招商方式")).to_be_visible()
        # Kinds of files are called so in Chinese too.
        faults["English"] = looking.english(page, "XLSX", "CSV")
    if look.screen == "desk":
        faults["on paper"] = [f"{what}: {number}" for what, number in looking.on_paper(driving.drawn(page)).items()]
        page.emulate_media(media="screen")
    assert not any(faults.values()), {name: found for name, found in faults.items() if found}
