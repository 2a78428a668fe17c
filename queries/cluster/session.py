"""This process's one session with the cluster: opened when it is first asked for, and anew when it was lost.

A cluster forgets a session that nobody used for a while, and all of them when it starts again; then what it says is of
many kinds, and the session's views are gone with it. So whatever went wrong is tried once more in a new session, and
only what goes wrong twice is an error.
"""

from __future__ import annotations

import contextlib
import threading
import uuid
import warnings
from typing import Any

import pyarrow as pa

from queries.cluster.translate import Spark

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what of pandas 3 pyspark has not been tried with; answers come as Arrow here
    from pyspark.errors import PySparkException
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.session import SparkSession

#: A connection that is refused is tried so often within one attempt; pyspark's own 15 would be minutes.
_TRIES, _FIRST_WAIT_MS, _LONGEST_WAIT_MS = 2, 50, 500
_lock = threading.RLock()
_session: Any = None
_url = ""
_views: set[str] = set()


class LostError(Exception):
    """The cluster does not answer, twice in a row."""


class FailedError(Exception):
    """The cluster answers, and says twice that it cannot do what it is asked."""


class StoppedError(Exception):
    """It took longer than it may."""


def ask(url: str, root: str, version: str, statement: Spark, values: dict[str, Any], seconds: float) -> pa.Table:
    """The rows that a statement answers of a version, whose Parquet files are in `root`, as the cluster sees it.

    Raises:
        LostError, FailedError, StoppedError.
    """
    session = _current(url)
    try:
        return _attempt(session, root, version, statement, values, seconds)
    except (PySparkException, OSError):
        _forget(session)
    session = _current(url)
    try:
        return _attempt(session, root, version, statement, values, seconds)
    except (PySparkException, OSError) as error:
        _forget(session)
        raise (LostError if _is_away(error) else FailedError)(_first_line(error)) from error


def close() -> None:
    """Leave the cluster; the next question opens a session anew."""
    _forget(_session)


def _current(url: str) -> Any:
    global _session, _url
    with _lock:
        if _session is not None and url != _url:
            _forget(_session)
        if _session is None:
            opened = SparkSession.builder.remote(url).create()
            opened.client.set_retry_policies(
                [DefaultPolicy(_TRIES, initial_backoff=_FIRST_WAIT_MS, max_backoff=_LONGEST_WAIT_MS)]
            )
            opened.release_session_on_close = False  # where the cluster is gone, an end would wait for it
            _session, _url = opened, url
        return _session


def _forget(gone: Any) -> None:
    """Leave a session, unless another thread has done so and opened the next one."""
    global _session  # noqa: PLW0603
    with _lock:
        if gone is None or gone is not _session:
            return
        _session = None
        _views.clear()
    with contextlib.suppress(PySparkException, OSError):
        gone.stop()


def _set_up(session: Any) -> None:
    """What every statement of a new session rests on."""
    # Every division by what may be 0 says nullif. Sail 0.7 raises «Division by zero» all the same where a part of the
    # rows is empty; where it need not look for noughts, it answers.
    session.conf.set("spark.sql.ansi.enabled", "false")


def _attempt(
    session: Any, root: str, version: str, statement: Spark, values: dict[str, Any], seconds: float
) -> pa.Table:
    tag, is_over = uuid.uuid4().hex, threading.Event()

    def stop() -> None:
        is_over.set()
        with contextlib.suppress(Exception):  # it has just ended, or the cluster is gone: the question will know
            session.interruptTag(tag)

    watch = threading.Timer(seconds, stop)
    watch.start()
    session.addTag(tag)
    try:
        views = {table: _view(session, root, version, table) for table in sorted(statement.tables)}
        return session.sql(statement.of(views), args=values).toArrow()
    except PySparkException as error:
        if is_over.is_set():
            raise StoppedError(f"{seconds:.0f} s") from error
        raise
    finally:
        watch.cancel()
        session.removeTag(tag)


def _view(session: Any, root: str, version: str, table: str) -> str:
    """The session's view of a version's table. The version is in its name: no question mixes two."""
    name = f"{table}_of_{version.replace('-', '_')}"
    with _lock:
        if session is not _session or name not in _views:
            if not _views:
                _set_up(session)
            session.read.parquet(f"{root}/{version}/{table}.parquet").createOrReplaceTempView(name)
            if session is _session:
                _views.add(name)
    return name


#: What gRPC and Spark say where nobody listens, or the answer was cut off.
_AWAY = ("UNAVAILABLE", "RETRIES_EXCEEDED", "failed to connect", "Connection refused", "Socket closed", "DEADLINE")


def _is_away(error: Exception) -> bool:
    return isinstance(error, OSError) or any(word in str(error) for word in _AWAY)


def _first_line(error: Exception) -> str:
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)[:300]
