"""The folder for a computer without internet: the program is whole, its starters run anywhere, pins fit each system."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from deploy.offline import making as offline
from version import VERSION

ALL = list(offline.PYTHONS)


def _numpy(marker: str) -> str:
    text = (offline.ROOT / "requirements.txt").read_text(encoding="utf-8")
    found = re.search(rf"^(numpy==\S+) ; python_full_version {marker} '3.12'", text, re.MULTILINE)
    assert found
    return found[1]


NUMPY = {"3.11": _numpy("<"), "3.12": _numpy(">="), "3.13": _numpy(">=")}


def test_nothing_that_the_program_imports_is_left_behind() -> None:
    files = set(offline.program_files())
    ours = {path.stem if path.is_file() else path.name for path in offline.ROOT.iterdir() if path.name[0] not in "._"}
    taken = {file.parts[0].removesuffix(".py") for file in files}
    for file in files:
        if file.suffix == ".py":
            for node in ast.walk(ast.parse((offline.ROOT / file).read_text(encoding="utf-8"))):
                names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
                names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
                for name in names:
                    first = name.partition(".")[0]
                    assert first not in ours or first in taken, f"{file} imports {name}"
    copied = {file.as_posix() for file in files}
    assert {".streamlit/config.toml", "data/settings.toml", "queries/scope.sql", "texts/zh_CN.po"} <= copied
    assert not any("store/" in name or "__pycache__" in name or name.startswith("tests") for name in copied)


def test_the_copy_runs_by_itself(tmp_path: Path) -> None:
    offline.copy_program(tmp_path / "program")
    told = subprocess.run(
        [sys.executable, "-P", "-m", "data", "template", str(tmp_path / "a.xlsx")], cwd=tmp_path / "program",
        env={"PYTHONPATH": str(tmp_path / "program"), "DASHBOARD_STORE": str(tmp_path / "store"), "PATH": ""},
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert zipfile.is_zipfile(tmp_path / "a.xlsx")


def test_the_starters(tmp_path: Path) -> None:
    offline.write_starters(tmp_path, ["3.13", "3.12"])
    bat = (tmp_path / "start.bat").read_bytes()
    lines = bat.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    # A character's bytes are never ASCII ones, whichever code page the console has.
    for line in lines:
        for found in re.finditer(rb"[\x80-\xff]+", line):
            assert min(found[0]) >= 0xA1
            assert len(found[0]) % 2 == 0
    text = bat.decode("gb2312")
    assert "for %%v in (3.13 3.12) do" in text
    assert "第一次打开，正在安装" in text
    assert "@" not in text.replace("@echo off", "")
    labels = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert set(re.findall(r"(?:goto|call) :?(\w+)", text)) <= labels
    sh = tmp_path / "start.sh"
    assert b"\r" not in sh.read_bytes()
    subprocess.run(["/bin/sh", "-n", str(sh)], check=True)
    guide = (tmp_path / "快速上手.txt").read_text(encoding="utf-8-sig")
    assert f"招商引资看板{VERSION}" in guide
    assert "@" not in guide


@pytest.mark.parametrize("python", ALL)
def test_pins_are_those_of_each_system(python: str) -> None:
    windows, linux = (offline.requirements(system, python) for system in ("windows", "linux"))
    whole = (offline.ROOT / "requirements.txt").read_text(encoding="utf-8")
    for found in (windows, linux):
        assert " ; " not in found
        pins = re.findall(r"^([a-z][^=\s]*)==", found, re.MULTILINE)
        assert {"streamlit", "duckdb", "pyarrow", "tzdata", "python-calamine"} <= set(pins)
        assert set(re.findall(r"sha256:\w+", found)) <= set(re.findall(r"sha256:\w+", whole))
        assert len(pins) == len(set(pins)) <= len(re.findall(r"^[a-z][^=\s]*==", whole, re.MULTILINE))
        # One numpy each, of those that requirements.txt has for older and newer Pythons.
        assert re.findall(r"^numpy==\S+", found, re.MULTILINE) == [NUMPY[python]]


def test_what_cannot_be_made_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert offline.main([str(tmp_path), "--installer", str(tmp_path / "setup.exe")]) == 1
    assert "不像Python的64位安装程序" in capsys.readouterr().err
    wrong = ["--python", "3.11", "--installer", str(tmp_path / "python-3.13.1-amd64.exe")]
    assert offline.main([str(tmp_path), *wrong]) == 1
    assert "安装的是Python 3.13，文件夹里只有3.11的包" in capsys.readouterr().err
    (tmp_path / f"dashboard-{VERSION}").mkdir()
    assert offline.main([str(tmp_path)]) == 1
    assert "已存在" in capsys.readouterr().err


def test_the_zip_holds_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "dashboard"
    (folder / "wheels").mkdir(parents=True)
    (folder / "wheels" / "a.whl").write_bytes(b"wheel")
    offline.write_starters(folder, ALL)
    with zipfile.ZipFile(offline.zipped(folder)) as made:
        infos = {info.filename: info for info in made.infolist()}
    assert set(infos) == {f"dashboard/{name}" for name in ("start.bat", "start.sh", "快速上手.txt", "wheels/a.whl")}
    assert infos["dashboard/start.sh"].external_attr >> 16 & 0o100, "start.sh can be run as it is unpacked"
