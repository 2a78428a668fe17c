"""Who may do what, over raw HTTP and websocket: no cookie, a copied one, a role that is taken away, a wall's key."""

from __future__ import annotations

import json
import resource
from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.hosting.conftest import OwnHosted
from tests.hosting.dashboards import Hosted
from tests.raw.client import XSRF_COOKIE, RawClient
from tests.raw.conversation import Conversation

DOCUMENT = {"Accept": "text/html"}


def test_without_a_log_in_nothing_is_shown_and_nothing_taken(hosted: Hosted) -> None:
    with hosted.client() as stranger:
        sent = stranger.request("/funnel?year=2022", headers=DOCUMENT)
        assert (sent.status, sent.headers["Location"]) == (303, "/login?next=%2Ffunnel%3Fyear%3D2022")
        for path in ("/media/0123456789abcdef.xlsx", "/screen/state", "/_stcore/upload_file/a/b", "/component/x"):
            assert stranger.request(path).status == 401, path
        assert stranger.put_file("台账.xlsx", b"x", session_id="0" * 8)[1].status == 401
        with pytest.raises(InvalidStatus, match="403"):
            stranger.connect()


def test_a_foreign_origin_opens_no_connection_and_sends_no_file(hosted: Hosted) -> None:
    with hosted.log_in("editor") as editor:
        cookies = dict(editor.cookies)
        refused = editor.request(
            "/_stcore/upload_file/a/b", method="PUT", headers={"Origin": "https://evil.example"}, body=b"x"
        )
        assert refused.status == 403
    with hosted.client(origin="https://evil.example") as foreign:
        foreign.cookies.update(cookies)
        with pytest.raises(InvalidStatus, match="403"):
            foreign.connect()


def test_an_editor_may_upload_and_a_viewer_may_not(hosted: Hosted) -> None:
    for name, status in (("editor", 204), ("viewer", 403)):
        with hosted.log_in(name) as reader:
            reader.request("/_stcore/health")
            reader.open("data")
            assert reader.put_file("台账.xlsx", b"PK")[1].status == status
    assert hosted.audit("upload")[-1]["who"] == hosted.provider.identity("editor")


def test_a_copied_cookie_ends_with_the_log_out(hosted: Hosted) -> None:
    with hosted.log_in("viewer") as reader, hosted.client() as copy:
        copy.cookies.update(reader.cookies)
        assert copy.request("/targets", headers=DOCUMENT).status == 200
        assert reader.request("/logout", headers=DOCUMENT).status == 303
        assert copy.request("/targets", headers=DOCUMENT).status == 303
        assert copy.request("/screen/state").status == 401
    assert hosted.audit("logout")[-1]["who"] == hosted.provider.identity("viewer")


def test_the_same_name_is_another_person(hosted: Hosted) -> None:
    with hosted.log_in("namesake") as namesake, hosted.log_in("admin") as admin:
        assert admin.request("/admin", headers=DOCUMENT).status == 200
        refused = namesake.request("/", headers=DOCUMENT)
        assert refused.status == 403
        assert hosted.provider.identity("namesake") in refused.text


def test_a_role_taken_away_is_felt_at_the_next_click(own_hosted: OwnHosted) -> None:
    hosted = own_hosted()
    with hosted.log_in("viewer") as reader:
        reader.open("targets")
        hosted.give("viewer", "none")
        with pytest.raises(ConnectionClosed):
            reader.choose("size", "10亿元以上")
        assert reader.page.redirects == ["/ended?why=changed"]
        assert reader.request("/targets", headers=DOCUMENT).status == 403


def test_a_key_opens_the_screen_and_nothing_else(own_hosted: OwnHosted) -> None:
    hosted = own_hosted()
    key = hosted.done("access", "key", "一号会议室").strip().partition("key=")[2]
    with hosted.client() as player:
        entered = player.request(f"/screen?key={key}&view=working", headers=DOCUMENT)
        assert (entered.status, entered.headers["Location"]) == (303, "/screen?view=working")
        assert player.request("/screen", headers=DOCUMENT).status == 200
        assert player.request("/screen/state").status == 200
        assert player.request("/targets", headers=DOCUMENT).status == 303
        with pytest.raises(InvalidStatus, match="403"):
            player.connect()


