"""LIC-032-5D: the applicant is asked once, within five working days, to complete the papers."""

from tests.engine.rules.spec import check


def test_one_notice_by_the_fifth_working_day() -> None:
    check(
        "LIC-032-5D",
        "licences",
        """
        licence_id  | received_on | correction_notice_on | correction_notices | verdict
        ------------|-------------|----------------------|--------------------|--------
        fifth-day   | 2026-04-30  | 2026-05-11           | 1                  | clear
        sixth-day   | 2026-04-30  | 2026-05-12           | 1                  | hit
        twice       | 2026-04-30  | 2026-05-06           | 2                  | hit
        not-asked   | 2026-04-30  | -                    | -                  | clear
        no-receipt  | -           | 2026-05-06           | 1                  | unknown
        no-receipt2 | -           | 2026-05-06           | 2                  | hit
        """,
    )


def test_a_sheet_without_the_day_of_the_notice_cannot_be_judged() -> None:
    check(
        "LIC-032-5D",
        "licences",
        """
        licence_id | received_on | correction_notices | verdict
        -----------|-------------|--------------------|--------
        lost       | 2026-04-30  | 1                  | unknown
        twice      | 2026-04-30  | 2                  | hit
        """,
        lacking={"licences": ("correction_notice_on",)},
    )
