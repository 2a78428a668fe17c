"""What a reader may see and do, as a value without a person: views and what is kept of them are keyed by it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rights:
    """Rights of a reader. `units`: the only departments whose projects the reader may see, None for all of them."""

    units: tuple[str, ...] | None = None
    sees_projects: bool = True
    sees_sql: bool = True
    publishes: bool = True
    administers: bool = False
    #: The screen's working view, with what is behind; else the one for guests alone.
    sees_working_screen: bool = True

    @property
    def sees_sums_alone(self) -> bool:
        """No figure of fewer than three projects: readers without log-in, and walls for guests."""
        return not (self.sees_projects and self.sees_working_screen)


#: Whoever sits at the keyboard of a dashboard that is not hosted. There is nothing to administer.
LOCAL = Rights()
#: Without log-in, where an office wants that: aggregates only.
ANONYMOUS = Rights(sees_projects=False, sees_sql=False, publishes=False)
