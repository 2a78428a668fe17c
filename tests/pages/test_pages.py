"""Every page in every language, with every kind of data: opens, answers, and says what is missing."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access.rights import LOCAL
from data import versions
from tests import rounds
from tests.demo_ledger import Published
from tests.pages.opening import PAGES, answer, answers, metrics, opened, plain, tables, words
from tests.queries.ledgers import month, only_read, plan, project, publish

CHINESE = re.compile(r"[一-鿿]")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["中文", "EN"])
def test_a_page_answers_in_the_readers_language(demo: Published, page: str, language: str) -> None:
    app = opened(page, {} if language == "中文" else {"lang": language})
    assert not app.exception
    assert len(answers(app)) == 1
    sentence = answer(app)
    assert sentence.startswith("演示：" if language == "中文" else "Demonstration: ")
    assert sentence.endswith("。" if language == "中文" else ".")
    text = plain(words(app)) + "".join(f"{label}{value}{note}" for label, (value, note) in metrics(app).items())
    if language == "EN":
        # A project is called in running text what the ledger calls it.
        for name in sorted(demo.ledger.project["项目名称"], key=len, reverse=True):
            text = text.replace(name, "")
        assert not CHINESE.search(text), CHINESE.search(text)
    else:
        # What remains of Latin letters is a version's name, a unit, a kind of file or its place, never a word.
        spoken = re.sub(r"office/next-steps\.txt|Word", "", text)
        spoken = re.sub(r"Excel|xlsx|csv|:gray-badge|:\w+/?\w*:|:(?:red|orange|green)(?=\[)", "", spoken)
        assert not re.search(r"[A-Za-z]{3,}", spoken), text
    assert versions.current() in text
    assert ("演示数据" if language == "中文" else "Demonstration data") in text


NARROW = (
    {"industry": ["其他"], "unit": ["责任单位八"], "size": ["10亿元以上"]},
    {"as_of": ["2021-01-05"]},
    {"as_of": ["2021-01-01"]},
    {"agreement": ["框架协议"]},
    {"agreement": ["正式协议"], "year": ["2021"]},
    {"period": ["12月"]},
    {"reading": ["按期内发生"], "period": ["第一季度"]},
)
#: Here each page meets each link, in the one language or the other.
NARROWED = [
    (page, language, query)
    for (at, page), (link, query) in itertools.product(enumerate(PAGES), enumerate(NARROW))
    for language in (["中文", "EN"] if rounds.are_many() else [["中文", "EN"][(at + link) % 2]])
]


@pytest.mark.parametrize(("page", "language", "query"), NARROWED)
def test_a_narrow_view_opens_and_says_what_is_missing(
    demo: Published, page: str, language: str, query: dict[str, list[str]]
) -> None:
    from view import filters, links

    known = filters.filters(demo.version, LOCAL)
    if language == "EN":
        pairs = [("lang", "en"), *((key, value) for key, values in query.items() for value in values)]
        query = {}
        for key, value in links.canonical(pairs, known):
            query.setdefault(key, []).append(value)
    app = opened(page, query)
    assert not app.exception
    assert answers(app)
    assert "nan" not in plain(words(app)).lower()
    assert "None" not in plain(words(app)).replace("None of the", "")


LEDGERS = {
    "one project": {"project": [project("一", "2023-01-10")]},
    "one month": {
        "project": [project("一", "2023-01-10", "2023-01-20")],
        "progress": [month("一", "2023-09", 10, 10)],
        "plan": [plan("一", 2023, 100)],
    },
    "no progress": {"project": [project("一", "2023-01-10")], "plan": [plan("一", 2023, 100)]},
    "no signing": {"project": [project("一", None)], "plan": [plan("一", 2023, 0)]},
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("ledger", LEDGERS)
def test_a_small_ledger_opens(page: str, ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    only_read(monkeypatch, **LEDGERS[ledger])
    app = opened(page)
    assert not app.exception
    text = plain(words(app))
    assert "演示" not in text, "a real ledger carries no demonstration mark"
    assert "nan" not in text.lower()


def test_hostile_names_are_shown_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    name = "**粗** <b>x</b> :red[y] $x^2$ [a](javascript:alert(1)) http://evil.example " + "长" * 100
    publish(
        project=[project("=1+1", "2023-01-10", industry=name, unit=name)],
        plan=[plan("=1+1", 2023, 100)],
        progress=[month("=1+1", "2023-03", 10, 10)],
    )
    for page in PAGES:
        app = opened(page)
        assert not app.exception
        assert_literal(app)
    assert_literal(opened("overview", {"industry": name}))


def assert_literal(app: AppTest) -> None:
    for element in app.html:
        assert "<b>x</b>" not in element.value
        assert not re.search(r'href="(?!/project|/screen)', element.value), element.value
    for element in [*app.markdown, *app.caption, *app.error, *app.info]:
        assert "**粗**" not in element.value
        assert "[a](" not in element.value
        assert not re.search(r"https?:\\?//|www\.\w", element.value), element.value


@pytest.mark.parametrize(
    "query",
    [
        {"industry": "[点此登录](http://evil.example) https://evil.example www.evil.example a@evil.example"},
        {"[点此登录](http://evil.example)": "1"},
        {"as_of": "![x](http://evil.example/x.png)"},
    ],
)
def test_a_link_cannot_put_a_link_on_the_page(demo: Published, query: dict[str, str]) -> None:
    app = opened("overview", query)
    assert not app.exception
    assert "evil" in words(app)
    for element in [*app.error, *app.caption, *app.markdown]:
        assert not re.search(r"(?<!\\)\]\(|(?<!\\)\[", element.value) or "badge" in element.value, element.value
        assert not re.search(r"https?:\\?//|www\.\w|\w@\w", element.value), element.value


def test_an_unknown_value_stops_the_page_with_a_sentence(demo: Published) -> None:
    app = opened("overview", {"industry": "量子"})
    assert "“产业”没有“量子”这一选项" in plain(app.error[0].value)
    assert not metrics(app)
    assert not answers(app)
    english = opened("overview", {"lang": "EN", "as_of": "2030-01-01"})
    assert "1 January 2030 is outside the data" in plain(english.error[0].value)
    assert not metrics(english)


def test_several_problems_are_named_at_once(demo: Published) -> None:
    app = opened("overview", {"industry": ["量子", "新材料"], "size": "巨大", "as_of": "昨天", "lang": "法文"})
    sentence = plain(app.error[0].value)
    for value in ("量子", "巨大", "昨天", "法文"):
        assert value in sentence


def test_a_foreign_parameter_is_ignored_with_a_remark(demo: Published) -> None:
    app = opened("overview", {"utm_source": "chat"})
    assert metrics(app)
    assert "utm_source" in plain(words(app))


def test_the_report_card_stays_pinned_and_whole(demo: Published) -> None:
    whole = opened("overview")
    narrow = opened("overview", {"industry": "新材料", "as_of": "2023-03-31"})
    assert "2022年成绩单（截至2022年12月31日）" in plain(words(narrow))
    assert tables(whole)[0].equals(tables(narrow)[0])
    card = tables(whole)[0].set_index("指标")
    assert card.loc["签约项目"].to_list() == ["177个", "—", "177个"]
    assert card.loc["到位资金"].to_list() == ["218亿元", "+20%", "218.0亿元"]
    assert card.loc["接待客商"].to_list() == ["1100余批次", "—", "1106批次"]
    assert "2021年（推算）：到位资金约181.7亿元、投资过亿元项目80个、其中过10亿元10个。" in plain(words(whole))
    earlier = opened("overview", {"as_of": "2022-06-30"})
    assert "2021年成绩单（截至2021年12月31日）" in plain(words(earlier))


def test_a_period_that_is_not_used_is_said(demo: Published) -> None:
    assert "期间“第二季度”未使用" in plain(words(opened("overview", {"period": "第二季度"})))
    assert "未使用" not in plain(words(opened("funnel", {"period": "第二季度"})))


def test_a_year_without_a_plan_shows_no_nought(demo: Published) -> None:
    for page in ("overview", "targets"):
        app = opened(page, {"year": "2021"})
        assert next(iter(metrics(app).values()))[0] == "—"
        assert "没有列入2021年年度计划的重点项目" in answer(app)


def test_the_year_follows_an_earlier_as_of_date(demo: Published) -> None:
    app = opened("overview", {"as_of": "2022-06-30"})
    assert "截至2022年6月30日" in answer(app)
    year = next(control for control in app.segmented_control if control.key == "year")
    assert [str(option) for option in year.options] == ["2019", "2020", "2021", "2022"]


def test_a_signing_after_the_last_report_opens_its_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        dt.date(2023, 12, 1),
        project=[project("一", "2024-01-05"), project("二", "2023-05-05")],
        plan=[plan("二", 2023, 100)],
        progress=[month("二", "2023-12", 5, 50)],
    )
    for page in PAGES:
        app = opened(page)
        assert not app.exception
        assert next(control for control in app.segmented_control if control.key == "year").value == "2024"
    assert "1个" in [value for value, _ in metrics(opened("overview")).values()]


def test_switching_the_language_keeps_the_filters(demo: Published) -> None:
    app = opened("overview", {"industry": "新材料", "year": "2022"})
    before = metrics(app)
    next(control for control in app.segmented_control if control.key == "lang").set_value("en").run()
    assert not app.exception
    assert app.multiselect(key="industry").value == ["新材料"]
    assert "Narrowed to: New materials" in plain(words(app))
    assert len(metrics(app)) == len(before)


def test_filters_change_what_is_shown(demo: Published) -> None:
    app = opened("overview")
    whole = metrics(app)
    app.multiselect(key="industry").set_value(["新材料"]).run()
    assert metrics(app) != whole
    assert "筛选范围：新材料" in plain(words(app))


def test_a_publish_is_seen_at_the_next_click(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(project=[project("一", "2023-01-10")])
    app = opened("overview")
    assert "1个" in [value for value, _ in metrics(app).values()]
    first = versions.current()
    publish(project=[project("一", "2023-01-10"), project("二", "2023-01-11")])
    app.run()
    assert "2个" in [value for value, _ in metrics(app).values()]
    assert first is not None
    versions.rollback(first)
    app.run()
    assert "1个" in [value for value, _ in metrics(app).values()]


def test_a_damaged_version_is_replaced_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    sound = publish(project=[project("一", "2023-01-10")])
    broken = publish(project=[project("一", "2023-01-10"), project("二", "2023-01-11")])
    file = versions.path(broken)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    app = opened("overview")
    assert f"版本{broken}无法读取，现显示版本{sound}" in plain(app.warning[0].value)
    assert "1个" in [value for value, _ in metrics(app).values()]


def test_money_that_stops_earlier_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        dt.date(2023, 8, 1),
        project=[project("一", "2023-09-20")],
        plan=[plan("一", 2023, 100)],
        progress=[month("一", "2023-08", 0, 50)],
    )
    for page in PAGES:
        text = plain(words(opened(page)))
        assert "数据截至2023年9月20日" in text
        assert "资金和投资截至8月末" in text
    assert "截至2023年8月31日" in plain(words(opened("targets")))
