"""Is a template sound? Every tag of every paragraph is read; what is wrong is said with its place and its remedy."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from data.errors import Said
from reports.word import template_file, template_places
from reports.word.fields import Field, Form, by_name, columns
from reports.word.template_places import words
from reports.word.template_words import maybe_en, maybe_zh, nearest, short

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENS, _CLOSES = re.compile(r"\{[{%#]"), re.compile(r"[}%#]\}")
_FULL_WIDTH = re.compile(r"[｛｝％]")
#: {% tr for …: the sign must stand at the very first, else it is no row that is repeated.
_PARTED = re.compile(r"\{%-?\s+(tr|tc|p|r)\s+(\S.*?)-?%\}", re.DOTALL)
_SIGNED = re.compile(r"\{%(tr|tc|p|r)\s")
_FOR = re.compile(r"for\s+(\w+)\s+in\s+(.+)", re.DOTALL)
_OPENING, _MIDDLE = frozenset({"for", "if"}), frozenset({"else", "elif"})
_ENVIRONMENT = SandboxedEnvironment()


@dataclass
class _Open:
    """A tag that waits for its end: which, where it stands; of a loop its name and what it goes through."""

    word: str
    text: str
    place: Said
    name: str = ""
    of: Field | None = None


@dataclass
class _Reading:
    """What has been found so far, and which tags are open. `form`: whose fields there are."""

    form: Form
    faults: list[Said] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def fault(self, place: Said, zh: str, en: str) -> None:
        """One fault, at its place."""
        self.faults.append(Said(f"{place}：{zh}", f"{place.en}: {en}"))


def check(raw: bytes, form: Form) -> list[Said]:
    """All faults of a form's template as it came; none where it can be used.

    Each says where and what to do.
    """
    try:
        return faults(template_file.sound(raw), form)
    except template_file.TemplateError as error:
        return error.faults


def faults(raw: bytes, form: Form) -> list[Said]:
    """The faults of a file that is a Word document (`template_file.sound`)."""
    try:
        made = docx.Document(io.BytesIO(raw))
    except Exception:  # whatever a damaged part makes python-docx raise
        return [
            Said(
                "文件已损坏，无法读取；请在Word或WPS中打开并另存为.docx。",
                "The file is damaged and cannot be read: open it in Word or WPS and save it as .docx.",
            )
        ]
    found: list[Said] = []
    tags = 0
    for name, root in template_places.parts(made):
        reading = _Reading(form)
        for place, paragraph in template_places.paragraphs(name, root):
            tags += _read(reading, place, paragraph)
        for one in reading.open:
            reading.fault(
                one.place,
                f"“{one.text}”没有对应的{{% end{one.word} %}}；请在它要重复的内容之后补上（表格行用"
                f"{{%tr end{one.word} %}}，段落用{{%p end{one.word} %}}）。",
                f"{one.text} has no {{% end{one.word} %}}: add it after what it repeats (a table's row: "
                f"{{%tr end{one.word} %}}, a paragraph: {{%p end{one.word} %}}).",
            )
        found += reading.faults
    if not tags and not found:
        found.append(
            Said(
                f"模板里没有任何字段，生成的{form.name}会是空的；请从自带模板改起，见{form.guide}。",
                f"The template has no field, so that {form.name.en} would be empty: begin with the shipped one, "
                f"see {form.guide}.",
            )
        )
    return found


def _read(reading: _Reading, place: Said, paragraph: Any) -> int:
    """Read the tags of a paragraph; returns how many."""
    text = words(paragraph)
    if _FULL_WIDTH.search(text) and ("｛" in text or "｝" in text):
        reading.fault(
            place,
            f"“{short(text)}”用了全角的花括号或百分号；请改成半角的{{{{ }}}}、{{% %}}。",
            f"«{short(text)}» has braces or percent signs of full width: write {{{{ }}}} and {{% %}}.",
        )
        return 1
    tags = list(_TAG.finditer(text))
    rest = _TAG.sub("", text)
    if _OPENS.search(rest):
        reading.fault(
            place,
            f"“{short(rest)}”里的标记没有写完，可能被换行或分段拆开；请把{{{{与}}}}（或{{%与%}}）写在同一段里。",
            f"a tag in «{short(rest)}» does not end: was it parted by a new line? Write it whole in one paragraph.",
        )
    elif _CLOSES.search(rest):
        reading.fault(
            place,
            f"“{short(rest)}”里有多余的结束符号；请删去，或补上前面的{{{{、{{%。",
            f"«{short(rest)}» ends a tag that does not begin: take the sign out, or begin the tag.",
        )
    for one in tags:
        _tag(reading, place, one.group(), text, paragraph)
    return len(tags)


def _tag(reading: _Reading, place: Said, tag: str, text: str, paragraph: Any) -> None:
    if tag.startswith("{#"):
        return
    if "\n" in tag:
        reading.fault(
            place,
            f"“{short(tag)}”中间有换行；请写在一行里。",
            f"{short(tag)} has a line break in it: write it in one line.",
        )
        return
    if tag.startswith("{{"):
        _expression(reading, place, tag, tag[2:-2].strip())
        return
    if parted := _PARTED.match(tag):
        sign, body = parted[1], parted[2].strip()
        reading.fault(
            place,
            f"“{tag}”的{{%与{sign}之间多了空格；请改成“{{%{sign} {body} %}}”。",
            f"{tag} has a space between {{% and {sign}: write {{%{sign} {body} %}}.",
        )
        tag = f"{{%{sign} {body} %}}"
    signed = _SIGNED.match(tag)
    if signed:
        _alone(reading, place, tag, signed[1], text, paragraph)
    _statement(reading, place, tag, (tag[2 + len(signed[1]) : -2] if signed else tag[2:-2]).strip(" -\u00a0"))


def _alone(reading: _Reading, place: Said, tag: str, sign: str, text: str, paragraph: Any) -> None:
    """A tag that takes its row or paragraph away with it must have it for itself."""
    row = next(paragraph.iterancestors(qn("w:tr")), None)
    if sign == "tr":
        if row is None:
            reading.fault(
                place,
                f"“{tag}”不在表格里；表格以外请用“{{%p …%}}”。",
                f"{tag} stands in no table: outside of tables write {{%p … %}}.",
            )
        elif _TAG.sub("", "".join(words(one) for one in row.iter(qn("w:p")))).strip() or "{{" in "".join(
            words(one) for one in row.iter(qn("w:p"))
        ):
            reading.fault(
                place,
                f"“{tag}”所在的行还有别的内容，这一行生成时会被删去；请让它独占一行。",
                f"the row of {tag} has other words too, which would be lost: give the tag a row of its own.",
            )
    elif sign == "p" and text.replace(tag, "").strip():
        reading.fault(
            place,
            f"“{tag}”所在的段落还有别的内容，这一段生成时会被删去；请让它独占一段。",
            f"the paragraph of {tag} has other words too, which would be lost: give the tag a paragraph of its own.",
        )


def _statement(reading: _Reading, place: Said, tag: str, body: str) -> None:
    word = body.split(None, 1)[0] if body else ""
    if word.startswith("end"):
        _close(reading, place, tag, word.removeprefix("end"))
    elif word in _OPENING:
        opened = _Open(word, tag, place)
        if word == "for":
            loop = _FOR.fullmatch(body)
            if loop is None:
                reading.fault(
                    place,
                    f"“{tag}”写法不对；应是“for 行 in 字段名”。",
                    f"{tag} is not written right: «for row in FIELD».",
                )
            else:
                opened.name, opened.of = loop[1], _expression(reading, place, tag, loop[2].strip(), is_loop=True)
        else:
            _expression(reading, place, tag, body.split(None, 1)[-1])
        reading.open.append(opened)
    elif word in _MIDDLE:
        if not reading.open:
            reading.fault(place, f"“{tag}”前面没有if或for；请删去。", f"{tag} follows no if and no for: take it out.")
    else:
        reading.fault(
            place,
            f"看不懂“{tag}”；这里只用for、endfor、if、else、endif。",
            f"{tag} is not understood: only for, endfor, if, else and endif are used here.",
        )


def _close(reading: _Reading, place: Said, tag: str, word: str) -> None:
    if reading.open and reading.open[-1].word == word:
        reading.open.pop()
        return
    waiting = f"，前面还没结束的是“{reading.open[-1].text}”" if reading.open else ""
    waits = f", {reading.open[-1].text} is still open" if reading.open else ""
    reading.fault(
        place,
        f"“{tag}”没有对应的开始{waiting}；请删去，或补上前面的开始标记。",
        f"{tag} ends nothing{waits}: take it out, or write what it ends.",
    )
    if reading.open and word in _OPENING:
        reading.open.pop()


def _expression(reading: _Reading, place: Said, tag: str, body: str, *, is_loop: bool = False) -> Field | None:
    """Read what stands in a tag; of a loop returns the field that it goes through."""
    try:
        parsed = _ENVIRONMENT.parse("{{ " + body + " }}")
    except TemplateSyntaxError:
        reading.fault(
            place,
            f"“{tag}”写法不对；字段写成“{{{{ 字段名 }}}}”。",
            f"{tag} is not written right: a field is {{{{ NAME }}}}.",
        )
        return None
    bound = {one.name: one for one in reading.open if one.word == "for" and one.name}
    used = [one.node for one in parsed.find_all(nodes.Getattr)]
    for one in parsed.find_all(nodes.Getattr):
        if isinstance(one.node, nodes.Name) and one.node.name in bound:
            _column(reading, place, tag, bound[one.node.name], one.attr)
    whole: Field | None = None
    for name in parsed.find_all(nodes.Name):
        if name.name in bound or name.name == "loop":
            loop = bound.get(name.name)
            if loop and loop.of and loop.of.kind == "table" and name not in used:
                reading.fault(
                    place,
                    f"“{tag}”没有写是哪一列；应写成“{{{{ {name.name}.列名 }}}}”。",
                    f"{tag} does not say which column: {{{{ {name.name}.COLUMN }}}}.",
                )
            continue
        known = by_name(reading.form)
        whole = known.get(name.name)
        if whole is None:
            near = nearest(name.name, list(known))
            reading.fault(
                place,
                f"没有字段“{name.name}”{maybe_zh(near, reading.form)}。",
                f"there is no field {name.name}{maybe_en(near, reading.form)}.",
            )
        elif is_loop and whole.kind not in ("lines", "table"):
            reading.fault(
                place,
                f"“{name.name}”不是列表，不能用for；请写成“{{{{ {name.name} }}}}”。",
                f"{name.name} is no list to go through: write {{{{ {name.name} }}}}.",
            )
        elif not is_loop and whole.kind in ("lines", "table") and tag.startswith("{{"):
            sign = "tr" if whole.kind == "table" else "p"
            reading.fault(
                place,
                f"“{name.name}”是列表，要用“{{%{sign} for 行 in {name.name} %}}”逐行写出。",
                f"{name.name} is a list: go through it by {{%{sign} for row in {name.name} %}}.",
            )
    return whole


def _column(reading: _Reading, place: Said, tag: str, loop: _Open, name: str) -> None:
    if loop.of is None:
        return
    if loop.of.kind != "table":
        reading.fault(
            place,
            f"“{loop.of.zh}”的每一段没有列；请写成“{{{{ {loop.name} }}}}”。",
            f"a paragraph of {loop.of.code} has no columns: write {{{{ {loop.name} }}}}.",
        )
    elif name not in columns(loop.of):
        near = nearest(name, list(columns(loop.of)))
        reading.fault(
            place,
            f"“{loop.of.zh}”没有列“{name}”{maybe_zh(near, reading.form)}。",
            f"{loop.of.code} has no column {name}{maybe_en(near, reading.form)}.",
        )
