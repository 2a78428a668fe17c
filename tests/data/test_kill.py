"""Publishers killed at random moments; the long form is `python -m benchmarks.kill_publish --rounds 200`."""

from __future__ import annotations

import random

from benchmarks import kill_publish


def test_current_version_is_whole_after_every_kill() -> None:
    # A kill proves most where it meets a file being written. When that happens is chance: more rounds until it has.
    for seed in range(7, 12):
        seen = kill_publish.run(12, random.Random(seed))  # noqa: S311
        assert seen["kills"] == 12
        if seen["while a file was being written"]:
            return
    raise AssertionError("no kill met a file that was being written")
