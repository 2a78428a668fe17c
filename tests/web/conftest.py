"""The real server, asked over plain HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.serving import Server, serve


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(tmp_path_factory.mktemp("web") / "store") as running:
        yield running
