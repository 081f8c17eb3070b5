"""Which of the mechanisms the plans ask for a test replays: `python3 dev.py mechanisms [area]`.

A test says so with `@pytest.mark.mechanisms("S000-06", ...)`; ids, areas and short titles stand in mechanisms.csv.
"""

from __future__ import annotations

import contextlib
import csv
import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

LIST = Path(__file__).parent / "mechanisms.csv"


AREAS = {
    "campaigns": "方案、行动、报送、回头看",
    "ledgers": "台账与整改",
    "screening": "筛查",
    "supervision": "监督、追责、评查、人员、清单",
    "public": "面向企业和群众",
}


@dataclass(frozen=True)
class Mechanism:
    """One thing a plan asks for: its area (a key of AREAS) and a short title."""

    area: str
    title: str


def listed() -> dict[str, Mechanism]:
    """By id, in the order of the plans."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: Mechanism(row["area"], row["title"]) for row in csv.DictReader(lines)}


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
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    if wanted and wanted not in AREAS:
        sys.exit(f"没有“{wanted}”这一类，请写：{'、'.join(AREAS)}")
    ids = listed()
    for mechanism, one in ids.items():
        if wanted in ("", one.area):
            tests = collector.claims.get(mechanism, [])
            more = f"（另{len(tests) - 1}项）" if len(tests) > 1 else ""
            print(f"{'✔' if tests else '　'} {mechanism}  {one.title}  {tests[0] if tests else ''}{more}")
    for area, title in AREAS.items():
        own = [mechanism for mechanism, one in ids.items() if one.area == area]
        print(f"{title}：{sum(mechanism in collector.claims for mechanism in own)}/{len(own)}")
    print(f"{sum(mechanism in collector.claims for mechanism in ids)}/{len(ids)}")


if __name__ == "__main__":
    main()
