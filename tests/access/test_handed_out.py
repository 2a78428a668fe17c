"""A file goes to whom it was made for, with the rights that it was made with."""

from __future__ import annotations

from dataclasses import replace

from access import handed_out, tabs
from access.people import Person
from access.reader import Reader
from access.rights import ANONYMOUS, Rights
from access.sessions import Session

LI = Reader(Rights(), Session("s-1", Person("i", "li"), "", "", 0, 0, None))
WANG = Reader(Rights(), Session("s-2", Person("i", "wang"), "", "", 0, 0, None))
BOUND = replace(LI, rights=Rights(units=("责任单位一",)))


def test_a_file_is_of_a_log_in_and_its_rights() -> None:
    handed_out.hand_out(b"all departments", LI)
    assert handed_out.may_have(b"all departments", LI)
    assert not handed_out.may_have(b"all departments", WANG)
    assert not handed_out.may_have(b"all departments", BOUND), "the rights were reduced since"
    assert not handed_out.may_have(b"all departments", Reader(ANONYMOUS))
    assert not handed_out.may_have(b"another file", LI)


def test_a_tab_is_of_a_log_in_and_its_rights() -> None:
    tabs.begin("tab", LI)
    assert tabs.is_of("tab", LI)
    assert not tabs.is_of("tab", WANG)
    assert not tabs.is_of("tab", BOUND)
    assert not tabs.is_of("another", LI)
    tabs.begin("open", Reader(ANONYMOUS))
    assert not tabs.is_of("open", Reader(ANONYMOUS)), "without log-in nobody is known again"