def full(hosted: Hosted, *, is_full: bool) -> None:
    """Let no replica write a byte any more, as on a full disk; or let them again."""
    most = (0, resource.RLIM_INFINITY) if is_full else (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    for replica in hosted.replicas:
        resource.prlimit(replica.process.pid, resource.RLIMIT_FSIZE, most)


def test_on_a_full_disk_readers_go_on_and_log_out_and_refusals_are_refusals(own_hosted: OwnHosted) -> None:
    hosted = own_hosted()
    with hosted.log_in("viewer") as reader, hosted.log_in("editor") as other, hosted.client() as stranger:
        full(hosted, is_full=True)
        assert reader.request("/funnel", headers=DOCUMENT).status == 200
        assert stranger.request("/screen/state").status == 401
        assert stranger.request("/funnel", headers=DOCUMENT | {"Host": "evil.example"}).status in {403, 421}
        assert hosted.land(stranger, "viewer").status == 503
        assert reader.request("/logout", headers=DOCUMENT).status == 303
        assert reader.request("/funnel", headers=DOCUMENT).status == 303, "the log-in has ended"
        assert other.request("/funnel", headers=DOCUMENT).status == 200
        assert json.loads(stranger.request("/healthz").text) == {"status": "not ok"}
        assert json.loads(other.request("/healthz").text)["status"] == "degraded"
        full(hosted, is_full=False)
        with hosted.log_in("viewer") as again:
            assert again.request("/funnel", headers=DOCUMENT).status == 200
            assert json.loads(stranger.request("/healthz").text) == {"status": "ok"}
            assert json.loads(again.request("/healthz").text)["version"] == hosted.replicas[0].version


def come_back(reader: RawClient, tab: str) -> str:
    """Open a page with the id of a tab, as a browser does whose connection was lost; the id of the tab there is."""
    reader.page = Conversation(url=f"{reader.url}/targets")
    reader.connect(tab)
    reader.told(reader.page.open("targets", ""))
    return reader.page.session_id


def test_a_tab_is_taken_up_by_who_began_it_and_by_nobody_else(own_hosted: OwnHosted) -> None:
    hosted = own_hosted()
    with hosted.log_in("admin") as admin, hosted.log_in("bound") as bound:
        admin.open("targets")
        tab = admin.page.session_id
        assert come_back(bound, tab) != tab
        assert "责任单位二" not in bound.page.text
        admin.choose("size", "10亿元以上")  # whose tab it is goes on in it
        assert admin.page.session_id == tab
        admin.close()
        assert come_back(bound, tab) != tab, "nor when nobody is in it"
        assert come_back(admin, tab) == tab
    refused = [line for line in hosted.audit("refused") if line["what"].get("why") == "tab"]
    assert {line["who"] for line in refused} == {hosted.provider.identity("bound")}
    for log in (hosted.proxy.log_text(), *(replica.log_text() for replica in hosted.replicas)):
        assert tab not in log


def test_with_other_rights_an_old_tab_and_its_files_are_not_taken_up(own_hosted: OwnHosted) -> None:
    hosted = own_hosted()
    with hosted.log_in("viewer") as viewer:
        viewer.open("targets")
        tab = viewer.page.session_id
        hosted.give("viewer", "viewer", "--unit", "责任单位一")
        with pytest.raises(ConnectionClosed):
            viewer.choose("size", "10亿元以上")
        assert come_back(viewer, tab) != tab
        assert "责任单位二" not in viewer.page.text


def test_files_go_to_the_tabs_of_ones_own_alone(own_hosted: OwnHosted) -> None:
    hosted = own_hosted()
    with hosted.log_in("admin") as admin, hosted.log_in("editor") as editor:
        for reader in (admin, editor):
            reader.request("/_stcore/health")
            reader.open("data")
        assert editor.put_file("台账.xlsx", b"PK", session_id=admin.page.session_id)[1].status == 403
        number, sent = admin.put_file("台账.xlsx", b"PK")
        assert sent.status == 204
        path = f"/_stcore/upload_file/{admin.page.session_id}/{number}"
        token = {"X-Xsrftoken": editor.cookies[XSRF_COOKIE]}
        assert editor.request(path, method="DELETE", headers=token).status == 403
        token = {"X-Xsrftoken": admin.cookies[XSRF_COOKIE]}
        assert admin.request(path, method="DELETE", headers=token).status == 204
    assert admin.page.session_id not in json.dumps(hosted.audit())
    assert admin.page.session_id not in hosted.proxy.log_text()


def test_uploads_at_once_do_not_pass_the_quota_together(own_hosted: OwnHosted) -> None:
    hosted = own_hosted()
    with hosted.log_in("editor") as editor:
        editor.request("/_stcore/health")
        editor.open("data")
        with ThreadPoolExecutor(8) as pool:
            sent = list(pool.map(lambda _: editor.put_file("台账.xlsx", b"0" * (15 * 2**20))[1].status, range(20)))
    allowed = 200 // 15  # MB an hour
    assert sent.count(204) == allowed
    assert sent.count(413) == 20 - allowed
