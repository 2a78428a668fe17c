"""Supervision letters: each red project's, read back from the file and held against the queries."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn

import queries
from access.rights import ANONYMOUS, LOCAL, Rights
from data import own_words, settings
from data.errors import StoreError
from figures import lights
from panels import letter as letters
from reports.__main__ import main
from reports.word import filling, letter, letter_template, template_check
from reports.word.letter_fields import FIELDS, LETTER
from reports.word.template_file import TemplateError
from tests import rounds
from tests.bulletin.issues import all_words, read
from tests.demo_ledger import Published
from view.filters import WHOLE_ZONE
from view.view import ProjectsHiddenError, View, edition

ROOT = Path(__file__).parents[2]
SINCE: dict[str, queries.Value] = {"since": dt.date(2023, 9, 23), "read_by": "date"}
_BAD = re.compile(r"\bnan\b|\bNaN\b|\bNaT\b|None|[{}]|。。|，，|；。|，。|\.\.|\u2063")


def view_of(demo: Published, language: Any = "zh", rights: Rights = LOCAL) -> View:
    facts = edition(demo.version)
    return View(facts, language, "light", facts.last_day, facts.last_day.year, rights=rights)


def reds(view: View) -> list[str]:
    """Asked here once more: the numbers of projects with a red light that is not explained."""
    rows = view.run("lights")
    return sorted({str(row.project_id) for row in rows.itertuples() if row.light == "red" and not row.is_exempt})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_red_project_has_a_letter_that_says_what_the_queries_say(demo: Published, language: Any) -> None:
    view = view_of(demo, language)
    t, found = view.t, {one.project_id: one for one in letters.of_selection(view)}
    assert sorted(found) == reds(view)
    assert len(found) > 50
    if language == "en" and not rounds.are_many():
        # The same rows in other words: each sixth letter has them all.
        found = dict(list(found.items())[::6])
    lit, open_ones = view.run("lights"), view.run("project_blockers", **WHOLE_ZONE)
    open_ones = open_ones[open_ones["resolved_on"].isna()]
    names = view.run("projects", **WHOLE_ZONE).set_index("project_id")["name"]
    named = dict(letter.files(view, found.values()))
    assert len(named) == len(found)
    for (project_id, one), file in zip(found.items(), named.values(), strict=True):
        paragraphs, tables = read(file)
        words = "\n".join([*paragraphs, *(cell for table in tables for row in table for cell in row)])
        assert not _BAD.search(words), (project_id, _BAD.search(words))
        assert names[project_id] in words
        assert project_id in words
        assert view.unit_name(one.unit) in words
        own = lit[lit["project_id"] == project_id]
        for row in own[~own["is_exempt"]].to_dict("records"):
            assert lights.name(t, row["rule"]) in words
            assert lights.sentence(t, row) in words
            if pd.notna(row["at_stake"]):
                assert t.money(row["at_stake"]) in words
        for row in own[own["is_exempt"]].to_dict("records"):
            assert lights.exempt(t, row) in words
        problems = open_ones[open_ones["project_id"] == project_id]
        assert len(tables) == bool(len(problems))
        for row in problems.to_dict("records"):
            if pd.notna(row["note"]):
                assert str(row["note"]) in words
            if pd.notna(row["days_over"]):
                assert any(str(int(row["days_over"])) in line for line in tables[0])


def test_the_reds_of_the_letter_come_first(demo: Published) -> None:
    for one in letters.of_selection(view_of(demo)):
        marks = [words[0] for words in one.lines["lights"]]
        assert marks == sorted(marks, key="■◆".index)
        assert marks[0] == "■"


def test_a_department_and_a_project(demo: Published) -> None:
    view = view_of(demo)
    units = letters.red_units(view, SINCE)
    assert sum(units.values()) == len(reds(view))
    unit, count = next(iter(units.items()))
    mine = letters.of_unit(view, unit)
    assert len(mine) == count
    assert {one.unit for one in mine} == {unit}
    assert letters.of_project(view, mine[0].project_id) == mine[0] or mine[0].problems is not None
    lit = set(view.run("lights")["project_id"])
    green = next(one for one in view.run("projects", **WHOLE_ZONE)["project_id"] if one not in lit)
    assert letters.of_project(view, green) is None
    assert not letters.has_red(view, green)
    with zipfile.ZipFile(io.BytesIO(letter.zipped(view, mine[:3]))) as held:
        assert [name.split("/")[0] for name in held.namelist()] == [unit] * 3
        assert mine[0].name in all_words(held.read(held.namelist()[0]))


def test_who_sees_sums_alone_gets_no_letter_and_who_has_departments_theirs(demo: Published) -> None:
    hidden = view_of(demo, rights=ANONYMOUS)
    for ask in (letters.of_selection, lambda view: letters.of_project(view, "P2021-067")):
        with pytest.raises(ProjectsHiddenError):
            ask(hidden)
    whole = view_of(demo)
    unit, other = list(letters.red_units(whole, SINCE))[:2]
    bound = view_of(demo, rights=Rights(units=(unit,)))
    assert {one.unit for one in letters.of_selection(bound)} == {unit}
    assert letters.of_unit(bound, other) == []
    assert letters.of_project(bound, letters.of_unit(whole, other)[0].project_id) is None


def test_every_run_has_both_fonts_and_demonstration_says_so(demo: Published) -> None:
    view = view_of(demo)
    made: Any = docx.Document(io.BytesIO(letter.docx(view, letters.of_selection(view)[0])))
    section = made.sections[0]
    parts = [made.element.body, section.header._element, section.footer._element]
    runs = [run for part in parts for run in part.iter(qn("w:r"))]
    assert len(runs) > 15
    for run in runs:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts is not None
        assert fonts.get(qn("w:eastAsia"))
        assert fonts.get(qn("w:ascii"))
    assert "演示" in section.header.paragraphs[0].text
    # A light's colour is for tables: a letter's text is black.
    assert not [run for paragraph in made.paragraphs for run in paragraph.runs if run.font.color.rgb is not None]


def test_what_only_the_office_knows(demo: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of(demo)
    plain = letters.of_selection(view)[0]
    blank = "＿"
    assert plain.texts["number"].startswith(blank)
    assert all(blank in plain.texts[code] for code in ("number", "date", "signed_by", "reply"))
    assert set("".join(plain.lines["demands"])) == {blank}
    text = settings.DEFAULT_FILE.read_text(encoding="utf-8")
    of = text.replace("[letters]\n", '[letters]\nmark = "东督"\nsigned_by = "专班办公室"\nreply_days = 7\n')
    file = tmp_path / "settings.toml"
    file.write_text(of, encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(file))
    monkeypatch.setattr(own_words, "folder", lambda: tmp_path)
    (tmp_path / "letter-demands.txt").write_text(
        "# 备注\n各单位专题研究。\n[签约未开工]\n倒排开工时间。\n【Behind their own schedule】\n压实投资进度。\n",
        "gb18030",
    )
    settings.renew()
    try:
        told = {one.project_id: one for one in letters.of_selection(view)}
        lit = view.run("lights")
        lit = lit[(lit["light"] == "red") & ~lit["is_exempt"]]
        for project_id, one in told.items():
            rules = set(lit.loc[lit["project_id"] == project_id, "rule"])
            assert one.lines["demands"][0] == "各单位专题研究。"
            assert ("倒排开工时间。" in one.lines["demands"]) == ("unstarted" in rules)
            assert ("压实投资进度。" in one.lines["demands"]) == ("behind" in rules)
            assert one.texts["number"].startswith("东督〔2023〕")
            assert one.texts["signed_by"] == "专班办公室"
            assert "7日内" in one.texts["reply"]
        (tmp_path / "letter-demands.txt").write_text("[未开工的]\n一", "utf-8")
        with pytest.raises(StoreError, match=r"未开工的.*签约未开工"):
            letters.of_selection(view)
    finally:
        monkeypatch.delenv("DASHBOARD_SETTINGS")
        settings.renew()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_shipped_template_is_sound_and_the_one_that_is_made(language: Any) -> None:
    raw = filling.shipped(LETTER, language).read_bytes()
    assert template_check.check(raw, LETTER) == []
    made: Any = docx.Document(io.BytesIO(raw))
    again: Any = docx.Document(io.BytesIO(letter_template.made(language)))
    assert [one.text for one in again.paragraphs] == [one.text for one in made.paragraphs], "make it anew"
    assert again.tables[0]._tbl.xml == made.tables[0]._tbl.xml


def test_every_field_is_explained() -> None:
    text = (ROOT / "docs/letters.md").read_text(encoding="utf-8")
    for one in FIELDS:
        assert f"| `{one.zh}` | `{one.code}` |" in text, one.zh


def test_the_offices_own_template(demo: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of(demo)
    one = letters.of_selection(view)[0]
    made: Any = docx.Document(str(filling.shipped(LETTER, "zh")))
    held = next(paragraph for paragraph in made.paragraphs if "{{ 文号 }}" in paragraph.text)
    held.runs[0].text = "包联领导：{{ 包联领导 }}（{{ 单位名称 }}）"
    monkeypatch.setattr(own_words, "folder", lambda: tmp_path)
    made.save(str(tmp_path / "letter.docx"))
    assert f"包联领导：{one.texts['leader']}（" in all_words(letter.docx(view, one))
    held.runs[0].text = "{{ ABC }}"
    made.save(str(tmp_path / "letter.docx"))
    with pytest.raises(TemplateError, match=r"没有字段“ABC”.*docs/letters\.md"):
        letter.usable(view)


def test_the_commands(demo: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    view, out = view_of(demo), tmp_path / "out"
    unit, count = min(letters.red_units(view, SINCE).items(), key=lambda one: one[1])
    asked = ["letters", "--unit", unit, "--out", str(out)]
    assert main(asked) == 0
    assert f"督办函{count}份" in capsys.readouterr().out
    assert len(list(out.glob("*.docx"))) == count
    assert main(asked) == 1
    assert "--force" in capsys.readouterr().err
    project = letters.of_unit(view, unit)[0].project_id
    assert main(["--lang", "en", "letters", "--project", project, "--as-of", "2023-09-30", "--out", str(out)]) == 0
    english = next(file for file in out.glob("*.docx") if "Supervision" in file.name)
    assert "within __ days" in all_words(english.read_bytes())
    assert main(["letters", "--project", "P0", "--out", str(out)]) == 1
    assert "P0" in capsys.readouterr().err
    assert main(["letters", "--unit", "无此单位", "--out", str(out)]) == 1
    assert unit in capsys.readouterr().err
    assert main(["letters", "--unit", unit, "--as-of", "2031-01-01", "--out", str(out)]) == 1
    assert "2023-09-30" in capsys.readouterr().err
    copied = tmp_path / "模板.docx"
    assert main(["template", "copy", "--kind", "letter", str(copied)]) == 0
    assert main(["template", "check", str(copied)]) == 0
    assert "督办函" in capsys.readouterr().out
    assert main(["template", "check", "--kind", "bulletin", str(copied)]) == 1
