"""PEN-033-NOFAULT: who claims to be without fault is answered."""

from tests.engine.rules.spec import check


def test_the_claim_needs_an_answer() -> None:
    found = check(
        "PEN-033-NOFAULT",
        "penalties",
        """
        penalty_id    | defence_on | defence_claims         | has_defence_reply | decided_on | outcome  | verdict
        --------------|------------|------------------------|-------------------|------------|----------|--------
        no-answer     | 2026-02-20 | 无主观过错、事实不清   | 否                | 2026-03-02 | 给予处罚 | hit
        answered      | 2026-02-20 | 无主观过错             | 是                | 2026-03-02 | 给予处罚 | clear
        other-claim   | 2026-02-20 | 事实不清               | 否                | 2026-03-02 | 给予处罚 | clear
        no-defence    | -          | -                      | -                 | 2026-03-02 | 给予处罚 | clear
        unpunished    | 2026-02-20 | 无主观过错             | 否                | 2026-03-02 | 不予处罚 | clear
        before        | 2021-07-05 | 无主观过错             | 否                | 2021-07-14 | 给予处罚 | clear
        first-day     | 2021-07-05 | 无主观过错             | 否                | 2021-07-15 | 给予处罚 | hit
        claim-unsaid  | 2026-02-20 | -                      | 否                | 2026-03-02 | 给予处罚 | unknown
        reply-unsaid  | 2026-02-20 | 无主观过错             | -                 | 2026-03-02 | 给予处罚 | unknown
        unsaid-reply  | 2026-02-20 | -                      | 是                | 2026-03-02 | 给予处罚 | clear
        """,
    )
    assert "无主观过错" in found["no-answer"]["explanation"]
    assert found["no-answer"]["wording"] == "线索"
