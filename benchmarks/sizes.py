"""Every page at every size of a ledger, in a real Chromium beside bare pages; then every query beside a raw scan.

    python -m benchmarks.sizes [--projects 500 100000 1000000] [--months 9] [--rounds 3] [--only PATH …]
                              [--stores FOLDER]

Publishes a made-up ledger of each size (kept in FOLDER, where one is named), serves it, and prints per page, as
medians: a load that was there before, a change to a year that was there before (*kept*) and one that adds an industry,
which nobody had asked for (*new*), in ms, with the bare page's load and change of the same run; the server's processor
time for each in ms; messages and kB of a load and of a new change; how many panels said that they could not be
answered. After each size the server's memory at most, and benchmarks.queries' table. Linux (reads /proc).
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, TimeoutError, sync_playwright

import queries
from benchmarks import pages
from benchmarks.made import INDUSTRIES, open_version
from benchmarks.pages import MEASURED, Reader, bare_server, counted, cpu_ms
from benchmarks.queries import PATIENCE_SECONDS, measure
from panels.unanswered import why
from queries import TooLargeError, TooManyRowsError, TooSlowError
from tests.browser import chromium, driving
from tests.browser.serving import Server, serve
from texts import texts

_LONGEST_MS = 180_000
#: A project that is there at every size, in place of the demonstration's.
_PROJECT = "/project?id=P0000096"
_HEAD = (
    f"{'page':13}|{'load':>6}{'bare':>6}{'ratio':>6} |{'kept':>6}{'new':>7}{'bare':>6}{'ratio':>6} |"
    f"{'server: load':>13}{'kept':>6}{'new':>6} |{'sent at a load':>16}{'at a new':>14} | not answered"
)


@dataclass
class Moments:
    """Of one kind of action, a value a round: ms by the clock, the server's ms, messages, kB."""

    ms: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    messages: list[float] = field(default_factory=list)
    kb: list[float] = field(default_factory=list)

    def take(self, reader: Reader, process: int, act: Callable[[], float]) -> None:
        """Act once and write down what it took; `act` returns ms."""
        used, messages, kb = cpu_ms(process), reader.messages, reader.received
        self.ms.append(act())
        self.server.append(cpu_ms(process) - used)
        self.messages.append(reader.messages - messages)
        self.kb.append(reader.received - kb)

    def sent(self) -> str:
        return f"{_middle(self.messages):.0f}/{_middle(self.kb):.0f} kB" if self.ms else "—"


