"""`python -m reports workbook` and `deck`: every page as one workbook, the meeting's slides."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.errors import Said, StoreError
from panels import deck, review
from reports import file_words, pages_workbook, slides
from reports.commands import asked
from view.compared.since import SPANS
from view.view import View


def add_commands(commands: Any) -> None:
    """The two commands, with their words in both languages."""
    book = commands.add_parser("workbook", help="生成各页数据一本工作簿（every page as one workbook）")
    _add(book, "xlsx", _workbook)
    slide = commands.add_parser("deck", help="生成调度会幻灯片（the meeting's eight slides）")
    slide.add_argument(
        "--since", choices=[one for one in SPANS if one != "day"], default="week", help="与何时比较（since when）"
    )
    _add(slide, "pptx", _deck)


def _add(parser: Any, ending: str, command: Callable[[argparse.Namespace], int]) -> None:
    parser.add_argument(
        "--out",
        metavar=f"FILE.{ending}",
        type=asked.named(ending),
        help="写到哪个文件，默认当前文件夹（where to write）",
    )
    asked.add_state(parser)
    parser.set_defaults(command=command, trouble=1)


def _workbook(parsed: argparse.Namespace) -> int:
    view = asked.view(parsed)
    return _write(parsed, view, view.t("All pages"), "xlsx", lambda: pages_workbook.workbook(view, {}))


def _deck(parsed: argparse.Namespace) -> int:
    view = asked.view(parsed)
    one = review.asked(view, {"since": parsed.since})
    if one.then.version is None:
        raise StoreError(
            Said("没有可以对照的数据，未生成幻灯片。", "There are no data to compare with: no slides were made.")
        )
    return _write(parsed, view, view.t("Slides"), "pptx", lambda: slides.pptx(view, deck.slides(view, one)))


def _write(parsed: argparse.Namespace, view: View, title: str, ending: str, make: Callable[[], bytes]) -> int:
    file = parsed.out or Path(file_words.file_name(view, title, ending))
    asked.refuse_existing(file, is_forced=parsed.force)
    asked.write(file, make(), version=view.edition.version)
    asked.tell(parsed, f"已生成{file}。", f"Written: {file}.")
    return 0
