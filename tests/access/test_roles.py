"""Who may what: people before groups, the highest of the groups, departments joined; sessions that end."""

from __future__ import annotations

from pathlib import Path

import pytest

from access import database, policy, reader, roles, sessions, wall_keys
from access.people import Person
from access.policy import Policy
from access.rights import ANONYMOUS
from tests.access.conftest import ISSUER

LI = Person(ISSUER, "u-1", "李四", ("招商一局", "全体"))


def role(person: Person = LI) -> tuple[str, tuple[str, ...] | None]:
    return roles.role_of(person)


@pytest.mark.usefixtures("hosted")
def test_a_role_of_the_person_holds_alone() -> None:
    assert role() == ("none", None)
    roles.give("group", ISSUER, "全体", "editor", None, "boss")
    assert role() == ("editor", None)
    roles.give("person", ISSUER, "u-1", "viewer", ("责任单位一",), "boss")
    assert role() == ("viewer", ("责任单位一",))
    roles.give("person", ISSUER, "u-1", "none", None, "boss")
    assert role() == ("none", None)
    assert roles.take("person", ISSUER, "u-1")
    assert role() == ("editor", None)


@pytest.mark.usefixtures("hosted")
def test_departments_of_several_groups_are_joined_and_all_of_them_is_more() -> None:
    roles.give("group", ISSUER, "全体", "viewer", ("责任单位二",), "boss")
    roles.give("group", ISSUER, "招商一局", "viewer", ("责任单位一",), "boss")
    assert role() == ("viewer", ("责任单位一", "责任单位二"))
    roles.give("group", ISSUER, "全体", "viewer", None, "boss")
    assert role() == ("viewer", None)


@pytest.mark.usefixtures("hosted")
def test_another_provider_s_same_name_is_somebody_else() -> None:
    roles.give("person", ISSUER, "u-1", "admin", None, "boss")
    assert role(Person("https://other.example.gov.cn", "u-1", "李四")) == ("none", None)
    assert role(Person(ISSUER, "boss")) == ("admin", None)
    assert role(Person(ISSUER, "someone", "boss")) == ("none", None)


def found(token: str) -> reader.Reader:
    return reader.of_cookies({"__Host-dashboard": token})


@pytest.mark.usefixtures("hosted")
def test_a_session_ends_for_every_copy_of_its_cookie() -> None:
    policy.decide(Policy(everyone=True))
    token = sessions.begin(LI, address="10.0.0.7")
    assert found(token).rights is not None
    assert found("another").rights is None
    with database.write() as writing:
        assert token not in {value for row in writing.execute("select * from session") for value in tuple(row)}
    assert sessions.end(sessions.hashed(token), "logout")
    assert (found(token).rights, found(token).ended_why) == (None, "logout")


@pytest.mark.usefixtures("hosted")
@pytest.mark.parametrize(
    ("column", "seconds", "why"), [("seen_at", 31 * 60, "idle"), ("began_at", 12.1 * 3600, "absolute")]
)
def test_a_session_ends_by_time(column: str, seconds: float, why: str) -> None:
    policy.decide(Policy(everyone=True))
    token = sessions.begin(LI, address="")
    with database.write() as writing:
        writing.execute(f"update session set {column} = {column} - ?", (seconds,))
    assert (found(token).rights, found(token).ended_why) == (None, why)


@pytest.mark.usefixtures("hosted")
def test_readers_without_log_in_see_sums_only_and_only_where_that_was_decided() -> None:
    assert found("").rights is None
    assert policy.decide(Policy(anonymous=True)) == {"anonymous": (False, True)}
    assert found("").rights == ANONYMOUS
    with pytest.raises(ValueError, match="idle_minutes"):
        policy.decide(Policy(idle_minutes=1))


def test_a_key_opens_the_screen_until_it_is_revoked(hosted: Path) -> None:
    value = wall_keys.make("一号会议室", is_display_only=True, units=("责任单位一",), by="boss")
    by_key = reader.of_wall({"__Host-wall": value})
    assert by_key.rights is not None
    assert (by_key.rights.units, by_key.rights.sees_working_screen, by_key.rights.publishes) == (
        ("责任单位一",),
        False,
        False,
    )
    assert value.encode() not in (hosted.parent / "access" / "access.sqlite").read_bytes()
    assert found(value).rights is None
    assert wall_keys.revoke(1)
    assert reader.of_wall({"__Host-wall": value}).rights is None
