"""Every figure of every page and query against plain pandas, over as many random settings as asked for.

    python -m benchmarks.agreement --rounds 100

The suite's own tests with more draws: filters, periods and as-of dates at random, each page's cards, sentences, charts
and tables and each query held against tests/oracle*.py on the exported ledger; every figure that can be questioned
against its parts and its projects; every number of bulletins read back from their files; the appraisal's scores by
random schemes, and its workbook as LibreOffice reckons it. Exits as pytest does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run the tests that draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    arguments = parser.parse_args()
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "tests/queries", "tests/pages"]
    command += ["tests/bulletin", "tests/view/test_appraisal_against_pandas.py", "tests/reports/test_appraisal_book.py"]
    command += ["-m", "hypothesis"]
    environment = os.environ | {"DASHBOARD_TEST_ROUNDS": str(arguments.rounds)}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
