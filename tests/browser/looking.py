"""What is wrong with a page as it stands, looked for as a reader would come upon it: a line a fault."""

from __future__ import annotations

import json
import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = {"serious", "critical"}
#: What axe-core looks for. It tells of violations alone: to write down what passed takes twice as long as to look.
_AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
#: Streamlit's own markup, which nothing here can change: rule → where.
STREAMLITS_OWN = {"target-size": 'role="spinbutton"'}  # the parts of the as-of date
#: Words that belong under Chinese: the way to the other language, kinds of files, the key F.
#: And where the office writes its own paragraphs: office/next-steps.txt.
ALLOWED = frozenset({"EN", "F", "Excel", "xlsx", "csv", "Word", "docx", "office", "next", "steps", "txt"})
#: What A4 landscape leaves within its margins, at 96 dots an inch.
_SHEET = {"width": 1046, "height": 718}

#: Text that can be seen, and what stands in input fields. Off-screen and clipped text is for screen readers.
_VISIBLE = """() => {
    const seen = [];
    const clipped = element => {
        for (let e = element; e; e = e.parentElement) {
            const box = e.getBoundingClientRect();
            if (box.width <= 1 && box.height <= 1 && getComputedStyle(e).overflow !== "visible") return true;
        }
        return false;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const box = range.getBoundingClientRect();
        if (box.width && box.right > 0 && box.bottom + scrollY > 0
            && !element.closest("[translate=no]") && !clipped(element)
            && element.checkVisibility({opacityProperty: true, visibilityProperty: true})) {
            seen.push(walker.currentNode.textContent);
        }
    }
    for (const field of document.querySelectorAll("input[type=text], textarea")) {
        if (field.checkVisibility()) seen.push(field.value || field.placeholder);
    }
    for (const cell of document.querySelectorAll("canvas [role=columnheader], canvas [role=gridcell]")) {
        seen.push(cell.textContent);
    }
    return seen;
}"""

#: Names that screen readers say: of all that is shown, but the marks within a chart, which tell themselves in words.
_NAMES = """() => [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
    .filter(one => !one.closest("svg") && one.checkVisibility())
    .flatMap(one => ["aria-label", "title", "placeholder"].map(name => one.getAttribute(name)))
    .filter(Boolean)"""

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

_SIDEWAYS = """() => ["html", "body", "[data-testid=stMain]", "[data-testid=stMainBlockContainer]"].map(name => {
    const element = document.querySelector(name);
    return [name, element.scrollWidth - element.clientWidth];
}).filter(([, beyond]) => beyond > 0).map(([name, beyond]) => `${name} is ${beyond} px too wide`)"""

_UNTOLD = """() => [...document.querySelectorAll("[data-testid=stVegaLiteChart]")].flatMap(chart => {
    const label = chart.getAttribute("aria-label") ?? "";
    const words = chart.querySelector("svg [role=graphics-symbol]")?.getAttribute("aria-label") ?? "";
    return [label, words].filter(one => one.length < 6 || one.includes("Vega"));
})"""

_ON_PAPER = """() => {
    const shown = e => e.checkVisibility();
    const all = selector => [...document.querySelectorAll(selector)].filter(shown);
    return {
        chrome: all("[data-testid=stSidebar], [data-testid=stHeader], [data-testid=stPopover]").length,
        wide: all("[data-testid=stVegaLiteChart] svg").filter(e => e.getBoundingClientRect().right > innerWidth).length,
        cut: all("[data-testid=stVegaLiteChart]").filter(e => getComputedStyle(e).breakInside !== "avoid").length,
        closed: all("[class*=st-key-table_of_] summary").length,
        // Parts of a flexible column lie upon each other where one of them moves to the next sheet.
        stacked: all("[data-testid=stGridCell], [data-testid=stGridCell] [data-testid=stLayoutWrapper]")
            .filter(e => !["block", "none"].includes(getComputedStyle(e).display)).length,
    };
}"""


def violations(page: Page) -> list[str]:
    """What axe-core finds that is serious."""
    found = Axe().run(page, options=_AXE).response
    lines = []
    for one in found["violations"]:
        nodes = [node for node in one["nodes"] if not _own(one["id"], node["html"])]
        if one["impact"] in SERIOUS and nodes:
            lines.append(f"{one['id']} ({one['impact']}): {json.dumps([n['html'][:300] for n in nodes[:3]])}")
    return lines


def _own(rule: str, html: str) -> bool:
    return rule in STREAMLITS_OWN and STREAMLITS_OWN[rule] in html


def english(page: Page, *also: str) -> list[str]:
    """The visible texts that hold Latin words which do not belong there; `also` are words that do."""
    found = []
    for text in page.evaluate(_VISIBLE):
        # A table tells a link's address to screen readers where it shows words; the project's name stands beside it.
        if text.startswith("/project?"):
            continue
        if _latin(text) - {*also}:
            found.append(text.strip())
    return found


def english_names(page: Page) -> list[str]:
    """The names that a screen reader says with Latin words in them; Streamlit's own are given a moment to be said."""
    for _ in range(20):
        if not _english_names(page):
            break
        page.wait_for_timeout(250)
    return _english_names(page)


def _english_names(page: Page) -> list[str]:
    return [name for name in page.evaluate(_NAMES) if _latin(name) - {"Language"}]


def _latin(text: str) -> set[str]:
    return set(re.findall("[A-Za-z]+", text)) - ALLOWED


def cut_labels(page: Page) -> list[str]:
    """Labels of charts that are cut off by the chart's edge, or by dots in place of their end."""
    return _lines(page, _CUT_OFF)


def sideways(page: Page) -> list[str]:
    """What a reader would have to scroll sideways."""
    return _lines(page, _SIDEWAYS)


def untold_charts(page: Page) -> list[str]:
    """Labels of charts, and of the first of their marks, that do not tell in words what is shown."""
    return _lines(page, _UNTOLD)


def _lines(page: Page, script: str) -> list[str]:
    found: list[str] = page.evaluate(script)
    return found


def on_paper(page: Page) -> dict[str, Any]:
    """What a sheet has that it should not: {what: how many}; the page is left laid out for it."""
    page.set_viewport_size({"width": _SHEET["width"], "height": _SHEET["height"]})
    page.emulate_media(media="print")
    found: dict[str, int] = page.evaluate(_ON_PAPER)
    return {what: number for what, number in found.items() if number}
