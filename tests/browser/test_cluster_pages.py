"""The dashboard over a cluster in Chromium: every page as of the version's own file; and once the cluster is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from data import versions
from tests.browser import driving, walls
from tests.browser.conftest import NewPage, copy_of
from tests.browser.driving import link, visit
from tests.browser.serving import Server, serve
from tests.cluster import packages
from tests.cluster.sail import Sail, running

pytestmark = pytest.mark.browser

PROJECT = link("/project", id="P2022-096")
LOST = "集群两次没有给出答案"


class Clustered(NamedTuple):
    """A dashboard whose questions a cluster answers, and that cluster."""

    server: Server
    sail: Sail


@pytest.fixture(scope="module")
def clustered(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clustered]:
    folder = tmp_path_factory.mktemp("clustered")
    store, parquet, needed = copy_of(server, folder), folder / "parquet", str(packages.folder())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(store))
        versions.export_parquet(server.version, parquet)
        patch.setenv("PYTHONPATH", needed)
        with running() as sail:
            settings = {"DATABASE_URL": sail.url, "DASHBOARD_PARQUET": str(parquet), "PYTHONPATH": needed}
            with serve(store, variables=settings) as dashboard:
                yield Clustered(dashboard, sail)


def said(page: Page, address: str) -> str:
    """All that a page says once it stands."""
    return driving.main(visit(page, address)).inner_text()


def test_pages_and_wall_say_what_they_say_of_the_file_and_stand_once_the_cluster_is_lost(
    clustered: Clustered, server: Server, new_page: NewPage
) -> None:
    page, dashboard = new_page(), clustered.server
    page.set_default_timeout(120_000)
    for path in (*driving.PATHS, PROJECT):
        of_cluster = said(page, dashboard.url + path)
        assert LOST not in of_cluster, path
        assert of_cluster == said(page, server.url + path), path
    wall = walls.wall(new_page, "1920x1080", reduced_motion="reduce")
    wall.set_default_timeout(120_000)
    first, second = (walls.words(walls.open_screen(wall, one), 0) for one in (dashboard, server))
    assert first == second

    before = said(page, dashboard.url + "/funnel")
    clustered.sail.kill()
    # What was asked before is kept, and asks nothing.
    assert said(page, dashboard.url + "/funnel") == before
    # What was not says so, and the page stands.
    visit(page, dashboard.url + link("/funnel", industry="新材料"))
    expect(driving.heading(page)).to_have_text("漏斗")
    expect(driving.main(page)).to_contain_text(LOST)
    expect(driving.main(page).get_by_test_id("stAlertContentError")).to_have_count(0)
    walls.open_screen(wall, dashboard, "industry=新材料")
    assert LOST in walls.words(wall, 0)
