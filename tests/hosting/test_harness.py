"""The parts that the other tests stand on are real: they start, and people get through them."""

from __future__ import annotations

from tests.browser import driving
from tests.browser.conftest import NewPage
from tests.hosting.dashboards import Hosted


def test_a_reader_without_a_browser_logs_in_and_opens_a_page(hosted: Hosted) -> None:
    with hosted.log_in("viewer", "/targets?year=2023") as reader:
        assert "__Host-dashboard" in reader.cookies
        assert "48.6" in reader.open("targets", "lang=EN").text
    assert hosted.audit("login")[-1]["who"] == hosted.provider.identity("viewer")


def test_a_person_logs_in_with_chromium_and_lands_where_the_link_led(hosted: Hosted, new_page: NewPage) -> None:
    page = hosted.log_in_with(new_page(), "viewer", "/targets?industry=新材料")
    driving.drawn(page)
    assert driving.query(page)["industry"] == ["新材料"]
    assert driving.heading(page).inner_text() == "目标"


def test_a_wrong_password_logs_nobody_in(hosted: Hosted) -> None:
    with hosted.client() as reader, hosted.provider.client() as at_provider:
        sent = reader.request("/login", headers={"Accept": "text/html"}).headers["Location"]
        form = at_provider.get(sent, follow_redirects=True)
        answer = at_provider.post(str(form.url), data={"login": "viewer", "password": "错的密码"})
        assert answer.status_code == 401
        assert "__Host-dashboard" not in reader.cookies
