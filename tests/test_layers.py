"""The house's layers: imports run one way, and each room keeps to its own work."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: The product's rooms: who may import whom stands in pyproject.toml, as contracts of import-linter.
ROOMS = (
    "web",
    "screen",
    "pages",
    "panels",
    "reports",
    "view",
    "figures",
    "charts",
    "queries",
    "texts",
    "data",
    "access",
    "forecast",
)


def test_imports_run_one_way() -> None:
    # In a process of its own: within this one it would silence every logger that other tests listen to.
    run = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"a contract of pyproject.toml is broken:\n{done.stdout}"


def test_every_room_is_under_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rooms = {file.parent.relative_to(ROOT).parts[0] for file in ROOT.glob("*/*.py")} - {"tests", "benchmarks"}
    assert rooms == set(ROOMS) == set(settings["tool"]["importlinter"]["root_packages"])
    assert rooms | {"app"} <= set(settings["tool"]["mypy"]["packages"])


def test_the_app_only_wires() -> None:
    # import-linter knows packages alone, and app.py is a file.
    ours = imported(ROOT / "app.py")
    assert ours & set(ROOMS) == {"web"}
    assert ours - set(ROOMS) - set(sys.stdlib_module_names) <= {"streamlit", "starlette"}


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
