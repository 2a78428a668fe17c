"""What a file really is, whatever its name says: systems export web pages as .xls, people rename what was refused."""

from __future__ import annotations

from data.errors import Said

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The stream of an OLE file that holds an encrypted workbook.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div")

_OPEN_AND_SAVE = Said(
    "请用Excel或WPS打开，另存为xlsx后再导入", "open it in Excel or WPS, save it as xlsx and import that"
)
#: What a file really is → (why, what to do).
_REFUSALS: dict[str, tuple[Said, Said]] = {
    "encrypted": (
        Said("不是xlsx工作簿（设有打开密码）", "is no plain xlsx workbook (a password opens it)"),
        Said("请在Excel或WPS里去掉密码，另存后再导入", "remove the password in Excel or WPS, save it and import that"),
    ),
    "old": (
        Said("不是xlsx工作簿（是旧版Excel的xls格式）", "is no xlsx workbook but an old one (xls)"),
        _OPEN_AND_SAVE,
    ),
    "macros": (
        Said("不是xlsx工作簿（是带宏的xlsm）", "is no xlsx workbook but one with macros (xlsm)"),
        Said("请另存为不带宏的xlsx后再导入", "save it as an xlsx without macros and import that"),
    ),
    "page": (
        Said(
            "不是xlsx工作簿（其实是网页，由其他系统导出）",
            "is no workbook but a web page (another system's export)",
        ),
        _OPEN_AND_SAVE,
    ),
    "xml": (
        Said("不是xlsx工作簿（是XML表格）", "is no xlsx workbook but an XML spreadsheet"),
        _OPEN_AND_SAVE,
    ),
    "workbook": (
        Said("不是csv文件（其实是工作簿）", "is no csv file but a workbook"),
        Said("请把扩展名改为xlsx后再导入", "give it the ending .xlsx and import it again"),
    ),
    "text": (
        Said("不是xlsx工作簿（其实是文本）", "is no workbook but text"),
        Said("如果是csv，请把扩展名改为csv后再导入", "if it is csv, give it the ending .csv and import it again"),
    ),
    "other": (
        Said("不是xlsx工作簿", "is no xlsx workbook"),
        Said(
            "请另存为xlsx，或给出放有各表csv文件的文件夹",
            "save it as xlsx, or give a folder that holds a csv file for each table",
        ),
    ),
}


def refusal(ending: str, data: bytes) -> tuple[Said, Said] | None:
    """Why a file with this ending (with its dot, lower case) is not read, and what to do; None where it may be."""
    kind = _kind(data)
    if ending == ".csv":
        return _REFUSALS[kind] if kind in {"page", "xml", "old", "encrypted", "workbook"} else None
    if ending == ".xlsx":
        return None if kind == "workbook" else _REFUSALS[kind]
    if ending == ".xlsm":
        return _REFUSALS["macros"]
    return _REFUSALS[kind if kind in {"page", "xml", "old", "encrypted"} else "old" if ending == ".xls" else "other"]


def _kind(data: bytes) -> str:
    if data.startswith(_ZIP):
        return "workbook"
    if data.startswith(_OLE):
        return "encrypted" if _ENCRYPTED in data else "old"
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip().lower()
    if start.startswith(_MARKUP):
        return "page"
    if start.startswith(b"<?xml"):
        return "page" if b"<html" in start else "xml"
    return "text"
