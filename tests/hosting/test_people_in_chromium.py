"""Roles, time-outs and readers without log-in, as people meet them."""

from __future__ import annotations

import re
import sqlite3
from urllib.parse import quote, urlsplit

from playwright.sync_api import Page, expect

from tests.browser import driving
from tests.browser.conftest import NewPage
from tests.browser.watching import Watch
from tests.hosting.conftest import OwnHosted
from tests.hosting.dashboards import Hosted

#: How often an idle connection is looked at, and some patience.
_LOOKED_MS = 30_000
OTHERS = re.compile("责任单位[二三四五六七八]")


def test_who_does_nothing_is_logged_out_told_so_and_comes_back_to_the_view(
    own_hosted: OwnHosted, new_page: NewPage, watch: Watch
) -> None:
    hosted = own_hosted()
    watch.expected = ["WebSocket onclose"]  # the connection is closed, and that is said
    page = hosted.log_in_with(new_page(), "viewer", "/targets?industry=新材料")
    driving.drawn(page)
    with sqlite3.connect(hosted.access_folder / "access.sqlite") as database:
        database.execute("update session set seen_at = seen_at - 3600")
    expect(page.get_by_text("长时间未操作，已自动退出登录。")).to_be_visible(timeout=_LOOKED_MS)
    page.get_by_role("link", name="登录").click()
    expect(driving.heading(page)).to_have_text("目标", timeout=_LOOKED_MS)
    assert driving.query(page)["industry"] == ["新材料"]


def test_a_bound_viewer_s_pages_name_no_other_department(hosted: Hosted, new_page: NewPage) -> None:
    page = hosted.log_in_with(new_page(), "bound", "/funnel?by=责任单位")
    for title in ("漏斗", "产业", "目标", "总览"):
        if title != "漏斗":
            driving.go_to(page, title)
        driving.drawn(page)
        expect(driving.main(page)).to_contain_text("责任单位一")
        assert not OTHERS.search(page.locator("body").inner_text()), title
    with hosted.log_in("bound") as reader:
        state = reader.request("/screen/state").text
        assert "责任单位一" in state
        assert not OTHERS.search(state)
        refused = reader.request(f"/screen/state?unit={quote('责任单位二')}")
        assert refused.status == 404


def allow_readers_without_log_in(page: Page) -> None:
    page.get_by_text("查看无需登录").click()
    page.get_by_role("button", name="生效").click()
    expect(page.get_by_text("规则已生效。")).to_be_visible()


def test_an_admin_lets_readers_in_without_log_in_who_see_sums_only(own_hosted: OwnHosted, new_page: NewPage) -> None:
    hosted = own_hosted()
    admin = driving.drawn(hosted.log_in_with(new_page(), "admin", "/admin?manage=rules"))
    stranger = new_page()
    allow_readers_without_log_in(admin)
    driving.visit(stranger, f"{hosted.url}/targets")
    expect(driving.sidebar(stranger)).to_contain_text("未登录：只显示汇总，不显示项目明细。")
    expect(driving.main(stranger)).to_contain_text("项目明细登录后可见")
    expect(driving.answer(stranger)).to_contain_text("亿元")
    policy = [line["what"] for line in hosted.audit("policy")]
    assert policy == [{"changed": "anonymous", "of": "False → True"}]
    driving.sidebar(stranger).get_by_role("link", name="登录").click()
    stranger.wait_for_url(re.compile(re.escape(hosted.provider.issuer)))


def test_a_download_is_for_whom_it_was_made_and_one_line_of_the_audit(own_hosted: OwnHosted, new_page: NewPage) -> None:
    hosted = own_hosted()
    page = driving.drawn(hosted.log_in_with(new_page(), "editor", "/industries"))
    page.get_by_role("button", name="分享").click()
    with page.expect_response(re.compile(r"/media/[0-9a-f]+\.xlsx")) as answered, page.expect_download() as saved:
        page.get_by_role("button", name="本页数据（xlsx）").click()
    path = urlsplit(answered.value.url).path
    name = saved.value.suggested_filename
    assert saved.value.path().read_bytes().startswith(b"PK")
    own = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    with hosted.client() as copy, hosted.log_in("viewer") as viewer, hosted.client() as stranger:
        assert stranger.request(path).status == 401
        assert viewer.request(path).status == 403
        assert viewer.request(path, method="HEAD").status == 403
        copy.cookies.update(own)
        assert (copy.request(path).status, copy.request(path, method="HEAD").body) == (200, b"")
    driving.drawn(page)
    lines = [(line["who"], line["what"]["file"]) for line in hosted.audit("export")]
    assert lines == [(hosted.provider.identity("editor"), name)]
    assert {line["what"]["why"] for line in hosted.audit("refused")} == {"login", "not theirs"}
