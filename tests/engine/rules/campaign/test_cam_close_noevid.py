"""CAM-CLOSE-NOEVID: nothing is struck off without proof and a second pair of eyes."""

import pytest

from fajian.engine.rules.tables import Tables
from tests.engine.rules.spec import check

ISSUES = """
issue_id      | status   | closed_on  | proof_count | handler | verifier | verifier_agency_id | verdict
--------------|----------|------------|-------------|---------|----------|--------------------|--------
proven        | 已销号   | 2026-09-30 | 1           | 甲某    | 乙某     | B                  | clear
at-home       | 已销号   | 2026-09-30 | 1           | 甲某    | 乙某     | A                  | clear
unproven      | 已销号   | 2026-09-30 | 0           | 甲某    | 乙某     | B                  | hit
proof-unsaid  | 已销号   | 2026-09-30 | -           | 甲某    | 乙某     | B                  | hit
unverified    | 已销号   | 2026-09-30 | 1           | 甲某    | -        | -                  | hit
by-self       | 已销号   | 2026-09-30 | 1           | 甲某    | 甲某     | A                  | hit
no-handler    | 已销号   | 2026-09-30 | 1           | -       | 乙某     | B                  | clear
undated       | 已销号   | -          | 0           | 甲某    | 乙某     | B                  | hit
open          | 整改中   | -          | 0           | 甲某    | -        | -                  | clear
state-blank   | -        | -          | 0           | 甲某    | -        | -                  | unknown
state-dated   | -        | 2026-09-30 | 0           | 甲某    | -        | -                  | hit
"""


def test_proof_and_another_verifier() -> None:
    check("CAM-CLOSE-NOEVID", "ledger_issues", ISSUES, given={"agency_id": "A"})


def test_a_ledger_without_verifiers() -> None:
    check(
        "CAM-CLOSE-NOEVID",
        "ledger_issues",
        """
        issue_id | proof_count | verdict
        ---------|-------------|--------
        proven   | 1           | unknown
        unproven | 0           | hit
        """,
        given={"agency_id": "A", "status": "已销号", "closed_on": "2026-09-30", "handler": "甲某"},
        lacking={"ledger_issues": ("verifier",)},
    )


def test_where_problems_are_verified_above_the_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tables, "setting", lambda *_: True)
    above = ISSUES.replace("| A                  | clear", "| A                  | hit")
    assert above != ISSUES
    check("CAM-CLOSE-NOEVID", "ledger_issues", above, given={"agency_id": "A"})
