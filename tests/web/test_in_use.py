"""While another program holds the current version's file, everything says so, and nothing older is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser.serving import serve
from tests.data.holding import held
from tests.web.asking import ask
from version import VERSION


def test_pages_screen_and_health_say_whose_file_it_is(tmp_path: Path) -> None:
    with serve(tmp_path / "store") as server:
        older = server.version
        newer = server.publish("demo")
        file = server.store / f"{newer}.duckdb"
        with held(file) as process:
            page = ask(server, "/targets")
            assert page.status == 503
            assert f"版本文件{newer}.duckdb正被另一个程序占用" in page.text
            assert f"process {process}): close that program and try again." in ask(server, "/?lang=EN").text
            for language, sentence in (
                ("", "请关闭那个程序后再试。"),
                ("?lang=en", "close that program and try again."),
            ):
                told = ask(server, f"/screen/state{language}")
                assert told.status == 503
                [said] = json.loads(told.text)["errors"]
                assert newer in said
                assert said.endswith(sentence)
            assert ask(server, "/screen").status == 200
            assert server.health() == (503, {"status": "in use", "program": VERSION, "version": newer})
            # A link that is pinned to another version is not concerned.
            assert json.loads(ask(server, f"/screen/state?version={older}").text)["version"] == older
        assert server.health()[1] == {"status": "ok", "program": VERSION, "version": newer, "months_through": "2023-09"}
        assert ask(server, "/targets").status == 200
        # The server has it open now: the other program does not get it, and readers go on.
        with pytest.raises(AssertionError), held(file):
            pass
        assert server.health()[0] == 200
