"""Everything that a page sends or hands out, as bytes to be searched, and the ledger whose marks are looked for."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pytest
import streamlit as st
import vl_convert
from PIL import Image
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

import queries
from tests.queries.ledgers import month, plan, project, publish
from view.aggregates import answers

#: Stand in every word that the ledger says of one department's projects, and nowhere else.
OWN, OTHER = "Qqown", "Zzother"
OWN_UNIT, OTHER_UNIT = "责任单位一", "责任单位二"
#: Key of the button that saves all pages, and keys of those that save a whole page.
ALL_PAGES = "pages_xlsx"
WHOLE_PAGE = frozenset({"page_png", "page_xlsx", ALL_PAGES})


def _dot() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1, 1)).save(file, "PNG")
    return file.getvalue()


_DOT = _dot()


def two_departments() -> str:
    """Publish a ledger of two departments that fills every panel of every page; return its version."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in ("project", "project_kind", "progress", "plan")}
    for mark, unit in ((OWN, OWN_UNIT), (OTHER, OTHER_UNIT)):
        # Silent, paid beyond its plan, waiting, terminated, newest, of last year.
        dates = {
            1: ("2022-03-01", "2022-04-01"), 2: ("2022-01-05", None), 3: ("2023-02-01", "2023-03-01"),
            4: ("2023-01-10", "2023-02-01"), 5: ("2023-09-04", "2023-09-20"), 6: ("2022-05-01", "2022-06-01"),
        }  # fmt: skip
        for number, (signed, started) in dates.items():
            code = f"{mark} P{number}"
            ended = {"terminated_on": dt.date(2023, 9, 8), "termination_reason": f"{mark} 原因"} if number == 3 else {}
            said = {
                "investor": f"{mark} 投资方", "content": f"{mark} 内容", "lead_official": f"{mark} 领导",
                "remarks": f"{mark} 备注", "industry": f"{mark} 产业" if number < 3 else "新材料",
            }  # fmt: skip
            rows["project"].append(
                project(code, signed, started, 20_000 * number, unit=unit, channel="以商引商", **said, **ended)
            )
            rows["project_kind"].append({"project_id": code, "kind": "世界500强"})
            adjusted = {"original_amount": 900.0 * number, "adjusted_on": dt.date(2023, 7, 1)} if number == 4 else {}
            rows["plan"] += [plan(code, 2023, 1_000 * number, **adjusted), plan(code, 2022, 500)]
            if number != 2:
                rows["progress"] += [month(code, "2022-01", 10, 20), month(code, "2022-09", 30_000, 40)]
            if number > 3:
                rows["progress"] += [month(code, "2023-05", 700, 90 * number), month(code, "2023-09", 50, 60)]
    targets = [
        {"year": 2023, "indicator": "signed_projects", "unit": unit, "amount": 7}
        for unit in (None, OWN_UNIT, OTHER_UNIT)
    ]
    return publish(**rows, target=targets)


@dataclass
class Handed:
    """What was sent to the reader: every element, every file, and the rows of every query behind them.

    `answers`: query and parameters → rows.
    """

    files: list[Callable[[], bytes] | bytes] = field(default_factory=list)
    answers: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict)
    #: The files' names → the files.
    named: dict[str, Callable[[], bytes] | bytes] = field(default_factory=dict)
    #: Which of the files are workbooks of all pages.
    of_all_pages: list[Callable[[], bytes] | bytes] = field(default_factory=list)
    #: The files' contents by their places in the list, each made once.
    _made: dict[int, bytes] = field(default_factory=dict)

    def questions(self) -> set[str]:
        """The queries that were asked."""
        return {name for name, _ in self.answers}

    def rows(self) -> str:
        """All rows that were asked for, as text, but the appraisal's: it is made of the whole zone (docs/adr/0016)."""
        asked = ((name, answer) for (name, _), answer in self.answers.items())
        return "\n".join(answer.to_csv() for name, answer in asked if not name.startswith("appraisal_"))

    def of_kind(self, ending: str) -> list[bytes]:
        """The contents of the files whose names end so; no other is made for it."""
        return [file() if callable(file) else file for name, file in self.named.items() if name.endswith(ending)]

    def contents(self, *, all_pages: bool = True) -> bytes:
        """All files that the buttons hand out, unpacked; of pictures in dots, what they are made of, words and all.

        `all_pages`: with the workbook of all pages, which takes as long to make as all of them: it is the same one
        wherever it is offered, but for the switches of the page there, whose own files are always made.
        """
        with _legible() as drawn:
            for at, file in enumerate(self.files):
                if at not in self._made and (all_pages or not any(file is one for one in self.of_all_pages)):
                    self._made[at] = b"\n".join([unpacked(file() if callable(file) else file), *drawn])
                    drawn.clear()
        return b"\n".join(self._made.values())


