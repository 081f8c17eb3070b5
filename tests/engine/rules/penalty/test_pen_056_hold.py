"""PEN-056-HOLD: things under registration are dealt with in seven working days."""

from tests.engine.rules.spec import check


def test_the_seventh_working_day_is_in_time() -> None:
    found = check(
        "PEN-056-HOLD",
        "penalties",
        """
        penalty_id    | hold_on    | hold_approved_on | hold_disposed_on | closed_on  | verdict
        --------------|------------|------------------|------------------|------------|--------
        seventh       | 2021-07-15 | 2021-07-15       | 2021-07-26       | -          | clear
        eighth        | 2021-07-15 | 2021-07-15       | 2021-07-27       | -          | hit
        old-text      | 2021-07-05 | 2021-07-05       | 2021-07-12       | -          | clear
        old-text-late | 2021-07-05 | 2021-07-05       | 2021-07-13       | -          | hit
        not-approved  | 2024-03-05 | -                | 2024-03-06       | -          | hit
        never         | 2024-03-05 | 2024-03-05       | -                | -          | hit
        not-yet       | 2026-11-12 | 2026-11-12       | -                | -          | clear
        closed-unsaid | 2024-03-05 | 2024-03-05       | -                | 2024-05-06 | unknown
        nothing-held  | -          | -                | -                | -          | clear
        """,
    )
    assert found["old-text-late"]["law_version"] == "行政处罚法(2017)"
    assert found["eighth"]["law_version"] == "行政处罚法(2021)"
