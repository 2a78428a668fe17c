"""A bordered place with a title and what it shows: what every panel stands in, and the parts of the data page too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.draw.markup import escape


class Place(NamedTuple):
    """A box made before what stands in it: all of it, and where its title stands."""

    frame: DeltaGenerator
    head: DeltaGenerator


def place() -> Place:
    """An empty box."""
    frame = st.container(border=True, height="stretch", gap="xsmall")
    return Place(frame, frame.container(gap="xsmall"))


def title(head: DeltaGenerator, words: str, subtitle: str) -> DeltaGenerator:
    """Write the title and what is shown; returns the corner at its right."""
    with (
        head,
        st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small", wrap=False
        ),
    ):
        st.markdown(f"### {escape(words)}", anchors=False)
        corner = st.container(width="content")
    if subtitle:
        head.caption(escape(subtitle))
    return corner


@contextmanager
def box(words: str, subtitle: str) -> Iterator[None]:
    """A box with this title, for widgets: nothing in it can be questioned."""
    frame, head = place()
    with frame:
        title(head, words, subtitle)
        yield
