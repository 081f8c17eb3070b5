"""One finished run per plan for all tests of the story: real plan texts, the sample records, a choice of rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fajian.engine.story.run import RunResult, run

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared"
AS_OF = dt.date(2026, 11, 21)
# A few of each sort: fines, terms, publicity, a group of cases, and one that cannot judge a few records.
RULES = ("FIN-028-NOCORRECT", "FIN-029-DUP", "FIN-TOP", "PEN-061-SERVE", "PEN-042-TWO", "PUB-7WD")


def finished(tmp_path_factory: pytest.TempPathFactory, plan: str, rules: tuple[str, ...]) -> RunResult:
    if not SHARED.exists():
        pytest.skip("the folder shared is not here")
    (text,) = (SHARED / "plans").glob(f"{plan}_*.txt")
    out = tmp_path_factory.mktemp(f"plan{plan}") / "结果"
    return run(text, SHARED / "cases" / "sample", out, as_of=AS_OF, rules=rules)


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    """The plan with nine annexes."""
    return finished(tmp_path_factory, "001", RULES)


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    """The plan of 2011 without annexes or duties."""
    return finished(tmp_path_factory, "002", RULES[:1])


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    """The plan whose tasks call for registers."""
    return finished(tmp_path_factory, "004", RULES[:1])
