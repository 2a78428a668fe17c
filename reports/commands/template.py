"""`python -m reports template`: copy a shipped template, check an office's."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from data.errors import Said
from reports.commands import asked
from reports.word import filling, template_check
from reports.word.bulletin_fields import BULLETIN
from reports.word.fields import Form
from reports.word.letter_fields import LETTER

_FORMS = {one.code: one for one in (BULLETIN, LETTER)}
_KINDS = "bulletin月通报，letter督办函（the bulletin's or the supervision letter's）"


def add_commands(commands: Any) -> None:
    """The command's two actions."""
    template = commands.add_parser("template", help="模板：取出、检查（templates: copy, check）")
    kinds = template.add_subparsers(required=True, metavar="ACTION")
    check = kinds.add_parser("check", help="检查模板（check a template）")
    check.add_argument("file", metavar="FILE.docx", type=Path, help="哪个文件（which file）")
    check.add_argument("--kind", choices=tuple(_FORMS), help=f"哪种模板，默认看其中的字段：{_KINDS}")
    asked.add_language(check)
    check.set_defaults(command=_check, trouble=1)
    copy = kinds.add_parser("copy", help="取出自带的模板来修改（copy the shipped one, to be changed）")
    copy.add_argument("file", metavar="FILE.docx", type=asked.named("docx"), help="写到哪个文件（where to write）")
    copy.add_argument("--kind", choices=tuple(_FORMS), default="bulletin", help=_KINDS)
    copy.add_argument("--force", action="store_true", help="覆盖已有的文件（overwrite）")
    asked.add_language(copy)
    copy.set_defaults(command=_copy, trouble=1)


def _check(parsed: argparse.Namespace) -> int:
    raw = parsed.file.read_bytes()
    form, found = _understood(raw, parsed.kind)
    is_zh = asked.language(parsed) == "zh"
    if not found:
        print(
            f"{parsed.file}可以使用（{form.name}模板）。" if is_zh else f"{parsed.file} can be used ({form.name.en})."
        )
        return 0
    print(
        f"{parsed.file}按{form.name}模板检查，有{len(found)}处要改："
        if is_zh
        else f"{parsed.file}, read as a template of {form.name.en}, has {len(found)} faults:"
    )
    for one in found:
        print(f"- {one if is_zh else one.en}")
    return 1


def _understood(raw: bytes, kind: str | None) -> tuple[Form, list[Said]]:
    """Which template it is, and its faults: without being told, the one that it has the fewest faults as."""
    tried = [(form, template_check.check(raw, form)) for code, form in _FORMS.items() if kind in (None, code)]
    return min(tried, key=lambda one: len(one[1]))


def _copy(parsed: argparse.Namespace) -> int:
    form = _FORMS[parsed.kind]
    asked.refuse_existing(parsed.file, is_forced=parsed.force)
    parsed.file.write_bytes(filling.shipped(form, asked.language(parsed)).read_bytes())
    asked.tell(
        parsed,
        f"已取出模板{parsed.file}，改好后放进数据文件夹的office/{form.code}.docx。",
        f"Written: {parsed.file}. Changed, it goes into the store's folder as office/{form.code}.docx.",
    )
    return 0
