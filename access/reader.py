"""The reader of a request, a connection or a run."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from access.rights import LOCAL, Rights

#: Where the gate leaves the reader's rights in an ASGI scope.
SCOPE_KEY = "dashboard.rights"


def rights_of(scope: MutableMapping[str, Any]) -> Rights:
    """The rights that the gate found for a request or connection; those of the keyboard where there is no gate."""
    found: Rights = scope.get(SCOPE_KEY, LOCAL)
    return found
