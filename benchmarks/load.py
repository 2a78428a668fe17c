"""What a hundred readers at once cost one server.

    python -m benchmarks.load [--sessions 100] [--rate 5] [--seconds 60] [--rounds 5] [--opened 500] [--replicas 1]

Starts the dashboard on the demonstration data and opens so many sessions, spread over all pages with filters of their
own, by raw websockets with Streamlit's own messages (tests/raw). Then: `rate` reruns a second in all, by readers drawn
by chance, who change one filter, or follow a link to another page one time in ten; then all of them at once, `rounds`
times, and once more, back to the views before, most of which are kept; then `opened` sessions that open a page and
leave, 25 at a time, with the server's memory after each hundred.

A rerun's time runs from the moment at which the reader clicks until the last message of the run has come. A view that
no reader had asked for before is *new*: nothing of it is kept, and its queries and charts are made. The clients work
on the same processors as the server. With `--replicas 2` two servers on one store share the readers, as behind a proxy
that keeps each reader at his server. Linux (reads /proc).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.pages import cpu_ms, memory_mb
from tests.browser.serving import Server, serve
from tests.raw import widgets
from tests.raw.conversation import Conversation
from view.addresses import PAGES

#: What the navigation leads to.
_PATHS = [one.path for one in PAGES if one.is_listed]
#: Filters that readers change, as often as they stand here.
_CHANGED = ("year", "year", "year", "industry", "industry", "unit", "unit", "size")
_BATCH = 25
_PATIENCE = 120.0
#: What the n-th reader sends along with the handshake: cookies, when the server asks who reads.
Headers = Callable[[int], dict[str, str]]


@dataclass
class Taken:
    """Times of reruns in s, by whether the view was new, and what failed."""

    kept: list[float] = field(default_factory=list)
    new: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def every(self) -> list[float]:
        return self.kept + self.new

    def row(self, name: str) -> str:
        figures = " | ".join(_figures(times) for times in (self.every, self.kept, self.new))
        return f"{name:28} | {figures} | {len(self.failed)} failed"


def _figures(times: list[float]) -> str:
    if not times:
        return "   0:    –     –     –"
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return f"{len(times):4}: {statistics.median(times):.2f}  {p95:.2f}  {max(times):.2f}"


class Reader:
    """One session: a tab on a page, and what its reader does next."""

    def __init__(self, server: Server, number: int, chance: random.Random, headers: Headers, seen: set[object]) -> None:
        self.number, self.chance, self.seen = number, chance, seen
        self.server, self.headers = server, headers
        dark, english = number % 10 == 7, number % 10 == 3
        self.tab = Conversation(colour_scheme="dark" if dark else "light", url=server.url)
        self.look = (dark, english)
        self.page = _PATHS[number % len(_PATHS)]
        self.busy = asyncio.Lock()
        self.former: tuple[str, str | list[str]]
        self.socket: ClientConnection

    async def open(self, into: Taken) -> None:
        """Open the websocket and the page."""
        began = time.perf_counter()
        self.socket = await connect(
            f"ws://127.0.0.1:{self.server.port}/_stcore/stream", origin=Origin(self.server.url), compression=None,
            subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")], max_size=None, proxy=None,
            additional_headers=self.headers(self.number), ping_interval=None, max_queue=None, open_timeout=_PATIENCE,
        )  # fmt: skip
        query = f"year={self.chance.choice(('2022', '2023'))}" + ("&lang=EN" if self.look[1] else "")
        await self._run(self.tab.open(self.page, query), began, into)

    async def close(self) -> None:
        await self.socket.close()

    async def act(self, clicked: float, into: Taken, *, moves: bool = False, back: bool = False) -> None:
        """What a reader does next: another page, one filter changed, or changed back. `clicked` is when he did."""
        async with self.busy:
            if back:
                message = self.tab.choose(*self.former)
            elif moves:
                self.page = self.chance.choice([one for one in _PATHS if one != self.page])
                message = self.tab.follow(self.page)
            else:
                message = self._change()
            await self._run(message, clicked, into)

    def _change(self) -> bytes:
        key = self.chance.choice(_CHANGED)
        element = self.tab.widget(key).element
        before = widgets.shown(element)
        labels = widgets.options(element)
        if element.WhichOneof("type") == "multiselect":
            # One at a time, and away again: a reader who compares industries.
            known = parse_qs(self.tab.query).get(key)
            self.former = key, known or []
            return self.tab.choose(key, [] if known else [self.chance.choice(labels)])
        drawn = before.string_value or before.string_array_value.data[0] if before else ""
        current = parse_qs(self.tab.query).get(key, [drawn])[0]
        self.former = key, current
        return self.tab.choose(key, self.chance.choice([one for one in labels if one != current]))

    async def _run(self, message: bytes, began: float, into: Taken) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.socket.send(message)
                while True:
                    if self.tab.receive(await self.socket.recv(decode=False)):
                        break
        except (OSError, TimeoutError) as error:
            into.failed.append(repr(error))
            return
        took = time.perf_counter() - began
        view = (self.page, self.look, tuple(sorted(parse_qsl(self.tab.query))))
        (into.kept if view in self.seen else into.new).append(took)
        self.seen.add(view)
        if self.tab.errors or self.tab.page_not_found or not self.tab.drawn:
            into.failed.append(f"{view}: {self.tab.errors}")


async def gathered(readers: Iterable[Reader], into: Taken) -> None:
    """Sessions that open their pages at the same time."""
    await asyncio.gather(*(reader.open(into) for reader in readers))


async def steady(readers: list[Reader], rate: float, seconds: float, chance: random.Random) -> Taken:
    """So many reruns a second in all, whatever the server does with them."""
    taken, acting, began = Taken(), [], time.perf_counter()
    for number in range(round(rate * seconds)):
        due = began + number / rate
        await asyncio.sleep(max(due - time.perf_counter(), 0))
        free = [reader for reader in readers if not reader.busy.locked()] or readers
        reader = chance.choice(free)
        acting.append(asyncio.create_task(reader.act(due, taken, moves=chance.random() < 0.1)))
    await asyncio.gather(*acting)
    return taken


async def at_once(readers: list[Reader], *, back: bool = False) -> Taken:
    """Every reader changes a filter in the same moment, or changes it back."""
    taken, clicked = Taken(), time.perf_counter()
    await asyncio.gather(*(reader.act(clicked, taken, back=back) for reader in readers))
    return taken


class Costs:
    """Processor time and memory of the servers, and processor time of the clients, since it was made."""

    def __init__(self, servers: Sequence[Server]) -> None:
        self.processes = [server.process.pid for server in servers]
        self.began, self.servers, self.clients = time.perf_counter(), self._used(), time.process_time()

    def _used(self) -> float:
        return sum(map(cpu_ms, self.processes))

    def row(self, reruns: int) -> str:
        took = time.perf_counter() - self.began
        used = self._used() - self.servers
        mine = time.process_time() - self.clients
        return (
            f"{'':28} | server {used / 1000 / took:.0%} of a core, {used / max(reruns, 1):.0f} ms a rerun, "
            f"{memory(self.processes)}; clients {mine / took:.0%}; load {os.getloadavg()[0]:.1f}"
        )


def memory(processes: Iterable[int]) -> str:
    """Resident memory of each server."""
    return " and ".join(f"{memory_mb(process):.0f}" for process in processes) + " MB"


async def measured(servers: Sequence[Server], options: argparse.Namespace, headers: Headers) -> int:
    """All parts in turn; the number of what failed."""
    chance, failed = random.Random(options.seed), list[str]()  # noqa: S311 (not for secrets)
    seen = [set[object]() for _ in servers]

    def reader(number: int) -> Reader:
        own = random.Random(options.seed * 1000 + number)  # noqa: S311
        at = number % len(servers)
        return Reader(servers[at], number, own, headers, seen[at])

    def told(name: str, taken: Taken, costs: Costs) -> None:
        print(taken.row(name), costs.row(len(taken.every)), sep="\n", flush=True)
        failed.extend(taken.failed)

    print("times in s, median p95 max    | all                     | kept views              | new views")
    readers, taken, costs = [reader(number) for number in range(options.sessions)], Taken(), Costs(servers)
    for first in range(0, options.sessions, _BATCH):
        await gathered(readers[first : first + _BATCH], taken)
    told(f"{options.sessions} opened, {_BATCH} at a time", taken, costs)
    costs = Costs(servers)
    taken = await steady(readers, options.rate, options.seconds, chance)
    told(f"{options.rate:g} reruns/s for {options.seconds:g} s", taken, costs)
    for number in range(options.rounds):
        costs = Costs(servers)
        told(f"all at once, round {number + 1}", await at_once(readers), costs)
    if options.rounds:
        costs = Costs(servers)
        told("all at once, back again", await at_once(readers, back=True), costs)
    for one in readers:
        await one.close()
    for first in range(0, options.opened, _BATCH):
        batch, taken = [reader(number) for number in range(first, min(first + _BATCH, options.opened))], Taken()
        await gathered(batch, taken)
        failed.extend(taken.failed)
        for one in batch:
            await one.close()
        if (first + _BATCH) % 100 == 0:
            left = memory(server.process.pid for server in servers)
            print(f"{first + _BATCH} opened and closed: server {left}", flush=True)
    for why in failed[:5]:
        print("failed:", why)
    return len(failed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--rate", type=float, default=5)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--opened", type=int, default=500)
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        servers = [running.enter_context(serve(Path(folder) / "store")) for _ in range(options.replicas)]
        failed = asyncio.run(measured(servers, options, lambda number: {}))
        print(f"in the log: {len(servers[0].log_text().splitlines())} lines")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
