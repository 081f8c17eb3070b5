"""CAM-SPECIAL-PLAN: special supervision has a plan the government approved."""

from pathlib import Path

from tests.engine.rules.spec import lay_store, rows, verdicts

TASKS = """
task_id | campaign_id | is_special_supervision | plan_issued_on | plan_approved_on | verdict
--------|-------------|------------------------|----------------|------------------|--------
T1      | approved    | 是                     | 2026-03-02     | 2026-02-27       | clear
T2      | open        | 是                     | 2026-02-01     | -                | hit
T3      | open        | 是                     | 2026-02-01     | -                | hit
T4      | before      | 是                     | 2026-01-31     | -                | clear
T5      | said-once   | 是                     | 2026-03-02     | 2026-02-27       | clear
T6      | said-once   | 是                     | 2026-03-02     | -                | clear
T7      | ordinary    | 否                     | 2026-03-02     | -                | clear
T8      | unsaid      | -                      | 2026-03-02     | -                | clear
T9      | no-day      | 是                     | -              | -                | unknown
T10     | no-day-ok   | 是                     | -              | 2026-02-27       | clear
"""


def test_since_the_regulation_a_plan_is_approved_and_a_campaign_is_judged_once(tmp_path: Path) -> None:
    body = rows(TASKS)
    want = {row["campaign_id"]: row.pop("verdict") for row in body}
    lay_store(tmp_path, {"campaign_tasks": body}, {})
    found = {campaign: row["verdict"] for campaign, row in verdicts("CAM-SPECIAL-PLAN", tmp_path).items()}
    assert found == {campaign: verdict for campaign, verdict in want.items() if verdict != "clear"}


def test_a_sheet_without_approvals(tmp_path: Path) -> None:
    body = [{name: cell for name, cell in row.items() if name not in ("plan_approved_on", "verdict")}
            for row in rows(TASKS)]  # fmt: skip
    lay_store(tmp_path, {"campaign_tasks": body}, {"campaign_tasks": ("plan_approved_on",)})
    found = {campaign: row["verdict"] for campaign, row in verdicts("CAM-SPECIAL-PLAN", tmp_path).items()}
    assert found == dict.fromkeys(("approved", "open", "said-once", "no-day", "no-day-ok"), "unknown")
