"""What is supposed of an appraisal: a text bound to the address, and controls that write into it."""

from __future__ import annotations

import streamlit as st

from pages.draw.markup import escape
from panels.appraisal import opened, words
from panels.appraisal.asked import Asked, appraisal
from panels.appraisal.opened import Candidate
from view.appraisal.what_if import Item, WhatIf, parsed
from view.view import View

_KEY = "what_if"


def draw(view: View, one: Asked) -> None:
    """An expander with what is supposed, and ways to suppose more."""
    t = view.t
    is_open = bool(st.session_state.get(_KEY) or st.query_params.get(_KEY))
    with st.expander(t("What if"), icon=":material/help_center:", expanded=is_open):
        st.caption(t("Weights, targets, indicators and projects otherwise than they are: nothing is saved, the link "
                     "carries it, and all that is shown or saved says so."))  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.text_input(
                t("What is supposed, as the link has it"), key=_KEY, bind="query-params",
                placeholder="weight.signed=30; off.funds; start.P2023-001",
            )  # fmt: skip
            st.button(t("Take it back"), icon=":material/undo:", key="suppose_nothing", on_click=_write,
                      args=(WhatIf(),))  # fmt: skip
        text = str(st.session_state.get(_KEY) or "")
        found = parsed(text)
        if found is None:
            st.error(escape(t("It cannot be read: write items with a semicolon between them, each thing once, such as "
                              "weight.signed=30; target.signed=20; off.funds; start.P2023-001.")))  # fmt: skip
            found = WhatIf()
        _indicator(view, one, found)
        _project(view, one, found)


def _indicator(view: View, one: Asked, found: WhatIf) -> None:
    """Another weight, another target, on or off."""
    t, scheme = view.t, one.scheme
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        key = st.selectbox(
            t("Indicator"), [each.key for each in scheme.indicator], key="suppose_indicator", filter_mode=None,
            width=240, format_func=lambda code: words.indicator_name(view, scheme, code),
        )  # fmt: skip
        chosen = scheme.named(str(key))
        if chosen is None:
            return
        number = st.number_input(t("New number"), min_value=0.0, value=float(chosen.weight or 0.0),
                                 key=f"suppose_n_{key}", width=160)  # fmt: skip
        if chosen.is_weighted:
            _offer(t("as its weight"), found, Item("weight", chosen.key, number=number), is_open=number > 0)
        if chosen.target is not None:
            _offer(t("as its target (all)"), found, Item("target", chosen.key, number=number))
            _offer(t("as its target ({unit})", unit=view.unit_name(one.unit)), found,
                   Item("target", chosen.key, one.unit, number))  # fmt: skip
        is_on = found.switches.get(chosen.key, chosen.is_on)
        _offer(t("switch off") if is_on else t("switch on"), found, Item("off" if is_on else "on", chosen.key))


def _project(view: View, one: Asked, found: WhatIf) -> None:
    """A project that moves, the most useful first, or one more project."""
    t = view.t
    able = opened.candidates(view, appraisal(view, one))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if named := {one.code: one for one in able if one.is_named}:
            code = st.selectbox(
                escape(t("Project of {unit}", unit=view.unit_name(one.unit))), list(named), width=420,
                key=f"suppose_project_{one.unit}", format_func=lambda code: _called(view, named[code]),
            )  # fmt: skip
            chosen = named.get(str(code)) or next(iter(named.values()))
            _offer(t("suppose it"), found, Item(chosen.move, chosen.project))
        unit = view.t.small_scale
        size = st.number_input(t("One more project of ({unit})", unit=unit.unit), min_value=0.0,
                               value=10_000.0 / unit.wan, key="suppose_size", width=180)  # fmt: skip
        _offer(t("suppose it is signed"), found, Item("add", one.unit, number=size * unit.wan), is_open=size > 0)


def _called(view: View, one: Candidate) -> str:
    t = view.t
    return t("{name} {move}: {points} points", name=one.row.name, move=t(opened.MOVE_NAMES[one.move]),
             points=t.signed(one.gain, 2))  # fmt: skip


def _offer(label: str, found: WhatIf, item: Item, *, is_open: bool = True) -> None:
    st.button(
        escape(label), key=f"suppose_{item.verb}_{'own' if item.unit else 'all'}", on_click=_write,
        args=(found.with_item(item),), disabled=not is_open,
    )  # fmt: skip


def _write(what_if: WhatIf) -> None:
    st.session_state[_KEY] = what_if.written()
