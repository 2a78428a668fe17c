"""What admins decide: whether readers need a log-in, how long one lasts, how much may be uploaded."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace

from access import database


@dataclass(frozen=True)
class Policy:
    """`everyone`: whoever can log in is a viewer. `anonymous`: readers need no log-in and see aggregates only."""

    everyone: bool = False
    anonymous: bool = False
    idle_minutes: int = 30
    absolute_hours: int = 12
    upload_mb_per_hour: int = 200
    audit_months: int = 12


#: Name → least and most.
BOUNDS = {
    "idle_minutes": (5, 240),
    "absolute_hours": (1, 24),
    "upload_mb_per_hour": (20, 2000),
    "audit_months": (6, 120),
}


def policy() -> Policy:
    """The policy in force."""
    said = {row["name"]: json.loads(row["value"]) for row in database.read().execute("select name, value from policy")}
    return replace(Policy(), **{one.name: said[one.name] for one in fields(Policy) if one.name in said})


def decide(wanted: Policy) -> dict[str, tuple[object, object]]:
    """Set the policy; returns what changed: name → before, after.

    Raises:
        ValueError: a number outside its bounds.
    """
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(wanted, name) <= most:
            raise ValueError(f"{name} has to be from {least} to {most}")
    before, after = asdict(policy()), asdict(wanted)
    changed = {name: (before[name], value) for name, value in after.items() if before[name] != value}
    with database.write() as writing:
        for name, (_, value) in changed.items():
            writing.execute(
                "insert or replace into policy (name, value) values (?, ?)",
                (name, json.dumps(value)),
            )
    return changed
