"""The sidebar: the shared filters as widgets bound to the URL, and the view that they make."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, NamedTuple, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from access.rights import Rights
from data import versions
from pages.draw.markup import escape
from pages.frame import following
from texts import Language, Texts, texts
from view import filters, links
from view.filter import Filter
from view.view import Edition, View, chosen, edition

_FEW_YEARS = 5
#: So many options are seen at a glance; more can be searched by typing.
_FEW_OPTIONS = 12


class Places(NamedTuple):
    """The sidebar's containers, from top to bottom."""

    reader: DeltaGenerator
    pages: DeltaGenerator
    filters: DeltaGenerator
    appearance: DeltaGenerator


def chosen_edition(rights: Rights) -> Edition:
    """The data version to show: the newest, or the one that the link or the reader has pinned.

    Readers of sums alone see the newest: from two versions' sums what came in between could be computed.
    """
    if rights.sees_sums_alone:
        return edition(versions.current() or versions.ensure())
    if "version" in st.session_state:
        wanted = links.pinned({"version": [st.session_state["version"]]})
    else:
        wanted = links.pinned({"version": st.query_params.get_all("version")})
    if wanted:
        return edition(wanted, is_pinned=True)
    return edition(versions.current() or versions.ensure())


def stop_at_unknown_link(data: Edition, rights: Rights) -> None:
    """Stop with a sentence where a link names a value that nothing here knows; say what was ignored.

    Only a query that is new is looked at: later in a session Streamlit still hands out the one that
    the page was opened with. Rights that have changed are a reason to look again.
    """
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    if (query, rights) == st.session_state.get("link_checked"):
        return
    known = links.link_filters(query, rights)
    _forget_lost_choices(known)
    t = texts(links.language_of(query, known))
    if found := links.problems(t, query, known, (data.first_day, data.last_day)):
        st.set_page_config(layout="wide")
        st.title(t("Investment promotion dashboard"), anchor=False)
        lines = [t("This link asks for something that is not here:"), *map(escape, found)]
        st.error("\n\n".join(lines), icon=":material/link_off:")
        st.link_button(t("Open the whole zone"), f"?lang={t.language}" if t.language != "zh" else "?")
        st.stop()
    st.session_state["link_ignored"] = sorted(query.keys() - known.keys() - links.FOREIGN - {"as_of"})
    st.session_state["link_checked"] = query, rights


def _forget_lost_choices(known: dict[str, Filter]) -> None:
    """Choices that were made under other rights and that the reader no longer has."""
    for key, one in known.items():
        chosen = st.session_state.get(key)
        if one.is_multiple and chosen:
            st.session_state[key] = [code for code in chosen if code in one.codes]
        elif chosen is not None and not one.is_multiple and one.reads is None and chosen not in one.codes:
            del st.session_state[key]


def language(data: Edition, rights: Rights) -> tuple[Language, Places]:
    """The language in force, and the sidebar's places from top to bottom.

    The language control stands last but is drawn first: all else, the navigation too, is written in it.
    """
    known = filters.filters(data.version, rights)
    reader = st.sidebar.container()
    places = Places(reader, st.sidebar.container(gap="xxsmall"), st.sidebar.container(), st.sidebar.container())
    raw = st.session_state.get("lang") or links.language_of({"lang": st.query_params.get_all("lang")}, known)
    t = texts(cast(Language, raw))
    with places.appearance, st.container(horizontal=True, gap="xsmall"):
        chosen = _switch(known["lang"], t, on_change=_relabel, args=((*known, "version"),))
        t = texts(cast(Language, chosen))
        _switch(known["theme"], t)
    return t.language, places


def view(data: Edition, rights: Rights, language: Language, places: Places, path: str) -> View:
    """Draw the filters in their place and return the view that they ask for."""
    t = texts(language)
    known = filters.filters(data.version, rights)
    if rights.sees_sums_alone:
        return _whole_zone(data, rights, t, known, places)
    with places.filters:
        years, period = st.container(), st.container()
        shared = [one for one in known.values() if one.is_shared and one.key != "period"]
        for one in shared:
            if not one.is_more:
                _draw(one, t, path)
        _more([one for one in shared if one.is_more], t, path)
        as_of = _as_of(data, t)
        with years:
            year = _year(known["year"], t, as_of)
        with period:
            _draw(known["period"], t, path)
    standing = {one.key: st.session_state.get(one.key) for one in known.values() if one.is_shared}
    codes = {key: code for key, code in standing.items() if code is not None and path not in known[key].not_on}
    return View(
        edition=data,
        language=language,
        theme=_theme(),
        as_of=as_of,
        year=year,
        chosen=chosen(codes, known),
        remarks=tuple(_remarks(data, known, t, path)),
        rights=rights,
    )


def _more(rare: list[Filter], t: Texts, path: str) -> None:
    """Filters that are seldom used: made when their box is first opened, or when one of them is asked for.

    From then on they are made at every run: Streamlit forgets the choice of a widget that is not.
    """
    version = links.version_filter()
    keys = [*(one.key for one in rare), version.key]
    are_known = any(key in st.session_state or key in st.query_params for key in keys)
    box = st.expander(t("More filters"), expanded=are_known, key="more_filters", on_change="rerun")
    if box.open or are_known:
        with box:
            for one in rare:
                _draw(one, t, path)
            _pick(version, t)


