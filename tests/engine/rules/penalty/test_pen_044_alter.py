"""PEN-044-ALTER: nothing heavier than announced without a second notice."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check


def test_a_heavier_decision_needs_a_second_notice() -> None:
    found = check(
        "PEN-044-ALTER",
        "penalties",
        """
        penalty_id   | notice_served_on | notice_penalty_kinds | notice_fine_yuan | penalty_kinds      | fine_yuan | renotice_served_on | procedure | outcome  | verdict
        -------------|------------------|----------------------|------------------|--------------------|-----------|--------------------|-----------|----------|--------
        same         | 2024-03-01       | 罚款                 | 5000             | 罚款               | 5000      | -                  | 普通程序  | 给予处罚 | clear
        a-cent-more  | 2024-03-01       | 罚款                 | 5000             | 罚款               | 5000.01   | -                  | 普通程序  | 给予处罚 | hit
        less         | 2024-03-01       | 罚款、警告           | 5000             | 罚款               | 4000      | -                  | 普通程序  | 给予处罚 | clear
        told-again   | 2024-03-01       | 罚款                 | 5000             | 罚款               | 6000      | 2024-03-08         | 普通程序  | 给予处罚 | clear
        kind-added   | 2024-03-01       | 罚款                 | 5000             | 罚款、责令停产停业 | 5000      | -                  | 普通程序  | 给予处罚 | hit
        fine-added   | 2024-03-01       | 警告                 | -                | 警告、罚款         | 100       | -                  | 普通程序  | 给予处罚 | hit
        summary      | 2024-03-01       | 罚款                 | 5000             | 罚款               | 6000      | -                  | 简易程序  | 给予处罚 | clear
        no-penalty   | 2024-03-01       | 罚款                 | 5000             | 罚款               | 6000      | -                  | 普通程序  | 不予处罚 | clear
        no-notice    | -                | 罚款                 | 5000             | 罚款               | 6000      | -                  | 普通程序  | 给予处罚 | clear
        kinds-unsaid | 2024-03-01       | -                    | 5000             | 罚款               | 5000      | -                  | 普通程序  | 给予处罚 | unknown
        unsaid-more  | 2024-03-01       | -                    | 5000             | 罚款               | 6000      | -                  | 普通程序  | 给予处罚 | hit
        fine-unsaid  | 2024-03-01       | 罚款                 | -                | 罚款               | 5000      | -                  | 普通程序  | 给予处罚 | unknown
        """,
        given={"decided_on": "2024-03-15"},
    )
    assert "责令停产停业" in found["kind-added"]["explanation"]
