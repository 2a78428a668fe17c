"""Tables as Streamlit draws them: one unit and one precision a column."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd
import pyarrow as pa
import streamlit as st
from cachetools import LRUCache, cached
from pandas.io.formats.style import Styler

from charts.theme import SHAPES
from figures.columns import COLUMNS, FEW, OF, heading
from pages.run import linking
from texts import MoneyScale, Texts
from texts.tags import text
from texts.terms import quarter_words
from texts.withheld import any_withheld
from texts.writing import is_missing, rounded
from view.names import name_of
from view.view import View

#: The narrow column in front of projects' names whose «See it» leads to their pages: a name that is a link would no
#: longer be read aloud, sorted and copied as a name.
_PAGE = "project_page"
#: A word and no icon, from which Enter does not lead on; as narrow as can be, since a table may have half a page.
_PAGE_WIDTH = 56
VISIBLE_ROWS = 12
#: More rows are not sent to the browser; the files have them all.
SHOWN_ROWS = 1000
_ROW_HEIGHT = 36
#: Streamlit breaks lines in rows that are higher than 4rem.
_TALL_HEIGHT = 66
#: Widths of columns where words have several lines, so that all of them stand beside each other.
_TALL = {
    "name": 164, "lit": 92, "why_lit": 250, "owner_says": 190, "unit": 88, "lead_official": 92, "stake": 84,
    "note": 210, "problem_state": 76, "blocker_kind": 78, "level": 76, "owner": 116, "learned": 440, "days_over": 70,
    "due_on": 96, "ranked_by": 300, "red_list": 380, "black_list": 380,
}  # fmt: skip
#: Those that are other widths in English, whose words are longer and are hardly broken.
_TALL_ENGLISH = {
    "name": 134, "lit": 96, "why_lit": 270, "unit": 108, "lead_official": 110, "stake": 88, "owner_says": 150,
    "note": 106, "problem_state": 80, "blocker_kind": 112, "level": 148, "owner": 100, "days_over": 78, "due_on": 92,
}  # fmt: skip
#: Columns whose words begin with the shape of a light.
_LIGHTS = frozenset({"verdict", "lit", "was_lit", "worst_rule"})
#: Of a column of figures in which words stand for those that are withheld.
_WORDS_WIDTH = 110
#: A hundred readers see three hundred tables at a time.
_MOST_BYTES = 32 * 2**20


def listed(
    view: View,
    rows: pd.DataFrame,
    columns: Sequence[str],
    *,
    key: str,
    money: MoneyScale | None = None,
    visible: int = VISIBLE_ROWS,
    is_kept: bool = False,
    is_tall: bool = False,
    **more: Any,
) -> Any:
    """Draw rows as a table; `money` is the unit of its amounts (the small one without); `more` goes to st.dataframe.

    With `is_kept` the table is made once a view: `key` then has to name what the rows are within it.
    """
    scale = money or view.t.small_scale
    # Rows of projects lead to their pages.
    if "project_id" in rows and "name" in columns and view.rights.sees_projects:
        columns = (_PAGE, *columns)
    page = linking.project_page(view) if _PAGE in columns else ""
    widths = (_TALL | (_TALL_ENGLISH if view.t.language == "en" else {})) if is_tall else {}
    made = (_kept if is_kept else _table)(view, key, rows, tuple(columns), scale, page)
    return st.dataframe(
        _lit(view, made) if _LIGHTS & set(columns) else made,
        hide_index=True,
        column_config={
            column: st.column_config.TextColumn(heading(view.t, column), alignment="right", width=_WORDS_WIDTH)
            if column in rows and any_withheld(rows[column])
            else _config(view.t, column, scale, widths.get(column))
            for column in columns
        },
        key=f"table_{key}",
        height=_ROW_HEIGHT + (height := _TALL_HEIGHT if is_tall else _ROW_HEIGHT) * min(visible, max(len(rows), 1)) + 2,
        row_height=height,
        placeholder="—",
        **more,
    )


def first_rows(
    view: View,
    rows: pd.DataFrame,
    columns: Sequence[str],
    *,
    key: str,
    visible: int = VISIBLE_ROWS,
    is_kept: bool = False,
    is_tall: bool = False,
    money: MoneyScale | None = None,
) -> None:
    """Draw as many rows as a browser can be sent, and say so where there are more."""
    listed(
        view, rows.head(SHOWN_ROWS), columns, key=key, money=money, visible=visible, is_kept=is_kept, is_tall=is_tall
    )  # fmt: skip
    t = view.t
    if len(rows) > visible:
        words = t("Printed: the first {shown} of {n} rows; the files have all.",
                  shown=t.number(visible), n=t.number(len(rows)))  # fmt: skip
        st.html(text("p", words, "printed"))
    if len(rows) > SHOWN_ROWS:
        st.caption(t("The first {n} are shown; the files have all.", n=t.number(SHOWN_ROWS)))


def _table(
    view: View, _key: str, rows: pd.DataFrame, columns: tuple[str, ...], money: MoneyScale, page: str
) -> pa.Table:
    """The values as the reader sees them, as Streamlit sends them. `page`: where projects' pages are."""
    shown = pd.DataFrame({
        column: _pages(page, rows) if column == _PAGE
        else shown_values(view, rows, column, money)
        for column in columns
    })  # fmt: skip
    return pa.Table.from_pandas(shown, preserve_index=False)


