"""The bulletin that goes out by mail is the file that the page and the command make, in the channel's edition."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import docx
import pytest

from access.rights import LOCAL
from panels.bulletin import drafting, issue
from reports.push import bulletin_letter
from tests.demo_ledger import Published
from tests.reports import push_settings
from view.view import View, edition

MONTH = dt.date(2023, 9, 1)


@pytest.mark.parametrize("is_internal", [True, False])
def test_a_mailbox_gets_its_edition(
    published_demo: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_internal: bool
) -> None:
    entry = push_settings.entry(
        name="邮件", kind="mail", is_internal=is_internal, host="127.0.0.1", port=25, to=["a@example.gov.cn"],
        **{"from": "board@example.gov.cn"},
    )  # fmt: skip
    push_settings.write(tmp_path, monkeypatch, entry, store=published_demo.store)
    letter = bulletin_letter.letter(push_settings.channel("邮件"), MONTH)
    assert letter.attach is not None
    sent = docx.Document(io.BytesIO(letter.attach().content))
    said = "\n".join(paragraph.text for paragraph in sent.paragraphs)
    facts = edition(published_demo.version)
    view = View(facts, "zh", "light", facts.last_day, facts.last_day.year, rights=LOCAL)
    of = drafting.document(issue.of(view, MONTH, "internal" if is_internal else "public"))
    first = next(words for block in of.blocks for words in block.paragraphs if words)
    assert first in said
    other = drafting.document(issue.of(view, MONTH, "public" if is_internal else "internal"))
    assert {block.code for block in of.blocks} != {block.code for block in other.blocks}
