"""Publishers killed at random moments; the long form is `python -m benchmarks.kill_publish --rounds 200`."""

from __future__ import annotations

import random

from benchmarks import kill_publish


def test_current_version_is_whole_after_every_kill() -> None:
    seen = kill_publish.run(12, random.Random(7))  # noqa: S311
    assert seen["kills"] == 12
    assert seen["while a file was being written"] > 0
