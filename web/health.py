"""GET /healthz: does the database answer, with which data, and can what has to be kept be written?"""

from __future__ import annotations

import logging
import shutil
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

import queries
from access import reader, trouble
from access.settings import hosting
from data import versions
from version import VERSION

logger = logging.getLogger("dashboard")
#: With less, neither a version nor a line of the audit can be counted on.
_LEAST_FREE_BYTES = 16 * 2**20


async def healthz(request: Request) -> JSONResponse:
    """200 with the program's release, the data's version and its last month, asked anew; 503 when that fails.

    The status is «degraded» where another version stands in for the current one, which is lost, or nothing can be
    written (a full disk), and «in use» with 503 where the current one's file cannot be opened at present, since another
    program holds it. Strangers are told «ok» or «not ok» and no more.
    """
    status, facts = await run_in_threadpool(_found)
    code = 200 if status in {"ok", "degraded"} else 503
    if await run_in_threadpool(_is_stranger, request):
        status, facts = ("ok" if status == "ok" else "not ok"), {}
    else:
        facts = {"program": VERSION} | facts
    return JSONResponse({"status": status} | facts, status_code=code, headers={"Cache-Control": "no-store"})


def _found() -> tuple[str, dict[str, Any]]:
    """The status, and what is shown; never an exception: whoever watches must hear of it."""
    try:
        facts = _ask()
        is_degraded = versions.unreadable() or not _can_write()
    except versions.UnavailableError as error:
        logger.error("healthz: %s", error)
        return "in use", {"version": versions.current()}
    except (queries.QueryError, versions.StoreError, OSError) as error:
        logger.error("healthz: %s", error)
        return "error", {}
    return ("degraded" if is_degraded else "ok"), facts


def _ask() -> dict[str, str]:
    row = queries.ask("version").iloc[0]
    return {"version": str(row["version"]), "months_through": f"{row['months_through']:%Y-%m}"}


def _can_write() -> bool:
    settings = hosting()
    folders = [versions.store_dir(), *([settings.folder] if settings else [])]
    return not trouble.is_there() and all(shutil.disk_usage(one).free >= _LEAST_FREE_BYTES for one in folders)


def _is_stranger(request: Request) -> bool:
    """Whoever comes through the proxy without a log-in; the machine's own watchers come round it."""
    if hosting() is None or "x-forwarded-for" not in request.headers:
        return False
    try:
        return reader.of_cookies(request.cookies).session is None
    except trouble.ERRORS:
        return True