def main() -> int:
    """Measure and print, a size after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, nargs="*", default=[500, 100_000, 1_000_000])
    parser.add_argument("--months", type=int, default=9)
    parser.add_argument("--rounds", type=int, choices=range(1, len(INDUSTRIES)), default=3)
    parser.add_argument("--only", metavar="PATH", nargs="*", help="of these paths alone, and no query")
    parser.add_argument("--stores", type=Path, help="where the ledgers are kept for the next run")
    given = parser.parse_args()
    queries.TIMEOUT_SECONDS = PATIENCE_SECONDS
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.executable(playwright), args=chromium.arguments())
        for count in given.projects:
            store = (given.stores or Path(folder)) / f"{count}"
            version = open_version(store, count, given.months)
            print(f"\n{count:,} projects, {given.rounds} rounds\n{_HEAD}", flush=True)
            with serve(store) as server, bare_server() as (bare_url, bare_process):
                for path in given.only or [*(one for one in MEASURED if "?" not in one), _PROJECT]:
                    print(_line(browser, server, path, bare_url, bare_process, given.rounds), flush=True)
                print(f"server's memory: {_most_mb(server.process.pid):.0f} MB at most")
            if not given.only:
                measure(version, [])
        browser.close()
    return 0


def _line(browser: Browser, server: Server, path: str, bare_url: str, bare_process: int, rounds: int) -> str:
    reader, bare_reader = Reader(browser), Reader(browser)
    reader.page.set_default_timeout(_LONGEST_MS)
    try:
        return f"{path.partition('?')[0]:13}|" + _measured(
            reader, server, path, bare_reader, bare_url, bare_process, rounds
        )
    except TimeoutError as error:
        return f"{path.partition('?')[0]:13}| not within {_LONGEST_MS // 1000} s: {str(error).splitlines()[0]}"
    finally:
        reader.page.context.close()
        bare_reader.page.context.close()


def _measured(
    reader: Reader, server: Server, path: str, bare_reader: Reader, bare_url: str, bare_process: int, rounds: int
) -> str:
    page, process = reader.page, server.process.pid
    loads, kept, new, bare_loads, bare_changes = (Moments() for _ in range(5))
    pages.load(page, server.url + path)
    beside = f"{bare_url}/?" + "&".join(f"{name}={count}" for name, count in counted(page).items())
    lacking = _lacking(reader)
    for year in ("2022", "2023"):
        pages.change(page, year)
    pages.load(bare_reader.page, beside)
    for at in range(rounds):
        loads.take(reader, process, lambda: pages.load(page, server.url + path))
        for year in ("2022", "2023"):
            kept.take(reader, process, lambda year=year: pages.change(page, year))  # type: ignore[misc]
        bare_loads.take(bare_reader, bare_process, lambda: pages.load(bare_reader.page, beside))
        for choice in ("b", "a"):
            bare_changes.take(
                bare_reader,
                bare_process,
                lambda choice=choice: pages.change(bare_reader.page, choice),  # type: ignore[misc]
            )
        industries = page.get_by_role("combobox", name="产业", exact=True)
        # An appraisal is narrowed by no filter, a project's page has none.
        if industries.count() and industries.is_enabled():
            # Each round one that was not chosen before: a page loaded anew has the whole zone.
            new.take(reader, process, lambda at=at: _narrowed(reader, INDUSTRIES[at]))  # type: ignore[misc]
            lacking = max(lacking, _lacking(reader))
    load, bare_load, bare = _middle(loads.ms), _middle(bare_loads.ms), _middle(bare_changes.ms)
    change = (
        f"{_middle(new.ms):7.0f}{bare:6.0f}{_middle(new.ms) / bare:6.2f}" if new.ms else f"{'—':>7}{bare:6.0f}{'—':>6}"
    )
    new_server = f"{_middle(new.server):6.0f}" if new.ms else f"{'—':>6}"
    return (
        f"{load:6.0f}{bare_load:6.0f}{load / bare_load:6.2f} |{_middle(kept.ms):6.0f}{change} |"
        f"{_middle(loads.server):13.0f}{_middle(kept.server):6.0f}{new_server} |"
        f"{loads.sent():>16}{new.sent():>14} | {lacking}"
    )


def _narrowed(reader: Reader, industry: str) -> float:
    """ms from the choice of an industry to the last change."""
    page = reader.page
    page.get_by_role("combobox", name="产业", exact=True).click()
    option = page.get_by_role("option", name=industry, exact=True)
    option.hover()
    pages.settled(page)
    page.evaluate("""() => addEventListener(
        "keydown", () => { window.__clicked = performance.now(); }, {capture: true, once: true})""")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    return pages.settled(page) - float(page.evaluate("window.__clicked"))


def _lacking(reader: Reader) -> int:
    sentences = (why(texts("zh"), error("")) for error in (TooLargeError, TooManyRowsError, TooSlowError))
    # With any number of seconds.
    shapes = [re.compile(re.sub(r"\d+", r"\\d+", re.escape(one))) for one in sentences]
    return sum(driving.main(reader.page).get_by_text(shape).count() for shape in shapes)


def _most_mb(process: int) -> float:
    """The most memory that a process had."""
    [line] = [one for one in Path(f"/proc/{process}/status").read_text().splitlines() if one.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def _middle(values: list[float]) -> float:
    return statistics.median(values)


if __name__ == "__main__":
    sys.exit(main())
