"""What a template's faults quote and suggest."""

from __future__ import annotations

import difflib

from reports.word.fields import Form


def short(text: str) -> str:
    """Words as a fault quotes them."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:40]}…"


def nearest(name: str, known: list[str]) -> str:
    """The known name that is most like it; empty where none is."""
    return next(iter(difflib.get_close_matches(name, known, 1, 0.4)), "")


def maybe_zh(near: str, form: Form) -> str:
    """What to do about an unknown name."""
    return f"；是不是“{near}”？请改正或删去" if near else f"；请删去，字段见{form.guide}"


def maybe_en(near: str, form: Form) -> str:
    """What to do about an unknown name."""
    return f": is it {near}? Correct it or take it out" if near else f": take it out; {form.guide} lists the fields"
