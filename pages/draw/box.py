"""A bordered place with a title and what it shows: what every panel stands in, and the parts of the data page too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.draw.words import titled, together


def frame() -> DeltaGenerator:
    """An empty box."""
    return st.container(border=True, height="stretch", gap="xsmall")


@contextmanager
def box(title: str, subtitle: str) -> Iterator[None]:
    """A box with this title, for widgets: nothing in it can be questioned."""
    with frame():
        st.html(together([titled(title, subtitle)]))
        yield
