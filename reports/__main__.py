"""`python -m reports`: what leaves as a file or a message, from the command line.

Exit codes: 0 done, 1 not done (a sentence on stderr says why; a sending may go another time), 2 wrong usage, 3 a person
has to look.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence

from access import clock
from data import zone_time
from data.errors import StoreError
from data.settings import SettingsError
from panels.unanswered import UnansweredError, why
from reports.commands import asked, book, bulletin, letters, template
from reports.push import commands as push
from reports.word.template_file import TemplateError
from texts import texts


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console or pipe may still be GBK
            stream.reconfigure(encoding="utf-8", errors="replace")
    parsed = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = parsed.command
    try:
        zone_time.zone()
        clock.use(zone_time.zone)
        asked.check_audit()
        return command(parsed)
    except TemplateError as error:
        print(error.message(parsed.lang), file=sys.stderr)
    except StoreError as error:
        print(error.message(parsed.lang), file=sys.stderr)
    except SettingsError as error:
        print(error, file=sys.stderr)
    except UnansweredError as error:
        print(why(texts(parsed.lang), error), file=sys.stderr)
    except OSError as error:
        words = {"zh": "读写文件失败，请检查路径、权限和磁盘空间（{}）。",
                 "en": "A file could not be read or written: check path, rights and space ({})."}  # fmt: skip
        print(words[parsed.lang].format(error), file=sys.stderr)
    return int(parsed.trouble)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m reports", description="招商引资看板的报告：生成与发送（the dashboard's reports: made and sent）"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="提示用的语言（the language of messages）")
    commands = parser.add_subparsers(title="命令 commands", required=True, metavar="COMMAND")
    # What is not written may be asked for again; what is not sent a person has to look at.
    for one in (bulletin, letters, book, template):
        one.add_commands(commands)
    push.add_commands(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
