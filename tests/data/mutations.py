"""Ledgers changed at random: in their archive, in its XML, or in a csv file's bytes.

Each way has a promise: `same` must be read as before; `whole` is read as before or said (damage that a checksum or a
parser shows); `free` may be read as another ledger, and whoever judges asks an independent parser what it says.
"""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from collections.abc import Callable
from typing import Literal, NamedTuple

Promise = Literal["same", "whole", "free"]
Change = Callable[[bytes, random.Random], bytes]


class Way(NamedTuple):
    """A way of changing a file."""

    level: Literal["zip", "xml", "csv"]
    promise: Promise
    change: Change


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _packed(parts: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.comment = comment
        for name, part in parts:
            archive.writestr(zipfile.ZipInfo(name), part, method)
    return out.getvalue()


_PACKINGS = (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)

# The archive -------------------------------------------------------------------------------------------


def _shuffled(data: bytes, r: random.Random) -> bytes:
    parts = _parts(data)
    return _packed(r.sample(parts, len(parts)))


def _with_part(data: bytes, r: random.Random) -> bytes:
    name = r.choice(["xl/media/a.png", "customXml/item1.xml", "../a.xml", "/xl/b.xml", "xl/worksheets/", "说明.xml"])
    return _packed([*_parts(data), (name, b"" if name.endswith("/") else b"<a/>")])


def _flipped(data: bytes, r: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(r.choice([1, 1, 1, 2, 8])):
        changed[r.randrange(len(changed))] ^= 1 << r.randrange(8)
    return bytes(changed)


def _overwritten(data: bytes, r: random.Random) -> bytes:
    start, count = r.randrange(len(data)), r.choice([1, 4, 64, 1000])
    return data[:start] + r.randbytes(count) + data[start + count :]


def _cut(data: bytes, r: random.Random) -> bytes:
    return data[: r.randrange(len(data))]


def _torn(data: bytes, r: random.Random) -> bytes:
    """A piece taken out, or put in twice."""
    start, count = r.randrange(len(data)), r.randrange(1, 200)
    return data[:start] + data[start : start + count] * r.choice([0, 2]) + data[start + count :]


def _headers_changed(data: bytes, r: random.Random) -> bytes:
    """A field of a local header or of the directory: sizes, sums, flags, methods, offsets."""
    marks = [found.start() for found in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", data)]
    place = r.choice(marks) + r.randrange(4, 30)
    value = r.choice([b"\0", b"\1", b"\xff", b"\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\xff", r.randbytes(4)])
    return data[:place] + value + data[place + len(value) :]


def _part_lost(data: bytes, r: random.Random) -> bytes:
    parts = _parts(data)
    parts.pop(r.randrange(len(parts)))
    return _packed(parts)


def _part_twice(data: bytes, r: random.Random) -> bytes:
    parts = _parts(data)
    name, part = r.choice(parts)
    return _packed([*parts, (r.choice([name, name.upper()]), r.choice([part, b"<a/>", b""]))])


def _parts_exchanged(data: bytes, r: random.Random) -> bytes:
    parts = _parts(data)
    (name, part), (other, another) = r.choice(parts), r.choice(parts)
    return _packed([(n, another if n == name else part if n == other else p) for n, p in parts])


# The XML ---------------------------------------------------------------------------------------------------

Edit = Callable[[str, random.Random], str]
_CELL = re.compile(r"<c\b[^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_ROW = re.compile(r"<row\b[^>]*?(?:/>|>.*?</row>)", re.DOTALL)
_VALUE = re.compile(r"(<(?:v|t)(?:\s[^>]*)?>)([^<]+)(</(?:v|t)>)")
_NUMBERS = ("1e5", "1E+3", " 5 ", "+5", "0x10", "NaN", "Infinity", "-inf", "1,000", "５０", "", "-0", "1e400", "1e-400",
            "9" * 400, "1.7976931348623157E+308", "0.1e", "--1", "5.", ".5", "1_000", "true", "#REF!", "45000",
            "2" * 30)  # fmt: skip
_STYLES = ("0", "1", "9999", "-1", "x", "4294967296")
_TYPES = ("s", "str", "n", "b", "e", "d", "inlineStr", "", "x", "S")
_PLACES = ("A1", "a1", "A0", "1A", "$A$1", "XFD1048576", "XFE1", "A1048577", "AAAA1", "A1:B2", "", " A1", "Ａ1", "A-1",
           "C3")  # fmt: skip


def _without_address(found: re.Match[str], _: random.Random) -> str:
    return re.sub(r'\sr="[^"]*"', "", found[0], count=1)


def _with_formula(found: re.Match[str], r: random.Random) -> str:
    return f"<f>{r.choice(['1+1', '', 'A1', 'SUM(A:A)'])}</f>{found[0]}"


def _in_a_sheet(edit: Edit) -> Change:
    return _in(edit, re.compile(r"xl/worksheets/[^/]+\.xml"))


def _in_any_part(edit: Edit) -> Change:
    return _in(edit, re.compile(r".*\.(?:xml|rels)"))


def _in(edit: Edit, names: re.Pattern[str]) -> Change:
    def change(data: bytes, r: random.Random) -> bytes:
        parts = _parts(data)
        chosen = r.choice([name for name, _ in parts if names.fullmatch(name)])
        return _packed(
            [(n, edit(p.decode("utf-8", "surrogateescape"), r).encode("utf-8", "surrogateescape") if n == chosen else p)
             for n, p in parts]
        )  # fmt: skip

    return change


def _one(pattern: re.Pattern[str], make: Callable[[re.Match[str], random.Random], str]) -> Edit:
    """Change one of the places, or (rarely) all."""

    def edit(text: str, r: random.Random) -> str:
        found = list(pattern.finditer(text))
        if not found:
            return text
        chosen = found if r.random() < 0.1 else [r.choice(found)]
        out, last = [], 0
        for one in chosen:
            out += [text[last : one.start()], make(one, r)]
            last = one.end()
        return "".join([*out, text[last:]])

    return edit


def _attribute(name: str, values: tuple[str, ...]) -> Callable[[re.Match[str], random.Random], str]:
    def make(found: re.Match[str], r: random.Random) -> str:
        return re.sub(rf'\s{name}="[^"]*"', "", found[0], count=1).replace("<c", f'<c {name}="{r.choice(values)}"', 1)

    return make


def _dressed(found: re.Match[str], r: random.Random) -> str:
    """The same text as XML lets it be written."""
    text = found[2]
    middle = len(text) // 2
    ways = [
        f"<![CDATA[{text}]]>",
        f"{text[:middle]}<!-- x -->{text[middle:]}",
        f"{text[:middle]}<?a b?>{text[middle:]}",
        "".join(f"&#{ord(c)};" for c in text),
        f"&#x{ord(text[0]):x};{text[1:]}",
        f"{text[:middle]}<![CDATA[{text[middle:]}]]>",
        f"\n {text} \n",
        f"{text[:middle]}&a;{text[middle:]}",
    ]
    return f"{found[1]}{r.choice(ways)}{found[3]}"


def _prefixed(text: str, r: random.Random) -> str:
    """All elements with a prefix, as some programs write them."""
    text = re.sub(r"<(/?)([a-zA-Z]\w*)(?=[\s/>])", r"<\1x:\2", text)
    return re.sub(r'\sxmlns="([^"]*)"', r' xmlns:x="\1"', text, count=1)


def _respelled(text: str, r: random.Random) -> str:
    """Quotes, blanks and line ends that mean nothing."""
    ways: list[Callable[[], str]] = [
        lambda: re.sub(r'="([^"\']*)"', r"='\1'", text),
        lambda: re.sub(r'(\w)="', r'\1 = "', text),
        lambda: text.replace("<c ", "<c\n\t"),
        lambda: text.replace("</row>", "</row>\n"),
        lambda: text.replace("/>", " />"),
        lambda: re.sub(r"<(\w+)((?:\s[^<>]*?)?)/>", r"<\1\2></\1>", text),
        lambda: "\ufeff" + text,
        lambda: re.sub(r"<sheetData>", "<sheetData><!-- -->", text),
    ]
    return r.choice(ways)()


def _declared(text: str, r: random.Random) -> str:
    encoding = r.choice(["gbk", "utf-16", "latin-1", "us-ascii", "utf-7", "no-such", "UTF8", "big5", "cp037"])
    return f'<?xml version="1.0" encoding="{encoding}"?>' + re.sub(r"^<\?xml.*?\?>", "", text)


def _entities(text: str, r: random.Random) -> str:
    doctype = r.choice(
        [
            '<!DOCTYPE a [<!ENTITY a "5">]>',
            '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
            "<!doctype a>",
            '<!DOCTYPE a [<!ATTLIST c t CDATA "e">]>',
        ]
    )
    return re.sub(r"^(<\?xml.*?\?>)?", lambda found: (found[0] or "") + doctype, text, count=1)


def _characters(text: str, r: random.Random) -> str:
    start, count = r.randrange(len(text)), r.choice([1, 1, 3, 40])
    new = r.choice(
        ["", "<", ">", "&", '"', "\0", "\x08", "\ufffe", "\udc80", "9", "/", text[start : start + count] * 2]
    )
    return text[:start] + new + text[start + count :]


def _enlarged(text: str, r: random.Random) -> str:
    """Something a thousand times."""
    pattern = r.choice([_CELL, _ROW, re.compile(r"<[a-z]\w*[^>]*/>"), re.compile(r'\s\w+="[^"]*"'), _VALUE])
    return _one(pattern, lambda found, r: found[0] * r.choice([2, 50, 1000]))(text, r)


def _structure(text: str, r: random.Random) -> str:
    """What stands round the cells."""
    more = r.choice(
        [
            '<mergeCells count="1"><mergeCell ref="B3:A1"/></mergeCells>',
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            '<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="B2:D3"/></mergeCells>',
            '<mergeCells><mergeCell/><mergeCell ref=""/></mergeCells>',
            "<extLst><ext><v>5</v></ext></extLst>",
            "<sheetData/>",
            '<sheetData><row r="2"><c r="A2"><v>7</v></c></row></sheetData>',
            '<mc:AlternateContent xmlns:mc="urn:m"><mc:Fallback><row r="3"/></mc:Fallback></mc:AlternateContent>',
            '<cols><col min="0" max="99999999" hidden="1"/></cols>',
        ]
    )
    return text.replace("</sheetData>", f"</sheetData>{more}", 1)


_EXCHANGE = _one(
    re.compile(r"(<c\b[^>]*?(?:/>|>[^<]*(?:<[^/].*?)?</c>))(<c\b[^>]*?(?:/>|>.*?</c>))", re.DOTALL),
    lambda found, _: found[2] + found[1],
)

# csv ---------------------------------------------------------------------------------------------------


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _encoded(data: bytes, r: random.Random) -> bytes:
    return _decoded(data).encode(r.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))


def _line_ends(data: bytes, r: random.Random) -> bytes:
    text = _decoded(data)
    if '"' in text:
        return data
    return "".join(line + r_end for r_end in [r.choice(["\n", "\r\n", "\r"])] for line in text.splitlines()).encode()


def _quoted(data: bytes, r: random.Random) -> bytes:
    """All cells between quotes, with what divides them as it was."""
    text, out = _decoded(data), io.StringIO()
    divider = max(",\t;|", key=text.count)
    csv.writer(out, delimiter=divider, quoting=csv.QUOTE_ALL).writerows(
        csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    )
    return out.getvalue().encode()


def _text_changed(data: bytes, r: random.Random) -> bytes:
    text = _decoded(data)
    start = r.randrange(len(text) + 1)
    new = r.choice(['"', '""', "\r", "\n", "\r\n", ",", ",,,,", "\0", "\ufeff", "\u202e", "\t", ";", "x" * 200_000,
                    "," * 20_000, "\n" * 1000, "=", "'", '="', "\x1a", "9", "-", "\u2028", "\x85"])  # fmt: skip
    return (text[:start] + new + text[start + r.choice([0, 0, 1, 5]) :]).encode("utf-8", "replace")


def _bytes_changed(data: bytes, r: random.Random) -> bytes:
    return r.choice([_flipped, _overwritten, _torn, _cut])(data, r)


def _widths(data: bytes, r: random.Random) -> bytes:
    lines = _decoded(data).splitlines()
    return "\n".join(line + "," * r.choice([0, 0, 1, 30, 300]) for line in lines).encode()


WAYS: dict[str, Way] = {
    "stored": Way("zip", "same", lambda data, r: _packed(_parts(data), zipfile.ZIP_STORED)),
    "order of parts": Way("zip", "same", _shuffled),
    "comment": Way("zip", "same", lambda data, r: _packed(_parts(data), comment=r.randbytes(30).hex().encode())),
    "another packing": Way("zip", "whole", lambda data, r: _packed(_parts(data), r.choice(_PACKINGS))),
    "another part": Way("zip", "whole", _with_part),
    "bits": Way("zip", "whole", _flipped),
    "bytes": Way("zip", "whole", _overwritten),
    "cut off": Way("zip", "whole", _cut),
    "torn": Way("zip", "whole", _torn),
    "headers": Way("zip", "whole", _headers_changed),
    "something before": Way("zip", "whole", lambda data, r: r.randbytes(r.choice([1, 50])) + data),
    "a part lost": Way("zip", "free", _part_lost),
    "a part twice": Way("zip", "free", _part_twice),
    "parts exchanged": Way("zip", "free", _parts_exchanged),
    "spelling": Way("xml", "free", _in_a_sheet(_respelled)),
    "prefix": Way("xml", "free", _in_a_sheet(_prefixed)),
    "written otherwise": Way("xml", "free", _in_any_part(_one(_VALUE, _dressed))),
    "value": Way("xml", "free", _in_a_sheet(_one(_VALUE, lambda f, r: f"{f[1]}{r.choice(_NUMBERS)}{f[3]}"))),
    "type": Way("xml", "free", _in_a_sheet(_one(_CELL, _attribute("t", _TYPES)))),
    "style": Way("xml", "free", _in_a_sheet(_one(_CELL, _attribute("s", _STYLES)))),
    "address": Way("xml", "free", _in_a_sheet(_one(_CELL, _attribute("r", _PLACES)))),
    "no address": Way("xml", "free", _in_a_sheet(_one(_CELL, _without_address))),
    "no row number": Way("xml", "free", _in_a_sheet(_one(_ROW, _without_address))),
    "cells exchanged": Way("xml", "free", _in_a_sheet(_EXCHANGE)),
    "cell twice": Way("xml", "free", _in_a_sheet(_one(_CELL, lambda found, r: found[0] * 2))),
    "row twice": Way("xml", "free", _in_a_sheet(_one(_ROW, lambda found, r: found[0] * 2))),
    "formula": Way("xml", "free", _in_a_sheet(_one(_VALUE, _with_formula))),
    "structure": Way("xml", "free", _in_a_sheet(_structure)),
    "sizes": Way("xml", "free", _in_any_part(_enlarged)),
    "encoding": Way("xml", "free", _in_any_part(_declared)),
    "entities": Way("xml", "free", _in_any_part(_entities)),
    "characters": Way("xml", "free", _in_any_part(_characters)),
    "csv encoding": Way("csv", "same", _encoded),
    "csv line ends": Way("csv", "same", _line_ends),
    "csv quotes": Way("csv", "same", _quoted),
    "csv text": Way("csv", "free", _text_changed),
    "csv bytes": Way("csv", "free", _bytes_changed),
    "csv widths": Way("csv", "free", _widths),
}  # fmt: skip


def of(suffix: str) -> list[str]:
    """The ways for a file of this ending."""
    return [name for name, way in WAYS.items() if (way.level == "csv") == (suffix == ".csv")]
