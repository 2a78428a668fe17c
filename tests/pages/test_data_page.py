"""The data page: a ledger from the upload to the version, versions, lists and quality."""

from __future__ import annotations

import datetime as dt
import io
import re
import threading
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import Future, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from access import audit
from access.reader import AT_THE_KEYBOARD
from access.rights import LOCAL
from data import ledger, settings, settings_file, versions
from data.ledger.examining import examine
from data.publishing import intake
from data.versions import Step, Steps, kept_files
from pages.ledger import upload_state
from pages.run import this_reader
from tests.access.conftest import host, hosted  # noqa: F401 (fixtures)
from tests.data import many_questions, small
from tests.pages.opening import opened, plain, words
from tests.queries.ledgers import month, project

ROWS = {
    "project": [project("甲", "2023-01-10", "2023-02-01"), project("乙", "2023-03-10"), project("丙", "2023-04-10")],
    "progress": [month("甲", "2023-08", 10, 20), month("甲", "2023-09", 5, 6)],
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store of its own, and its version of three projects."""
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    return small.publish(small.tables(ROWS))


def edited(base: str, folder: Path, **cells: Any) -> Path:
    """The version's ledger with some cells of «项目» changed, by address."""
    file = folder / "台账.xlsx"
    ledger.export(base, file)
    book = openpyxl.load_workbook(file)
    for address, value in cells.items():
        book["项目"][address] = value
    book.save(file)
    return file


def upload(app: AppTest, file: Path) -> AppTest:
    app.file_uploader[0].set_value((file.name, file.read_bytes(), XLSX)).run()
    assert not app.exception, app.exception
    return app


def data_page(language: str = "中文", **query: str) -> AppTest:
    return opened("data", query if language == "中文" else {"lang": language, **query})


def publish(app: AppTest) -> AppTest:
    app.button(key="publish").click().run()
    until = time.monotonic() + 30
    while not app.success and not app.error and time.monotonic() < until:
        time.sleep(0.2)
        app.run()
    assert not app.exception
    return app


def test_a_corrected_name_is_previewed_and_published(base: str, tmp_path: Path) -> None:
    file = edited(base, tmp_path, B3="改名", L3=30_000)
    app = upload(data_page(), file)
    text = plain(words(app))
    assert "第二步　核对结果：0处错误，0处提示".replace("　", " ") in text.replace("　", " ")
    assert "项目：变动1行" in text
    assert "新增0" not in text
    assert versions.current() == base, "nothing is published before the last step"
    app = publish(app)
    version = versions.current()
    assert version != base
    assert version is not None
    assert f"已发布版本{version}" in app.success[0].value.replace("\\", "")
    record = versions.record(version)
    assert record is not None
    assert (record.is_update, record.changes["project"].changed) == (False, 1)
    kept = versions.kept_file(version)
    assert kept is not None
    assert kept.read_bytes() == file.read_bytes()
    assert len(app.file_uploader) == 1
    assert app.file_uploader[0].value is None, "the uploader is empty again"


@pytest.mark.parametrize("language", ["中文", "EN"])
def test_faulty_rows_stop_until_they_are_left_out(base: str, tmp_path: Path, language: str) -> None:
    file = edited(base, tmp_path, L3="约三百", D4="不知道的产业")
    app = upload(data_page(language), file)
    findings = app.dataframe[0].value
    assert findings["cell"].to_list()[0] == "L3"
    assert len(findings) >= 2
    assert app.button(key="publish").disabled
    if language == "EN":
        assert "is not a number" in findings["why"].to_list()
    app.checkbox(key="skip").check().run()
    assert not app.button(key="publish").disabled
    publish(app)
    version = versions.current()
    assert version not in {base, None}
    record = versions.record(version or "")
    assert record is not None
    assert (record.left_out[0].sheet, record.left_out[0].row) == ("项目", 3)


def test_warnings_must_be_accepted(base: str, tmp_path: Path) -> None:
    app = upload(data_page(), edited(base, tmp_path, D3="新材"))
    assert app.button(key="publish").disabled
    app.checkbox(key="accept").check().run()
    assert not app.button(key="publish").disabled


def test_errors_of_the_whole_file_leave_nothing_to_publish(base: str, tmp_path: Path) -> None:
    file = tmp_path / "坏.xlsx"
    file.write_bytes(b"no workbook")
    app = upload(data_page(), file)
    assert "改正以后才能发布" in words(app)
    assert not [button for button in app.button if button.key == "publish"]


def test_an_update_keeps_the_rest(base: str, tmp_path: Path) -> None:
    file = edited(base, tmp_path, B5="改名")
    book = openpyxl.load_workbook(file)
    book["项目"].delete_rows(3, 2)
    book.save(file)
    app = upload(data_page(), file)
    assert "减少2行" in words(app)
    assert any("整体替换会删去" in warning.value for warning in app.warning)
    next(one for one in app.segmented_control if one.key == "mode").set_value(True).run()
    assert "项目：变动1行" in words(app)
    publish(app)
    assert versions.read_tables(versions.current() or "")["project"].num_rows == 3


def test_a_months_report_that_lists_all_projects_is_proposed_as_an_update(base: str, tmp_path: Path) -> None:
    tables = versions.read_tables(base)
    months = sorted(set(tables["progress"]["month"].to_pylist()))
    file = edited(base, tmp_path)
    book = openpyxl.load_workbook(file)
    sheet = book["月度进度"]
    for row in range(sheet.max_row, 2, -1):
        if sheet.cell(row, 2).value.date() != months[-1]:
            sheet.delete_rows(row)
    book.save(file)
    app = upload(data_page(), file)
    assert "因此按当月进度更新" in words(app)
    assert not any("整体替换会删去" in warning.value for warning in app.warning)
    publish(app)
    after = versions.read_tables(versions.current() or "")["progress"]
    assert sorted(set(after["month"].to_pylist())) == months


def test_a_demonstration_can_only_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    real = small.publish(small.tables(ROWS))
    file = edited(real, tmp_path)
    small.publish(small.tables(ROWS), is_demo=True)
    app = upload(data_page(), file)
    assert next(one for one in app.segmented_control if one.key == "mode").disabled
    assert "只能整体替换" in words(app)


def test_a_plan_that_another_publishing_has_overtaken_is_made_anew(base: str, tmp_path: Path) -> None:
    app = upload(data_page(), edited(base, tmp_path, B3="改名"))
    newer = small.publish(small.tables(ROWS | {"project": ROWS["project"][:2], "progress": []}))
    app.run()
    assert newer in plain(words(app)), "the preview is against what is current now"
    assert "项目：新增1行" in words(app)


OFFICE = (
    ("某区2023年重点项目表", *[None] * 5),
    ("项目名称", "所属行业", "牵头部门", "签约时间", "总投资（亿元）", "特别约定"),
    ("甲", "新材料", "责任单位一", "2023.1.5", 1.2, "免租"),
    ("乙", "新材料", "责任单位二", "2023.2.5", 3, None),
)


def test_an_offices_own_ledger_shows_how_it_was_read(base: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in OFFICE:
        sheet.append(row)
    book.save(tmp_path / "自己的.xlsx")
    app = upload(data_page(), tmp_path / "自己的.xlsx")
    columns = next(frame.value for frame in app.dataframe if "target" in frame.value.columns)
    found = dict(zip(columns["heading"], columns["target"], strict=True))
    assert found["项目名称"] == "项目名称"
    assert any(target.startswith("计划总投资") for target in found.values())
    picker = next(box for box in app.selectbox if (box.key or "").startswith("column_"))
    picker.set_value(next(option for option in picker.options if "特别约定" in option)).run()
    target = next(box for box in app.selectbox if (box.key or "").startswith("target_"))
    target.set_value("remarks").run()
    assert not app.exception
    columns = next(frame.value for frame in app.dataframe if "target" in frame.value.columns)
    assert dict(zip(columns["heading"], columns["target"], strict=True))["特别约定"] == "备注"


def test_versions_are_listed_and_gone_back_to(base: str, tmp_path: Path) -> None:
    second = small.publish(small.tables(ROWS | {"project": ROWS["project"][:2], "progress": []}))
    app = data_page(section="版本")
    listed = app.dataframe[0].value
    assert listed["version"].to_list() == [second, base]
    assert listed["is_current"].to_list() == ["当前", ""]
    app.selectbox(key="version_shown").set_value(base).run()
    assert versions.current() == second
    app.button(key=f"sure_{base}").click().run()
    assert not app.exception
    assert versions.current() == base
    assert f"已退回到版本{base}" in plain(app.success[0].value)
    app.toggle(key="compared").set_value(True).run()
    assert not app.exception
    assert "减少1行" in words(app)


def test_a_kept_file_that_is_gone_is_no_failure(base: str, tmp_path: Path) -> None:
    app = upload(data_page(), edited(base, tmp_path, B3="改名"))
    publish(app)
    for file in kept_files.folder().iterdir():
        file.unlink()
    app = data_page(section="版本")
    assert not app.exception


@pytest.mark.parametrize("language", ["中文", "EN"])
def test_quality_says_how_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    rows = {
        "project": [
            project("静", "2022-01-10", "2022-02-01"),
            project("等", "2022-01-10"),
            project("超", "2023-09-01", planned=1),
            project("止", "2022-01-10", terminated_on=dt.date(2023, 1, 1), termination_reason="退出"),
        ],
        "progress": [month("静", "2023-01", 1, 1), month("超", "2023-09", 5)],
    }
    small.publish(small.tables(rows))
    app = data_page(language, section="数据质量" if language == "中文" else "Data quality")
    text = plain(words(app))
    assert not app.exception
    for sentence in (
        ("在建项目连续3个月以上没有报数的1个", "签约超过180天仍未开工的1个", "到位资金超过计划总投资的1个")
        if language == "中文"
        else ("3 months or more: 1 project", "180 days ago and not started: 1 project", "planned investment: 1 project")
    ):
        assert sentence in text, text


def test_who_may_not_publish_sees_no_upload(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_reader, "reader_rights", lambda: replace(LOCAL, publishes=False))
    app = data_page(section="导入")
    assert not app.file_uploader
    assert "只有编辑人员可以发布" in words(app)


@pytest.mark.parametrize("language", ["中文", "EN"])
def test_each_of_many_questions_is_found_on_the_page(base: str, tmp_path: Path, language: str) -> None:
    app = upload(data_page(language), many_questions.made(tmp_path))
    (findings,) = [one.value for one in app.dataframe if "why" in one.value]
    asked = {(re.split(r"\W|至", row["cell"])[0], f"{row['why']} {row['todo']}") for _, row in findings.iterrows()}
    number = 0 if language == "中文" else 1
    for cell, sentence in many_questions.QUESTIONS.items():
        assert any(at == cell and sentence[number] in why for at, why in asked), (cell, asked)
    said = plain(words(app))
    for sentence in many_questions.REMARKS.values():
        assert sentence[number] in said
    assert ("共" if language == "中文" else "numbers in all") in said


def test_the_page_s_answers_to_many_questions_are_taken(base: str, tmp_path: Path) -> None:
    app = upload(data_page(), many_questions.made(tmp_path))

    def choose(label: str, value: object) -> None:
        (box,) = [one for one in [*app.selectbox, *app.number_input] if label in plain(one.label)]
        box.set_value(value).run()
        assert not app.exception, app.exception

    choose("E2的单位", "万元")
    choose("1 USD合多少元", 7.0)
    choose("一类日期的顺序", "mdy")
    choose("打包项目与子项", "whole")
    choose("隐藏的行", "leave_out")
    choose("L2“累计到位资金（万元）”读作", "funds_arrived@2023-09")
    choose("N2“11月”读作", "extra")
    choose("G2“签约日期（2）”读作", "approved_on")
    (findings,) = [one.value for one in app.dataframe if "why" in one.value]
    assert set(findings["kind"]) == {"提示"}, "every error has been answered"
    left = {re.split(r"[^A-Z0-9]", cell)[0] for cell in findings["cell"]}
    assert not left & {"E2", "E4", "F4", "G2", "L2", "N2", "E6", "A10"}, left


@pytest.fixture
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = tmp_path / "settings.toml"
    file.write_bytes(settings.DEFAULT_FILE.read_bytes())
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(file))
    settings.renew()
    yield file
    monkeypatch.undo()
    settings.renew()


@pytest.mark.parametrize("language", ["中文", "EN"])
def test_an_unknown_name_is_taken_into_the_settings_on_the_spot(
    base: str, own_settings: Path, tmp_path: Path, language: str
) -> None:
    app = upload(data_page(language), edited(base, tmp_path, G3="招商九局"))
    assert app.button(key="publish").disabled, "it is asked about"
    (tick,) = [box for box in app.checkbox if "招商九局" in box.label]
    take = next(button for button in app.button if str(button.key).startswith("take_"))
    assert take.disabled
    next(field for field in app.text_input if "招商九局" in str(field.key)).set_value("Office 9")
    tick.check().run()
    next(button for button in app.button if str(button.key).startswith("take_")).click().run()
    assert not app.exception
    added = settings.settings().unit[-1]
    assert (added.zh, added.en) == ("招商九局", "Office 9")
    assert own_settings.read_text(encoding="utf-8").startswith("# The zone's own words.")
    assert not app.button(key="publish").disabled, "read anew, and nothing is asked any more"
    assert [box for box in app.checkbox if "招商九局" in box.label] == []


def test_the_empty_ledger_has_the_names_of_the_settings_in_force(base: str, own_settings: Path) -> None:
    settings_file.add({"unit": [settings.Name(zh="招商九局", en="Office 9")]})
    book = openpyxl.load_workbook(io.BytesIO(upload_state.empty_ledger()))
    names = [cell.value for cell in book["选项"]["B"][1:]]
    assert names == [one.zh for one in settings.settings().unit]
    assert names[-1] == "招商九局"
    assert "下载空白台账（模板）" in str([button.proto for button in data_page().get("download_button")])


def test_names_of_the_version_are_taken_in_on_the_lists(
    own_settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    small.publish(small.tables({"project": [project("甲", "2023-01-10", industry='低空"经济', unit="新设单位")]}))
    app = data_page(section="名称表")
    assert not app.exception
    for box in app.checkbox:
        box.check()
    app.run()
    app.button(key="take_lists").click().run()
    assert not app.exception
    zone = settings.settings()
    assert (zone.industry[-1].zh, zone.unit[-1].zh) == ('低空"经济', "新设单位")
    assert "数据里的名称都在设置里" in plain(words(app)) or not app.checkbox


def test_lines_to_add_by_hand_where_the_file_cannot_be_written(base: str, own_settings: Path, tmp_path: Path) -> None:
    own_settings.with_name(f".{own_settings.name}.lock").mkdir()
    app = upload(data_page(), edited(base, tmp_path, G3="招商九局"))
    next(box for box in app.checkbox if "招商九局" in box.label).check().run()
    next(button for button in app.button if str(button.key).startswith("take_")).click().run()
    assert "写不进去" in app.error[0].value
    assert tomllib.loads(app.code[0].value)["unit"] == [{"zh": "招商九局", "en": "招商九局"}]


@pytest.fixture
def another_publishing() -> Iterator[threading.Event]:
    """Another publishing that is under way until this is set: the next one waits for it."""
    ended = threading.Event()
    upload_state._publisher.submit(ended.wait)
    yield ended
    ended.set()


def ended(app: AppTest) -> AppTest:
    """The page once its publishing has ended, however it did."""
    wait([app.session_state["data_job"].version])
    app.run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("language", ["中文", "EN"])
def test_a_publishing_is_stopped_and_the_upload_stands(
    base: str, tmp_path: Path, another_publishing: threading.Event, language: str
) -> None:
    file = edited(base, tmp_path, B5="改名", D3="新材")
    app = upload(data_page(language), file)
    next(one for one in app.segmented_control if one.key == "mode").set_value(True).run()
    app.checkbox(key="accept").check().run()
    app.selectbox(key="through").set_value(dt.date(2023, 10, 1)).run()
    app.button(key="publish").click().run()
    assert not app.exception
    assert app.file_uploader[0].disabled, "what is being published is shown and stays"
    assert plain(app.info[0].value) == (
        "即将开始发布；如有其他发布正在进行，待其结束后开始。"
        if language == "中文"
        else "Publishing begins shortly, after any other that is under way."
    )
    app.button(key="stop").click().run()
    assert plain(app.info[0].value) == ("正在停止发布。" if language == "中文" else "Publishing is being stopped.")
    another_publishing.set()
    ended(app)
    assert plain(app.info[0].value) == (versions.STOPPED if language == "中文" else versions.STOPPED.en)
    assert not app.error
    assert versions.names() == [base]
    assert not list(kept_files.folder().glob("*"))
    assert next(one for one in app.segmented_control if one.key == "mode").value is True
    assert app.selectbox(key="through").value == dt.date(2023, 10, 1)
    assert app.button(key="publish").disabled, "what was accepted is accepted anew"
    app.checkbox(key="accept").check().run()
    publish(app)
    record = versions.record(versions.current() or "")
    assert record is not None
    assert (record.is_update, record.changes["project"].changed) == (True, 2)


@pytest.mark.parametrize("language", ["中文", "EN"])
@pytest.mark.parametrize("step", Step, ids=lambda step: step.name)
def test_how_far_a_publishing_is_stands_on_the_page(base: str, step: Step, language: str) -> None:
    app, steps = data_page(language), Steps()
    steps.begin(step)
    app.session_state["data_job"] = upload_state.Job(steps, Future())
    app.run()
    assert not app.exception
    assert plain(app.info[0].value) == (
        f"正在发布，第{step.number}步，共5步：{step.value}。"
        if language == "中文"
        else f"Publishing, step {step.number} of 5: {step.value.en}."
    )
    assert bool([one for one in app.button if one.key == "stop"]) is (step is not Step.CURRENT)


def test_a_stop_that_came_too_late_is_told_with_the_version(base: str) -> None:
    app, steps = data_page(), Steps()
    steps.begin(Step.CURRENT)
    steps.stop()
    job = app.session_state["data_job"] = upload_state.Job(steps, Future())
    job.version.set_result(base)
    app.run()
    assert not app.exception
    assert f"已发布版本{base}" in plain(app.success[0].value)
    assert "停止得太晚，版本已经发布" in plain(words(app))


def test_who_may_not_publish_may_not_stop(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app, steps = data_page(section="导入"), Steps()
    app.session_state["data_job"] = upload_state.Job(steps, Future())
    app.run()
    monkeypatch.setattr(this_reader, "reader_rights", lambda: replace(LOCAL, publishes=False))
    app.button(key="stop").click().run()
    assert not app.exception
    assert not [one for one in app.button if one.key == "stop"]
    assert not steps.is_asked_to_stop


@pytest.mark.usefixtures("hosted")
def test_a_publishing_that_was_stopped_is_in_the_audit(base: str, tmp_path: Path) -> None:
    file, steps = edited(base, tmp_path, B5="改名"), Steps()
    plan = intake.plan(examine(file), base)
    steps.stop()
    with pytest.raises(versions.StoppedError):
        upload_state._publish(
            AT_THE_KEYBOARD, upload_state.Upload("1", file.name, file.read_bytes()), plan, through=None, steps=steps
        )
    assert [(one.event, one.ok, one.what) for one in audit.entries()] == [
        ("publish", False, {"file": file.name, "base": base, "why": "stopped"})
    ]
    assert versions.current() == base
