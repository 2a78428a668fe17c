"""What the data page's parts share: plain tables, and how two states of the data differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.publishing.changes import Changes
from pages.draw.markup import escape
from pages.draw.page import nothing
from pages.draw.table import SHOWN_ROWS
from pages.ledger import labels as words
from texts import MoneyScale, Texts
from texts.sentences.drafting import statements
from view.view import View

_ROW_HEIGHT = 36
_VISIBLE = 8


def table(
    t: Texts,
    rows: pd.DataFrame,
    headings: Mapping[str, str],
    *,
    key: str,
    visible: int = _VISIBLE,
    configs: Mapping[str, Any] | None = None,
    row_height: int = _ROW_HEIGHT,
) -> None:
    """Rows as a table with the given headings (column → words); `configs` are column settings of their own.

    `row_height` in pixels: in higher rows sentences run over several lines.
    """
    shown = rows.head(SHOWN_ROWS)[list(headings)]
    st.dataframe(
        shown,
        hide_index=True,
        column_config={
            name: (configs or {}).get(name, st.column_config.Column(label)) for name, label in headings.items()
        },
        key=f"table_{key}",
        height=row_height * min(visible, max(len(shown), 1)) + _ROW_HEIGHT + 2,
        row_height=row_height,
        placeholder="—",
    )
    if len(rows) > SHOWN_ROWS:
        st.caption(t("The first {n} of {all} are shown.", n=t.number(SHOWN_ROWS), all=t.number(len(rows))))


def money_column(label: str, scale: MoneyScale) -> Any:
    return st.column_config.NumberColumn(label, format=f"%,.{scale.decimals}f")


def count_column(label: str) -> Any:
    return st.column_config.NumberColumn(label, format="%,d")


def summary(view: View, changes: Changes) -> str:
    """The change in a sentence."""
    t = view.t
    if changes.is_none:
        return t("Nothing changes: the two are the same.")
    return statements(t, words.rows_changed(t, changes.tables))


def changed(view: View, changes: Changes, *, key: str) -> None:
    """Two states beside each other: totals, rows by table, money by month, projects field by field."""
    t = view.t
    with st.grid(2, min_column_width=400):
        with st.container():
            st.markdown(f"**{escape(t('Totals before and after'))}**")
            _headline(view, changes, key)
        with st.container():
            st.markdown(f"**{escape(t('Rows by table'))}**")
            _tables(view, changes, key)
    _months(view, changes, key)
    _projects(view, changes.new, t("New projects"), f"{key}_new")
    _fields(view, changes, f"{key}_fields")
    _projects(view, changes.gone, t("Projects that go"), f"{key}_gone")


def _headline(view: View, changes: Changes, key: str) -> None:
    t, scale = view.t, view.t.exact_scale

    def figure(name: str, value: Any, *, sign: bool = False) -> str:
        number, decimals = (value, 0) if name in words.COUNTED else (value / scale.wan, scale.decimals)
        return t.signed(number, decimals, grouped=True) if sign else t.number(number, decimals, grouped=True)

    rows = pd.DataFrame(
        [
            {
                "figure": _with_unit(t, name, scale.unit),
                "before": figure(name, before),
                "after": figure(name, after),
                "change": figure(name, after - before, sign=True),
            }
            for name, (before, after) in changes.headline.items()
        ]
    )  # fmt: skip
    right = {name: st.column_config.TextColumn(label, alignment="right") for name, label in
             (("before", t("Before")), ("after", t("After")), ("change", t("Change")))}  # fmt: skip
    table(
        t, rows, {"figure": t("Total"), "before": "", "after": "", "change": ""}, key=f"{key}_headline", configs=right
    )


def _with_unit(t: Texts, name: str, unit: str) -> str:
    what = t(words.FIGURES[name])
    return what if name in words.COUNTED else t("{what} ({unit})", what=what, unit=unit)


def _tables(view: View, changes: Changes, key: str) -> None:
    t = view.t
    rows = pd.DataFrame(
        [
            {"table": t(words.TABLES[name]), "new": one.new, "changed": one.changed, "gone": one.gone, "same": one.same}
            for name, one in changes.tables.items()
            if one.new or one.changed or one.gone or one.same
        ]
    )
    if rows.empty:
        nothing(t("There is no row in either."))
        return
    headings = {
        "table": t("Table"), "new": t("New rows"), "changed": t("Changed"), "gone": t("Gone"), "same": t("Unchanged")
    }  # fmt: skip
    counts = {name: count_column(headings[name]) for name in ("new", "changed", "gone", "same")}
    table(t, rows, headings, key=f"{key}_tables", visible=len(rows), configs=counts)


def _months(view: View, changes: Changes, key: str) -> None:
    t, months, scale = view.t, changes.months, view.t.exact_scale
    sides = ["funds_arrived_before", "funds_arrived_after", "invested_before", "invested_after"]
    differs = (months[sides[0]] != months[sides[1]]) | (months[sides[2]] != months[sides[3]])
    some = months[differs].iloc[::-1]
    title = t("Money by month, before and after ({unit})", unit=scale.unit)
    with st.expander(escape(_counted(t, title, len(some))), expanded=0 < len(some) <= 24):
        if some.empty:
            st.caption(escape(t("No month's money differs.")))
            return
        rows = pd.DataFrame({"month": [words.month_words(t, month) for month in some["month"]]})
        for side in sides:
            rows[side] = [scale.value(value) for value in some[side]]
        labels = dict(
            zip(sides, (t("Funds arrived, before"), t("Funds arrived, after"), t("Completed, before"),
                        t("Completed, after")), strict=True)
        )  # fmt: skip
        configs = {side: money_column(label, scale) for side, label in labels.items()}
        table(t, rows, {"month": t("Month"), **labels}, key=f"{key}_months", configs=configs)


def _projects(view: View, rows: pd.DataFrame, title: str, key: str) -> None:
    t, scale = view.t, view.t.exact_scale
    if rows.empty:
        return
    with st.expander(escape(_counted(t, title, len(rows)))):
        shown = rows.head(SHOWN_ROWS).assign(
            industry=lambda frame: frame["industry"].map(view.industry_name),
            unit=lambda frame: frame["unit"].map(view.unit_name),
            planned_investment=lambda frame: frame["planned_investment"].map(scale.value),
        )
        headings = {name: t(words.FIELDS[name]) for name in shown.columns}
        money = money_column(t("{what} ({unit})", what=headings["planned_investment"], unit=scale.unit), scale)
        day = st.column_config.DateColumn(headings["signed_on"], format="YYYY-MM-DD")
        table(t, shown, headings, key=key, configs={"planned_investment": money, "signed_on": day})
        _left_unshown(t, len(rows))


def _fields(view: View, changes: Changes, key: str) -> None:
    t, fields = view.t, changes.fields
    if fields.empty:
        return
    with st.expander(escape(_counted(t, t("Changed, field by field"), len(fields)))):
        some = fields.head(SHOWN_ROWS)
        rows = some.assign(
            column=[words.column(t, code) for code in some["column"]],
            **{side: [words.field_value(view, code, text) for code, text in zip(some["column"], some[side],
               strict=True)] for side in ("before", "after")},
        )  # fmt: skip
        headings = {
            "project_id": t("Project number"), "name": t("Project"), "column": t("Field"), "before": t("Before"),
            "after": t("After"),
        }  # fmt: skip
        table(t, rows, headings, key=key)
        _left_unshown(t, len(fields))


def _left_unshown(t: Texts, n: int) -> None:
    if n > SHOWN_ROWS:
        st.caption(t("The first {n} of {all} are shown.", n=t.number(SHOWN_ROWS), all=t.number(n)))


def _counted(t: Texts, title: str, n: int) -> str:
    return t("{title}: {n}", title=title, n=t.number(n))


def lines(rows: Sequence[str]) -> None:
    """A short list."""
    st.markdown("\n".join(f"- {escape(row)}" for row in rows))
