"""How a reader drives the dashboard: open, wait until drawn, choose, read."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Locator, Page, TimeoutError, expect

#: Every page: path → its title in both languages.
TITLES = {
    "/": {"zh": "总览", "en": "Overview"},
    "/funnel": {"zh": "漏斗", "en": "Funnel"},
    "/industries": {"zh": "产业", "en": "Industries"},
    "/targets": {"zh": "目标", "en": "Targets"},
    "/review": {"zh": "周调度", "en": "Weekly review"},
    "/bulletin": {"zh": "月通报", "en": "Monthly bulletin"},
    "/activities": {"zh": "招商活动", "en": "Activities"},
    "/appraisal": {"zh": "年考核", "en": "Annual appraisal"},
    "/projects": {"zh": "项目", "en": "Project list"},
    "/data": {"zh": "数据", "en": "Data"},
}
PATHS = tuple(TITLES)
#: Those that answer with charts: all but the appraisal, the list of projects and the data page.
CHARTED = tuple(path for path in PATHS if path not in {"/appraisal", "/projects", "/data"})
PRODUCT = {"zh": "招商引资看板", "en": "Investment promotion dashboard"}
#: How a link asks for a language.
ASKS = {"zh": "", "en": "?lang=EN"}

_DRAWN = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    const charts = [...document.querySelectorAll("[data-testid=stVegaLiteChart]")];
    return app?.dataset.testScriptState === "notRunning"
        && app.dataset.testConnectionState === "CONNECTED"
        && !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")
        && charts.every(chart => chart.querySelector("svg text"))
        && document.fonts.status === "loaded";
}"""


def visit(page: Page, url: str) -> Page:
    """Open an address and wait until the page is drawn."""
    page.goto(url)
    return drawn(page)


def drawn(page: Page) -> Page:
    """Wait until the script has ended and everything it made stands on the page."""
    page.wait_for_function(_DRAWN, polling=100)
    return page


def go_to(page: Page, title: str) -> Page:
    """Click a page's link in the sidebar, by its title, and wait for that page."""
    heading(page).hover()  # away from the links: the open one's explanation covers its neighbour
    sidebar(page).get_by_role("link", name=title, exact=True).click()
    expect(heading(page)).to_have_text(title)
    return drawn(page)


def sidebar(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar")


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def heading(page: Page) -> Locator:
    """The page's title."""
    return main(page).locator("h1")


def answer(page: Page) -> Locator:
    """The sentence that answers the page's question."""
    return main(page).locator("h2")


def charts(page: Page) -> Locator:
    return main(page).get_by_test_id("stVegaLiteChart")


def cards(page: Page) -> Locator:
    return main(page).locator(".card")


def asks(page: Page) -> Locator:
    """The buttons that open a drawer."""
    return main(page).locator("[data-ask]:visible")


def switch(page: Page, choice: str) -> None:
    """Click a segment of a segmented control: a year, a language, a theme."""
    page.get_by_role("radio", name=choice, exact=True).click()


def chosen(page: Page, choice: str) -> Locator:
    """That segment, when it is the chosen one."""
    return page.get_by_role("radio", name=choice, exact=True, checked=True)


def pick(page: Page, caption: str, option: str) -> None:
    """Choose an option of a select box, or add one to a multiselect."""
    page.get_by_role("combobox", name=caption, exact=True).click()
    take(page, page.get_by_role("option", name=option, exact=True))


def take(page: Page, option: Locator) -> None:
    """Choose an option of a list that is open: point at it, press Enter.

    Not by a click: a list moves an option that is cut off into sight when it is pressed, and the press ends beside it.
    """
    option.hover()
    expect(option.and_(page.locator("[data-focused]"))).to_be_visible()
    page.keyboard.press("Enter")


def query(page: Page) -> dict[str, list[str]]:
    """The parameters in the address bar."""
    found: dict[str, list[str]] = {}
    for key, value in parse_qsl(urlsplit(page.url).query, keep_blank_values=True):
        found.setdefault(key, []).append(value)
    return found


def expect_query(page: Page, wanted: dict[str, list[str]], *, timeout: float | None = None) -> None:
    """Wait until the address bar has exactly these parameters, in any order."""
    # Compared in the page, for the wait; sorted, since no order is promised.
    page.wait_for_function(
        "wanted => [...new URLSearchParams(location.search)].map(p => p.join('=')).sort().join('&') === wanted",
        arg="&".join(sorted(f"{key}={value}" for key, values in wanted.items() for value in values)),
        timeout=timeout,
    )


def link(path: str, **parameters: str | list[str]) -> str:
    """A path with parameters, as a pasted link has them."""
    return f"{path}?{urlencode(parameters, doseq=True)}" if parameters else path


def type_day(page: Page, year: int, month: int, day: int) -> None:
    """Type a day into the as-of field, part by part."""
    field = page.get_by_test_id("stDateInput")
    for part, value in (("year", f"{year}"), ("month", f"{month:02d}"), ("day", f"{day:02d}")):
        field.locator(f"[data-type={part}]").click()
        page.keyboard.type(value)


def choose_day(page: Page, year: int, month: int, day: int) -> None:
    """Type the as-of date and leave the field, which is when it counts."""
    type_day(page, year, month, day)
    page.keyboard.press("Escape")


def follow(page: Page, target: Locator) -> Page:
    """Click a link; returns the page it leads to, in this tab or in a new one."""
    try:
        with page.context.expect_page(timeout=2_000) as opened:
            target.click()
    except TimeoutError:
        return page
    return opened.value
