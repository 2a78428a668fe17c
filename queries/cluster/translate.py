"""A statement as DuckDB reads it → the same as Spark reads it: by sqlglot, and by rules of ours.

Parameters stay parameters (`:name`), whose values the session binds: no value is ever written into a text. A table of a
version becomes the view that the session has made of it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.scope import traverse_scope


class Spark(NamedTuple):
    """A statement of Spark's, with `{table}` in each table's place, and the tables that it reads."""

    text: str
    tables: frozenset[str]

    def of(self, view: dict[str, str]) -> str:
        """The statement over views, by table."""
        return self.text.format_map(view)


@cache
def to_spark(statement: str) -> Spark:
    """Translate one statement. It is done once for each, since it takes as long as a small query.

    Raises:
        sqlglot.errors.SqlglotError: the statement has what Spark has not, or is none.
    """
    tree = sqlglot.parse_one(statement, read="duckdb")
    tables: set[str] = set()
    for scope in traverse_scope(tree):
        for source in scope.sources.values():
            if isinstance(source, exp.Table) and source.name and source.name not in scope.cte_sources:
                tables.add(source.name)
                if not source.alias:
                    source.set("alias", exp.TableAlias(this=exp.to_identifier(source.name)))
                source.set("this", exp.to_identifier(f"{{{source.name}}}", quoted=False))
    _inline_windows(tree)
    tree = tree.transform(_fitting)
    text = tree.sql(dialect="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    return Spark(text, frozenset(tables))


def _fitting(node: exp.Expression) -> exp.Expression:
    """One node as Spark has it, where sqlglot leaves it as it is."""
    if isinstance(node, exp.CTE):
        node.set("materialized", None)  # how DuckDB makes it is DuckDB's
    if isinstance(node, exp.Parameter):
        return exp.Placeholder(this=node.name)
    if isinstance(node, exp.Div):
        # DuckDB divides as doubles, whatever it is given; Spark divides decimals as decimals: 8 / 12.0 would be 0.6666.
        return exp.Div(this=exp.cast(node.this, "double"), expression=exp.cast(node.expression, "double"))
    if isinstance(node, exp.Anonymous) and node.name.lower() == "list_position":
        # Spark's says 0 where the list has it not.
        return exp.Nullif(this=exp.func("array_position", *node.expressions), expression=exp.Literal.number(0))
    if isinstance(node, exp.Window) and isinstance(node.this, exp.Filter):
        return _without_filter(node)
    return node


def _without_filter(window: exp.Window) -> exp.Window:
    """«max(x) filter (where c) over w» as «max(case when c then x end) over w»: these pass over nulls.

    Raises:
        sqlglot.errors.UnsupportedError: another aggregate, of which that would not hold.
    """
    aggregate, condition = window.this.this, window.this.expression.this
    if not isinstance(aggregate, exp.Max | exp.Min | exp.Sum):
        raise sqlglot.errors.UnsupportedError(f"a window over {aggregate.sql()} with a filter")
    aggregate.set("this", exp.Case().when(condition, aggregate.this))
    window.set("this", aggregate)
    return window


def _inline_windows(tree: exp.Expression) -> None:
    """Write out what «over w» names: Sail reads no `window` clause in front of a union."""
    for select in tree.find_all(exp.Select):
        named = {one.name: one for one in select.args.get("windows") or ()}
        for window in select.find_all(exp.Window):
            if window.alias in named and window.parent_select is select and window not in named.values():
                for part in ("partition_by", "order", "spec"):
                    if (value := named[window.alias].args.get(part)) is not None:
                        window.set(part, [one.copy() for one in value] if isinstance(value, list) else value.copy())
                window.set("alias", None)
        select.set("windows", None)
