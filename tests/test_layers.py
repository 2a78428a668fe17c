"""The house's layers: imports run one way, and each room keeps to its own work."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: Layer → the product's layers that it may import. `texts` is on the ground.
MAY_IMPORT: dict[str, set[str]] = {
    "app": {"web"},
    "web": {"web", "screen", "pages", "reports", "view", "queries", "data", "access", "texts"},
    "screen": {"screen", "panels", "reports", "figures", "view", "charts", "queries", "data", "access", "texts"},
    "pages": {"pages", "panels", "reports", "figures", "view", "charts", "queries", "data", "access", "texts"},
    "panels": {"panels", "figures", "view", "charts", "queries", "data", "texts"},
    "reports": {"reports", "panels", "figures", "view", "charts", "data", "texts"},
    "view": {"view", "figures", "charts", "queries", "data", "access", "texts"},
    "figures": {"figures", "data", "texts"},
    "charts": {"charts", "texts"},
    "queries": {"figures", "data"},
    "texts": {"texts"},
    "data": {"data"},
    "access": {"access"},
}
#: One backup holds the store and what a hosted dashboard knows of people, and what is done at the command line
#: stands in its audit, in the zone's time: these join the two.
JOIN_DATA_AND_ACCESS = {"access/__main__.py", "data/__main__.py", "data/backup/commands.py", "data/backup/restoring.py"}
#: Libraries that only some layers may know.
ONLY_IN: dict[str, set[str]] = {
    "streamlit": {"app", "web", "pages"},
    "altair": {"charts"},
    "duckdb": {"data", "queries"},
    "starlette": {"app", "web"},
    "pydantic": {"access", "data"},
    "xlsxwriter": {"data", "reports"},
    "vl_convert": {"reports"},
    "python_calamine": {"data"},
    "segno": {"reports"},
    "PIL": {"reports"},
    "openpyxl": {"data"},
    "polib": {"texts"},
}


def files(layer: str) -> list[Path]:
    return [ROOT / "app.py"] if layer == "app" else sorted((ROOT / layer).rglob("*.py"))


def imported(file: Path) -> set[str]:
    """Top names of everything that a file imports, at any depth of its code."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_imports_run_one_way(layer: str) -> None:
    assert files(layer)
    for file in files(layer):
        ours = imported(file) & MAY_IMPORT.keys()
        if file.relative_to(ROOT).as_posix() in JOIN_DATA_AND_ACCESS:
            ours -= {"access", "data"}
        assert ours <= MAY_IMPORT[layer], f"{file.relative_to(ROOT)} imports {ours - MAY_IMPORT[layer]}"


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stays_in_its_layers(library: str) -> None:
    for layer in MAY_IMPORT.keys() - ONLY_IN[library]:
        for file in files(layer):
            assert library not in imported(file), f"{file.relative_to(ROOT)} imports {library}"


def test_sql_is_written_in_sql_files_only() -> None:
    sql = re.compile(r"\bselect\b.+\bfrom\b|\binsert into\b", re.IGNORECASE | re.DOTALL)
    for layer in ("app", "web", "pages", "panels", "figures", "view", "charts", "texts"):
        for file in files(layer):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    assert not sql.search(node.value) or len(node.value.split("\n")) == 1, f"{file}: {node.value}"


def test_no_page_writes_html_or_reads_a_deprecated_name() -> None:
    for file in files("pages"):
        text = file.read_text(encoding="utf-8")
        for word in ("unsafe_allow_html", "use_container_width", "experimental", "if lang =="):
            assert word not in text, f"{file.relative_to(ROOT)}: {word}"


def test_page_files_read_in_a_minute() -> None:
    from view.addresses import PAGES

    for page in PAGES:
        lines = (ROOT / "pages" / page.file).read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 90, f"{page.file} has {len(lines)} lines"
