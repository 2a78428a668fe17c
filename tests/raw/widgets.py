"""Widgets as they go over the wire: what an element holds, and the state that a person's choice makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from google.protobuf.message import Message
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState

#: Elements that send a state of their own at every run from the start, as the browser does.
_CHOICES = frozenset({"selectbox", "multiselect", "button_group", "date_input"})


def inner(element: Element) -> Message:
    """The message inside an element: its button, its heading, its chart."""
    made: Message = getattr(element, str(element.WhichOneof("type")))
    return made


def identity(element: Element) -> str:
    """The element's widget id; empty where it is no widget."""
    return str(getattr(inner(element), "id", ""))


def key(element: Element) -> str:
    """The `key` that the page gave the widget: the last part of its id; empty without one."""
    named = identity(element).rsplit("-", 1)[-1]
    return "" if named == "None" else named


def options(element: Element) -> list[str]:
    """The labels that can be chosen, in order."""
    held = inner(element)
    return [getattr(option, "content", option) for option in getattr(held, "options", ())]


def chosen(element: Element, value: str | Sequence[str]) -> WidgetState:
    """The state of a choice widget after a person's choice: labels, or days written YYYY-MM-DD."""
    state = WidgetState(id=identity(element))
    if element.WhichOneof("type") in {"selectbox", "text_input"}:
        state.string_value = value if isinstance(value, str) else value[0]
    else:
        state.string_array_value.data.extend([value] if isinstance(value, str) else value)
    return state


def pressed(element: Element) -> WidgetState:
    """The state of a button that has just been pressed."""
    return WidgetState(id=identity(element), trigger_value=True)


def shown(element: Element) -> WidgetState | None:
    """The state that the browser reports of a choice widget as it was drawn; None for all else."""
    kind = element.WhichOneof("type")
    held: Any = inner(element)
    if kind not in _CHOICES:
        return None
    if held.set_value:
        raw = held.raw_value if kind == "selectbox" else held.value if kind == "date_input" else held.raw_values
        return chosen(element, raw if isinstance(raw, str) else list(raw))
    if kind == "selectbox":
        return chosen(element, options(element)[held.default])
    if kind == "date_input":
        return chosen(element, list(held.default))
    return chosen(element, [options(element)[place] for place in held.default])
