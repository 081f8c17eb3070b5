"""Ledgers measured in one run: workbooks taken back, lists of a million problems, lists written.

python -m benchmarks.ledgers [--rows 10000] [--entries 1000000] [--written 100000] [--database sqlite|postgresql|both]

The three benchmarks one after another – takein.py beside calamine, openpyxl and pandas; web.py; exports.py beside
xlsxwriter, openpyxl and pandas, over the city that web.py made – each as its own heading says. What they print is all
there is; the exit code tells whether a goal was missed. The data need some gigabytes in a temporary folder, or in
--data, where they stay.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="10000", help="of the workbooks taken back")
    parser.add_argument("--entries", default="1000000", help="in the lists")
    parser.add_argument("--written", default="100000", help="rows of the lists written")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both", help="of the lists")
    parser.add_argument("--data", type=Path, help="where the city is made and kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fajian-ledgers-") as folder:
        data = options.data or Path(folder)
        city = data / f"sqlite-{options.entries}"
        missed = run("takein.py", "--rows", options.rows)
        missed += run("web.py", "--entries", options.entries, "--database", options.database, "--data", data)
        whole = ("--data", city) if city.exists() else ()
        missed += run("exports.py", "--rows", options.written, *whole)
    sys.exit(1 if missed else 0)


def run(name: str, *options: str | Path) -> int:
    """One benchmark, its lines under its name; 1 where it missed a goal."""
    print(f"\n── {name} {' '.join(map(str, options))}", flush=True)
    return int(subprocess.run([sys.executable, HERE / name, *options], check=False).returncode != 0)


if __name__ == "__main__":
    main()
