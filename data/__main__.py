"""`python -m data`: the store and the ledger from the command line.

Exit codes: 0 done, 1 the ledger has errors or the store refused (a sentence on stderr), 2 wrong usage, 130 an import
that Ctrl-C has stopped, so that nothing was published.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from access import audit, clock
from access.settings import SettingsError as HostingError
from access.settings import hosting
from data import versions, zone_time
from data.backup import commands as backing_up
from data.errors import DamagedError, StoppedError, StoreError, UnavailableError
from data.publishing import at_terminal, importing
from data.settings import SettingsError

#: What shells have for a command that Ctrl-C has ended.
_STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console or pipe may still be GBK
            stream.reconfigure(encoding="utf-8", errors="replace")
    parsed = _parser().parse_args(arguments)
    try:
        zone_time.zone()
        clock.use(zone_time.zone)
        hosting()  # what a hosted dashboard could not note in its audit is not done
    except (SettingsError, HostingError) as error:
        print(error, file=sys.stderr)
        return 1
    on_ctrl_c = signal.getsignal(signal.SIGINT)
    try:
        code = _run(parsed)
        if event := getattr(parsed, "event", None):
            file = getattr(parsed, "file", None)
            version = getattr(parsed, "version", None) or versions.current() or ""
            why = {"why": "stopped"} if code == _STOPPED else {}
            audit.record(
                event, versions.user_name(), ok=not code, version=version, file=file.name if file else "", **why
            )
    finally:
        signal.signal(signal.SIGINT, on_ctrl_c)  # a publishing has a handler of its own, until it has been recorded
    return code


def _run(parsed: argparse.Namespace) -> int:
    """Run the command; where it cannot be done, say why. Returns the exit code."""
    command: Callable[[argparse.Namespace], None] = parsed.command
    try:
        command(parsed)
    except StoppedError:
        print(at_terminal.in_both(versions.STOPPED), file=sys.stderr)
        return _STOPPED
    except (StoreError, SettingsError) as error:
        print(error, file=sys.stderr)
    except importing.NotPublishedError:
        pass  # it has been said
    except BrokenPipeError:  # who reads the output has seen enough: `… versions | head`
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return 0
    except OSError as error:
        print(f"读写文件失败，请检查路径、权限和磁盘空间（{error}）。", file=sys.stderr)
    else:
        return 0
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data", description="招商引资看板的数据：版本库与台账（the dashboard's versions and ledger）"
    )
    commands = parser.add_subparsers(title="命令 commands", required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="发布演示数据（publish the demonstration data anew）")
    demo.add_argument("--force", action="store_true", help="当前是正式数据也照样发布（even over a real ledger）")
    demo.set_defaults(command=_demo, event="publish")

    template = commands.add_parser("template", help="生成空白台账模板（write an empty ledger）")
    template.set_defaults(command=_template)
    export = commands.add_parser("export", help="把一个版本导出为台账（write a version as a ledger）")
    export.add_argument("--version", help="哪个版本，默认当前版本（default: the current one）")
    export.set_defaults(command=_export, event="export")
    parquet = commands.add_parser(
        "export-parquet", help="把一个版本的各表写成Parquet文件，供集群查询（write a version's tables for a cluster）"
    )
    parquet.add_argument("--version", help="哪个版本，默认当前版本（default: the current one）")
    parquet.add_argument(
        "--out",
        metavar="FOLDER",
        type=Path,
        help="写到哪个文件夹，每个版本一个子文件夹，默认版本库里的parquet（where to; default: the store's parquet）",
    )
    parquet.set_defaults(command=_export_parquet, event="export")
    for writer in (template, export):
        writer.add_argument("file", metavar="FILE.xlsx", type=_xlsx, help="写到哪个文件（where to write）")
        writer.add_argument("--force", action="store_true", help="覆盖已有的文件（overwrite）")

    importing.add_commands(commands)
    listing = commands.add_parser("versions", help="列出所有版本（list the versions）")
    listing.set_defaults(command=_versions)
    rollback = commands.add_parser("rollback", help="回到某个版本（make a version the current one again）")
    rollback.add_argument("version", metavar="VERSION", help="版本名，见versions（as listed）")
    rollback.set_defaults(command=_rollback, event="rollback")
    prune = commands.add_parser("prune", help="删除旧版本（remove old versions）")
    prune.add_argument(
        "--keep",
        metavar="N",
        type=_count,
        required=True,
        help="保留最新几个，至少1；当前版本另外总是保留（keep the N newest, and always the current one besides）",
    )
    prune.set_defaults(command=_prune, event="prune")
    backing_up.add_commands(commands)
    return parser


def _xlsx(text: str) -> Path:
    if not text.lower().endswith(".xlsx"):
        raise argparse.ArgumentTypeError("文件名须以.xlsx结尾（must end in .xlsx）")
    return Path(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("须为不小于1的整数（an integer, at least 1）")
    return int(text)


def _demo(parsed: argparse.Namespace) -> None:
    current = versions.current()
    if current and not versions.info(current).is_demo and not parsed.force:
        raise StoreError(f"当前版本{current}是正式数据，未发布演示数据；确要发布请加--force。")
    version = versions.publish_demo()
    print(f"已发布演示数据，版本{version}。")
    if earlier := versions.publish_earlier_demos():
        print(f"另有此前各月的演示版本{len(earlier)}个，当前版本不变。")


def _template(parsed: argparse.Namespace) -> None:
    from data import ledger  # noqa: PLC0415  (only these commands need the readers and writers of workbooks)

    _refuse_existing(parsed)
    ledger.template(parsed.file)
    print(f"已生成模板{parsed.file}。")


def _export(parsed: argparse.Namespace) -> None:
    from data import ledger  # noqa: PLC0415

    _refuse_existing(parsed)
    version = _chosen(parsed)
    ledger.export(version, parsed.file)
    print(f"已将版本{version}导出到{parsed.file}。")


def _export_parquet(parsed: argparse.Namespace) -> None:
    version = _chosen(parsed)
    folder, is_new = versions.export_parquet(version, parsed.out or versions.store_dir() / "parquet")
    print(f"已将版本{version}导出到{folder}。" if is_new else f"版本{version}已在{folder}，版本不会改变，未重写。")


def _chosen(parsed: argparse.Namespace) -> str:
    version = parsed.version or versions.current()
    if version is None:
        raise StoreError("还没有任何版本，请先导入台账或发布演示数据。")
    return str(version)


def _refuse_existing(parsed: argparse.Namespace) -> None:
    if parsed.file.exists() and not parsed.force:
        raise StoreError(f"{parsed.file}已存在，未覆盖；确要覆盖请加--force。")


def _versions(_: argparse.Namespace) -> None:
    current = versions.current()
    for name in versions.names():
        mark = "*" if name == current else " "
        try:
            info = versions.info(name)
        except DamagedError:
            print(f"{mark} {name}  已损坏，不能使用")
            continue
        except UnavailableError as error:
            print(f"{mark} {name}  {error}")
            continue
        kind = "演示数据" if info.is_demo else "正式数据"
        ahead = (
            f"  （实际发布于{info.created_at:%Y-%m-%d %H:%M}，此前的版本由偏快的时钟命名）"
            if info.is_named_ahead
            else ""
        )
        told = f"{kind}  截至{info.months_through:%Y-%m}  {info.rows}行  {info.source_file}  {info.who}"
        print(f"{mark} {name}  {told}{ahead}")
    if not versions.names():
        print("还没有任何版本。")


def _rollback(parsed: argparse.Namespace) -> None:
    versions.rollback(parsed.version)
    print(f"当前版本已是{parsed.version}。")


def _prune(parsed: argparse.Namespace) -> None:
    before = versions.names()
    removed = versions.prune(parsed.keep)
    print(f"已删除{len(removed)}个版本，保留{len(before) - len(removed)}个。")


if __name__ == "__main__":
    sys.exit(main())
