"""The store of versions, as everyone outside this folder knows it: `from data import versions`."""

from data.errors import (
    BusyError,
    DamagedError,
    InUseError,
    NoSpaceError,
    StaleBaseError,
    StoppedError,
    StoreError,
    UnavailableError,
    UnknownVersionError,
)
from data.versions.parquet import write as export_parquet
from data.versions.provenance import Record
from data.versions.short_way import is_there as has_short_way
from data.versions.standing import current, info, unavailable, unreadable, versions
from data.versions.steps import STOPPED, Step, Steps
from data.versions.store import (
    connect,
    ensure,
    kept_file,
    project_rows,
    prune,
    publish,
    publish_demo,
    publish_earlier_demos,
    read_tables,
    record,
    rollback,
    user_name,
)
from data.versions.store_folder import names, path, store_dir
from data.versions.version_file import SCHEMA_FILE, VersionInfo
from data.versions.younger import views as completing

__all__ = [
    "SCHEMA_FILE",
    "STOPPED",
    "BusyError",
    "DamagedError",
    "InUseError",
    "NoSpaceError",
    "Record",
    "StaleBaseError",
    "Step",
    "Steps",
    "StoppedError",
    "StoreError",
    "UnavailableError",
    "UnknownVersionError",
    "VersionInfo",
    "completing",
    "connect",
    "current",
    "ensure",
    "export_parquet",
    "has_short_way",
    "info",
    "kept_file",
    "names",
    "path",
    "project_rows",
    "prune",
    "publish",
    "publish_demo",
    "publish_earlier_demos",
    "read_tables",
    "record",
    "rollback",
    "store_dir",
    "unavailable",
    "unreadable",
    "user_name",
    "versions",
]
