"""Every page opens first in a process of its own: no page needs what another has imported before it.

Streamlit puts the folder of its script on sys.path in front: a page file of a package's name would hide the package.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.demo_ledger import Published
from tests.pages.opening import PAGES, SHELL

_OPEN = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_file({shell!r}, default_timeout=120)
app.run()
if {page!r}:
    app.switch_page({page!r}).run()
assert not app.exception, app.exception
print(app.title[0].value)
"""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_first_in_a_fresh_process(demo: Published, page: str) -> None:
    file = {"overview": "", "data": "ledger/page.py"}.get(page, f"{page}.py")
    done = subprocess.run(
        [sys.executable, "-c", _OPEN.format(shell=str(SHELL), page=file)], cwd=SHELL.parents[1], capture_output=True,
        encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_no_page_hides_a_package() -> None:
    pages = {file.stem for file in SHELL.parent.iterdir()}
    rooms = {file.name for file in SHELL.parents[1].iterdir() if (file / "__init__.py").exists()}
    assert not pages & (rooms | set(sys.stdlib_module_names))
