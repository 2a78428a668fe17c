"""The parts of a workbook's archive that say how its sheets are to be taken: their names, the calendar, the styles."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from data.ledger import formats
from data.ledger.formats import Format

_TRUE = {"1", "true", "on"}
#: Programs that calculate every formula when they save, whatever an earlier program left in the file.
_CALCULATES = ("wps", "kingsoft", "et ", "libreoffice", "openoffice", "collabora", "onlyoffice")


@dataclass(frozen=True)
class Workbook:
    """`sheets`: a sheet's name → the archive's part that holds it; `repeated`: names that stand twice.

    `styles`: a cell's style → its unusual format.

    `is_to_calculate`: the program that wrote it left the formulas for the next one to calculate.
    `is_calculated`: the file shows that a spreadsheet program had calculated its formulas. Neither may be known.
    `is_rounded`: formulas are calculated with the numbers as they are shown.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    repeated: tuple[str, ...] = ()
    is_1904: bool = False
    is_to_calculate: bool = False
    is_calculated: bool = False
    is_rounded: bool = False
    styles: Mapping[int, Format] = field(default_factory=dict)


def opened(archive: zipfile.ZipFile) -> Workbook:
    """What the archive says of its workbook.

    Raises:
        KeyError, expat.ExpatError: it lacks the parts that every workbook has, or they are no XML.
    """
    names = set(archive.namelist())
    # Parts are found whatever the case of their names, as Excel and calamine find them.
    by_case = {name.lower(): name for name in archive.namelist()}
    repeated: list[str] = []
    targets = _targets(archive.read("xl/_rels/workbook.xml.rels"))
    sheets: dict[str, str] = {}
    said: dict[str, dict[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            target = next((targets[v] for k, v in attributes.items() if k.endswith(":id") and v in targets), "")
            part = by_case.get(posixpath.normpath(posixpath.join("xl", target)).lstrip("/").lower())
            name = attributes.get("name", "")
            if target and part:
                repeated.extend([name] if name in sheets else [])
                sheets[name] = part
        elif tag in {"workbookPr", "calcPr"}:
            said[tag] = attributes

    walk(archive.read("xl/workbook.xml"), start)
    calculating = said.get("calcPr", {})
    program = _program(archive, names)
    calculates = program.startswith(_CALCULATES)
    waits = is_true(calculating.get("fullCalcOnLoad")) or calculating.get("calcCompleted") in {"0", "false"}
    return Workbook(
        sheets,
        tuple(repeated),
        is_true(said.get("workbookPr", {}).get("date1904")),
        waits and not calculates,
        calculates or (not waits and "xl/calcChain.xml" in names),
        calculating.get("fullPrecision") in {"0", "false"},
        _styles(archive, names),
    )


def is_true(attribute: str | None) -> bool:
    """Whether an attribute of XML says yes."""
    return attribute is not None and attribute.lower() in _TRUE


def walk(
    part: bytes,
    start: Callable[[str, dict[str, str]], None],
    characters: Callable[[str], None] | None = None,
    end: Callable[[str], None] | None = None,
) -> None:
    """Tell every element of an XML part, by its name without a prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
    if characters and end:
        parser.CharacterDataHandler = characters
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    parser.Parse(part, True)


def column_number(letters: str) -> int:
    """«A» is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _targets(part: bytes) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    walk(part, start)
    return targets


def _program(archive: zipfile.ZipFile, names: set[str]) -> str:
    """What the program that saved the file calls itself, in lower case; "" where nothing says."""
    if "docProps/custom.xml" in names and b"KSOProductBuildVer" in archive.read("docProps/custom.xml"):
        return "wps"
    if "docProps/app.xml" not in names:
        return ""
    said: list[str] = []
    inside: list[str] = []
    walk(
        archive.read("docProps/app.xml"),
        lambda tag, _: inside.append(tag),
        lambda text: said.append(text) if inside[-1:] == ["Application"] else None,
        lambda _: inside.__delitem__(-1),
    )
    return "".join(said).strip().lower()


def _styles(archive: zipfile.ZipFile, names: set[str]) -> dict[int, Format]:
    """The styles of cells whose number format shows another number, or a unit, by their place in the list."""
    if "xl/styles.xml" not in names:
        return {}
    codes: dict[str, str] = {}
    used: list[str] = []
    inside: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        inside.append(tag)
        if tag == "numFmt" and inside[-2:-1] == ["numFmts"]:
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and inside[-2:-1] == ["cellXfs"]:
            used.append(attributes.get("numFmtId", "0"))

    walk(archive.read("xl/styles.xml"), start, lambda _: None, lambda _: inside.__delitem__(-1))
    known = {number: formats.unusual(codes.get(number, formats.BUILT_IN.get(number, ""))) for number in set(used)}
    return {place: found for place, number in enumerate(used) if (found := known[number])}
