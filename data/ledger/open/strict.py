"""A workbook of «Strict Open XML» in the names that everyone else uses: openpyxl knows only those."""

from __future__ import annotations

import io
import re
import zipfile

_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = b"http://schemas.openxmlformats.org/"
_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/([^\"'<>\s]+)")
#: What has another name besides another place.
_RENAMED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
    b"customXml": b"customXml",
}


def usual(workbook: bytes) -> bytes:
    """The workbook with the usual names in all its parts; itself where it is not strict."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.infolist()}
    if not any(_STRICT in part for part in parts.values()):
        return workbook
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, part in parts.items():
            is_xml = entry.filename.endswith((".xml", ".rels", ".vml"))
            archive.writestr(entry.filename, _NAME.sub(_renamed, part) if is_xml else part)
    return buffer.getvalue()


def _renamed(found: re.Match[bytes]) -> bytes:
    """«…/ooxml/spreadsheetml/main» → «…/spreadsheetml/2006/main»."""
    rest = b"/".join(_RENAMED.get(part, part) for part in found[2].split(b"/"))
    return _USUAL + found[1] + b"/2006/" + rest
