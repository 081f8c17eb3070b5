"""CAM-HANG: what was hung up for all to see is followed up and taken down by somebody."""

from tests.engine.rules.spec import check


def test_in_time_with_progress_and_approval() -> None:
    found = check(
        "CAM-HANG",
        "supervisions",
        """
        supervision_id | kind     | issued_on  | due_on     | progressed_on | closed_on  | close_approver | verdict
        ---------------|----------|------------|------------|---------------|------------|----------------|--------
        last-day       | 挂牌督办 | 2026-03-02 | 2026-06-30 | 2026-06-20    | 2026-06-30 | 王某           | clear
        day-after      | 挂牌督办 | 2026-03-02 | 2026-06-30 | 2026-06-20    | 2026-07-01 | 王某           | hit
        never          | 挂牌督办 | 2026-03-02 | 2026-06-30 | 2026-11-20    | -          | -              | hit
        due-today      | 挂牌督办 | 2026-10-30 | 2026-11-21 | 2026-11-20    | -          | -              | clear
        unapproved     | 挂牌督办 | 2026-03-02 | 2026-06-30 | 2026-06-20    | 2026-06-30 | -              | hit
        a-month-today  | 挂牌督办 | 2026-03-02 | -          | 2026-10-21    | -          | -              | clear
        idle           | 挂牌督办 | 2026-03-02 | -          | 2026-10-20    | -          | -              | hit
        never-moved    | 挂牌督办 | 2026-10-20 | -          | -             | -          | -              | hit
        just-hung      | 挂牌督办 | 2026-10-21 | -          | -             | -          | -              | clear
        issue-blank    | 挂牌督办 | -          | -          | -             | -          | -              | unknown
        old-plan       | 挂牌督办 | 2026-01-31 | 2026-06-30 | -             | -          | -              | hit
        letter         | 督办函   | 2026-03-02 | 2026-06-30 | -             | -          | -              | clear
        """,
        given={"agency_id": "A"},
    )
    assert found["old-plan"]["basis"].startswith("专项整治工作方案")
    assert found["never"]["basis"] == "行政执法监督条例 第二十条第三款"


def test_a_sheet_without_approvers() -> None:
    check(
        "CAM-HANG",
        "supervisions",
        """
        supervision_id | issued_on  | due_on     | progressed_on | closed_on  | verdict
        ---------------|------------|------------|---------------|------------|--------
        in-time        | 2026-03-02 | 2026-06-30 | 2026-06-20    | 2026-06-30 | unknown
        late           | 2026-03-02 | 2026-06-30 | 2026-06-20    | 2026-07-01 | hit
        open           | 2026-11-02 | 2026-12-30 | -             | -          | clear
        """,
        given={"agency_id": "A", "kind": "挂牌督办"},
        lacking={"supervisions": ("close_approver",)},
    )
