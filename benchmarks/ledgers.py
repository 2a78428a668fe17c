"""Ledgers of offices in as many random styles as asked for, each read and held against the truth that it was made of.

    python -m benchmarks.ledgers --rounds 500

The suite's own tests with more draws: no number of a sheet is lost, and no amount differs from the truth unless a
question at its column says so. Exits as pytest does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ("tests/data/test_field_properties.py", "tests/data/test_office_ledgers.py")


def main() -> int:
    """Run the tests that draw ledgers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=500)
    arguments = parser.parse_args()
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *TESTS]
    environment = os.environ | {"DASHBOARD_TEST_ROUNDS": str(arguments.rounds)}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
