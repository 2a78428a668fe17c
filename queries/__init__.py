"""The only reader of the data: `run(name, **params)` answers the question of `queries/<name>.sql`.

A file holds one statement over the common tables of `scope.sql`, which `run` puts in front where the
text uses one of them, and after it those of `lit.sql`, with the rules of the lights (`rules/*.sql`, a table of its name
each), of `found.sql` and of `credited.sql`. Values are bound by name, never written into the text. What is
made of columns of the same row (a rate, a growth) the file names in its header and figures.ratios makes, so that each
formula is written once.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from data import versions
from figures.ratios import with_ratios
from queries import own_file
from queries.composing import after, indented, pruned
from queries.errors import ClusterError, QueryError, TooLargeError, TooManyRowsError, TooSlowError, UnansweredError
from queries.keeping import forget, kept
from queries.own_file import Value, Way, close, way_of
from queries.room import held

__all__ = [
    "FOLDER",
    "IN_FRONT",
    "TIMEOUT_SECONDS",
    "ClusterError",
    "QueryError",
    "TooLargeError",
    "TooManyRowsError",
    "TooSlowError",
    "UnansweredError",
    "Value",
    "Way",
    "ask",
    "close",
    "count",
    "forget",
    "held",
    "is_of_projects",
    "names",
    "parameters",
    "ratios",
    "run",
    "statement",
    "used",
    "way_of",
]  # fmt: skip

FOLDER = Path(__file__).parent
TIMEOUT_SECONDS = 30.0

_COMMENT = re.compile(r"--[^\n]*")
#: In the header of a query whose rows are projects, or words that the ledger says of single ones.
_OF_PROJECTS = re.compile(r"^-- Readers: who may see projects\.$", re.MULTILINE)
#: In the header of a query to whose result columns figures.ratios adds these.
_RATIOS = re.compile(r"^-- Ratios, of these columns: ([a-z0-9_,\s-]+)\.$", re.MULTILINE)
_PARAMETER = re.compile(r"\$([a-z_][a-z0-9_]*)")
_SHARED_TABLE = re.compile(
    r"\b(?:from|join)\s+(?:cutoff|ledger|scope|money|paid|yearly|key_plan|schedule|due|standing)\b"
)
_FOUND = re.compile(r"\b(?:from|join)\s+found\b")
_CREDITED = re.compile(r"\b(?:from|join)\s+credited\b")
_LIT = re.compile(r"\b(?:from|join)\s+lit\b")
#: Files that are put in front of others and answer nothing by themselves.
IN_FRONT = ("scope", "sums", "waiting", "lit", "shone", "unlit", "found", "credited")


@cache
def names() -> tuple[str, ...]:
    """Every query that `run` answers."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.sql") if path.stem not in IN_FRONT))


@cache
def statement(name: str, *, is_lit: bool = True, way: Way = "short") -> str:
    """The SQL that `run(name)` executes: the file, with scope.sql and others in front where it builds on them.

    `is_lit`: with the lights of what is found; without, found.sql knows of none. `way`: by which a version answers
    (`way_of`).

    Raises:
        QueryError: there is no such query.
    """
    return pruned(_whole(name, is_lit, way))


@cache
def _whole(name: str, is_lit: bool, way: Way) -> str:
    """The file with every table in front that belongs to those it builds on."""
    if name not in names():
        raise QueryError(f"no query named {name!r}")
    text = _text(name)
    if _FOUND.search(text):
        text = after(_text("shone" if is_lit else "unlit"), after(_text("found"), text))
    if _LIT.search(text):
        text = after(_text("waiting"), after(_rules(), after(_text("lit"), text)))
    if _CREDITED.search(text):
        text = after(_text("credited"), text)
    if _SHARED_TABLE.search(text):
        text = after(_text("scope"), after(_text(f"ways/{way}"), after(_text("sums"), text)))
    return text


def _text(name: str) -> str:
    return _COMMENT.sub("", (FOLDER / f"{name}.sql").read_text(encoding="utf-8")).strip()


@cache
def _rules() -> str:
    """Each rule's statement as a table of its name."""
    files = sorted((FOLDER / "rules").glob("*.sql"))
    return "with " + ",\n".join(f"{file.stem} as (\n{indented(_text(f'rules/{file.stem}'))}\n)" for file in files)


@cache
def _parsed(text: str) -> duckdb.Statement:
    # To parse takes a quarter of a small query's time. A run executes a copy, on any connection.
    [parsed] = duckdb.extract_statements(text)
    return parsed


