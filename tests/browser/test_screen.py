"""The meeting screen on walls of many sizes, in a real Chromium: legible, whole, turning, and steered by hand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from figures.lights import RULES
from reports.code import qr
from tests import rounds
from tests.browser import driving, walls
from tests.browser.conftest import NewPage
from tests.browser.serving import Server, serve
from tests.demo_ledger import Published
from tests.queries.ledgers import month, plan, project, publish
from texts import texts

pytestmark = pytest.mark.browser

SIZES = ("1920x1080", "3840x2160", "5760x1080", "1080x1920", "1280x720", "1024x768", "1600x1200")


@pytest.mark.parametrize("size", SIZES)
def test_legible_and_whole_on_every_wall(new_page: NewPage, server: Server, size: str) -> None:
    page = walls.open_screen(walls.wall(new_page, size, reduced_motion="reduce"), server)
    assert walls.faults(page) == {}
    measured = walls.sizes(page)
    assert measured["body"] >= 1 / 27 - 1e-6
    assert measured["key"] >= 1 / 12 - 1e-6
    for turn in page.locator(".turn").all():
        assert 1 <= turn.locator(".panel, .band").count() <= 3


@pytest.mark.parametrize("player", ["UTC", "America/New_York", "Asia/Shanghai"])
def test_the_clock_tells_the_zones_time_whatever_the_player_is_set_to(
    new_page: NewPage, server: Server, player: str
) -> None:
    page = new_page(viewport={"width": 1920, "height": 1080}, timezone_id=player, reduced_motion="reduce")
    page.clock.set_fixed_time(dt.datetime(2026, 11, 28, 17, 17, tzinfo=dt.UTC))
    page.goto(f"{server.url}/screen")
    expect(page.locator("#clock")).to_have_text("现在01:17")


@pytest.mark.parametrize(
    ("size", "query"),
    [
        ("1920x1080", "lang=EN"),
        ("1024x768", "lang=EN"),
        ("1080x1920", "lang=EN"),
        ("1920x1080", "view=display&theme=light"),
        ("1280x720", "view=display&lang=EN"),
        ("1280x720", "lang=EN&period=q3&industry=新材料&size=over_100m&as_of=2023-09-15"),
    ],
)
def test_legible_and_whole_in_other_views(new_page: NewPage, server: Server, size: str, query: str) -> None:
    assert walls.faults(walls.open_screen(walls.wall(new_page, size, reduced_motion="reduce"), server, query)) == {}


@pytest.fixture(scope="module")
def empty_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Server]]:
    """Servers on ledgers with almost nothing in them, and one whose names are long."""
    long_name = "年产三十万吨高性能碳纤维复合材料及其下游应用一体化示范基地建设项目（一期）" * 6
    crowd = [
        project(f"{n}", "2023-01-05", None if n % 2 else "2023-02-01", 10_000 + n)
        | {
            "name": long_name[:200],
            "industry": f"名称甚长之产业第{n % 15}类",
            "unit": f"承担招商任务之单位第{n % 20}号",
        }
        for n in range(40)
    ]
    ledgers = {
        "nothing": {"project": [project("未签约", None)]},
        "one": {"project": [project("一个项目", "2023-03-01")], "plan": [plan("一个项目", 2023, 9_000)]},
        "long": {
            "project": crowd,
            "plan": [plan(f"{n}", 2023, 9_000) for n in range(40)],
            "progress": [month(f"{n}", "2023-04", 1, 5_000) for n in range(0, 40, 3)],
        },
    }
    with pytest.MonkeyPatch.context() as patch:
        stores = {}
        for name, rows in ledgers.items():
            stores[name] = tmp_path_factory.mktemp(name) / "store"
            patch.setenv("DASHBOARD_STORE", str(stores[name]))
            publish(**rows)  # type: ignore[arg-type] # tables by name
    with serve(stores["nothing"]) as nothing, serve(stores["one"]) as one, serve(stores["long"]) as long:
        yield {"nothing": nothing, "one": one, "long": long}


@pytest.mark.parametrize(("query", "name"), rounds.each(["", "lang=EN", "view=display"], ["nothing", "one", "long"]))
def test_whole_with_almost_nothing_and_with_long_names(
    new_page: NewPage, empty_servers: dict[str, Server], name: str, query: str
) -> None:
    page = walls.open_screen(walls.wall(new_page, "1280x720", reduced_motion="reduce"), empty_servers[name], query)
    assert walls.faults(page) == {}


def test_what_has_no_room_is_counted(screen: Page, published_demo: Published) -> None:
    projects = published_demo.ledger.project
    projects = projects[(projects["协议类型"] == "正式") & projects["签约日期"].notna() & projects["终止日期"].isna()]
    every = {"最新签约": len(projects), "最新开工": int(projects["开工日期"].notna().sum())}
    number = next(n for n in range(walls.turns(screen)) if "最新签约" in walls.words(screen, n))
    lists = screen.locator(".turn").nth(number).locator(".panel")
    for panel in lists.all():
        rows = panel.locator("li").count()
        title = panel.locator("h2").text_content() or ""
        assert panel.locator(".more").text_content() == f"另有{every[title] - rows}个较早的"


def test_phones_are_led_to_the_projects_that_stand_there(new_page: NewPage, server: Server) -> None:
    page, asked = walls.wall(new_page, "1920x1080"), []
    page.on("request", lambda one: asked.append(one.url) if "/screen/code" in one.url else None)
    walls.held(walls.open_screen(page, server, "views=meeting,units&industry=新材料"))
    for number in range(walls.turns(page)):
        titles = page.locator(".turn.shown .panel:has(li) h2").all_text_contents()
        page.wait_for_function("document.querySelector('#qr').dataset.page !== undefined")
        named = parse_qs(page.evaluate("'page=' + document.querySelector('#qr').dataset.page"))
        if not titles:
            assert named == {"page": ["targets"]}
        elif "id" not in named:
            assert named["page"] == ["projects"]
            assert [texts("zh")(RULES[code].name) for code in named["rule"]] == [one.split("：")[0] for one in titles]
        whole = named | {"views": ["meeting,units"], "industry": ["新材料"]}
        assert any(parse_qs(urlsplit(url).query) == whole for url in asked), (number, asked)
        page.evaluate("screenOf.turn(1)")


@pytest.mark.parametrize("size", rounds.every(2, ["1280x720", "1920x1080", "1080x1920"]))
def test_whole_with_a_code_for_phones(new_page: NewPage, server: Server, size: str) -> None:
    """No phone could reach this server's own address: the code is one of an address that it could."""
    page, drawn = walls.wall(new_page, size), qr("https://dashboard.zone.example/projects?rule=late_start&sort=lights")
    page.route("**/screen/code*", lambda route: route.fulfill(status=200, content_type="image/svg+xml", body=drawn))
    walls.open_screen(page, server, "views=meeting,year,newest")
    page.wait_for_selector("#qr:not([hidden])")
    assert walls.faults(page) == {}


