"""What the meeting screen costs, and whether it can hang for days.

    python -m benchmarks.screen [--turns 2000] [--screens 50] [--seconds 60]

Starts the dashboard on the demonstration data with one screen in Chromium at 1920×1080 and prints: ms from navigation
until the first view stands, with a warm server (median of 7); what the server is asked for, and its processor time,
while the screen turns `turns` times on unchanged data; the browser's heap and nodes and the server's memory before and
after; and the share of a core that `screens` more screens take, each of which asks every 5 seconds whether there is
something new. Linux (reads /proc).
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.pages import cpu_ms, memory_mb
from tests.browser import chromium, walls
from tests.browser.serving import Server, serve

#: As screen.js asks.
_ASK_EVERY = 5.0
_LOADS = 7


def first_view(page: Page, server: Server) -> float:
    """ms from navigation until the first view is shown; the median of seven."""
    took = []
    for _ in range(_LOADS):
        began = time.perf_counter()
        walls.open_screen(page, server)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def turning(page: Page, server: Server, turns: int) -> None:
    """Turn by the key, and print what it cost and left behind."""
    tools = page.context.new_cdp_session(page)
    tools.send("HeapProfiler.enable")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(server.url)))

    def weight() -> str:
        tools.send("HeapProfiler.collectGarbage")
        heap = tools.send("Runtime.getHeapUsage")["usedSize"] / 2**20
        nodes = page.evaluate("document.querySelectorAll('*').length")
        return f"heap {heap:.2f} MB, {nodes} nodes, server {memory_mb(server.process.pid):.0f} MB"

    for _ in range(walls.turns(page)):
        page.keyboard.press("ArrowRight")
    print(f"before: {weight()}")
    asked.clear()
    used, began = cpu_ms(server.process.pid), time.monotonic()
    for _ in range(turns):
        page.keyboard.press("ArrowRight")
    took = time.monotonic() - began
    used = cpu_ms(server.process.pid) - used
    print(f"after {turns} turns: {weight()}")
    questions = sum(one.startswith("/screen/state") for one in asked)
    print(f"in these {took:.0f} s the server used {used:.0f} ms; asked whether there is news: {questions} times, "
          f"anything else: {len(asked) - questions} times")  # fmt: skip


def _wait_for_news(server: Server, delay: float, until: float) -> None:
    tag = ""
    time.sleep(delay)
    while time.monotonic() < until:
        # A connection each time: the server closes one that has waited so long.
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("GET", "/screen/state", headers={"If-None-Match": tag} if tag else {})
        answer = connection.getresponse()
        answer.read()
        tag = answer.headers["ETag"]
        connection.close()
        time.sleep(_ASK_EVERY)


def share_of_a_core(server: Server, screens: int, seconds: float) -> float:
    """Part of one core's time that so many screens take, spread evenly, after the first time they ask."""
    until = time.monotonic() + _ASK_EVERY + seconds
    waiting = [
        threading.Thread(target=_wait_for_news, args=(server, _ASK_EVERY * number / screens, until))
        for number in range(screens)
    ]
    for thread in waiting:
        thread.start()
    time.sleep(_ASK_EVERY)
    used, began = cpu_ms(server.process.pid), time.monotonic()
    time.sleep(max(until - time.monotonic(), 0))
    used, took = cpu_ms(server.process.pid) - used, time.monotonic() - began
    for thread in waiting:
        thread.join()
    return used / 1000 / took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=2000)
    parser.add_argument("--screens", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder) / "store") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.executable(playwright), args=chromium.arguments())
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        walls.open_screen(page, server)
        print(f"first view: {first_view(page, server):.0f} ms")
        walls.held(page)
        turning(page, server, options.turns)
        browser.close()
        idle, began = cpu_ms(server.process.pid), time.monotonic()
        time.sleep(options.seconds / 4)
        idle = (cpu_ms(server.process.pid) - idle) / 1000 / (time.monotonic() - began)
        share = share_of_a_core(server, options.screens, options.seconds)
        print(f"{options.screens} screens: {share:.1%} of a core; the server alone: {idle:.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
