"""`python -m reports letters`: supervision letters of a department or of one project."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from data.errors import Said, StoreError
from panels import letter as letters
from panels.letter import Letter
from reports.commands import asked
from reports.word import letter
from view.view import View


def add_commands(commands: Any) -> None:
    """The command, with its words in both languages."""
    one = commands.add_parser("letters", help="生成督办函（write supervision letters）")
    whose = one.add_mutually_exclusive_group(required=True)
    whose.add_argument("--unit", metavar="NAME", action="append", default=[], help="哪个责任单位（of a department）")
    whose.add_argument("--project", metavar="ID", help="哪个项目，写编号（of a project, by its number）")
    one.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="写到哪个文件夹，每个项目一份（where to write）"
    )
    one.add_argument("--template", metavar="FILE.docx", type=Path, help="用哪个模板（which template）")
    asked.add_state(one, without=("unit",))
    one.set_defaults(command=_letters, trouble=1)


def _letters(parsed: argparse.Namespace) -> int:
    view = asked.view(parsed)
    found = _of_project(view, parsed.project) if parsed.project else letters.of_selection(view)
    parsed.out.mkdir(parents=True, exist_ok=True)
    if not found:
        asked.tell(parsed, "没有亮红灯的项目，未生成督办函。", "No project has a red light: no letter was written.")
        return 0
    for one in found:
        asked.refuse_existing(parsed.out / letter.name(view, one), is_forced=parsed.force)
    for name, file in letter.files(view, found, parsed.template):
        asked.write(parsed.out / name, file, version=view.edition.version)
    asked.tell(
        parsed,
        f"已生成督办函{len(found)}份，在{parsed.out}。",
        f"Written: {len(found)} supervision letters, in {parsed.out}.",
    )
    return 0


def _of_project(view: View, project_id: str) -> list[Letter]:
    if (found := letters.of_project(view, project_id)) is not None:
        return [found]
    raise StoreError(
        Said(
            f"截至{view.as_of}，没有编号为“{project_id}”且亮红灯的项目，未生成督办函。",
            f"As of {view.as_of} no project of number {project_id} has a red light: no letter was written.",
        )
    )
