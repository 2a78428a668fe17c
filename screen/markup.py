"""Pieces of the screen's HTML."""

from __future__ import annotations

from texts.tags import tag, text


def figure(words: str, of: str = "") -> str:
    """A figure that counts up once when it changes: the script finds its number."""
    return text("span", words, f"figure {of}".strip())


def chart(name: str, alt: str, more: str) -> str:
    """The place of a chart, which the script fetches at the place's own size; `more` says how many rows it left out."""
    return tag("div", "", "chart", role="img", aria_label=alt, data_chart=name, data_more=more)


def row(name: str, amount: str, notes: list[str], light: str = "") -> str:
    """A row of a list: a name, its amount at the right, notes below; with a `light` the last note is in its colour."""
    *others, last = notes or [""]
    below = "".join(text("span", note, "note") for note in others if note)
    below += text("span", last, f"note light {light}" if light else "note") if last else ""
    return text("span", name, "name") + text("span", amount, "amount") + tag("span", below, "notes")


def items(rows: list[str], more: str, others: int = 0, span: str = "") -> str:
    """A list that shows as many rows as fit; `more` says how many do not, with {n} for the number.

    With `span` it is gone through to its end, and that says which are shown: {first}, {last} of {n}. `others` were not
    even sent: no wall has room for them.
    """
    listed = "".join(tag("li", one) for one in rows)
    gone_through = {"data_range": span} if span else {}
    return tag("ul", listed, "list") + tag("p", "", "more", data_more=more, data_others=str(others), **gone_through)
