"""Built charts, kept: a chart costs more to build than its query, and its rows more to send than to keep as sent."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from cachetools import LRUCache, cached

from charts import PALETTES, finish
from panels.panel import Chart
from texts import texts
from view.view import View

#: A hundred readers see more than six hundred charts at a time.
_MOST_BYTES = 128 * 2**20


@dataclass(frozen=True)
class Spec:
    """A chart's finished specification: `plain` with its rows, `sent` with them as Arrow, as Streamlit sends them."""

    plain: dict[str, Any]
    sent: dict[str, Any]


def _key(view: View, chart: Chart) -> tuple[str, View, str, int]:
    # By version, language, theme and filters (all in the view); `key` names what the rows are within it.
    return chart.build.__name__, view, chart.key, chart.height


def _size(made: Spec) -> int:
    # Rows as Python's dictionaries take 3 to 12 times what they take as Arrow.
    return 4096 + 10 * sum(map(len, made.sent["datasets"].values()))


@cached(LRUCache(_MOST_BYTES, getsizeof=_size), key=_key, condition=threading.Condition())
def spec(view: View, chart: Chart) -> Spec:
    """The chart's specification, built once a view and key. Nobody may change what is returned."""
    palette = PALETTES[view.theme]
    plain = finish(
        chart.build(chart.rows, texts(view.language), palette, **chart.more), palette, chart.height, chart.words
    )
    sent = plain | {"datasets": {name: _arrow(values) for name, values in plain["datasets"].items()}}
    return Spec(plain, sent)


def _arrow(rows: list[dict[str, Any]]) -> bytes:
    table = pa.Table.from_pylist(rows)
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)
    made: bytes = out.getvalue().to_pybytes()
    return made
