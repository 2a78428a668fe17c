"""How fast the pages are, beside bare pages with as many charts, cards and tables of constants.

    python -m benchmarks.pages [--rounds 7] [--only PATH …]

Starts the dashboard on the demonstration data and the bare page (benchmarks/bare.py), opens both in one Chromium
in turn, and prints per page, as medians: load (navigation until nothing changes any more) and filter change (click
until everything is redrawn) in ms with their ratio; the server's processor time per filter change in ms; kB that one
filter change sends to the browser; and in the end the server's memory, and the time from an empty store to the first
complete page. Linux (reads /proc).
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.driving import CHARTED, drawn, visit
from tests.browser.serving import ROOT, free_port, serve

#: The moment of the page's last change, in ms since navigation: set by an observer that is there from the start.
_OBSERVER = """
window.__changed = 0;
new MutationObserver(() => { window.__changed = performance.now(); })
    .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
_QUIET_MS = 350
#: The pages that answer with charts, the appraisal, the list of projects, and one project with months of money.
MEASURED = (*CHARTED, "/appraisal", "/projects", "/project?id=P2022-096")
_COUNTS = {
    "charts": "[data-testid=stVegaLiteChart]",
    "cards": ".card",
    "tables": "[data-testid=stDataFrame], .written",
}


@dataclass
class Measured:
    """Figures of one page, a value a round. Times in ms, sizes in kB."""

    load: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)


@contextmanager
def bare_server() -> Iterator[tuple[str, int]]:
    """The bare page's address and process number."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "benchmarks/bare.py", "--server.port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": "."}
    )
    try:
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait()


def settled(page: Page) -> float:
    """Wait until the page has been drawn and left alone for a while; the moment of its last change."""
    drawn(page)
    while True:
        changed, now = page.evaluate("[window.__changed, performance.now()]")
        if now - changed > _QUIET_MS:
            return float(changed)
        page.wait_for_timeout(50)


def load(page: Page, url: str) -> float:
    """ms from navigation to the last change."""
    page.goto(url)
    return settled(page)


def change(page: Page, choice: str) -> float:
    """ms from a click on a segment to the last change."""
    target = page.get_by_role("radio", name=choice, exact=True)
    target.evaluate(
        "element => element.addEventListener('click', () => { window.__clicked = performance.now(); }, true)"
    )
    target.click()
    page.wait_for_timeout(100)
    return settled(page) - float(page.evaluate("window.__clicked"))


def cpu_ms(process: int) -> float:
    """Processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def memory_mb(process: int) -> float:
    """Resident memory of a process."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def counted(page: Page) -> dict[str, int]:
    """How many charts, cards and tables stand on a page."""
    return {name: page.locator(selector).count() for name, selector in _COUNTS.items()}


class Reader:
    """A browser tab that counts what it is sent: messages, and kB."""

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
        context.add_init_script(_OBSERVER)
        self.page = context.new_page()
        self.page.set_default_timeout(60_000)
        self.messages, self.received = 0, 0.0
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: str | bytes) -> None:
        self.messages += 1
        self.received += len(frame) / 1000


def measure(reader: Reader, url: str, choices: tuple[str, str], process: int, into: Measured) -> None:
    """One round: load, then there and back again with a switch."""
    into.load.append(load(reader.page, url))
    for choice in choices:
        before, sent = cpu_ms(process), reader.received
        into.change.append(change(reader.page, choice))
        into.cpu.append(cpu_ms(process) - before)
        into.sent.append(reader.received - sent)


def cold_start(browser: Browser) -> float:
    """Seconds from starting the server on an empty store to the first complete page."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        with serve(Path(folder) / "store") as server:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            visit(page, server.url)
            took = time.monotonic() - began
            page.close()
            return took


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", metavar="PATH", nargs="*", default=MEASURED, help="of these paths alone")
    given = parser.parse_args()
    rounds = given.rounds
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium.executable(playwright), args=chromium.arguments())
        with serve(Path(folder) / "store") as server, bare_server() as (bare_url, bare_process):
            print(
                f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
            )
            print(
                "page         | load ms / bare (ratio)    | change ms / bare (ratio)  | server ms | kB    | what stands"
            )
            reader, bare_reader = Reader(browser), Reader(browser)
            for path in given.only:
                url = server.url + path
                load(reader.page, url)
                counts = counted(reader.page)
                query = "&".join(f"{name}={count}" for name, count in counts.items())
                ours, bare = Measured(), Measured()
                # Once for nothing: the caches are filled, the bare page's files are in the browser.
                measure(reader, url, ("2022", "2023"), server.process.pid, Measured())
                load(bare_reader.page, f"{bare_url}/?{query}")
                for _ in range(rounds):
                    measure(reader, url, ("2022", "2023"), server.process.pid, ours)
                    measure(bare_reader, f"{bare_url}/?{query}", ("b", "a"), bare_process, bare)
                print(row(path, ours, bare, counts), flush=True)
            ours_mb, bare_mb = memory_mb(server.process.pid), memory_mb(bare_process)
            print(f"server's memory after this: {ours_mb:.0f} MB (bare: {bare_mb:.0f} MB)")
        cold = statistics.median(cold_start(browser) for _ in range(3))
        print(f"cold start, empty store to complete first page: {cold:.1f} s")
        browser.close()
    return 0


def row(path: str, ours: Measured, bare: Measured, counts: dict[str, int]) -> str:
    """One line of the table."""
    middle = statistics.median
    compared = [
        f"{middle(one):6.0f} / {middle(other):6.0f} ({middle(one) / middle(other):.2f}×)"
        for one, other in ((ours.load, bare.load), (ours.change, bare.change))
    ]
    stands = ", ".join(f"{count} {name}" for name, count in counts.items())
    cost = f"{middle(ours.cpu):9.0f} | {middle(ours.sent):5.0f}"
    return f"{path:12} | {compared[0]:25} | {compared[1]:25} | {cost} | {stands}"


if __name__ == "__main__":
    sys.exit(main())
