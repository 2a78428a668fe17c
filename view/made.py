"""Answers that are made here of several queries: what they are made of, and who makes them."""

from __future__ import annotations

import pandas as pd

from view.ahead import answers as ahead
from view.compared import answers as compared
from view.compared.answers import Params

#: Answer → the queries that it is made of.
MADE_OF: dict[str, tuple[str, ...]] = {**compared.MADE_OF, **ahead.MADE_OF}


def answer(name: str, version: str, params: Params) -> pd.DataFrame:
    """An answer's rows. Nobody may change them.

    Raises:
        QueryError, StoreError: as `queries.run`.
    """
    return ahead.answer(name, version, params) if name in ahead.MADE_OF else compared.answer(name, version, params)


def behind(name: str, version: str, params: Params) -> list[tuple[str, str, Params]]:
    """The queries behind an answer, or a query itself, each with its version and parameters."""
    return ahead.behind(name, version, params) if name in ahead.MADE_OF else compared.behind(name, version, params)
