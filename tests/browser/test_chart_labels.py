"""No label of a chart is cut off, neither by the chart's edge nor by dots in place of its end."""

from __future__ import annotations

import pytest

from tests.browser import driving
from tests.browser.conftest import NewPage
from tests.browser.driving import ASKS, visit
from tests.browser.serving import Server

pytestmark = pytest.mark.browser

# Across, 2 px of tolerance; up and down 4: a line's box is taller than its letters.
_CUT_OFF = """() => [...document.querySelectorAll("[data-testid=stVegaLiteChart]")].flatMap(chart => {
    const frame = chart.querySelector("svg").getBoundingClientRect();
    return [...chart.querySelectorAll("svg text")].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width > 0 && text.textContent.trim() !== "" && (
            box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 4
            || box.bottom > frame.bottom + 4 || text.textContent.includes("…"));
    }).map(text => {
        const box = text.getBoundingClientRect();
        const beyond = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top,
                                box.bottom - frame.bottom);
        const panel = (chart.closest("[data-testid=stColumn]") ?? document).querySelector("h3").textContent;
        return `${panel}: «${text.textContent}» ${Math.round(beyond)} px beyond the edge`;
    });
})"""
SCREENS = {"desk": (1440, 900), "small laptop": (1024, 768), "phone": (390, 844)}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_labels_stand_within_their_chart(server: Server, new_page: NewPage, screen: str, language: str) -> None:
    width, height = SCREENS[screen]
    page = new_page(viewport={"width": width, "height": height})
    cut_off = {}
    for path in driving.PATHS:
        if path == "/" or screen == "phone":
            visit(page, server.url + path + ASKS[language])
        else:
            driving.go_to(page, driving.TITLES[path][language])
        cut_off[path] = page.evaluate(_CUT_OFF)
    assert not any(cut_off.values()), cut_off
