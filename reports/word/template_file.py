"""A template's file: is it a Word document at all, and what does LibreOffice leave in it that Word will not open?"""

from __future__ import annotations

import io
import re
import zipfile

from data.errors import Said

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
#: What LibreOffice calls the same: python-docx does not know it, and would write a second file of that name.
_PROPERTIES_MISCALLED = re.compile(
    rb"http://schemas\.openxmlformats\.org/officedocument/2006/relationships/metadata/core-properties"
)
_MOST_BYTES = 20 * 2**20


class TemplateError(Exception):
    """A template cannot be used: each fault in both languages, with its place and what to do."""

    def __init__(self, faults: list[Said]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults

    def message(self, language: str = "zh") -> str:
        """The faults, a line each."""
        return "\n".join(str(one) if language == "zh" else one.en for one in self.faults)


def sound(raw: bytes) -> bytes:
    """The file as python-docx and Word read it, each name once, its properties under the name that Word gives them.

    Raises:
        TemplateError: it is no .docx.
    """
    if raw.startswith(_OLE):
        raise TemplateError([Said(
            "文件是旧版Word格式（.doc、.wps）或加了密码，不是.docx；请在Word或WPS中去掉密码，另存为.docx。",
            "The file is of an old form (.doc, .wps) or has a password: take the password off in Word or WPS and save "
            "it as .docx.",
        )])  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as held:
            infos = held.infolist()
            if sum(one.file_size for one in infos) > _MOST_BYTES * 10 or len(raw) > _MOST_BYTES:
                raise TemplateError([Said("文件过大，不像通报模板；请检查是否选错文件。",
                                          "The file is too large for a template: is it another file?")])  # fmt: skip
            parts = {one.filename: held.read(one) for one in infos}
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise TemplateError([Said(
            "文件不是Word文档（.docx）或已损坏；请在Word或WPS中打开原文件，另存为.docx。",
            "The file is no Word document (.docx), or is damaged: open the original in Word or WPS and save it as "
            ".docx.",
        )]) from error  # fmt: skip
    if "word/document.xml" not in parts:
        raise TemplateError([Said(
            "文件里没有Word正文（可能是Excel或PPT文件改了扩展名）；请选用.docx模板。",
            "The file has no text of Word's (a workbook or slides under another name?): choose a .docx template.",
        )])  # fmt: skip
    names = "_rels/.rels"
    if names in parts:
        parts[names] = _PROPERTIES_MISCALLED.sub(_PROPERTIES.encode(), parts[names])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name, content in parts.items():
            again.writestr(name, content)
    return out.getvalue()
