"""The frame around every page: navigation above the filters, heading and scope, source line."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from access import handed_out
from access.rights import Rights
from data import versions
from pages.draw.markup import escape
from pages.draw.words import together
from pages.frame import following, share
from pages.run import narrowing
from pages.run.current import current
from panels.unanswered import answered
from texts import Language, texts
from texts.tags import literal, tag, text
from version import VERSION
from view.addresses import pages_for
from view.scope import scope_words, zone_name
from view.view import View

_STYLES = (Path(__file__).parents[1] / "style.css", Path(__file__).parents[1] / "draw" / "words.css")
STYLE = f"<style>{''.join(one.read_text(encoding='utf-8') for one in _STYLES)}</style>"
#: Name of a colour in our styles → Streamlit's name of it in a theme's settings.
_COLOURS = {
    "primary": "primaryColor", "border": "borderColor", "ahead": "greenTextColor", "behind": "orangeTextColor",
    "far-behind": "redTextColor",
}  # fmt: skip
ICON = Path(__file__).parents[1] / "icon.png"
handed_out.publish(ICON.read_bytes())


def navigation(language: Language, rights: Rights, place: DeltaGenerator) -> st.Page:
    """The pages that there are for the reader, in the reader's language; returns the one that is open.

    The links are drawn here, not by st.navigation: for a page with an icon it asks a font host for the
    favicon, and no request may leave the machine.
    """
    t, known = texts(language), pages_for(rights)
    pages = [st.Page(one.file, title=t(one.title), url_path=one.path or None, default=not one.path) for one in known]
    opened = st.navigation(pages, position="hidden")
    title = f"{opened.title} · {t('Investment promotion dashboard')}"
    # Said once a run: a second word on it costs a browser as much as a chart.
    st.set_page_config(page_title=title, page_icon=ICON, layout="wide", initial_sidebar_state="auto")
    section = ""
    for one, page in zip(known, pages, strict=True):
        if not one.is_listed:
            continue
        if one.section != section:
            section = one.section
            place.caption(t(section))
        place.page_link(page, icon=one.icon, width="stretch")
    return opened


def heading(title: str) -> DeltaGenerator:
    """The page's title; at its right how far the data goes, which version it is, and whether it is demonstration.

    Returns the place of the share button, which gives what the page will hold when it is drawn.
    """
    view = current()
    t = view.t
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", gap="small"):
        with st.container(horizontal=True, width="content", vertical_alignment="center", gap="small", wrap=False):
            st.title(title, anchor=False, width="content")
            sharing = st.container(width="content")
            if view.rights.sees_projects:
                said = t("Opens the wall's view of these filters; F makes it fill the screen.")
                words = tag("span", "", "icon tv") + literal(t("Meeting screen"))
                st.html(
                    tag("a", words, "to_screen", href=share.screen_address(view), target="_blank", title=said),
                    width="content",
                )  # fmt: skip
        facts = [zone_name(t, is_demo=view.edition.is_demo), t("as of {day}", day=t.day(view.as_of))]
        # Where that has no answer, the panels say why.
        if stopped := answered(view, view.money_month, lambda _why: None):
            facts.append(t("money to {month}", month=t.month_end(stopped, view.as_of)))
        facts.append(t("version {version}", version=view.edition.version))
        said = literal(("　" if t.language == "zh" else " · ").join(facts))
        if view.edition.is_demo:
            said += text("span", t("Demonstration data"), "demonstration")
        st.html(_colours(view) + together([tag("p", said, "note facts")]), width="content")
    if wanted := versions.unreadable():
        st.warning(
            t("Version {wanted} cannot be read; version {shown} is shown in its place. Tell the administrator.",
              wanted=escape(wanted), shown=view.edition.version)
        )  # fmt: skip
    # In a place of their own: the page below is not made anew where one is added.
    with st.container():
        for remark in view.remarks:
            st.caption(escape(remark))
        _choices(view)
    return sharing


def _colours(view: View) -> str:
    """The theme's colours by our names of them."""
    named = (f"--{name}: {st.get_option(f'theme.{view.theme}.{of}')};" for name, of in _COLOURS.items())
    return f"<style>:root {{ {' '.join(named)} }}</style>"


def _choices(view: View) -> None:
    """What the reader's own choices leave out, each with a click that takes it back: newer data, other projects."""
    t = view.t
    newer = None if view.rights.sees_sums_alone else following.newer(view)
    scope = scope_words(view)
    if newer is None and not scope:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if scope:
            st.caption(escape(t("Narrowed to: {scope}", scope=scope)), width="content")
        if any(key != "period" for key, _ in view.chosen):
            st.button(
                t("Take the filters away"), key="widen", type="tertiary", icon=":material/filter_alt_off:",
                on_click=narrowing.widen, args=(view,),
            )  # fmt: skip
        if newer is not None:
            st.caption(t("There are data up to {day}.", day=t.day(newer)), width="content")
            st.button(
                t("Show the newest data"), key="to_newest", type="tertiary", icon=":material/update:",
                on_click=following.to_newest, args=(view,),
            )  # fmt: skip


def footer() -> None:
    """Where the figures come from, and what they are not."""
    view = current()
    t = view.t
    lines = [
        t("Figures are rounded: parts may differ from their total by the last digit."),
        t("Planned investment, funds arrived and completed investment are three things: never add them."),
    ]
    if t.language == "en":
        lines.append(t("Money in RMB; B is a thousand million, M a million."))
    if view.edition.is_demo:
        lines.append(t("Demonstration: every figure except those marked as published or derived is synthetic."))
    lines.append(t("Program {version}.", version=VERSION))
    st.html(together([text("p", ("" if t.language == "zh" else " ").join(lines), "note")]))
