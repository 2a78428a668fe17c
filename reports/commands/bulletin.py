"""`python -m reports bulletin`: write a month's bulletin."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any, get_args

from data.errors import Said, StoreError
from panels.bulletin import drafting, issue, troubles
from reports import file_words
from reports.commands import asked
from reports.word import bulletin
from view import monthly
from view.view import View


def add_commands(commands: Any) -> None:
    """The command, with its words in both languages."""
    one = commands.add_parser("bulletin", help="生成月通报（write a month's bulletin）")
    one.add_argument(
        "--month", metavar="YYYY-MM", type=_month, help="哪个月，默认数据的最后一个月（default: the newest）"
    )
    one.add_argument(
        "--edition",
        choices=get_args(issue.Edition),
        default="internal",
        help="internal内部版（点名），public公开版（不点名）（names who is behind, or does not）",
    )
    one.add_argument(
        "--out", metavar="FILE.docx", type=asked.named("docx"), help="写到哪个文件，默认当前文件夹（where to write）"
    )
    one.add_argument("--template", metavar="FILE.docx", type=Path, help="用哪个模板（which template）")
    asked.add_version(one)
    asked.add_language(one)
    one.set_defaults(command=_bulletin, trouble=1)


def _month(text: str) -> dt.date:
    found = monthly.month_of(text)
    if found is None:
        raise argparse.ArgumentTypeError("须写成2023-09（must be written as 2023-09）")
    return found


def _bulletin(parsed: argparse.Namespace) -> int:
    view = asked.view(parsed)
    one = issue.of(view, _chosen_month(view, parsed.month), parsed.edition)
    title = f"{view.t('Monthly bulletin')}_{view.t(monthly.EDITIONS[parsed.edition])}"
    file = parsed.out or Path(file_words.file_name(one.view, title, "docx"))
    asked.refuse_existing(file, is_forced=parsed.force)
    made = bulletin.written(one, drafting.document(one), parsed.template)
    asked.write(file, made, version=view.edition.version)
    left = troubles.next_steps(one).left_out
    asked.tell(
        parsed,
        f"已生成{file}。" + (f"下步工作中{left}段点了落后单位或项目的名，公开版未列入。" if left else ""),
        f"Written: {file}."
        + (f" {left} paragraphs of the next steps name who is behind and were left out." if left else ""),
    )
    return 0


def _chosen_month(view: View, month: dt.date | None) -> dt.date:
    offered = view.choices["month"].codes
    if not offered:
        raise StoreError(
            Said("当前版本没有任何月份的数据，无法生成通报。", "The version has no whole month: there is no bulletin.")
        )
    if month is None:
        return monthly.month_of(offered[0]) or view.as_of
    if monthly.code(month) not in offered:
        raise StoreError(
            Said(
                f"当前版本没有{month:%Y-%m}的完整数据，可选{offered[-1]}至{offered[0]}。",
                f"The version has no whole data of {month:%Y-%m}: choose {offered[-1]} to {offered[0]}.",
            )
        )
    return month
