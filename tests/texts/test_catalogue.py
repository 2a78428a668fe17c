"""Every text has both languages, and the catalogue holds nothing that is not shown."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import polib
import pytest

from texts import terms, texts
from texts.language import CATALOGUE

ROOT = Path(__file__).parents[2]
ENTRIES = {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE))}
PLURAL = {"plural"}
SINGLE = {"t", "N_", "zh", "en"}


def constants(call: ast.Call) -> list[str]:
    return [one.value for one in call.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def messages() -> dict[str, str]:
    """Every message id in the source → the file that names it."""
    found: dict[str, str] = {}
    for layer in ("pages", "panels", "figures", "view", "reports", "charts", "texts", "screen", "web"):
        for file in sorted((ROOT / layer).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in PLURAL | SINGLE and (text := constants(node)):
                    found[text[0]] = file.name
                    if name in PLURAL and len(text) == 2:
                        found.pop(text[1], None)
    plurals = {entry.msgid_plural for entry in ENTRIES.values() if entry.msgid_plural}
    return {message: file for message, file in found.items() if message not in plurals}


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_every_message_has_chinese() -> None:
    missing = {message: file for message, file in messages().items() if message not in ENTRIES}
    assert len(messages()) > 150
    assert not missing, "write each with its Chinese into texts/zh_CN.po (msgid, msgstr)"


def test_nothing_is_translated_twice_over() -> None:
    assert not ENTRIES.keys() - messages().keys(), "messages that nothing shows"


@pytest.mark.parametrize("message", sorted(ENTRIES))
def test_a_translation_is_whole(message: str) -> None:
    entry = ENTRIES[message]
    chinese = entry.msgstr or entry.msgstr_plural[0]
    assert chinese
    filled = placeholders(entry.msgid_plural or message)
    assert placeholders(chinese) == filled, "a figure lost in translation, or one that nothing fills"
    assert not re.search(r"[,;:?!()](?![0-9])", re.sub(r"\{.*?\}", "", chinese)), "half-width punctuation"
    assert not re.search(r"[一-鿿] [0-9{]|[0-9}] [一-鿿]", chinese), "a space around a number"


def test_categories_are_the_ledgers_own_words() -> None:
    chinese = texts("zh")
    for word, message in terms.CATEGORIES.items():
        assert chinese(message) in {word, f"{word}协议"}


def test_english_is_written_in_ascii_quotes() -> None:
    # A Chinese font draws curly quotes as wide as a character.
    for message in messages():
        assert not re.search("[“”‘’]", message), message
