"""What a filter is: its name, its words, what may be chosen, what a choice means to the queries, where it applies."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import queries
from texts import Language, texts

#: The codes chosen (none: all, or the default) and the year → the query parameters that they mean.
Parameters = Callable[[tuple[str, ...], int], Mapping[str, queries.Value]]


@dataclass(frozen=True)
class Option:
    """One thing to choose: its language-free code and its label in each language.

    `earlier`: labels that it had before, which links still say.
    """

    code: str
    zh: str
    en: str
    earlier: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Filter:
    """A filter: `key` names its widget and its parameter in an address; `default` is a code or None (all).

    One with `parameters` narrows every page; its choice is part of the view. `page`: the path of the one page that it
    is of, None for all; elsewhere a link's parameter is ignored with a remark.
    """

    key: str
    caption: str
    options: tuple[Option, ...]
    default: str | None = None
    is_multiple: bool = False
    page: str | None = None
    parameters: Parameters | None = None
    #: What stands in its place while nothing is chosen.
    everything: str = ""
    #: Whether it stands behind «More filters».
    is_more: bool = False
    #: Paths of pages that speak of the whole whatever is chosen.
    not_on: frozenset[str] = frozenset()
    #: Of one that is written, not chosen (a search, a number): what a spelling means; None where it means nothing.
    reads: Callable[[str], str | None] | None = None

    @property
    def codes(self) -> list[str]:
        return [option.code for option in self.options]

    @property
    def is_shared(self) -> bool:
        """Does it narrow every page?"""
        return self.parameters is not None

    def label(self, code: str, language: Language) -> str:
        return next((option.label(language) for option in self.options if option.code == code), code)

    def code_of(self, spelling: str) -> str | None:
        """The code that a URL value means, in any language or case; None when nothing knows it."""
        if self.reads is not None:
            return self.reads(spelling)
        wanted = _folded(spelling)
        for option in self.options:
            if wanted in map(_folded, (option.code, option.zh, option.en, *option.earlier)):
                return option.code
        return None


def messages(names: Mapping[str, str], earlier: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Option, ...]:
    """Options of codes by their message ids; `earlier` labels by code."""
    zh, en = texts("zh"), texts("en")
    before = earlier or {}
    return tuple(Option(code, zh(message), en(message), before.get(code, ())) for code, message in names.items())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
