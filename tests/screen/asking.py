"""A screen's link as the routes read it."""

from __future__ import annotations

from urllib.parse import parse_qs

from access.rights import LOCAL, Rights
from screen import link
from screen.link import Asked, LinkError
from screen.views import Turn, turns


def asked(query: str = "", rights: Rights = LOCAL) -> Asked:
    """What a link's query asks for."""
    return link.asked(parse_qs(query, keep_blank_values=True), rights)


def refused(query: str, rights: Rights = LOCAL) -> list[str]:
    """The sentences with which a link is refused; none when it is not."""
    try:
        asked(query, rights)
    except LinkError as error:
        return error.sentences
    return []


def html_of(turn: Turn) -> str:
    """All that a turn sends."""
    return turn.band + "".join(panel["html"] for panel in turn.panels)


def shown(query: str = "", rights: Rights = LOCAL) -> dict[str, str]:
    """View → its HTML."""
    return {turn.name: html_of(turn) for turn in turns(asked(query, rights))}
