"""PEN-SEQ-SAMEDAY: told and decided on one day."""

from tests.engine.rules.spec import check


def test_a_waiver_makes_one_day_enough() -> None:
    check(
        "PEN-SEQ-SAMEDAY",
        "penalties",
        """
        penalty_id | notice_served_on | decided_on | defence_waived_on | procedure | outcome  | verdict
        -----------|------------------|------------|-------------------|-----------|----------|--------
        same-day   | 2024-03-05       | 2024-03-05 | -                 | 普通程序  | 给予处罚 | hit
        waived     | 2024-03-05       | 2024-03-05 | 2024-03-05        | 普通程序  | 给予处罚 | clear
        day-before | 2024-03-04       | 2024-03-05 | -                 | 普通程序  | 给予处罚 | clear
        day-after  | 2024-03-06       | 2024-03-05 | -                 | 普通程序  | 给予处罚 | clear
        no-notice  | -                | 2024-03-05 | -                 | 普通程序  | 给予处罚 | clear
        summary    | 2024-03-05       | 2024-03-05 | -                 | 简易程序  | 给予处罚 | clear
        no-penalty | 2024-03-05       | 2024-03-05 | -                 | 普通程序  | 不予处罚 | clear
        way-unsaid | 2024-03-05       | 2024-03-05 | -                 | -         | 给予处罚 | unknown
        """,
    )


def test_a_sheet_without_waivers() -> None:
    check(
        "PEN-SEQ-SAMEDAY",
        "penalties",
        """
        penalty_id | notice_served_on | decided_on | verdict
        -----------|------------------|------------|--------
        same-day   | 2024-03-05       | 2024-03-05 | unknown
        day-before | 2024-03-04       | 2024-03-05 | clear
        """,
        given={"procedure": "普通程序", "outcome": "给予处罚"},
        lacking={"penalties": ("defence_waived_on",)},
    )