def _whole_zone(data: Edition, rights: Rights, t: Texts, known: dict[str, Filter], places: Places) -> View:
    """The view of a reader of sums alone: a year of the whole zone, as it stands now."""
    with places.filters:
        year = _year(known["year"], t, data.last_day)
        st.caption(escape(t("The other filters are for readers who are logged in.")))
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    narrowing = links.narrowing(query, known, data.last_day, data.version)
    return View(
        edition=data,
        language=t.language,
        theme=_theme(),
        as_of=data.last_day,
        year=year,
        narrowed_by=tuple(t(caption) for caption in narrowing),
        rights=rights,
    )


def _remarks(data: Edition, known: dict[str, Filter], t: Texts, path: str) -> list[str]:
    """What the link or the sidebar asks for that this page leaves out of account."""
    ignored = list(st.session_state.get("link_ignored", []))
    ignored += [one.key for one in known.values() if one.page not in (None, path) and one.key in st.query_params]
    found = []
    if data.is_pinned:
        found.append(t("Pinned to version {version}: what is published later is not shown.", version=data.version))
    if ignored:
        found.append(t("The link's parameter {names} means nothing here and was ignored.", names=t.join(ignored)))
    if path in known["period"].not_on and (period := st.session_state["period"]) != known["period"].default:
        label = known["period"].label(period, t.language)
        found.append(t("This page speaks of the whole year; the period {period} is not used.", period=label))
    others = [one for one in known.values() if one.is_shared and one.key != "period" and path in one.not_on]
    if unused := [t(one.caption) for one in others if st.session_state.get(one.key) not in (None, [], one.default)]:
        found.append(
            t("Whole departments are appraised: what is chosen as {filters} is not used.", filters=t.join(unused))
        )
    return found


def _draw(one: Filter, t: Texts, path: str) -> None:
    if one.is_multiple:
        _choose(one, t, t(one.everything), disabled=path in one.not_on)
    else:
        _pick(one, t, disabled=path in one.not_on)


def _why_not(one: Filter, t: Texts) -> str:
    """Why a filter does not apply to a page."""
    if one.key == "period":
        return t("This page speaks of the whole year.")
    return t("Whole departments are appraised: their targets are not narrowed with their projects.")


def _choose(one: Filter, t: Texts, everything: str, *, disabled: bool = False) -> None:
    st.multiselect(
        t(one.caption),
        one.codes,
        format_func=lambda code: one.label(code, t.language),
        placeholder=everything,
        select_all=False,
        filter_mode="fuzzy" if len(one.codes) > _FEW_OPTIONS else None,
        key=one.key,
        bind="query-params",
        disabled=disabled,
        help=_why_not(one, t) if disabled else None,
    )


def _pick(one: Filter, t: Texts, *, disabled: bool = False) -> None:
    st.selectbox(
        t(one.caption),
        one.codes,
        filter_mode=None,
        index=one.codes.index(one.default) if one.default else 0,
        format_func=lambda code: one.label(code, t.language),
        key=one.key,
        bind="query-params",
        disabled=disabled,
        help=_why_not(one, t) if disabled else None,
    )


def _as_of(data: Edition, t: Texts) -> dt.date:
    following.offer("as_of", data.last_day)
    _keep_within(data)
    day = st.date_input(
        t("As of"),
        data.last_day,
        min_value=data.first_day,
        max_value=data.last_day,
        format="YYYY-MM-DD",
        key="as_of",
        bind="query-params",
        help=t("Move it back to see the zone as it stood on that day."),
    )
    return day


def _keep_within(data: Edition) -> None:
    """A day that was chosen in data that are no longer shown becomes the last one of those that are.

    Before their first day nothing is known: the day nearest to it would show a zone without a project.
    """
    chosen = st.session_state.get("as_of")
    if isinstance(chosen, dt.date) and not data.first_day <= chosen <= data.last_day:
        following.follow("as_of", data.last_day)


def _year(one: Filter, t: Texts, as_of: dt.date) -> int:
    codes = [code for code in one.codes if int(code) <= as_of.year]
    following.offer(one.key, codes[-1])
    if len(codes) <= _FEW_YEARS:
        chosen = st.segmented_control(
            t(one.caption), codes, default=codes[-1], required=True, width="stretch", key=one.key, bind="query-params"
        )
    else:
        chosen = st.selectbox(t(one.caption), codes, index=len(codes) - 1, key=one.key, bind="query-params")
    return int(chosen or codes[-1])


def _theme() -> Literal["light", "dark"]:
    """The theme in force: the one chosen, or the browser's, which the browser tells only with its next question."""
    chosen = st.session_state.get("theme")
    if chosen in {"light", "dark"}:
        return cast(Literal["light", "dark"], chosen)
    return "dark" if st.context.theme.type == "dark" else "light"


def _switch(one: Filter, t: Texts, **more: Any) -> str:
    chosen = st.segmented_control(
        t(one.caption),
        one.codes,
        default=one.default,
        required=True,
        format_func=lambda code: one.label(code, t.language),
        label_visibility="collapsed",
        key=one.key,
        bind="query-params",
        **more,
    )
    return str(chosen or one.default)


def _relabel(keys: tuple[str, ...]) -> None:
    # A bound widget keeps the old language's label in the URL until its value is assigned anew.
    for key in keys:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
