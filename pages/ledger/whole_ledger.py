"""What is said of a ledger as a whole on the data page: the order of days, other currencies, amounts below zero."""

from __future__ import annotations

import streamlit as st

from data.ledger.report import Report
from pages.draw.markup import escape
from pages.ledger.upload_state import Upload
from texts import Texts
from view.view import View

_CURRENCIES = ("USD", "EUR", "JPY", "HKD", "KRW")


def show_whole(view: View, upload: Upload, report: Report) -> None:
    """Choices that hold for every sheet; open where something is wrong, since they may be the answer."""
    t, key = view.t, upload.identity
    with st.expander(escape(t("Of the whole ledger: order of dates, rates, amounts below zero")),
                     expanded=bool(report.errors)):  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            _order(t, upload, key)
            _negative(t, upload, key)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            for currency in dict.fromkeys([*_CURRENCIES, *upload.mapping.rates]):
                _rate(t, upload, currency, key)


def _order(t: Texts, upload: Upload, key: str) -> None:
    names = {"ymd": t("Year, month, day"), "dmy": t("Day, month, year"), "mdy": t("Month, day, year")}
    now = upload.mapping.date_order
    st.selectbox(
        t("Order of dates such as 3/4/2023"), list(names), index=list(names).index(now) if now else None,
        format_func=names.__getitem__, filter_mode=None, placeholder=t("Not stated"), key=f"order_{key}", width=260,
        on_change=lambda: upload.say_of_all(date_order=st.session_state[f"order_{key}"]),
    )  # fmt: skip


def _negative(t: Texts, upload: Upload, key: str) -> None:
    names = {"refuse": t("An error"), "add": t("Money taken back: add them"), "drop": t("Not read, the row stays")}
    st.selectbox(
        t("Amounts below zero"), list(names), index=list(names).index(upload.mapping.negative),
        format_func=names.__getitem__, filter_mode=None, key=f"negative_{key}", width=260,
        on_change=lambda: upload.say_of_all(negative=st.session_state[f"negative_{key}"]),
    )  # fmt: skip


def _rate(t: Texts, upload: Upload, currency: str, key: str) -> None:
    def change() -> None:
        rates = {name: rate for name, rate in upload.mapping.rates.items() if name != currency}
        said = st.session_state[f"rate_{currency}_{key}"]
        upload.say_of_all(rates=rates | ({currency: said} if said else {}))

    st.number_input(
        t("Yuan for 1 {currency}", currency=currency), 0.0, None, upload.mapping.rates.get(currency), step=0.01,
        format="%.4f", placeholder="—", key=f"rate_{currency}_{key}", width=150, on_change=change,
    )  # fmt: skip
