"""docs/definitions.md: what the words mean, and how each figure is made of others."""

from __future__ import annotations

import sys
from pathlib import Path

from figures.catalogue import FIGURES
from figures.definitions import DEFINITIONS, meaning, term
from texts.writing import Texts, texts

DOCUMENT: Path = Path(__file__).parents[1] / "docs" / "definitions.md"


def name(t: Texts, code: str, *, matured_days: float = 180) -> str:
    """What a figure is called where it stands alone."""
    return t(FIGURES[code].label, days=t.number(matured_days))


def formula(t: Texts, code: str) -> str:
    """What a figure is made of, in words: 开工率 = 正式协议已开工 ÷ 签约正式协议; empty where it has no parts."""
    figure = FIGURES[code]
    if not figure.parts:
        return ""
    one, other = (name(t, part) for part in figure.parts)
    if figure.sign == "growth":
        return f"{one} ÷ {other} − 1"
    if figure.sign == "÷":
        return f"{one} ÷ {other}"
    if figure.form == "points":
        return t("{one} − {other}, in percentage points", one=one, other=other)
    words = t("{one} − {other}", one=one, other=other)
    return words if figure.least is None else t("{difference}, not below 0", difference=words)


def document() -> str:
    """docs/definitions.md: the terms' meanings, each figure's formula; both languages, the first zone's settings."""
    zh, en = texts("zh"), texts("en")
    lines = [
        "# 指标口径 · What the words mean",
        "",
        "Made from the catalogue that the pages' drawers show (`python -m figures.document`).",
        "",
        "| 指标 | 口径 | term | meaning |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {term(zh, code)} | {meaning(zh, code)} | {term(en, code)} | {meaning(en, code)} |" for code in DEFINITIONS
    ]
    lines += [
        "",
        "## 计算公式 · How figures are made",
        "",
        "Of the parts as they are, not as they are rounded.",
        "",
        "| 指标 | 公式 | 口径 | figure | formula | term |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for code, figure in FIGURES.items():
        words = [(name(t, code), formula(t, code) or "—", term(t, figure.term)) for t in (zh, en)]
        lines.append(f"| {' | '.join(words[0])} | {' | '.join(words[1])} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
    sys.stdout.write(f"{DOCUMENT}\n")
