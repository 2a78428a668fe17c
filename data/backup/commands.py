"""The command line's `backup`: the store, the zone's settings, and what a hosted dashboard knows of people.

With `restoring` the one place of data/ that knows access/, since one file holds both.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from access import audit
from access import backup as people
from data import settings, versions, zone_time
from data.backup import archive, beside, restoring, store
from data.backup.archive import BackupError, Manifest
from data.errors import Said, StoreError
from data.versions import store_folder

_NAME_FORMAT = "dashboard-%Y%m%d-%H%M%S.tar"
_NAMES = "dashboard-[0-9]*-[0-9]*.tar"


def add_commands(commands: Any) -> None:
    """Add `backup` and `restore` to the parser's commands."""
    backup = commands.add_parser("backup", help="备份版本库、角色和审计（back up store, roles and audit）")
    backup.add_argument(
        "file",
        metavar="FILE.tar",
        type=Path,
        help="写到哪个文件；给出文件夹时以时间命名（where to write; in a folder it is named by the time）",
    )
    backup.add_argument("--force", action="store_true", help="覆盖已有的文件（overwrite）")
    backup.add_argument(
        "--keep",
        metavar="N",
        type=_count,
        help="文件夹里只留最新N份备份（keep only the N newest backups of the folder）",
    )
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="从备份恢复（restore a backup）")
    restore.add_argument("file", metavar="FILE.tar", type=Path, help="备份文件（the backup）")
    restore.add_argument(
        "--force",
        action="store_true",
        help="覆盖已有的数据，旧的另存在旁边（replace what is there; the old is kept beside it）",
    )
    restore.add_argument(
        "--store-only",
        action="store_true",
        help="只恢复版本库，不恢复园区设置、角色和审计（without the zone's settings, roles and audit）",
    )
    restore.set_defaults(command=restoring.run)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("须为不小于1的整数（an integer, at least 1）")
    return int(text)


def _backup(parsed: argparse.Namespace) -> None:
    hosted = restoring.hosted_folder()
    file: Path = parsed.file
    if is_folder := file.is_dir():
        file = file / zone_time.now().strftime(_NAME_FORMAT)
    elif parsed.keep:
        raise BackupError(Said("--keep须给出文件夹。", "--keep needs a folder."))
    if file.exists() and not parsed.force:
        raise StoreError(f"{file}已存在，未覆盖；确要覆盖请加--force。")
    try:
        manifest = _write(file, hosted)
    except (StoreError, OSError) as error:
        audit.record("backup", versions.user_name(), ok=False, file=file.name, why=str(error))
        raise
    audit.record("backup", versions.user_name(), file=file.name, version=manifest.current)
    print(_told(file, manifest, hosted))
    if is_folder and parsed.keep:
        for old in sorted(file.parent.glob(_NAMES), reverse=True)[parsed.keep :]:
            old.unlink()


def _write(file: Path, hosted: Path | None) -> Manifest:
    with ExitStack() as stack:
        snapshot = stack.enter_context(store.Snapshot())
        archive.require_space(file.parent, snapshot.size)
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        copies = [*(people.copy(scratch / "access") if hosted else []), *beside.copy(scratch)]
        return archive.write(file, _members(snapshot, scratch, copies), snapshot.current)


def _members(snapshot: store.Snapshot, scratch: Path, copies: list[Path]) -> Iterator[tuple[str, BinaryIO]]:
    yield from snapshot.members()
    named = [(copy.relative_to(scratch).as_posix(), copy) for copy in copies]
    if settings.file() != settings.DEFAULT_FILE:
        settings.load(settings.file())
        named.append((restoring.SETTINGS, settings.file()))
    for name, file in named:
        with file.open("rb") as content:
            yield name, content


def _told(file: Path, manifest: Manifest, hosted: Path | None) -> str:
    count = sum(name.endswith(".duckdb") for name in manifest.files)
    size = max(file.stat().st_size // 2**20, 1)
    said = f"已备份到{file}（{size}MB）：版本{count}个，当前版本{manifest.current}"
    if own := [name for name in manifest.files if name.startswith(f"store/{store_folder.OFFICE}/")]:
        said += f"，本单位的模板和文字{len(own)}个"
    if f"store/{store_folder.SENT}" in manifest.files:
        said += "，发送记录在内"
    if hosted:
        said += "，角色、密钥和审计在内。托管设置和其中的密码不在备份里，请另行妥善保管"
    if left := beside.left_out():
        said += f"。{store_folder.OFFICE}中{'、'.join(left)}的名称不能用于备份，未备份，请改名"
    return f"{said}。"
