"""What README says is what the product has: pages, parameters, commands, variables, files."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from access.rights import LOCAL
from tests.demo_ledger import Published
from version import VERSION
from view import filters
from view.addresses import ADMIN, PAGES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SOURCES = [file for layer in ("web", "data", "tests") for file in (ROOT / layer).rglob("*.py")]


def cells(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def rows(heading: str) -> list[list[str]]:
    """The table whose header row begins with `heading`, cell by cell."""
    after = README.split(f"| {heading} |", 1)[1].splitlines()[2:]
    table = []
    for line in after:
        if not line.startswith("|"):
            break
        table.append([cell.strip() for cell in line.strip("|").split("|")])
    return table


def test_every_page_is_listed() -> None:
    addresses = [*(f"/{page.path}" for page in (*PAGES, ADMIN)), "/screen"]
    listed = [next(iter(cells(row[0]))) for row in rows("address")]
    assert listed == addresses, "README's table of addresses: a row a page, in the order of view/addresses.py"


def test_every_parameter_and_code_is_listed(demo: Published) -> None:
    known = filters.filters(demo.version, LOCAL)
    listed = {name: cells(row[1]) for row in rows("parameter") for name in cells(row[0])}
    assert listed.keys() == known.keys() | {"as_of", "version"}, "README's table of parameters: a row a filter"
    for key in ("lang", "theme", "size", "agreement", "reading", "follow", "by", "funds", "light", "stage"):
        assert listed[key] == set(known[key].codes), f"README's table of parameters: the codes of {key}"
    assert set(known["rule"].codes) <= listed["rule"], "README's table of parameters: the codes of rule"
    assert listed["period"] <= set(known["period"].codes)


def test_every_command_is_listed() -> None:
    command = [sys.executable, "-m", "data", "--help"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    commands = set(re.findall(r"^    ([\w-]+)\s", shown.stdout, re.MULTILINE))
    listed = {one.split()[0] for row in rows("command") for one in cells(row[0])}
    assert listed == commands


def test_every_variable_is_read_somewhere() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    for row in rows("environment variable"):
        assert f'"{next(iter(cells(row[0])))}"' in text


def test_every_file_it_names_exists() -> None:
    for name in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / name).exists(), name
    for name in ("data/settings.toml", "data/published.csv", ".streamlit/config.toml", "texts/zh_CN.po", ".ci/run"):
        assert name in README
        assert (ROOT / name).exists(), name


def test_every_folder_has_its_line() -> None:
    text = (ROOT / "docs/folders.md").read_text(encoding="utf-8")
    listed = {name.rstrip("/") for name in re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)}
    rooms = [ROOT / name for name in sorted(listed) if "/" not in name and (ROOT / name).is_dir()]
    inside = {"deploy", "tests", "benchmarks", "docs"}
    folders = {
        file.parent.relative_to(ROOT).as_posix()
        for room in rooms
        if room.name not in inside
        for file in room.rglob("*.py")
    }
    assert listed == folders | inside | {"app.py"}


def test_the_newest_release_is_this_one() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \[([\d.]+)\] - \d{4}-\d{2}-\d{2}$", text, re.MULTILINE)[0] == VERSION


def test_contributing_names_what_there_is() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:data|tests|view|figures|queries|texts|pages|panels)/[\w/]+\.\w+)`", text):
        assert (ROOT / name).exists(), name
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)) - {"help"}
    assert {name.strip("`") for name in re.findall(r"^\| (`\w+`) \|", text, re.MULTILINE)} == made
