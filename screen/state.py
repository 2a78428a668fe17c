"""What a screen is told: its views in words and figures, as JSON; and a mark that changes when they do."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from dataclasses import asdict
from typing import Any

from cachetools import LRUCache, TTLCache, cached

from access.rights import Rights
from data import settings, versions
from panels.unanswered import answered
from screen import views
from screen.link import Asked
from view.scope import scope_words, zone_name

_MOST_STATES = 64
_AGAIN_SECONDS = 300
#: The wall's heading has room for so many names of a filter.
_MOST_NAMES = 2
#: A new program draws anew what an old one drew.
_STARTED = f"{time.time():.0f}"


def mark(version: str, query: str, rights: Rights) -> str:
    """Changes with the data, the settings, the link, the reader's rights and the program: an entity tag."""
    file = settings.file()
    touched = file.stat().st_mtime_ns if file.exists() else 0
    said = "\0".join([version, query, repr(rights), str(touched), _STARTED, versions.unreadable() or ""])
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def _key(asked: Asked) -> tuple[object, ...]:
    return asked.view, asked.audience, asked.names, asked.seconds


class _GapError(Exception):
    """Something did not fit: what is told without it, as the error's text."""


def state(asked: Asked) -> str:
    """The screen's JSON. What did not fit says so in its place, and is tried again after some minutes."""
    if (told := _WITH_GAPS.get(_key(asked))) is not None:
        return told
    try:
        return _whole(asked)
    except _GapError as error:
        return _WITH_GAPS.setdefault(_key(asked), str(error))


def has_gaps(asked: Asked) -> bool:
    """Did something not fit when this was last told, and is that to be told again?"""
    return _key(asked) in _WITH_GAPS


#: Memory that others use now may be free then.
_WITH_GAPS: TTLCache[object, str] = TTLCache(_MOST_STATES, _AGAIN_SECONDS)


# What is raised is not kept.
@cached(LRUCache(_MOST_STATES), key=_key, condition=threading.Condition())
def _whole(asked: Asked) -> str:
    view, t = asked.view, asked.view.t
    # Where that has no answer, the panels say why.
    stopped = answered(view, view.money_month, lambda _why: None)
    facts = [t("as of {day}", day=t.day(view.as_of))]
    facts += [t("money to {month}", month=t.month_end(stopped, view.as_of))] if stopped else []
    turns = views.turns(asked)
    found: dict[str, Any] = {
        "version": view.edition.version,
        "language": "zh-CN" if view.language == "zh" else "en",
        "theme": view.theme,
        "zone": zone_name(t, is_demo=view.edition.is_demo),
        "what": t("Investment promotion"),
        "dated": ("　" if view.language == "zh" else " · ").join(facts),
        "scope": scope_words(view, _MOST_NAMES),
        "mark": t("Demonstration data") if view.edition.is_demo else "",
        "seconds": asked.seconds,
        "turns": [{key: value for key, value in asdict(turn).items() if key != "is_whole"} for turn in turns],
    }
    told = json.dumps(found, ensure_ascii=False)
    if not all(turn.is_whole for turn in turns):
        raise _GapError(told)
    return told
