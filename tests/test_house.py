"""The house is read file by file: each says one thing, and fits in a few screens."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
#: Where the product's own code stands; tests and benchmarks may be longer.
ROOMS = (
    "access",
    "charts",
    "data",
    "figures",
    "pages",
    "panels",
    "queries",
    "reports",
    "screen",
    "texts",
    "forecast",
    "view",
    "web",
)
MOST_LINES = 300


def test_a_file_says_one_thing() -> None:
    lengths = {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for room in ROOMS
        for file in (ROOT / room).rglob("*.py")
    }
    assert len(lengths) > 200
    too_long = {name for name, lines in lengths.items() if lines > MOST_LINES}
    assert not too_long, "divide it by meaning: each half with a name that says what is inside"


def test_every_module_says_what_is_inside() -> None:
    for room in ROOMS:
        for file in (ROOT / room).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            assert not text or text.startswith('"""'), f"{file.relative_to(ROOT)} does not begin with what it holds"
