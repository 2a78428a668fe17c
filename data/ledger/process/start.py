"""Starts `child` as a program that cannot find pandas: python -P …/start.py MEMORY_BYTES CPU_SECONDS PARENT

pyarrow imports pandas wherever it finds it: four tenths of a second of processor time and 35 MB, in a process that
lives for one ledger. To read one needs none of it.
"""

from __future__ import annotations

import sys


class _WithoutPandas:
    """Says that there is no pandas, and of all else nothing."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("reading a ledger needs no pandas", name=name)


if __name__ == "__main__":
    sys.meta_path.insert(0, _WithoutPandas())
    from data.ledger.process import child

    child.serve(sys.argv[1:])
