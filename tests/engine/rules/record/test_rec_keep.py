"""REC-KEEP: recordings are kept as long as they must be."""

from tests.engine.rules.spec import check


def test_not_before_their_day() -> None:
    found = check(
        "REC-KEEP",
        "recordings",
        """
        recording_id | started_at          | keep_until_on | deleted_on | verdict
        -------------|---------------------|---------------|------------|--------
        kept         | 2026-03-02 10:00:00 | 2026-10-01    | -          | clear
        on-the-day   | 2026-03-02 10:00:00 | 2026-10-01    | 2026-10-01 | clear
        a-day-early  | 2026-03-02 10:00:00 | 2026-10-01    | 2026-09-30 | hit
        six-months   | 2026-03-02 10:00:00 | -             | 2026-09-02 | unknown
        sooner       | 2026-03-02 10:00:00 | -             | 2026-09-01 | hit
        all-unsaid   | -                   | -             | 2026-09-01 | unknown
        short-term   | 2026-03-02 10:00:00 | 2026-04-01    | 2026-04-02 | clear
        """,
        given={"act_kind": "行政强制", "act_id": "C1"},
        beside={
            "coercions": """
            coercion_id | agency_id | domain   | kind
            ------------|-----------|----------|---------
            C1          | A         | 城市管理 | 扣押财物
            """
        },
    )
    assert found["sooner"]["agency_id"] == "A"
