"""Names that were kept with their bytes taken for Latin-1: found, shown with what they mean, mended."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from access import database, old_names, roles
from access.old_names import readings

Host = Callable[..., Path]


def old(text: str) -> str:
    """A name as it was once kept."""
    return text.encode("utf-8").decode("latin-1").strip()


def kept(kind: str, name: str, role: str, units: str | None) -> None:
    """A role as an older release has kept it: such names are refused now."""
    with database.write() as writing:
        writing.execute("insert into role values (?, 'proxy', ?, ?, ?, 0, 'boss')", (kind, name, role, units))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("u-1", ()),
        ("李四", ()),
        (old("看板编辑"), ("看板编辑",)),
        (old("李清"), ("李清", "李渠")),
        (old("李渠"), ("李清", "李渠")),
        ("José", ()),
    ],
)
def test_what_a_name_may_mean(name: str, meant: tuple[str, ...]) -> None:
    assert readings(name) == meant


def test_a_role_of_an_old_name_is_given_to_the_one_that_was_meant(host: Host) -> None:
    file = host(login="proxy")
    said = file.read_text(encoding="utf-8").partition("[oidc]")[0]
    file.write_text(f'{said}[proxy]\nissuer = "proxy"\nsecret = "{secrets.token_urlsafe(48)}"\n', encoding="utf-8")
    database.prepare()
    kept("person", old("李清"), "viewer", '["责任单位一"]')
    kept("group", old("看板编辑"), "editor", None)
    roles.give("person", "proxy", "王五", "admin", None, "boss")
    found = {one.kind: (one, meant) for one, meant in old_names.given()}
    assert {kind: meant for kind, (_, meant) in found.items()} == {"person": ("李清", "李渠"), "group": ("看板编辑",)}
    with pytest.raises(ValueError, match="李四"):
        old_names.mend(found["person"][0], "李四", "boss")
    old_names.mend(found["person"][0], "李渠", "boss")
    old_names.mend(found["group"][0], "看板编辑", "boss")
    given = {(one.kind, one.name): (one.role, one.units) for one in roles.given()}
    assert given == {
        ("person", "李渠"): ("viewer", ("责任单位一",)),
        ("group", "看板编辑"): ("editor", None),
        ("person", "王五"): ("admin", None),
    }
    assert old_names.given() == []
