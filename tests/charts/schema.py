"""Vega-Lite's schema, which the charts are not held against where they are made (charts/theme.py)."""

from __future__ import annotations

from functools import cache
from typing import Any

from altair.utils.schemapi import validate_jsonschema
from altair.vegalite.v6.schema.core import load_schema


@cache
def _schema() -> dict[str, Any]:
    found: dict[str, Any] = load_schema()
    return found


def assert_valid(spec: dict[str, Any]) -> None:
    """Raises what is wrong with a specification."""
    validate_jsonschema(spec, _schema())
