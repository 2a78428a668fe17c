"""What the office writes itself and keeps from month to month: its folder in the store, paragraphs and templates."""

from __future__ import annotations

from pathlib import Path

from data.errors import Said, StoreError
from data.versions import store_folder

#: A paragraph a line; lines that begin with # are notes of the office to itself.
NEXT_STEPS = "next-steps.txt"
#: What supervision letters ask for.
DEMANDS = "letter-demands.txt"
_MOST_BYTES = 256 * 1024


def folder() -> Path:
    """The office's own folder, beside the versions."""
    return store_folder.store_dir() / store_folder.OFFICE


def paragraphs(name: str = NEXT_STEPS) -> tuple[str, ...]:
    """The paragraphs of a text file of the office; none where it is not there or is empty.

    Raises:
        StoreError: it cannot be read as a text; says which file and what to do.
    """
    file = folder() / name
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StoreError(
            Said(f"读取{file}失败（{error}），请检查权限。", f"{file} cannot be read ({error}): check its rights.")
        ) from error
    if len(raw) > _MOST_BYTES:
        raise StoreError(
            Said(f"{file}超过256KB，不像几段文字，请只保留要写进文件的段落。",
                 f"{file} is larger than 256 kB: keep the paragraphs alone in it.")
        )  # fmt: skip
    lines = (line.strip() for line in _decoded(file, raw).splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def _decoded(file: Path, raw: bytes) -> str:
    """Windows' editors write UTF-8 with or without a mark, or GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise StoreError(
        Said(f"{file}不是文本文件，请用记事本另存为UTF-8。", f"{file} is no text: save it as UTF-8 in a text editor.")
    )


def template(form: str, edition: str = "") -> Path | None:
    """The office's own template of a form ('bulletin', 'letter') and edition, else of the form; None without one."""
    for name in (f"{form}-{edition}.docx", f"{form}.docx"):
        if (file := folder() / name).is_file():
            return file
    return None
