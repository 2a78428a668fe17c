"""The bulletin's template: edited as offices edit it still works, broken it is refused with place and remedy."""

from __future__ import annotations

import copy
import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from panels.bulletin import drafting
from panels.document import Document
from reports.__main__ import main
from reports.word import bulletin, bulletin_template, template_check
from reports.word.bulletin_fields import BULLETIN, FIELDS
from reports.word.template_file import TemplateError
from tests.bulletin.issues import all_words, issue_of, read
from tests.demo_ledger import Published
from tests.machine import office

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shipped() -> Any:
    return docx.Document(str(bulletin_template.file("zh")))


@pytest.fixture
def drafted(demo: Published) -> Document:
    return drafting.document(issue_of("2023-09"))


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def paragraph(made: Any, words: str) -> Any:
    return next(one for one in made.paragraphs if words in one.text)


def faults(made: Any) -> list[str]:
    return [str(one) for one in template_check.check(saved(made), BULLETIN)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_shipped_template_is_sound_and_whole(language: Any) -> None:
    raw = bulletin_template.file(language).read_bytes()
    assert template_check.check(raw, BULLETIN) == []
    made: Any = docx.Document(io.BytesIO(raw))
    words = made.element.xml
    for one in FIELDS:
        if one.code != "zone":
            assert (one.zh if language == "zh" else one.code) in words, one.code
    again = docx.Document(io.BytesIO(bulletin_template.made(language)))
    assert [one.text for one in again.paragraphs] == [one.text for one in made.paragraphs], "make it anew"


def test_every_field_is_explained() -> None:
    text = (ROOT / "docs/bulletin.md").read_text(encoding="utf-8")
    for one in FIELDS:
        assert f"| `{one.zh}` | `{one.code}` |" in text, one.zh


@pytest.mark.parametrize("kind", ["internal", "public"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_run_has_both_fonts_and_no_place_is_empty(demo: Published, kind: Any, language: Any) -> None:
    file = bulletin.docx(issue_of("2023-09", kind, language))
    made: Any = docx.Document(io.BytesIO(file))
    parts = [made.element.body, made.sections[0].header._element, made.sections[0].footer._element]
    runs = [run for part in parts for run in part.iter(qn("w:r"))]
    assert len(runs) > 100
    for run in runs:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts is not None
        assert fonts.get(qn("w:eastAsia"))
        assert fonts.get(qn("w:ascii"))
    words = all_words(file)
    assert not [bad for bad in ("nan", "None", "{", "}", "\u2063", "。。") if bad in words]
    assert "演示" in made.sections[0].header.paragraphs[0].text + words
    assert made.sections[0].header.paragraphs[0].text
    with zipfile.ZipFile(io.BytesIO(file)) as held:
        assert len(held.namelist()) == len(set(held.namelist()))
        assert len([name for name in held.namelist() if name.startswith("word/media/")]) == 2
    if kind == "public":
        assert "黑榜" not in words
        assert "附件3" not in words


def test_paragraphs_moved_and_deleted(shipped: Any, drafted: Document) -> None:
    first, last = paragraph(shipped, "{{ 开头 }}"), paragraph(shipped, "{{ 到位资金 }}")
    first._element.addprevious(last._element)
    gone = paragraph(shipped, "{{ 按建设性质 }}")._element
    gone.getparent().remove(gone)
    assert faults(shipped) == []
    words = read(bulletin.written(issue_of("2023-09"), drafted, saved(shipped)))[0]
    at = {name: next(n for n, one in enumerate(words) if name in one) for name in ("到位资金。", "通报如下")}
    assert at["到位资金。"] < at["通报如下"]
    assert not any("续建项目" in one for one in words)


def test_columns_dropped_and_fonts_changed(shipped: Any, drafted: Document) -> None:
    table = next(one for one in shipped.tables if "低于序时表" in one.rows[1].cells[0].text)
    for row in table.rows:
        row._tr.remove(row._tr.tc_lst[3])  # 包联领导
    held = paragraph(shipped, "{{ 标题 }}").runs[0]
    held.font.size, held.font.name = Pt(18), "黑体"
    held._element.rPr.rFonts.set(qn("w:eastAsia"), "楷体")
    assert faults(shipped) == []
    file = bulletin.written(issue_of("2023-09"), drafted, saved(shipped))
    heads = [table[0] for table in read(file)[1]]
    assert not any("包联领导" in head and "亮灯" in head for head in heads)
    made: Any = docx.Document(io.BytesIO(file))
    title = next(one for one in made.paragraphs if "建设情况通报" in one.text)
    assert title.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")) == "楷体"


def test_libreoffice_saved_it(drafted: Document, tmp_path: Path) -> None:
    before = tmp_path / "in" / "template.docx"
    before.parent.mkdir()
    before.write_bytes(bulletin_template.file("zh").read_bytes())
    home = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [office(), home, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path), str(before)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    raw = (tmp_path / "template.docx").read_bytes()
    assert template_check.check(raw, BULLETIN) == []
    one = issue_of("2023-09")
    file = bulletin.written(one, drafted, raw)
    own = all_words(bulletin.written(one, drafted))
    assert all_words(file).split() == own.split()
    with zipfile.ZipFile(io.BytesIO(file)) as held:
        assert len([name for name in held.namelist() if "core" in name and name.endswith(".xml")]) == 1
        assert len(held.namelist()) == len(set(held.namelist()))


def test_a_tag_that_the_spell_check_has_split_still_works(shipped: Any, drafted: Document) -> None:
    held = paragraph(shipped, "{{ 重点项目投资 }}")
    first = held.runs[0]
    second = copy.deepcopy(first._element)
    first._element.addnext(second)
    mark = OxmlElement("w:proofErr")
    mark.set(qn("w:type"), "spellStart")
    first._element.addnext(mark)
    first.text = "{{ 重点"
    held.runs[1].text = "项目投资 }}"
    assert held.text == "{{ 重点项目投资 }}"
    assert faults(shipped) == []
    words = all_words(bulletin.written(issue_of("2023-09"), drafted, saved(shipped)))
    assert "重点项目投资。截至2023年9月30日" in words


def _unknown(made: Any) -> None:
    paragraph(made, "{{ 到位资金 }}").runs[0].text = "{{ 到位金资 }}"


def _parted(made: Any) -> None:
    table = next(one for one in made.tables if "低于序时表" in one.rows[1].cells[0].text)
    table.rows[1].cells[0].paragraphs[0].runs[0].text = "{% tr for 行 in 低于序时表 %}"


def _unclosed(made: Any) -> None:
    held = paragraph(made, "{%p endfor %}")._element
    held.getparent().remove(held)


def _torn(made: Any) -> None:
    held = paragraph(made, "{{ 到位资金 }}")
    held.runs[0].text = "{{ 到位"
    held.insert_paragraph_before("资金 }}")


def _column(made: Any) -> None:
    table = next(one for one in made.tables if "低于序时表" in one.rows[1].cells[0].text)
    table.rows[2].cells[1].paragraphs[0].runs[0].text = "{{ 行.项目名 }}"


def _full_width(made: Any) -> None:
    paragraph(made, "{{ 到位资金 }}").runs[0].text = "｛｛ 到位资金 ｝｝"


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (_unknown, ("正文第", "没有字段“到位金资”", "是不是“到位资金”？")),
        (_parted, ("正文第", "个表格第2行第1列", "多了空格", "请改成“{%tr for 行 in 低于序时表 %}”")),
        (_unclosed, ("正文第", "没有对应的{% endfor %}", "补上")),
        (_torn, ("正文第", "没有写完", "写在同一段里")),
        (_column, ("表格第3行第2列", "“低于序时表”没有列“项目名”", "是不是“项目”？")),
        (_full_width, ("正文第", "全角", "半角")),
    ],
)
def test_broken_it_is_refused(
    shipped: Any, drafted: Document, broken: Callable[[Any], None], expected: tuple[str, ...]
) -> None:
    broken(shipped)
    found = "\n".join(faults(shipped))
    for words in expected:
        assert words in found
    with pytest.raises(TemplateError) as error:
        bulletin.written(issue_of("2023-09"), drafted, saved(shipped))
    assert error.value.message("en").isascii() or "“" not in error.value.message("en")


def test_what_is_no_word_document_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as held:
        held.writestr("xl/workbook.xml", "<x/>")
    cases = {
        b"plain": "不是Word文档",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest": "另存为.docx",
        book.getvalue(): "没有Word正文",
    }
    for raw, words in cases.items():
        file = tmp_path / "a.docx"
        file.write_bytes(raw)
        assert main(["template", "check", str(file)]) == 1
        assert words in capsys.readouterr().out
    assert main(["--lang", "en", "template", "check", str(file)]) == 1
    assert "choose a .docx template" in capsys.readouterr().out
    assert main(["template", "check", str(bulletin_template.file("zh"))]) == 0
    assert "可以使用" in capsys.readouterr().out


def test_the_command_writes_a_month(demo: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "通报.docx"
    asked = ["bulletin", "--month", "2023-08", "--edition", "public", "--out", str(out)]
    assert main(asked) == 0
    assert "2023年第8期" in all_words(out.read_bytes())
    assert main(asked) == 1
    assert "--force" in capsys.readouterr().err
    assert main([*asked, "--force", "--template", str(bulletin_template.file("en"))]) == 0
    assert main(["bulletin", "--month", "2031-01", "--out", str(tmp_path / "x.docx")]) == 1
    assert "2031-01" in capsys.readouterr().err