def _pages(page: str, rows: pd.DataFrame) -> list[str | None]:
    """The address of each row's project; None of a row that is of no single one."""
    return [None if is_missing(one) else page + quote(str(one), safe="") for one in rows["project_id"]]


def _lit(view: View, made: pa.Table) -> Styler:
    """The table with its lights in their colours; each has its shape and its word too."""
    colours = {SHAPES[status]: colour for status, colour in view.palette.lights.items()}

    def colour(words: object) -> str:
        shape = str(words)[:1]
        return f"color: {colours[shape]}" if shape in colours else ""

    frame = made.to_pandas(types_mapper=pd.ArrowDtype)
    styled: Styler = frame.style.map(colour, subset=[one for one in made.column_names if one in _LIGHTS])
    return styled


def _name(
    view: View, key: str, _rows: pd.DataFrame, columns: tuple[str, ...], money: MoneyScale, page: str
) -> tuple[View, str, tuple[str, ...], MoneyScale, str]:
    return view, key, columns, money, page


def _size(made: pa.Table) -> int:
    return 4096 + int(made.nbytes)


_kept = cached(LRUCache(_MOST_BYTES, getsizeof=_size), key=_name, condition=threading.Condition())(_table)


def shown_values(view: View, rows: pd.DataFrame, column: str, money: MoneyScale) -> pd.Series:
    """A column as the reader sees it: amounts in their unit, shares in percent, codes by their names."""
    # Rounded here, half up: the table's own formatter would round the binary number.
    t, values = view.t, rows[column]
    if any_withheld(values):
        return values.map(lambda value: _written(view.t, column, money, value)).astype("object")
    shown: pd.Series[Any]
    match COLUMNS[column][1]:
        case "money":
            shown = values.map(money.value).astype("float64")
        case "share" | "growth":
            shown = values.map(lambda share: _tenths(float(share) * 100), na_action="ignore").astype("float64")
        case "points":
            shown = values.map(lambda figure: _tenths(float(figure)), na_action="ignore").astype("float64")
        case "days":
            shown = values.map(lambda figure: float(rounded(figure, 0)), na_action="ignore").astype("float64")
        case "rate":
            # A chart's rows need not say of how many a rate is.
            counts = rows[OF[column]] if OF[column] in rows else [FEW] * len(rows)
            rates = [_rate(t, share, n) for share, n in zip(values, counts, strict=True)]
            shown = pd.Series(rates, rows.index, dtype="object")
        case "name":
            shown = values.map(lambda code: name_of(view, column, code), na_action="ignore")
        case "flag":
            shown = values.map(lambda is_so: t("Yes") if is_so else t("No"))
        case "quarter":
            shown = values.map(lambda first: quarter_words(t, first))
        case "count" | "months" | "change":
            shown = values.astype("Int64")
        case _:
            shown = values
    return shown


def _written(t: Texts, column: str, money: MoneyScale, value: float) -> str | None:
    """A cell of a column in which figures are withheld: words among figures, so all are written."""
    if is_missing(value):
        return t.withheld(value) or None
    form = COLUMNS[column][1]
    if form == "money":
        return money.figure(value, grouped=True)
    if form in {"share", "rate"}:
        return t.percent(value)
    if form in {"growth", "change"}:
        return f"{t.signed(value * 100)}%" if form == "growth" else t.signed(value, 0, grouped=True)
    return t.number(value, 1 if form == "points" else 0, grouped=True)


def _tenths(figure: float) -> float:
    return float(rounded(figure, 1))


def _rate(t: Texts, share: float, n: int) -> str | None:
    """A rate in words; of few projects it says how few."""
    if is_missing(share):
        return None
    return t("{share} (of {n})", share=t.percent(share), n=t.number(n)) if n < FEW else t.percent(share)


def _config(t: Texts, column: str, money: MoneyScale, width: int | None = None) -> Any:
    label, form = heading(t, column), COLUMNS[column][1]
    if column == _PAGE:
        return st.column_config.LinkColumn(label, width=_PAGE_WIDTH, display_text=t("See it"), alignment="left")
    formats = {"money": f"%,.{money.decimals}f", "share": "%,.1f%%", "points": "%,.1f", "days": "%,.0f"}
    formats |= {"growth": "%+,.1f%%", "change": "%+,d", "count": "%,d", "months": "%,d"}
    if form in formats:
        return st.column_config.NumberColumn(label, format=formats[form], width=width)
    if form in {"date", "month"}:
        return st.column_config.DateColumn(label, format="YYYY-MM-DD" if form == "date" else "YYYY-MM", width=width)
    if form == "rate":
        return st.column_config.TextColumn(label, alignment="right")
    return st.column_config.TextColumn(label, width=width)