@pytest.mark.parametrize("size", rounds.every(2, ["1280x720", "1920x1080", "1080x1920"]))
def test_what_needs_the_meeting_is_gone_through_to_its_end(new_page: NewPage, server: Server, size: str) -> None:
    page = walls.held(walls.open_screen(walls.wall(new_page, size), server, "views=meeting"))
    shown: dict[str, dict[int, str]] = {}
    for number in range(walls.turns(page)):
        for panel in page.locator(".turn").nth(number).locator(".panel").all():
            title = panel.locator("h2").text_content() or ""
            if not panel.locator("li").count():
                continue
            names = [name.text_content() or "" for name in panel.locator("li .name").all()]
            counted = re.fullmatch(r"第(\d+)—(\d+)个，共(\d+)个", panel.locator(".more").text_content() or "")
            first = int(counted[1]) if counted else 1
            assert counted is None or int(counted[2]) == first + len(names) - 1
            shown.setdefault(title, {}).update(enumerate(names, start=first))
    told = {title: int(found[1]) for title in shown if (found := re.search(r"：(\d+)个（", title))}
    assert told, "the demonstration data have projects for the meeting"
    for title, number in told.items():
        assert sorted(shown[title]) == list(range(1, number + 1)), title
        assert len(set(shown[title].values())) == number, "each project once"


