"""A person, as a provider or a proxy names one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Issuer and subject are who it is; the name is for people to read, the groups are for roles."""

    issuer: str
    subject: str
    name: str = ""
    groups: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """As settings and the audit name a person."""
        return f"{self.issuer}|{self.subject}"

    @property
    def shown(self) -> str:
        return self.name or self.subject
