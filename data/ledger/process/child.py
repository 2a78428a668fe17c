"""The process that reads a ledger for `isolated`: one job from stdin, its stages and its report to stdout.

`start` is the program that it is.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
import traceback
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.ledger import examining
from data.ledger.mapping import Mapping
from data.ledger.open import stages
from data.ledger.process import confinement
from data.ledger.report import Known
from data.settings import SettingsError

#: The exit code that says that memory ran out.
NO_MEMORY = 3


@dataclass(frozen=True)
class Job:
    """What `examining.examine` is called with."""

    path: Path
    mapping: Mapping | None
    through: date | None
    known: Known | None = None


def serve(arguments: list[str]) -> None:
    """Do the one job; does not return."""
    memory_bytes, cpu_seconds, parent = map(int, arguments)
    confinement.stand_inside(memory_bytes, cpu_seconds, parent)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    job: Job = pickle.load(sys.stdin.buffer)  # noqa: S301 (our own process)
    threading.Thread(target=confinement.end_with_parent, args=(sys.stdin.buffer,), daemon=True).start()

    def say(what: object) -> None:
        pickle.dump(what, out, protocol=5)
        out.flush()

    try:
        with stages.told_to(say):
            say(_done(job))
    except MemoryError:
        os._exit(NO_MEMORY)
    except Exception:
        traceback.print_exc()  # for the log
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)  # the thread that waits for the parent's end must not be waited for


def _done(job: Job) -> object:
    try:
        return examining.examine(job.path, job.mapping, through=job.through, known=job.known)
    except SettingsError as error:
        return error
