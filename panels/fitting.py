"""What is said in the place of what does not fit: a question of too many projects for the memory or the time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import queries
from queries import DoesNotFitError as DoesNotFitError  # noqa: PLC0414 - named where it is told
from texts import Texts
from view.view import View

_T = TypeVar("_T")


def why(t: Texts, error: queries.DoesNotFitError) -> str:
    """The sentence: what was too little, and what to do."""
    if isinstance(error, queries.TooSlowError):
        seconds = f"{queries.TIMEOUT_SECONDS:.0f}"
        return t(
            "This was not answered within {seconds} s and was stopped. Choose fewer projects with the filters.",
            seconds=seconds,
        )
    return t(
        "This needs more memory than the database may use here. Choose fewer projects with the filters, or give it "
        "more (DASHBOARD_MEMORY, in MB)."
    )


def fitting(view: View, make: Callable[[], _T], instead: Callable[[str], _T]) -> _T:
    """What `make` makes; what `instead` makes of the sentence that says why, where its questions do not fit."""
    try:
        return make()
    except queries.DoesNotFitError as error:
        return instead(why(view.t, error))