def test_the_frame_is_always_there(screen: Page) -> None:
    walls.held(screen)
    for _ in range(walls.turns(screen)):
        for name, words in (("zone", "东营经济技术开发区（演示情景）"), ("what", "招商引资"), ("mark", "演示数据"),
                            ("dated", "数据截至2023年9月30日")):  # fmt: skip
            expect(screen.locator(f"#{name}")).to_have_text(words)
            expect(screen.locator(f"#{name}")).to_be_visible()
        assert screen.locator("#clock").inner_text().startswith("现在")
        screen.keyboard.press("ArrowRight")


def test_dark_unless_the_link_says_light(new_page: NewPage, server: Server) -> None:
    grounds = {}
    for query in ("", "theme=light"):
        page = walls.open_screen(walls.wall(new_page, "1280x720", color_scheme="light"), server, query)
        grounds[query] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert grounds == {"": "rgb(10, 19, 34)", "theme=light": "rgb(238, 241, 245)"}


@pytest.mark.parametrize(("query", "size"), rounds.each(["lang=EN", ""], ["3840x2160", "1080x1920", "1024x768"]))
def test_no_word_is_broken_off(new_page: NewPage, server: Server, size: str, query: str) -> None:
    page = walls.held(walls.open_screen(walls.wall(new_page, size, reduced_motion="reduce"), server, query))
    hint = page.locator("#hint")
    expect(hint).to_have_class("shown")
    assert hint.evaluate("one => one.scrollWidth <= one.clientWidth"), hint.inner_text()
    # A stage of the funnel has its words in one line, and under them a bar to scale.
    stages = page.locator(".step .stage")
    assert stages.count() >= 3
    high = "one => one.offsetHeight / parseFloat(getComputedStyle(one).fontSize)"
    assert all(stage.evaluate(high) < 2 for stage in stages.all())
    parts = [step.evaluate("one => getComputedStyle(one).backgroundSize") for step in page.locator(".step").all()[:3]]
    assert [part.split("%")[0] for part in parts] == ["100", "61.7", "56.03"]


def test_another_size_is_laid_out_anew(screen: Page) -> None:
    before = walls.turns(screen)
    screen.evaluate("document.querySelectorAll('.turn').forEach(turn => { turn.dataset.old = ''; })")
    screen.set_viewport_size({"width": 1024, "height": 768})
    # The views before stand until those of the new size are drawn.
    expect(screen.locator(".turn[data-old]")).to_have_count(0)
    assert walls.turns(screen) != before
    assert walls.faults(screen) == {}


def test_its_figures_are_the_pages(screen: Page, page: Page, server: Server) -> None:
    told = [walls.words(screen, number) for number in range(walls.turns(screen))]
    year, funnel = told[0], told[1]
    driving.visit(page, server.url)
    overview = driving.main(page).inner_text()
    for figure in ("312.4亿元", "64.3%", "10.7个百分点", "141个", "612.4亿元", "61.7%", "164.8亿元"):
        assert figure in overview, figure
    for figure in ("312.4亿元", "64.3%", "10.7个百分点", "486亿元"):
        assert figure in year, figure
    for figure in ("141个", "612.4亿元", "61.7%", "164.8亿元"):
        assert figure in funnel, figure
    driving.visit(page, f"{server.url}/funnel")
    for figure in ("签约141个", "开工87个", "有资金到位79个"):
        assert figure in funnel
    stages = " ".join(driving.charts(page).first.locator("svg text").all_text_contents())
    for figure in ("141个", "87个", "79个"):
        assert figure in stages, figure


def test_a_page_leads_to_it_with_its_filters(page: Page, server: Server) -> None:
    asked = {"industry": "新材料", "year": "2022", "size": "亿元以上"}
    driving.visit(page, server.url + driving.link("/industries", **asked))
    opened = driving.follow(page, driving.main(page).get_by_role("link", name="会议大屏"))
    opened.wait_for_selector(".turn.shown")
    expect(opened.locator("#dated")).to_contain_text("新材料；亿元以上")
    assert driving.query(opened) == {key: [value] for key, value in asked.items()}
    expect(opened.locator(".turn.shown .label").first).to_have_text("2022年完成投资")
