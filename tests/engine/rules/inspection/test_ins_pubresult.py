"""INS-PUBRESULT: results of random inspections are published."""

from tests.engine.rules.spec import check


def test_the_twentieth_working_day_is_still_in_time() -> None:
    check(
        "INS-PUBRESULT",
        "inspections",
        """
        inspection_id | trigger  | finished_on | result_published_on | publicity_exemption | verdict
        --------------|----------|-------------|---------------------|---------------------|--------
        last-day      | 双随机   | 2026-09-18  | 2026-10-22          | -                   | clear
        day-after     | 双随机   | 2026-09-18  | 2026-10-23          | -                   | hit
        never         | 双随机   | 2026-09-18  | -                   | -                   | hit
        not-yet-due   | 双随机   | 2026-11-02  | -                   | -                   | clear
        planned       | 年度计划 | 2026-09-18  | -                   | -                   | clear
        secret        | 双随机   | 2026-09-18  | -                   | 商业秘密            | clear
        not-listed    | 双随机   | 2026-09-18  | -                   | 未列入公示目录      | unknown
        running       | 双随机   | -           | -                   | -                   | clear
        end-unsaid    | 双随机   | -           | 2026-09-18          | -                   | unknown
        """,
    )
