"""A wall with the meeting screen on it: open, turn, read, and measure what stands on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.serving import Server

#: Faults of what is shown: [kind, what, …]. A text under 1/32 of the shorter side; an element that leaves the wall or
#: its panel; a text that its own element cuts; a row of a list that is cut; a chart's text that leaves the chart or
#: covers another. `least`: how many texts there must be, so that an empty wall is a fault too.
_FAULTS = """() => {
    const found = [], least = Math.min(innerWidth, innerHeight) / 32 - 0.1;
    const box = element => element.getBoundingClientRect(), told = element => element.textContent.trim().slice(0, 30);
    const isOut = (inner, outer, by) => inner.right > outer.right + by || inner.bottom > outer.bottom + by
        || inner.left < outer.left - by || inner.top < outer.top - by;
    const wall = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
    let texts = 0;
    for (const element of document.querySelectorAll(".turn.shown, .turn.shown *, header *, footer *")) {
        const style = getComputedStyle(element);
        if (element.closest("svg") || style.display === "none" || element.id === "hint" || !element.textContent.trim())
            continue;
        const size = parseFloat(style.fontSize);
        if ([...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) {
            texts++;
            if (size < least) found.push(["small", told(element), size]);
        }
        if (style.display === "contents") continue;
        if (isOut(box(element), wall, 1)) found.push(["off the wall", told(element)]);
        const panel = element.closest(".panel, .band");
        if (panel && isOut(box(element), box(panel), 1)) found.push(["out of its panel", told(element)]);
        const list = element.matches("li") && element.closest(".list");
        if (list && isOut(box(element), box(list), 2)) found.push(["cut row", told(element)]);
        // A name longer than three lines ends with an ellipsis, which says so itself.
        if (style.display !== "inline" && element.clientHeight && !element.matches(".list .name")) {
            if (style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 2)
                found.push(["cut at the side", told(element)]);
            if (element.scrollHeight > element.clientHeight + size * 0.3) found.push(["cut below", told(element)]);
        }
    }
    for (const svg of document.querySelectorAll(".turn.shown svg")) {
        const scale = box(svg).height / svg.viewBox.baseVal.height;
        const shown = [...svg.querySelectorAll("text")].filter(text => text.textContent.trim()
            && text.getAttribute("opacity") !== "0" && !(Number(text.getAttribute("stroke-width")) > 0));
        texts += shown.length;
        for (const text of shown) {
            const size = parseFloat(getComputedStyle(text).fontSize) * scale;
            if (size < least) found.push(["small", told(text), size]);
            if (isOut(box(text), box(svg), 3)) found.push(["out of its chart", told(text)]);
        }
        shown.forEach((one, at) => shown.slice(at + 1).forEach(other => {
            const [a, b] = [box(one), box(other)];
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 2 && high > a.height * 0.35) found.push(["covers another", told(one), told(other)]);
        }));
    }
    if (!texts) found.push(["nothing is shown"]);
    return found;
}"""

#: The largest text of a band's key figure and the body's text, as parts of the wall's shorter side.
_SIZES = """() => {
    const side = Math.min(innerWidth, innerHeight);
    const part = element => parseFloat(getComputedStyle(element).fontSize) / side;
    return {body: part(document.body), key: part(document.querySelector(".key"))};
}"""


def wall(new_page: Callable[..., Page], size: str, **options: object) -> Page:
    """A page of a wall's size, as 1920x1080."""
    width, height = map(int, size.split("x"))
    return new_page(viewport={"width": width, "height": height}, **options)


def open_screen(page: Page, server: Server, query: str = "") -> Page:
    """Open the screen and wait until its first view stands."""
    page.goto(f"{server.url}/screen{'?' + query if query else ''}")
    page.wait_for_selector(".turn.shown")
    return page


def held(page: Page) -> Page:
    """Stop the turning, so that a test may look."""
    page.evaluate("() => { if (!screenOf.paused) screenOf.pause(true); }")
    return page


def turns(page: Page) -> int:
    return page.locator(".turn").count()


def at(page: Page) -> int:
    """Which turn is shown, from 0."""
    return int(page.evaluate("screenOf.at"))


def wait_for_turn(page: Page, number: int, timeout: float | None = None) -> None:
    page.wait_for_function("number => screenOf.at === number", arg=number, timeout=timeout)


def faults(page: Page) -> dict[str, list[list[Any]]]:
    """What is wrong with any turn: its number and name → faults. The screen is held, and back at its first turn."""
    held(page)
    page.evaluate("screenOf.turn(-screenOf.at)")
    found = {}
    for number in range(turns(page)):
        name = page.locator(".turn").nth(number).get_attribute("data-name")
        if wrong := page.evaluate(_FAULTS):
            found[f"{number} {name}"] = wrong
        page.evaluate("screenOf.turn(1)")
    return found


def sizes(page: Page) -> dict[str, float]:
    """Of the body's text and of the key figure, as parts of the shorter side."""
    found: dict[str, float] = page.evaluate(_SIZES)
    return found


def words(page: Page, number: int) -> str:
    """All text of a turn, charts included, a space between elements."""
    return " ".join(
        page.locator(".turn")
        .nth(number)
        .evaluate("""turn => {
        const found = [], walk = document.createTreeWalker(turn, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) found.push(walk.currentNode.data);
        return found;
    }""")
    )
