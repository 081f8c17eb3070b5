"""PEN-045-WORSE: no higher fine for having spoken up."""

from tests.engine.rules.spec import check


def test_a_higher_fine_after_a_statement_needs_new_facts() -> None:
    found = check(
        "PEN-045-WORSE",
        "penalties",
        """
        penalty_id   | defence_on | notice_served_on | notice_fine_yuan | fine_yuan | has_new_facts | outcome  | verdict
        -------------|------------|------------------|------------------|-----------|---------------|----------|--------
        same         | 2024-03-02 | 2024-03-01       | 5000             | 5000      | 否            | 给予处罚 | clear
        more         | 2024-03-02 | 2024-03-01       | 5000             | 5000.01   | 否            | 给予处罚 | hit
        new-facts    | 2024-03-02 | 2024-03-01       | 5000             | 9000      | 是            | 给予处罚 | clear
        unsaid       | 2024-03-02 | 2024-03-01       | 5000             | 9000      | -             | 给予处罚 | unknown
        unsaid-less  | 2024-03-02 | 2024-03-01       | 5000             | 4000      | -             | 给予处罚 | clear
        no-statement | -          | 2024-03-01       | 5000             | 9000      | 否            | 给予处罚 | clear
        no-penalty   | 2024-03-02 | 2024-03-01       | 5000             | 9000      | 否            | 不予处罚 | clear
        fine-unsaid  | 2024-03-02 | 2024-03-01       | -                | 9000      | 否            | 给予处罚 | unknown
        """,
        given={"decided_on": "2024-03-15", "notice_penalty_kinds": "罚款", "penalty_kinds": "罚款"},
    )
    assert found["more"]["wording"] == "线索"
