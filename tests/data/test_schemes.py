"""Scheme files: the shipped one is in order; a wrong one names its file, the indicator, the entry, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import settings
from data.schemes import read_all
from data.schemes.reading import SHIPPED, folder, read

TEXT = (SHIPPED / "example.toml").read_text(encoding="utf-8")


def told(tmp_path: Path, text: str, language: str = "zh") -> list[str]:
    """What is said of a scheme file."""
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    scheme, faults = read(file)
    assert (scheme is None) == bool(faults)
    return [one.message(language) for one in faults]


def test_the_shipped_scheme_is_in_order(tmp_path: Path) -> None:
    assert told(tmp_path, TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'weight = 15\ntarget = "signed_projects"',
            'weight = 14\ntarget = "signed_projects"',
            "weight：启用的指标权重合计99（14 + 20 + 20 + 15 + 15 + 15），应为100，请调整权重、开关，或改total",
        ),
        (
            'source = "signed_projects"\nform = "proportional"',
            'source = "signings"\nform = "proportional"',
            "指标“signed”的source：没有'signings'，可写：signed_projects、",
        ),
        (
            'form = "ladder"',
            'form = "stairs"',
            "指标“large”的form：没有'stairs'，可写：proportional、",
        ),
        (
            'target = "signed_projects" #',
            'target = "signings" #',
            "指标“signed”的target：没有'signings'，可写：signed_projects、funds_arrived、invested、started_projects，或一个数",
        ),
        (
            'key = "large"',
            'key = "funds"',
            "指标“funds”的key：有2个指标用了同一个key，请各用各的",
        ),
        (
            'key = "large"',
            'key = "Large"',
            "指标“Large”的key：'Large'应为小写英文字母开头的代号，如signed",
        ),
        (
            "cap = 120",
            "caps = 120",
            "指标“signed”的caps：没有这一项，请删去或改正",
        ),
        (
            "is_example = true",
            "is_sample = true",
            "is_sample：没有这一项，请删去或改正（可写：code、zh、",
        ),
        (
            'otherwise = "proportional"',
            "base = 60",
            "指标“invested”的base：在full_if_met中不起作用，请删去",
        ),
        (
            'en = "Key projects\' completed investment"\n',
            "",
            "指标“invested”的en：缺少这一项，请写上",
        ),
        (
            "points = 0.5\n",
            "",
            "指标“overdue”的points：minus必须有这一项，如points = 2",
        ),
        (
            'source = "overdue_starts"',
            'source = "invested"',
            "指标“overdue”的source：minus按个数计，不能用金额",
        ),
        (
            'source = "listed_projects"',
            'source = "delegations"',
            "指标“listed”的source：each按个数计，请用",
        ),
        (
            'of = "new_due"',
            'of = "plan"',
            "指标“starts”的of：分子和分母应同为金额或同为个数",
        ),
        (
            'of = "new_due"',
            'of = "new_due"\ntarget = "signed_projects"',
            "指标“starts”的target：比率的目标是百分数，如target = 80",
        ),
        (
            'target = "invested"',
            'target = "signed_projects"',
            "指标“invested”的target：来源invested与台账目标signed_projects一个是个数、一个是金额，请改其一",
        ),
        (
            "target = 15",
            "target = 0",
            "指标“quality”的target：目标不能是0，没有目标请删去",
        ),
        (
            "second_target = 900000\n",
            "",
            "指标“quality”的second_target：halves必须有这一项，如second_target = 100000",
        ),
        (
            "at_least = 75\ngives = 75",
            "at_least = 75\ngives = 100.5",
            "指标“starts”的step.1.gives：100.5不合要求",
        ),
        (
            "at_least = 75\ngives = 75",
            "at_least = 90\ngives = 75",
            "指标“starts”的step：at_least有重复，请各写各的",
        ),
        (
            "at_least = 60\ngives = 50",
            "at_least = 60\ngives = 80",
            "指标“starts”的step：门槛越高得分应越高，请改gives",
        ),
        (
            "base = 60",
            "base = 60\nis_time_scaled = true",
            "指标“funds”的is_time_scaled：没有目标就没有序时目标",
        ),
        (
            "[prizes]",
            "[prizes",
            "TOML：读不出（",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_what_to_do(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in TEXT
    found = told(tmp_path, TEXT.replace(old, new, 1))
    assert any(one.startswith(f"考核办法own.toml：{says}") for one in found), found
    english = told(tmp_path, TEXT.replace(old, new, 1), "en")
    assert len(english) == len(found)
    assert all(one.startswith("Scheme own.toml: ") for one in english)
    assert all("：" not in one for one in english)


def test_a_ladder_without_bands_steps_without_steps_a_proportion_without_target(tmp_path: Path) -> None:
    text = """
zh = "办法"
en = "Scheme"
[[indicator]]
key = "a"
zh = "一"
en = "One"
source = "signed_projects"
weight = 100
form = "{form}"
"""
    for form, key in (("ladder", "band"), ("steps", "step"), ("proportional", "target"), ("full_if_met", "target")):
        [found] = told(tmp_path, text.format(form=form))
        assert found.startswith(f"考核办法own.toml：指标“a”的{key}：{form}必须有")
    assert told(tmp_path, text.format(form="efficacy")) == []
    assert told(tmp_path, 'zh = "办法"\nen = "Scheme"\nindicator = []\n') == [
        "考核办法own.toml：indicator：至少写一个[[indicator]]"
    ]


def test_own_schemes_stand_beside_the_settings_and_a_change_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder() == SHIPPED
    file = tmp_path / "settings.toml"
    file.write_text(settings.DEFAULT_FILE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(file))
    assert folder() == SHIPPED, "while there is none of its own"
    (tmp_path / "schemes").mkdir()
    (tmp_path / "schemes" / "b.toml").write_text(TEXT.replace("综合考核办法（示例）", "第二办法"), encoding="utf-8")
    (tmp_path / "schemes" / "a.toml").write_text(TEXT.replace("weight = 20", "weight = 21"), encoding="utf-8")
    found = read_all()
    assert [(one.code, one.zh) for one in found.schemes] == [("b", "第二办法")]
    assert {one.file for one in found.faults} == {"a.toml"}
    (tmp_path / "schemes" / "a.toml").write_text(TEXT, encoding="utf-8")
    assert [one.code for one in read_all().schemes] == ["a", "b"]
    own = TEXT.replace("is_example = true", "is_example = false")
    (tmp_path / "schemes" / "b.toml").write_text(own, encoding="utf-8")
    assert [one.code for one in read_all().schemes] == ["b", "a"], "an example stands after the zone's own"
