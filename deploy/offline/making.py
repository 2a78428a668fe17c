"""The dashboard for a computer without internet: one folder, and a zip of it, with the program and all its packages.

python -m deploy.offline OUT [--python 3.13 …] [--system windows linux] [--installer python-3.13.1-amd64.exe]

Made where there is internet, on any system: packages come as wheels, at the versions and with the hashes of
requirements.txt. docs/offline.md says what becomes of it.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from packaging.markers import Marker

from version import VERSION

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).parent
PYTHONS = ("3.13", "3.12", "3.11")
#: System → the platforms whose wheels run there, and what requirements' markers see there.
SYSTEMS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "windows": (
        ("win_amd64",),
        {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
    ),
    "linux": (
        ("linux_x86_64", "manylinux1_x86_64", "manylinux2010_x86_64", "manylinux2014_x86_64",
         *(f"manylinux_2_{minor}_x86_64" for minor in range(5, 35))),
        {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"},
    ),
}  # fmt: skip
#: What of the repository runs on an office's computer; the rest is for those who work on the program or host it.
PROGRAM = (
    "access", "app.py", "charts", "data", "docs", "figures", "forecast", "pages", "panels", "queries", "reports",
    "screen", "texts", "version.py", "view", "web", ".streamlit", "requirements.txt", "README.md", "CHANGELOG.md",
)  # fmt: skip
#: What stands among it and is this computer's own.
_OWN = re.compile(r"(^|/)(__pycache__|store|\.[^/]*\.(lock|part))(/|$)")


class OfflineError(Exception):
    """The folder cannot be made; the sentence says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the folder and its zip; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.offline",
        description="生成不需要上网的安装文件夹和压缩包（a folder and a zip to install from without internet）",
    )
    parser.add_argument("out", metavar="OUT", type=Path, help="放在哪个文件夹下（where to make them）")
    parser.add_argument(
        "--python", nargs="+", choices=PYTHONS, default=list(PYTHONS), help="为哪些Python版本（for which Pythons）"
    )
    parser.add_argument(
        "--system", nargs="+", choices=list(SYSTEMS), default=list(SYSTEMS), help="为哪些系统（for which systems）"
    )
    parser.add_argument(
        "--installer", type=Path, help="一并放入的Python安装程序（an installer of Python to put beside it）"
    )
    parser.add_argument("--no-zip", action="store_true", help="只生成文件夹（the folder alone）")
    parsed = parser.parse_args(arguments)
    try:
        folder = made(parsed.out, parsed.python, parsed.system, parsed.installer)
        print(f"已生成{folder}（made）")
        if not parsed.no_zip:
            print(f"已生成{zipped(folder)}（made）")
    except (OfflineError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def made(out: Path, pythons: Sequence[str], systems: Sequence[str], installer: Path | None = None) -> Path:
    """The folder, with everything in it.

    Raises:
        OfflineError: it is there already, a package has no wheel for one of these, or the installer is none.
    """
    folder = out / f"dashboard-{VERSION}"
    if folder.exists():
        raise OfflineError(f"{folder}已存在，请先删去（is there already: remove it first）")
    if installer:
        _refuse_installer(installer.name, pythons)
    part = out / f".{folder.name}.part"
    shutil.rmtree(part, ignore_errors=True)
    copy_program(part / "program")
    write_starters(part, pythons)
    if installer:
        shutil.copy2(installer, part / installer.name)
    for system in systems:
        for python in pythons:
            download(part / "wheels", system, python)
    part.rename(folder)
    return folder


def _refuse_installer(name: str, pythons: Sequence[str]) -> None:
    found = re.fullmatch(r"python-(3\.\d+)\.\d+-amd64\.exe", name)
    if not found:
        raise OfflineError(f"{name}不像Python的64位安装程序（is no 64-bit installer of Python）")
    if found[1] not in pythons:
        has = "、".join(pythons)
        raise OfflineError(f"{name}安装的是Python {found[1]}，文件夹里只有{has}的包（has no packages for it）")


def copy_program(to: Path) -> None:
    """The program's own files."""
    for file in program_files():
        target = to / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / file, target)


def program_files() -> Iterator[Path]:
    """Every file of the program, from the repository's folder."""
    for name in PROGRAM:
        top = ROOT / name
        for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
            where = file.relative_to(ROOT)
            if file.is_file() and not _OWN.search(where.as_posix()):
                yield where


def write_starters(folder: Path, pythons: Sequence[str]) -> None:
    """What people open: start.bat, start.sh and the quick start in Chinese."""
    names = [f"Python {one}" for one in pythons]
    words = {
        "@VERSIONS_BAT@": " ".join(pythons),
        "@VERSIONS_ZH@": "或".join(pythons),
        "@VERSIONS@": " or ".join(names),
        "@NEWEST@": pythons[-1],
        "@RELEASE@": VERSION,
    }

    def text(name: str) -> str:
        found = (FILES / name).read_text(encoding="utf-8")
        for key, value in words.items():
            found = found.replace(key, value)
        return found

    # In GB 2312 no byte of a Chinese character is an ASCII one: a console of any code page runs the same commands.
    (folder / "start.bat").write_bytes(text("start.bat").replace("\n", "\r\n").encode("gb2312"))
    (folder / "start.sh").write_bytes(text("start.sh").encode())
    (folder / "start.sh").chmod(0o755)
    (folder / "快速上手.txt").write_bytes(text("quick-start.txt").replace("\n", "\r\n").encode("utf-8-sig"))


def requirements(system: str, python: str) -> str:
    """Of requirements.txt what a system and a Python install, with the hashes and without markers.

    pip itself goes by the machine that downloads, and not by the one that is downloaded for.
    """
    _, seen = SYSTEMS[system]
    environment = {
        **seen, "python_version": python, "python_full_version": f"{python}.0", "implementation_name": "cpython",
        "platform_python_implementation": "CPython", "extra": "",
    }  # fmt: skip
    found = []
    for entry in re.split(r"\n(?=[a-z])", (ROOT / "requirements.txt").read_text(encoding="utf-8")):
        lines = [line for line in entry.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        if not lines:
            continue
        pin, _, marker = lines[0].rstrip(" \\").partition(" ; ")
        if not marker or Marker(marker).evaluate(environment):
            found += [f"{pin} \\", *lines[1:]]
    return "\n".join(found) + "\n"


def download(wheels: Path, system: str, python: str) -> None:
    """Every wheel that a system and a Python need, checked by its hash; those that are there are not fetched again.

    Raises:
        OfflineError: a package has none.
    """
    platforms, _ = SYSTEMS[system]
    with tempfile.TemporaryDirectory() as place:
        pins = Path(place) / "requirements.txt"
        pins.write_text(requirements(system, python), encoding="utf-8")
        command = [
            sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--only-binary", ":all:", "--require-hashes", "--implementation", "cp", "--python-version", python,
            *(part for platform in platforms for part in ("--platform", platform)),
            "--dest", str(wheels), "--requirement", str(pins),
        ]  # fmt: skip
        if subprocess.run(command, check=False).returncode:  # noqa: S603 (our own pip)
            raise OfflineError(
                f"没有取全{system}、Python {python}的安装包，见上面pip的说明（pip could not fetch every package）"
            )


def zipped(folder: Path) -> Path:
    """A zip of the folder, beside it."""
    path = folder.with_name(f"{folder.name}.zip")
    part = path.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                is_packed = file.suffix == ".whl"  # a zip already
                out.write(
                    file, file.relative_to(folder.parent).as_posix(),
                    compress_type=zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED,
                )  # fmt: skip
    part.replace(path)
    return path
