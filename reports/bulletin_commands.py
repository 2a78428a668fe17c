"""`python -m reports bulletin` and `template`: write a month's bulletin, check an office's template."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any, get_args

from access.rights import LOCAL
from data import versions
from data.errors import StoreError
from panels.bulletin import drafting, issue, troubles
from reports import file_words
from reports.word import bulletin, bulletin_template, template_check
from texts import LANGUAGES, Language, texts
from view import monthly
from view.view import View, edition


def add_commands(commands: Any) -> None:
    """The two commands, with their words in both languages."""
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
    one.add_argument("--out", metavar="FILE.docx", type=_docx, help="写到哪个文件，默认当前文件夹（where to write）")
    one.add_argument("--template", metavar="FILE.docx", type=Path, help="用哪个模板（which template）")
    one.add_argument("--version", help="哪个版本，默认当前版本（default: the current one）")
    one.add_argument("--language", choices=LANGUAGES, help="语言，默认同--lang（language; default: --lang's）")
    one.add_argument("--force", action="store_true", help="覆盖已有的文件（overwrite）")
    one.set_defaults(command=_bulletin, trouble=1)

    template = commands.add_parser("template", help="通报模板：取出、检查（the bulletin's template: copy, check）")
    kinds = template.add_subparsers(required=True, metavar="ACTION")
    check = kinds.add_parser("check", help="检查模板（check a template）")
    check.add_argument("file", metavar="FILE.docx", type=Path, help="哪个文件（which file）")
    check.add_argument("--language", choices=LANGUAGES, help="语言，默认同--lang（language; default: --lang's）")
    check.set_defaults(command=_check, trouble=1)
    copy = kinds.add_parser("copy", help="取出自带的模板来修改（copy the shipped one, to be changed）")
    copy.add_argument("file", metavar="FILE.docx", type=_docx, help="写到哪个文件（where to write）")
    copy.add_argument("--language", choices=LANGUAGES, help="语言，默认同--lang（language; default: --lang's）")
    copy.add_argument("--force", action="store_true", help="覆盖已有的文件（overwrite）")
    copy.set_defaults(command=_copy, trouble=1)


def _language(parsed: argparse.Namespace) -> Language:
    chosen: Language = parsed.language or parsed.lang
    return chosen


def _month(text: str) -> dt.date:
    found = monthly.month_of(text)
    if found is None:
        raise argparse.ArgumentTypeError("须写成2023-09（must be written as 2023-09）")
    return found


def _docx(text: str) -> Path:
    if not text.lower().endswith(".docx"):
        raise argparse.ArgumentTypeError("文件名须以.docx结尾（must end in .docx）")
    return Path(text)


def _bulletin(parsed: argparse.Namespace) -> int:
    version = parsed.version or versions.current()
    if version is None:
        raise StoreError("还没有任何版本，请先导入台账或发布演示数据。")
    facts = edition(version)
    view = View(facts, _language(parsed), "light", facts.last_day, facts.last_day.year, rights=LOCAL)
    one = issue.of(view, _chosen_month(view, parsed.month), parsed.edition)
    name = (
        f"{texts(_language(parsed))('Monthly bulletin')}_{texts(_language(parsed))(monthly.EDITIONS[parsed.edition])}"
    )
    file = parsed.out or Path(file_words.file_name(one.view, name, "docx"))
    _refuse_existing(file, is_forced=parsed.force)
    made = bulletin.written(one, drafting.document(one), parsed.template)
    file.write_bytes(made)
    left = troubles.next_steps(one).left_out
    if _language(parsed) == "zh":
        print(f"已生成{file}。" + (f"下步工作中{left}段点了落后单位或项目的名，公开版未列入。" if left else ""))
    else:
        print(
            f"Written: {file}."
            + (f" {left} paragraphs of the next steps name who is behind and were left out." if left else "")
        )
    return 0


def _chosen_month(view: View, month: dt.date | None) -> dt.date:
    offered = view.choices["month"].codes
    if not offered:
        raise StoreError("当前版本没有任何月份的数据，无法生成通报。")
    if month is None:
        return monthly.month_of(offered[0]) or view.as_of
    if monthly.code(month) not in offered:
        raise StoreError(f"当前版本没有{month:%Y-%m}的完整数据，可选{offered[-1]}至{offered[0]}。")
    return month


def _check(parsed: argparse.Namespace) -> int:
    found = template_check.check(parsed.file.read_bytes())
    is_zh = _language(parsed) == "zh"
    if not found:
        print(f"{parsed.file}可以使用。" if is_zh else f"{parsed.file} can be used.")
        return 0
    print(f"{parsed.file}有{len(found)}处要改：" if is_zh else f"{parsed.file} has {len(found)} faults:")
    for one in found:
        print(f"- {one if is_zh else one.en}")
    return 1


def _copy(parsed: argparse.Namespace) -> int:
    _refuse_existing(parsed.file, is_forced=parsed.force)
    parsed.file.write_bytes(bulletin_template.file(_language(parsed)).read_bytes())
    is_zh = _language(parsed) == "zh"
    print(
        f"已取出模板{parsed.file}，改好后放进数据文件夹的office/bulletin.docx。"
        if is_zh
        else f"Written: {parsed.file}. Changed, it goes into the store's folder as office/bulletin.docx."
    )
    return 0


def _refuse_existing(file: Path, *, is_forced: bool) -> None:
    if file.exists() and not is_forced:
        raise StoreError(f"{file}已存在，未覆盖；确要覆盖请加--force。")