@cache
def parameters(name: str, *, is_lit: bool = True) -> frozenset[str]:
    """The names of the parameters that `run(name)` insists on: all of the tables' that stand in front, used or not.

    So nobody is answered who forgot whose projects the reader may see.
    """
    return frozenset(_PARAMETER.findall(_whole(name, is_lit, "short")))


@cache
def used(name: str, *, is_lit: bool = True) -> frozenset[str]:
    """The names of those parameters that the statement uses. Raises as `statement`."""
    return frozenset(_PARAMETER.findall(statement(name, is_lit=is_lit)))


@cache
def is_of_projects(name: str) -> bool:
    """Whether a query's rows are projects: for readers who may see more than sums, as its header says.

    Raises:
        QueryError: there is no such query.
    """
    if name not in names():
        raise QueryError(f"no query named {name!r}")
    return _OF_PROJECTS.search((FOLDER / f"{name}.sql").read_text(encoding="utf-8")) is not None


@cache
def ratios(name: str) -> tuple[str, ...]:
    """The figures that `run(name)` adds to what the statement answers, as its header names them; last in its rows.

    Raises:
        QueryError: there is no such query.
    """
    if name not in names():
        raise QueryError(f"no query named {name!r}")
    found = _RATIOS.search((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
    return tuple(re.findall(r"[a-z][a-z0-9_]*", found[1])) if found else ()


def _execute(
    version: str, name: str, bound: dict[str, Value], *, is_lit: bool = False, is_counted: bool = False,
    way: Way | None = None,
) -> pd.DataFrame:  # fmt: skip
    values = {key: list(bound[key]) if isinstance(bound[key], tuple) else bound[key]  # type: ignore[arg-type]
              for key in used(name, is_lit=is_lit) & bound.keys()}  # fmt: skip
    text = statement(name, is_lit=is_lit, way=way or way_of(version))
    if is_counted:
        text = f"select count(*) as rows from ({text}) as answer"
    # The one place that chooses who answers: the version's own file, or a cluster that has its tables.
    if url := os.environ.get("DATABASE_URL", ""):
        from queries import cluster  # noqa: PLC0415  (its libraries are installed where there is a cluster)

        rows = cluster.answer(url, version, name, text, values, TIMEOUT_SECONDS)
    else:
        rows = own_file.answer(version, name, _parsed(text), values, TIMEOUT_SECONDS)
    return rows if is_counted else with_ratios(rows, ratios(name))


@kept
def _answer(
    file: Path, version: str, name: str, is_lit: bool, is_counted: bool, bound: tuple[tuple[str, Value], ...]
) -> pd.DataFrame:
    # Keyed by the version's file and language-free parameters: a published version never changes.
    return _execute(version, name, dict(bound), is_lit=is_lit, is_counted=is_counted)


def ask(name: str, version: str | None = None) -> pd.DataFrame:
    """Answer a question without parameters from the database itself, past the cache. Raises as `run`."""
    return _execute(version or versions.current() or versions.ensure(), name, {})


def run(name: str, *, version: str | None = None, **params: Value) -> pd.DataFrame:
    """Answer one question.

    Args:
        name: the file's name without `.sql`.
        version: a published version; without one, the current one.
        params: values by name; those that the statement does not use are left out, so that one set of
            filters serves every query. A tuple is a list; None is no filter. `is_lit` says whether the lights of what
            is found are asked for (shone.sql).

    Returns:
        The rows as the file's header describes them (money in 万元 as float64).

    Raises:
        QueryError: no such query, a parameter is missing, or the database failed; as ClusterError: a cluster is asked
            and does not answer.
        versions.StoreError: no data, or the version does not exist.
    """
    # A shallow copy: pandas copies on write, so that nobody changes what is kept for all.
    return _asked(name, version, params, is_counted=False).copy(deep=False)


def count(name: str, *, version: str | None = None, **params: Value) -> int:
    """How many rows `run` would answer, none of which is fetched. Arguments and errors are those of `run`."""
    return int(_asked(name, version, params, is_counted=True).iloc[0]["rows"])


def _asked(name: str, version: str | None, params: dict[str, Value], *, is_counted: bool) -> pd.DataFrame:
    is_lit = bool(params.get("is_lit"))
    wanted = parameters(name, is_lit=is_lit)
    if missing := wanted - params.keys():
        raise QueryError(f"query {name} misses {', '.join(sorted(missing))}")
    chosen = version or versions.current() or versions.ensure()
    bound = tuple((key, params[key]) for key in sorted(wanted))
    return _answer(versions.path(chosen), chosen, name, is_lit, is_counted, bound)
