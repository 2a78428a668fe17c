"""The suite's full form: every page in every look, every month, each filter with each, and so many random draws.

    python -m benchmarks.sweeps [--rounds 20] [PATH …]

Of such a list the suite takes a part (tests/rounds.py). This takes all: in the tests of the paths, or in all but those
of hosting; for hours. Exits as pytest does, with the first part that fails.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run the tests with nothing left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("paths", nargs="*")
    given = parser.parse_args()
    # A browser's tests share a server a file; others go to whoever is idle.
    everything = [["--dist", "worksteal", "--ignore", "tests/browser", "--ignore", "tests/hosting"],
                  ["--dist", "loadfile", "tests/browser"]]  # fmt: skip
    environment = os.environ | {"DASHBOARD_TEST_ROUNDS": str(given.rounds)}
    for chosen in [["--dist", "loadfile", *given.paths]] if given.paths else everything:
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", *chosen]
        if code := subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
