"""Which of the mechanisms the plans ask for a test replays: `python3 dev.py mechanisms`.

A test says so with `@pytest.mark.mechanisms("S000-06", ...)`; ids and short titles stand in mechanisms.csv.
"""

from __future__ import annotations

import contextlib
import csv
import io
import sys
from pathlib import Path

import pytest

LIST = Path(__file__).parent / "mechanisms.csv"


def listed() -> dict[str, str]:
    """Id → short title, in the order of the plans."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row["title"] for row in csv.DictReader(lines)}


class Collector:
    """A pytest plugin that runs nothing and notes which test claims which id."""

    def __init__(self) -> None:
        self.claims: dict[str, list[str]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            for marker in item.iter_markers("mechanisms"):
                for mechanism in marker.args:
                    self.claims.setdefault(str(mechanism), []).append(item.nodeid)


def main() -> None:
    collector = Collector()
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = pytest.main(["--collect-only"], plugins=[collector])
    if code:
        sys.exit(said.getvalue())
    ids = listed()
    for mechanism, title in ids.items():
        tests = collector.claims.get(mechanism, [])
        more = f"（另{len(tests) - 1}项）" if len(tests) > 1 else ""
        print(f"{mechanism}  {title}  {tests[0] if tests else ''}{more}")
    print(f"{sum(mechanism in collector.claims for mechanism in ids)}/{len(ids)}")


if __name__ == "__main__":
    main()
