"""The command line's `restore`: everything is checked first, then put in its place, the store last."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from access import audit, audit_check
from access import backup as people
from access.settings import SettingsError as HostingError
from data import settings, versions, zone_time
from data.backup import store
from data.backup.archive import BackupError, Manifest
from data.errors import Said
from data.versions import store_folder

SETTINGS = "settings.toml"


def hosted_folder() -> Path | None:
    """The folder of people and audit; None where the dashboard is not hosted."""
    try:
        return people.folder()
    except HostingError as error:
        raise BackupError(str(error)) from error


def run(parsed: argparse.Namespace) -> None:
    hosted = None if parsed.store_only else hosted_folder()
    if not parsed.file.is_file():
        raise BackupError(Said(f"没有备份文件{parsed.file}。", f"There is no backup {parsed.file}."))
    if not store.is_empty():
        _refuse_unless(parsed.force, store_folder.store_dir())
    with store.Restoring(parsed.file) as found:
        with_people = not parsed.store_only and any(name.startswith("access/") for name in found.manifest.files)
        with_settings = not parsed.store_only and SETTINGS in found.manifest.files
        _check_parts(parsed, found, hosted, with_people=with_people, with_settings=with_settings)
        moment = zone_time.now().strftime("%Y%m%d-%H%M%S")
        kept = []
        if with_people and hosted:
            keep = None if people.is_empty() else _beside(hosted, moment)
            people.place(found.unpacked / "access", keep)
            kept.append(keep)
        if with_settings:
            kept.append(_place_settings(found.unpacked / SETTINGS, moment))
        keep = None if store.is_empty() else _beside(store_folder.store_dir(), moment)
        found.place(keep)
        kept.append(keep)
    _say_restored(found.manifest, [one for one in kept if one], with_people=with_people)


def _refuse_unless(force: bool, where: Path) -> None:
    if not force:
        raise BackupError(
            Said(
                f"{where}里已有数据，未恢复；确要用备份代替请加--force，原有的数据会另存在旁边。",
                f"{where} is not empty, nothing was restored: to put the backup in its place add --force; what is "
                "there now will be kept beside it.",
            )
        )


def _check_parts(
    parsed: argparse.Namespace, found: store.Restoring, hosted: Path | None, *, with_people: bool, with_settings: bool
) -> None:
    """All that could be refused is refused before anything is replaced."""
    if with_people:
        if hosted is None:
            raise BackupError(
                Said(
                    "备份里有角色和审计，请先用环境变量DASHBOARD_HOSTING指明托管设置；只恢复版本库请加--store-only。",
                    "The backup holds roles and the audit: name the hosting settings in DASHBOARD_HOSTING, or add "
                    "--store-only.",
                )
            )
        try:
            people.check(found.unpacked / "access")
        except people.UnfitError as error:
            raise BackupError(
                Said(
                    f"{parsed.file.name}里的角色数据库无法使用，未恢复，请换用另一份备份（{error}）。",
                    f"The database of roles in {parsed.file.name} cannot be used; nothing was restored ({error}).",
                )
            ) from error
        if not people.is_empty():
            _refuse_unless(parsed.force, hosted)
    if with_settings:
        if settings.file() == settings.DEFAULT_FILE:
            raise BackupError(
                Said(
                    "备份里有园区设置，请先用环境变量DASHBOARD_SETTINGS指明放在哪里；只恢复版本库请加--store-only。",
                    "The backup holds the zone's settings: say in DASHBOARD_SETTINGS where they belong, or add "
                    "--store-only.",
                )
            )
        settings.load(found.unpacked / SETTINGS)
        if settings.file().exists() and not _are_same(found.unpacked / SETTINGS, settings.file()):
            _refuse_unless(parsed.force, settings.file())


def _are_same(one: Path, other: Path) -> bool:
    return one.read_bytes() == other.read_bytes()


def _beside(what: Path, moment: str) -> Path:
    return what.with_name(f"{what.name}.before-restore-{moment}")


def _place_settings(new: Path, moment: str) -> Path | None:
    """The zone's settings; returns where those before are kept."""
    here, keep = settings.file(), None
    if here.exists():
        if _are_same(new, here):
            return None
        keep = _beside(here, moment)
        shutil.copy2(here, keep)
    here.parent.mkdir(parents=True, exist_ok=True)
    part = here.with_name(f".{here.name}.part")
    shutil.copyfile(new, part)
    store_folder.close_to_others(part)
    store_folder.sync(part)
    part.replace(here)
    return keep


def _say_restored(manifest: Manifest, kept: list[Path], *, with_people: bool) -> None:
    current = versions.current()
    day = manifest.made_at
    said = (
        f"已恢复{day.year}年{day.month}月{day.day}日{day:%H:%M}的备份：版本{len(versions.names())}个，当前版本{current}"
    )
    if with_people:
        said += "，角色、密钥和审计在内，所有人须重新登录"
        audit.record("restore", versions.user_name(), version=current, made_at=manifest.made_at.isoformat())
    print(f"{said}。")
    if kept:
        print(f"原有的数据留在{'、'.join(map(str, kept))}，确认无误后可以删除。")
    if with_people and (flaws := audit_check.verify()):
        print(
            f"审计有{len(flaws)}处无法验证（{flaws[0].file}第{flaws[0].line}行起）："
            "换过密码的，请把原来的列入托管设置的retired_secrets。"
        )
