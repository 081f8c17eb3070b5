"""CAM-SEAL: what is handed in bears a signature and a seal."""

from tests.engine.rules.spec import check


def test_signature_and_seal() -> None:
    check(
        "CAM-SEAL",
        "campaign_tasks",
        """
        task_id       | submitted_at        | is_signed | is_sealed | verdict
        --------------|---------------------|-----------|-----------|--------
        both          | 2026-08-20 09:00:00 | 是        | 是        | clear
        unsealed      | 2026-08-20 09:00:00 | 是        | 否        | hit
        unsigned      | 2026-08-20 09:00:00 | 否        | 是        | hit
        neither       | 2026-08-20 09:00:00 | 否        | 否        | hit
        seal-blank    | 2026-08-20 09:00:00 | 是        | -         | unknown
        one-is-enough | 2026-08-20 09:00:00 | 否        | -         | hit
        not-handed-in | -                   | -         | -         | clear
        """,
        given={"campaign_id": "C", "agency_id": "A", "kind": "台账"},
    )
