"""LIC-042-20D: permits are decided within twenty working days."""

from tests.engine.rules.spec import check


def test_the_last_day_moves_with_what_the_law_adds() -> None:
    found = check(
        "LIC-042-20D",
        "licences",
        """
        licence_id    | received_on | correction_notice_on | accepted_on | decided_on | is_joint | statutory_days | acceptance | result | verdict
        --------------|-------------|----------------------|-------------|------------|----------|----------------|------------|--------|--------
        last-day      | 2026-09-18  | -                    | 2026-09-18  | 2026-10-22 | -        | -              | 受理       | 准予   | clear
        day-after     | 2026-09-18  | -                    | 2026-09-18  | 2026-10-23 | -        | -              | 受理       | 准予   | hit
        open-overdue  | 2026-09-18  | -                    | 2026-09-18  | -          | -        | -              | 受理       | -      | hit
        open-in-time  | 2026-11-02  | -                    | 2026-11-02  | -          | -        | -              | 受理       | -      | clear
        withdrawn     | 2026-09-18  | -                    | 2026-09-18  | 2026-10-23 | -        | -              | 受理       | 申请人撤回 | clear
        refused       | 2026-09-18  | -                    | -           | 2026-10-23 | -        | -              | 不予受理   | -      | clear
        joint         | 2026-08-03  | -                    | 2026-08-03  | 2026-10-10 | 是       | -              | 受理       | 准予   | clear
        joint-late    | 2026-08-03  | -                    | 2026-08-03  | 2026-10-11 | 是       | -              | 受理       | 准予   | hit
        statute       | 2026-04-30  | -                    | 2026-04-30  | 2026-05-11 | -        | 5              | 受理       | 准予   | clear
        statute-late  | 2026-04-30  | -                    | 2026-04-30  | 2026-05-12 | -        | 5              | 受理       | 准予   | hit
        asked-late    | 2026-09-18  | 2026-09-29           | 2026-10-20  | 2026-10-23 | -        | -              | 受理       | 准予   | hit
        asked-in-time | 2026-09-18  | 2026-09-24           | 2026-10-20  | 2026-10-23 | -        | -              | 受理       | 准予   | clear
        no-start      | -           | -                    | -           | 2026-10-23 | -        | -              | 受理       | 准予   | unknown
        no-decision   | 2026-09-18  | -                    | 2026-09-18  | -          | -        | -              | 受理       | 准予   | hit
        """,  # noqa: E501 - a table
    )
    assert '"last_day": "2026-10-22"' in found["day-after"]["evidence"]


def test_extensions_and_deductions_count_only_in_due_form() -> None:
    check(
        "LIC-042-20D",
        "licences",
        """
        licence_id   | decided_on | verdict
        -------------|------------|--------
        ext-last     | 2026-11-05 | clear
        ext-after    | 2026-11-06 | hit
        ext-too-long | 2026-11-06 | hit
        ext-late     | 2026-11-05 | hit
        ext-untold   | 2026-11-05 | hit
        ext-unsaid   | 2026-11-05 | unknown
        ext-unsaid2  | 2026-11-06 | hit
        test-last    | 2026-10-26 | clear
        test-after   | 2026-10-27 | hit
        test-untold  | 2026-10-23 | hit
        overlapping  | 2026-10-26 | clear
        overlapping2 | 2026-10-27 | hit
        running      | 2026-11-20 | clear
        no-from      | 2026-11-20 | unknown
        """,
        given={"accepted_on": "2026-09-18", "received_on": "2026-09-18", "acceptance": "受理", "result": "准予"},
        beside={
            "time_adjustments": """
            adjustment_id | act_kind | act_id       | kind | from_on    | to_on      | days | approved_on | notified_on | has_reason
            --------------|----------|--------------|------|------------|------------|------|-------------|-------------|-----------
            1             | 行政许可 | ext-last     | 延期 | -          | -          | 10   | 2026-10-22  | 2026-10-22  | 是
            2             | 行政许可 | ext-after    | 延期 | -          | -          | 10   | 2026-10-22  | 2026-10-22  | 是
            3             | 行政许可 | ext-too-long | 延期 | -          | -          | 15   | 2026-10-22  | 2026-10-22  | 是
            4             | 行政许可 | ext-late     | 延期 | -          | -          | 10   | 2026-10-23  | 2026-10-23  | 是
            5             | 行政许可 | ext-untold   | 延期 | -          | -          | 10   | 2026-10-22  | -           | 是
            6             | 行政许可 | ext-unsaid   | 延期 | -          | -          | 10   | 2026-10-22  | 2026-10-22  | -
            7             | 行政许可 | ext-unsaid2  | 延期 | -          | -          | 10   | 2026-10-22  | 2026-10-22  | -
            8             | 行政许可 | test-last    | 检测检验检疫鉴定 | 2026-09-30 | 2026-10-08 | - | -  | 2026-09-30  | -
            9             | 行政许可 | test-after   | 检测检验检疫鉴定 | 2026-09-30 | 2026-10-08 | - | -  | 2026-09-30  | -
            10            | 行政许可 | test-untold  | 检测检验检疫鉴定 | 2026-09-30 | 2026-10-08 | - | -  | -           | -
            11            | 行政许可 | overlapping  | 听证 | 2026-09-30 | 2026-10-08 | -    | -           | 2026-09-30  | -
            12            | 行政许可 | overlapping  | 专家评审 | 2026-10-08 | 2026-10-08 | - | -          | 2026-09-30  | -
            13            | 行政许可 | overlapping2 | 听证 | 2026-09-30 | 2026-10-08 | -    | -           | 2026-09-30  | -
            14            | 行政许可 | overlapping2 | 专家评审 | 2026-10-08 | 2026-10-08 | - | -          | 2026-09-30  | -
            15            | 行政许可 | running      | 中止 | 2026-09-30 | -          | -    | -           | 2026-09-30  | -
            16            | 行政许可 | no-from      | 中止 | -          | 2026-10-08 | -    | -           | 2026-09-30  | -
            17            | 行政处罚 | ext-untold   | 延期 | -          | -          | 10   | 2026-10-22  | 2026-10-22  | 是
            """  # noqa: E501 - a table
        },
    )
