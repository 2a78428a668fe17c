"""A mapping as a TOML file, read and written; what is wrong with one is told by line and entry, in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli_w
from pydantic import ValidationError

from data.errors import Said
from data.ledger import invisible
from data.ledger.mapping.model import Mapping
from data.ledger.mapping.toml_lines import lines_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class MappingError(Exception):
    """A mapping file cannot be used; `said` tells where and why, in both languages."""

    def __init__(self, said: Said) -> None:
        self.said = said
        super().__init__(str(said))


def load(path: Path) -> Mapping:
    """Read and check a mapping file.

    Raises:
        MappingError: it is missing, is not TOML, or breaks the form; says which entry.
    """
    try:
        return loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(
            Said(
                f"{path.name}：读不出这个对照文件，请核对路径和编码（UTF-8）。",
                f"{path.name}: cannot be read; check the path and the encoding (UTF-8).",
            )
        ) from error
    except MappingError as error:
        raise MappingError(Said(f"{path.name}：{error}", f"{path.name}: {error.said.en}")) from error


def loads(text: str) -> Mapping:
    """A mapping from its TOML.

    Raises:
        MappingError: not TOML, or breaks the form; says which entry.
    """
    text = invisible.clean(text)
    lines = lines_of(text)
    try:
        found = Mapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise MappingError(_of_toml(str(error))) from error
    except ValidationError as error:
        said = [_sentence(detail, lines) for detail in error.errors(include_url=False)]
        raise MappingError(Said("；".join(map(str, said)) + "。", "; ".join(one.en for one in said) + ".")) from error
    return found.stands_at(lines)


def dumps(mapping: Mapping) -> str:
    """A mapping as TOML, without what it leaves to be found."""
    said: dict[str, object] = mapping.model_dump(mode="json", exclude_defaults=True)
    return tomli_w.dumps(said)


#: What tomllib says → in Chinese; the first that is found in it.
_TOML: dict[str, str] = {
    "Cannot overwrite a value": "同一项写了两次",
    "Cannot declare": "同一节写了两次",
    "Duplicate inline table key": "同一项写了两次",
    "Unterminated string": "引号没有成对",
    "Unclosed array": "方括号没有成对",
    "Unclosed inline table": "花括号没有成对",
    "Expected '='": "名称后面应有等号；名称里有中文、空格或标点的，请加引号",
    "Invalid statement": "名称里有中文、空格或标点的，请加引号",
    "Invalid initial character for a key part": "名称里有中文、空格或标点的，请加引号",
    "Expected ']'": "节的名称应写在方括号里；名称里有中文、空格或标点的，请加引号",
    "Invalid value": "等号后面写得不对；文字请加引号",
    "Expected newline": "一行只能写一项",
    "Unescaped '\\'": "双引号里的反斜杠请写成两个，或改用单引号",
    "Illegal character": "有不能用的字符，如引号里换行",
}
_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def _of_toml(error: str) -> Said:
    zh = next((said for words, said in _TOML.items() if words in error), "写法不对")
    at = _AT.search(error)
    where = f"第{at[1]}行第{at[2]}列" if at and at[1] else "文件末尾" if at else ""
    return Said(f"不是合规的TOML：{where}{zh}。", f"is no sound TOML: {error}.")


#: pydantic's error type → why, in words; `{…}` from the error's context.
_WHY: dict[str, Said] = {
    "extra_forbidden": Said("没有这一项", "is no entry of a mapping"),
    "literal_error": Said("只能是{expected}", "can only be {expected}"),
    "int_type": Said("应为整数", "should be a whole number"),
    "int_parsing": Said("应为整数", "should be a whole number"),
    "float_type": Said("应为数字", "should be a number"),
    "float_parsing": Said("应为数字", "should be a number"),
    "string_type": Said("应为文字，请加引号", "should be a text in quotes"),
    "bool_type": Said("应为true或false", "should be true or false"),
    "bool_parsing": Said("应为true或false", "should be true or false"),
    "tuple_type": Said("应为方括号里的一列", "should be a list in brackets"),
    "dict_type": Said("应为一节，如[columns]", "should be a section such as [columns]"),
    "missing": Said("没有写", "is missing"),
    "string_too_short": Said("不能为空", "cannot be empty"),
    "greater_than": Said("应大于{gt}", "should be more than {gt}"),
    "too_short": Said("个数不够", "has too few items"),
    "too_long": Said("个数太多", "has too many items"),
}
_UNFORESEEN = Said("不符合要求", "does not fit")


def _sentence(detail: ErrorDetails, lines: dict[tuple[str, ...], int]) -> Said:
    path = tuple(str(part) for part in detail["loc"] if part != "[key]")
    named = ".".join(path)
    context: dict[str, Any] = detail.get("ctx", {})
    why = _WHY.get(detail["type"], _UNFORESEEN)
    why = Said(why.format_map({name: str(said).replace(" or ", "或") for name, said in context.items()}),
               why.en.format_map(context))  # fmt: skip
    if detail["type"] == "refused":
        why = Said(context["zh"], context["en"])
    line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), None)
    at, at_en = (f"第{line}行", f"line {line}, ") if line else ("", "")
    return Said(f"{at}{named}：{why}", f"{at_en}{named}: {why.en}")
