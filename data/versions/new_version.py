"""A ledger's tables → a new version's file: checked, safe on disk, and only then the current one."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from data import model, source_row
from data.errors import (
    NoSpaceError,
    Said,
    StaleBaseError,
    StoreError,
)
from data.versions import conforming, kept_files, plan_moves, source_rows, standing, store_folder, version_file
from data.versions.provenance import Record
from data.versions.steps import Step, Steps
from data.versions.store_folder import names, store_dir
from data.versions.version_file import VersionInfo

_SPARE_BYTES = 32 * 2**20


#: What a version's plans are compared with: the moves that were known before, and the plans of then.
Before = tuple[pa.Table, pa.Table | None]


def write(
    tables: model.Tables,
    draft: VersionInfo,
    record: Record | None = None,
    keep: Path | None = None,
    past: Sequence[tuple[str, dt.date, pa.Table]] = (),
    found: pa.Table | None = None,
    steps: Steps | None = None,
) -> str:
    """Under the store's lock: what `store.publish` says. `draft` lacks its name and number of rows.

    `past` are versions that lie before the first one without ever having been published, each one's name, day and
    plans: the last of them is its base. `found`: in which rows of its file each project stands.
    """
    steps = steps or Steps()
    steps.begin(Step.PREPARED)
    if (showing := standing.current()) != draft.base_version:
        raise StaleBaseError(
            Said(
                f"当前版本已是{showing or '空'}，不再是核对时的{draft.base_version or '空'}，请重新核对后再发布。",
                f"The current version is now {showing or 'none'}, no longer {draft.base_version or 'none'}, which this "
                "was checked against: check it again before publishing.",
            )
        )
    tables = conforming.conform(tables)
    rows = sum(table.num_rows for table in tables.values())
    row = replace(draft, version=store_folder.next_name(), rows=rows)
    base = plan_moves.since(past) if past else _base(row)
    row = replace(row, base_version=past[-1][0]) if past else row
    kept: Path | None = None
    try:
        store_folder.sweep()
        _check_space(tables, keep)
        kept = kept_files.keep(keep, row.source_sha256) if keep and row.source_sha256 else None
        _write(tables, row, record, _moves(tables, row, base), _sources(row, record, found), steps)
        store_folder.flip(row.version)
    except OSError as error:
        raise StoreError(
            Said(
                f"新版本未能写入磁盘，当前版本不变，请检查磁盘空间和权限（{error}）。",
                "The new version could not be written to the disk, the current one stays: check the disk's space and "
                f"the rights ({error}).",
            )
        ) from error
    finally:
        if kept and row.version not in names():  # it failed: nobody names the ledger
            kept_files.discard(kept)
    return row.version


def lay_beside(tables: model.Tables, row: VersionInfo) -> None:
    """Under the store's lock: a version older than the current one, which stays the current one; `row` has its name.

    Raises:
        NoSpaceError, StoreError: nothing has changed.
    """
    tables = conforming.conform(tables)
    _check_space(tables, None)
    row = replace(row, rows=sum(table.num_rows for table in tables.values()))
    _write(tables, row, None, _moves(tables, row, _base(row)))


def _base(row: VersionInfo) -> Before:
    """What the base version knew; nothing lies between a demonstration and a ledger.

    Raises:
        InUseError, UnavailableError, DamagedError: the base version cannot be read.
    """
    if row.base_version is None or standing.info(row.base_version).is_demo != row.is_demo:
        return plan_moves.none(), None
    plans, known = version_file.read_plans(store_folder.path(row.base_version))
    return known, plans


def _moves(tables: model.Tables, row: VersionInfo, base: Before) -> pa.Table:
    """What the versions up to this one moved in the plans."""
    known, before = base
    if before is None:
        return known
    moved_on = plan_moves.day_of(tables, row.months_through, row.created_at.date())
    return plan_moves.moves(known, before, tables["plan"], moved_on, row.version)


def _sources(row: VersionInfo, record: Record | None, found: pa.Table | None) -> source_rows.Laid | None:
    """Where its file has each project; and, if it updates its base, where those before have what it does not give."""
    if found is None:
        return None
    is_update = record is not None and record.is_update and row.base_version is not None
    known = version_file.read_source_rows(store_folder.path(str(row.base_version))) if is_update else None
    return source_row.of_version(found, row.source_file, row.version), known


def _write(
    tables: model.Tables,
    row: VersionInfo,
    record: Record | None,
    moves: pa.Table,
    sources: source_rows.Laid | None = None,
    steps: Steps | None = None,
) -> None:
    """The new version's file, checked and safe on disk under its final name; not yet current.

    From its final name on nothing stops it: a file that is named is a version, and the pointer follows at once.
    """
    steps = steps or Steps()
    temporary = store_dir() / ".building.part"
    try:
        version_file.build(temporary, tables, row, record.model_dump_json() if record else None, moves, sources, steps)
        version_file.check(temporary, steps)
        version_file.check_links(temporary, steps)
        store_folder.close_to_others(temporary)
        store_folder.sync(temporary)
        steps.begin(Step.CURRENT)
        temporary.rename(store_dir() / f"{row.version}.duckdb")
        store_folder.sync_folder()
    finally:
        store_folder.sweep()


def _check_space(tables: model.Tables, keep: Path | None) -> None:
    needed = 2 * sum(table.nbytes for table in tables.values()) + _SPARE_BYTES
    needed += kept_files.size(keep) if keep else 0
    free = shutil.disk_usage(store_dir()).free
    if free < needed:
        raise NoSpaceError(
            Said(
                f"磁盘剩余{free // 2**20}MB，发布至少需要{needed // 2**20}MB，请先清理磁盘或用prune命令删除旧版本。",
                f"The disk has {free // 2**20} MB left, publishing needs {needed // 2**20} MB: free some "
                "space or remove old versions with the command prune.",
            )
        )
