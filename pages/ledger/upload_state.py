"""What an editor is busy with on the data page: the uploaded ledger, how it is read, its plan, its publishing.

Reading runs in a child process, publishing in a thread of its own: neither a rerun nor a closed tab can tear it.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from access.reader import Reader
from data import ledger, settings, versions
from data.ledger import invisible, mapping
from data.ledger.mapping import Mapping
from data.ledger.process import isolated, upload_files
from data.ledger.report import Report
from data.ledger.write import marking
from data.publishing import intake, replacing
from data.publishing.intake import Plan
from pages.run import this_reader

_UPLOAD, _JOB, _DONE, _FAILED, _ROUND = "data_upload", "data_job", "data_done", "data_failed", "data_round"
_LATE = "data_late"
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
#: One at a time: the store would refuse a second one anyway.
_publisher = ThreadPoolExecutor(max_workers=1, thread_name_prefix="publish")


@dataclass(frozen=True)
class Tried:
    """How a ledger was to be published: as an update or in place of the whole, and to which month."""

    update: bool
    through: dt.date | None


@dataclass
class Upload:
    """A ledger that was sent here: in memory, as long as the tab lives, and on disk only while something reads it.

    `tried`: how its last publishing, if any, was to be. Streamlit forgets what was chosen while it is not drawn, and it
    must not stand otherwise where that publishing was stopped or refused. What was accepted is accepted anew.
    """

    identity: str
    name: str
    data: bytes
    mapping: Mapping = field(default_factory=Mapping)
    through: dt.date | None = None
    tried: Tried | None = None
    memo: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return Path(self.name).stem

    def on_disk(self) -> AbstractContextManager[Path]:
        """The file, within a `with`."""
        return upload_files.on_disk(self.name, self.data)

    @property
    def reading(self) -> tuple[str, str]:
        """What the report depends on."""
        return mapping.dumps(self.mapping), str(self.through)

    def say(self, sheet: str, **change: Any) -> None:
        """Change what is said of a sheet; the ledger is read anew."""
        said = self.mapping.sheets.get(sheet, mapping.Sheet())
        sheets = {**self.mapping.sheets, sheet: said.model_copy(update=change)}
        self.mapping = self.mapping.model_copy(update={"sheets": sheets})

    def say_of_all(self, **change: Any) -> None:
        """Change what is said of the whole ledger; it is read anew."""
        self.mapping = self.mapping.model_copy(update=change)


@dataclass(frozen=True)
class Job:
    """A publishing under way: how far it has come, and the version that it will have made."""

    steps: versions.Steps
    version: Future[str]


def uploader_key() -> str:
    """The key of the uploader: another after each publishing, so that it is empty again."""
    return f"ledger_{st.session_state.get(_ROUND, 0)}"


def uploaded(file: Any) -> Upload | None:
    """The ledger in the uploader (`file`), kept from one run to the next."""
    held: Upload | None = st.session_state.get(_UPLOAD)
    if file is None:
        st.session_state.pop(_UPLOAD, None)
        return None
    if held is None or held.identity != file.file_id:
        name = invisible.clean(_UNSAFE.sub("_", file.name)).strip(". ") or "ledger.xlsx"
        held = st.session_state[_UPLOAD] = Upload(file.file_id, name, file.getvalue())
        st.session_state.pop(_DONE, None)
        st.session_state.pop(_FAILED, None)
    return held


def report(upload: Upload) -> Report:
    """The ledger as it was read; read anew where something was said about how."""
    base = versions.current()

    def read() -> Report:
        person = this_reader.this_reader().person
        with upload.on_disk() as path:
            return isolated.examine(
                path, upload.mapping, through=upload.through, known=intake.known(base),
                who=person.identity if person else "",
            )  # fmt: skip

    found: Report = _remembered(upload, "report", (upload.reading, base, settings.generation()), read)
    return found


def plan(upload: Upload, *, update: bool) -> Plan:
    """What publishing would change. Raises as `intake.plan`."""
    found, base = report(upload), versions.current()
    of = (upload.reading, base, settings.generation(), update)
    made: Plan = _remembered(upload, "plan", of, lambda: intake.plan(found, base, update=update))
    return made


def loses_months(upload: Upload) -> bool:
    """Whether replacing the whole by this ledger would remove months before its own: it reports some months alone.

    Raises as `replacing.lost_months`.
    """
    found, base = report(upload), versions.current()
    lost: list[Any] = _remembered(upload, "lost", (upload.reading, base), lambda: replacing.lost_months(found, base))
    return bool(lost)


def _remembered(upload: Upload, what: str, of: Any, make: Any) -> Any:
    known = upload.memo.get(what)
    if known is None or known[0] != of:
        known = upload.memo[what] = (of, make())
    return known[1]


def publish(upload: Upload, plan: Plan, through: dt.date | None, *, accept_warnings: bool, skip_errors: bool) -> None:
    """Begin to publish, where the reader may."""
    if job() is None and this_reader.reader_rights().publishes:
        upload.tried = Tried(plan.update, through)
        steps = versions.Steps()
        version = _publisher.submit(
            _publish, this_reader.this_reader(), upload, plan, through=through, accept_warnings=accept_warnings,
            skip_errors=skip_errors, steps=steps,
        )  # fmt: skip
        st.session_state[_JOB] = Job(steps, version)


def stop() -> None:
    """Ask the publishing under way to stop, where the reader may publish."""
    if (running := job()) is not None and this_reader.reader_rights().publishes:
        running.steps.stop()


def _publish(reader: Reader, upload: Upload, plan: Plan, **more: Any) -> str:
    # Holds the upload, even when the tab is long closed.
    who = reader.person.shown if reader.person else versions.user_name()
    try:
        with upload.on_disk() as path:
            version = intake.publish(plan, who=who, path=path, **more)
    except Exception as error:
        why = {"why": "stopped"} if isinstance(error, versions.StoppedError) else {}
        this_reader.record_of(reader, "publish", ok=False, file=upload.name, base=plan.base or "", **why)
        raise
    this_reader.record_of(reader, "publish", file=upload.name, version=version, base=plan.base or "")
    return version


def empty_ledger() -> bytes:
    """The template, with the industries and departments of the settings in its lists."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.xlsx"
        ledger.template(file)
        return file.read_bytes()


def marked(upload: Upload, report: Report, language: marking.Language) -> bytes:
    """The ledger with its findings in it. Raises as `marking.marked`."""
    with upload.on_disk() as path:
        return marking.marked(path, report, language)


def job() -> Job | None:
    """The publishing under way."""
    running: Job | None = st.session_state.get(_JOB)
    return running


def settle() -> None:
    """Where a publishing has ended: remember its version, or why it failed."""
    running = job()
    if running is None or not running.version.done():
        return
    del st.session_state[_JOB]
    if (error := running.version.exception()) is None:
        st.session_state[_DONE] = running.version.result()
        st.session_state[_LATE] = running.steps.is_asked_to_stop
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.session_state.pop(_UPLOAD, None)
    elif isinstance(error, versions.StoreError):
        st.session_state[_FAILED] = error
    else:
        raise error


def done() -> str | None:
    """The version that was published last, in this session."""
    version: str | None = st.session_state.get(_DONE)
    return version


def stopped_too_late() -> bool:
    """Whether the version that was published last was asked to stop when it was being made current already."""
    return bool(st.session_state.get(_LATE))


def failure() -> versions.StoreError | None:
    """Why the last publishing failed."""
    error: versions.StoreError | None = st.session_state.get(_FAILED)
    return error


def forget_failure() -> None:
    st.session_state.pop(_FAILED, None)
