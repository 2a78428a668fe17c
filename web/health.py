"""GET /healthz: does the database answer, and with which data?"""

from __future__ import annotations

import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

import queries
from data import versions

logger = logging.getLogger("dashboard")


async def healthz(_request: Request) -> JSONResponse:
    """200 with the version and the last month reported, asked of the database anew; 503 when it fails.

    The status is «degraded» where another version stands in for the current one, which is lost, and «in use» with 503
    where the current one's file cannot be opened at present, since another program holds it.
    """
    try:
        facts = await run_in_threadpool(_ask)
    except versions.UnavailableError as error:
        logger.error("healthz: %s", error)
        return JSONResponse({"status": "in use", "version": versions.current()}, status_code=503)
    except (queries.QueryError, versions.StoreError) as error:
        logger.error("healthz: %s", error)
        return JSONResponse({"status": "error"}, status_code=503)
    status = "degraded" if versions.unreadable() else "ok"
    return JSONResponse({"status": status} | facts, headers={"Cache-Control": "no-store"})


def _ask() -> dict[str, str]:
    row = queries.ask("version").iloc[0]
    return {"version": str(row["version"]), "months_through": f"{row['months_through']:%Y-%m}"}
