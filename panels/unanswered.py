"""What is said in the place of what has no answer: of too many projects for memory or time, of a cluster away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import queries
from queries import UnansweredError as UnansweredError  # noqa: PLC0414 - named where it is told
from texts import Texts
from view.view import View

_T = TypeVar("_T")


def why(t: Texts, error: queries.UnansweredError) -> str:
    """The sentence: what was too little or is away, and what to do."""
    if isinstance(error, queries.ClusterError):
        return t(
            "The cluster that holds the projects did not answer this, twice. What was asked before is still shown; "
            "try again."
        )
    if isinstance(error, queries.TooSlowError):
        seconds = f"{queries.TIMEOUT_SECONDS:.0f}"
        return t(
            "This was not answered within {seconds} s and was stopped. Choose fewer projects with the filters.",
            seconds=seconds,
        )
    if isinstance(error, queries.TooManyRowsError):
        # Said of what filters do not narrow.
        return t(
            "There are more projects than can be gone through one by one here. Give it more memory "
            "(DASHBOARD_MEMORY, in MB)."
        )
    return t(
        "This needs more memory than the database may use here. Choose fewer projects with the filters, or give it "
        "more (DASHBOARD_MEMORY, in MB)."
    )


def answered(view: View, make: Callable[[], _T], instead: Callable[[str], _T]) -> _T:
    """What `make` makes; what `instead` makes of the sentence that says why, where its questions have no answer."""
    try:
        return make()
    except queries.UnansweredError as error:
        return instead(why(view.t, error))
