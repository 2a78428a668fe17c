"""Whatever is found in a ledger says what to do about it: a doubt is a question with its remedy."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.errors import Asked, LedgerError, LedgerWarning, Said
from data.ledger.check.refusals import SENTENCES

LEDGER = Path(__file__).parents[2] / "data" / "ledger"
WHY = Said("名称可疑", "an odd name")


def test_a_doubt_without_a_remedy_cannot_be_raised() -> None:
    with pytest.raises(ValueError, match="remedy"):
        Asked(Said("对吗？", "is that right?"), Said("", ""))
    for ask in (None, Said("对吗？", "is that right?")):
        with pytest.raises(TypeError, match="says what to do"):
            LedgerWarning("a", "b", "A1", "", WHY, ask)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="what to do"):
        LedgerError("a", "b", "A1", "", WHY, "")


def test_it_is_one_sentence_in_each_language_and_survives_the_readers_process() -> None:
    ask = Asked(Said("对吗？", "is that right?"), Said("不对的请改正", "correct it if not"))
    found = pickle.loads(pickle.dumps(LedgerWarning("a", "b", "A1", "", WHY, ask)))  # noqa: S301 (just made)
    assert found.message() == "名称可疑，对吗？不对的请改正"
    assert found.message("en") == "an odd name: is that right? Correct it if not"


def asked() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted(LEDGER.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Asked":
                yield f"{file.relative_to(LEDGER)}:{node.lineno}", node


def texts(node: ast.expr, names: dict[str, ast.expr]) -> list[str]:
    """The texts of a `Said(…)`, or of what a name of the module stands for; of an f-string what is literal."""
    if isinstance(node, ast.Name):
        return texts(names[node.id], names) if node.id in names else ["", ""]
    assert isinstance(node, ast.Call | ast.IfExp), ast.dump(node)
    if isinstance(node, ast.IfExp):
        return texts(node.body, names)
    return ["".join(str(part.value) for part in ast.walk(arg) if isinstance(part, ast.Constant)) for arg in node.args]


def test_every_remedy_asks_to_do_something() -> None:
    found = list(asked())
    assert len(found) > 20
    for where, call in found:
        module = ast.parse((LEDGER / where.partition(":")[0]).read_text(encoding="utf-8"))
        names = {
            node.targets[0].id: node.value
            for node in ast.walk(module)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        question, remedy = (texts(argument, names) for argument in call.args)
        assert ("？" in question[0], "?" in question[1]) == (True, True), where
        assert ("请" in remedy[0], bool(remedy[1])) == (True, True), where


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_of_the_model_says_what_to_do(code: str) -> None:
    why, todo = SENTENCES[code]
    assert "" not in {why, why.en, todo.en}
    assert "请" in todo
