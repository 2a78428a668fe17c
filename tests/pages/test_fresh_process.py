"""Every page opens first in a process of its own: no page needs what another has imported before it.

Streamlit puts the folder of its script on sys.path in front: a page file of a package's name would hide the package.
"""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.demo_ledger import Published
from tests.pages.opening import PAGES, SHELL

_OPEN = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
os.environ["DASHBOARD_STORE"] = {store!r}
assert not {rooms!r} & sys.modules.keys(), "nothing of ours is imported yet"
from streamlit.testing.v1 import AppTest
app = AppTest.from_file({shell!r}, default_timeout=120)
app.run()
if {page!r}:
    app.switch_page({page!r}).run()
assert not app.exception, app.exception
Path({told!r}).write_text(app.title[0].value, encoding="utf-8")
"""
#: Other people's, whose import takes most of the time of a first page: had before each process, where processes can be
#: copied; there a process of ours begins with nothing of ours.
_LIBRARIES = ["streamlit.testing.v1", "pandas", "pyarrow", "duckdb", "altair"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_first_in_a_fresh_process(
    demo: Published, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, told = {"overview": "", "data": "ledger/page.py"}.get(page, f"{page}.py"), tmp_path / "title"
    can_copy = "forkserver" in multiprocessing.get_all_start_methods()
    processes = multiprocessing.get_context("forkserver") if can_copy else multiprocessing.get_context("spawn")
    processes.set_forkserver_preload(_LIBRARIES)
    code = _OPEN.format(
        root=str(SHELL.parents[1]), rooms=_rooms(), store=str(demo.store), shell=str(SHELL), page=file, told=str(told)
    )
    # `exec`, for a function of this file would bring what this file imports; and no program, which would be run anew.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    child = processes.Process(target=exec, args=(code, {}))
    child.start()
    child.join(180)
    assert child.exitcode == 0
    assert told.read_text(encoding="utf-8").strip()


def test_no_page_hides_a_package() -> None:
    pages = {file.stem for file in SHELL.parent.iterdir()}
    assert not pages & (_rooms() | set(sys.stdlib_module_names))


def _rooms() -> set[str]:
    return {file.name for file in SHELL.parents[1].iterdir() if (file / "__init__.py").exists()}