@contextmanager
def _legible() -> Iterator[list[bytes]]:
    """Nothing can be read in dots: the drawings that would become dots, as SVG; a dot stands for each.

    A chart is drawn once for all the files that hold it.
    """
    drawn: list[bytes] = []
    draw, charts = vl_convert.vegalite_to_svg, dict[str, str]()

    def dotted(drawing: str, **_scale: Any) -> bytes:
        drawn.append(drawing.encode())
        return _DOT

    def once(spec: dict[str, Any], **settings: Any) -> str:
        name = json.dumps(spec, sort_keys=True)
        if name not in charts:
            charts[name] = draw(spec, **settings)
        return charts[name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vl_convert, "svg_to_png", dotted)
        patch.setattr(vl_convert, "vegalite_to_svg", once)
        yield drawn


class _Opened:
    """A popover that a reader has opened: Streamlit's test runner cannot."""

    open = True

    def __init__(self) -> None:
        self.place = st.container()

    def __enter__(self) -> None:
        self.place.__enter__()

    def __exit__(self, *why: Any) -> None:
        self.place.__exit__(*why)


@contextmanager
def handed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Handed]:
    """Gather what the pages ask for and offer as files, with every popover open."""
    found = Handed()
    button, run = st.download_button, queries.run

    of_page: dict[tuple[str, str], Any] = {}

    def offered(label: str, data: Any, *more: Any, **named: Any) -> bool:
        # The whole page's files are offered anew at every click in it: the same page, so the newest stands for all.
        name = named["key"], named["file_name"]
        if name[0] in WHOLE_PAGE and name in of_page and not found._made:
            found.files.remove(of_page[name])
        of_page[name] = data
        found.files.append(data)
        found.named[named["file_name"]] = data
        if named["key"] == ALL_PAGES:
            found.of_all_pages.append(data)
        return button(label, data, *more, **named)

    def asked(name: str, **params: Any) -> pd.DataFrame:
        found.answers[name, repr(sorted(params.items()))] = answer = run(name, **params)
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(st, "download_button", offered)
        patch.setattr(queries, "run", asked)
        patch.setattr(st, "popover", lambda *_more, **_named: _Opened())
        answers.forget()
        yield found


def unpacked(file: bytes) -> bytes:
    """A file's content; a workbook's parts one after the other."""
    if not file.startswith(b"PK"):
        return file
    with zipfile.ZipFile(io.BytesIO(file)) as book:
        return b"\n".join(book.read(name) for name in book.namelist())


def sent(app: AppTest) -> bytes:
    """Every element and container of the last run, as it goes to the browser."""
    return b"\n".join(proto.SerializeToString() for proto in _protos(app._tree))


def _protos(block: Block) -> Iterator[Any]:
    for node in block.children.values():
        if (proto := getattr(node, "proto", None)) is not None:
            yield proto
        if isinstance(node, Block):
            yield from _protos(node)


def holds(content: bytes | str, word: str) -> bool:
    """Does the content hold the word, as text or as JSON writes it?"""
    data = content.encode() if isinstance(content, str) else content
    return word.encode() in data or json.dumps(word)[1:-1].encode() in data
