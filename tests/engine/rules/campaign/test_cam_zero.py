"""CAM-ZERO: who found nothing shows a recording."""

from tests.engine.rules.spec import check


def test_one_recording_is_enough() -> None:
    check(
        "CAM-ZERO",
        "campaign_tasks",
        """
        task_id       | annex_no | submitted_at        | ledger_rows | recording_count | verdict
        --------------|----------|---------------------|-------------|-----------------|--------
        nothing       | 9        | 2026-08-20 09:00:00 | 0           | 0               | hit
        unsaid        | 9        | 2026-08-20 09:00:00 | 0           | -               | hit
        recording     | 9        | 2026-08-20 09:00:00 | 0           | 1               | clear
        problems      | 9        | 2026-08-20 09:00:00 | 1           | 0               | clear
        not-counted   | 9        | 2026-08-20 09:00:00 | -           | 0               | unknown
        not-handed-in | 9        | -                   | 0           | 0               | clear
        other-annex   | 8        | 2026-08-20 09:00:00 | 0           | 0               | clear
        no-annex      | -        | 2026-08-20 09:00:00 | 0           | 0               | clear
        """,
        given={"campaign_id": "C", "agency_id": "A", "kind": "台账"},
    )


def test_a_sheet_without_recordings() -> None:
    check(
        "CAM-ZERO",
        "campaign_tasks",
        """
        task_id | submitted_at        | ledger_rows | verdict
        --------|---------------------|-------------|--------
        nothing | 2026-08-20 09:00:00 | 0           | unknown
        """,
        given={"campaign_id": "C", "agency_id": "A", "kind": "台账", "annex_no": "9"},
        lacking={"campaign_tasks": ("recording_count",)},
    )
