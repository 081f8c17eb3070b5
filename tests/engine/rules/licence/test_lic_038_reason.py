"""LIC-038-REASON: a refusal is written, says why, and says what can be done."""

from tests.engine.rules.spec import check


def test_anything_lacking_is_a_hit() -> None:
    check(
        "LIC-038-REASON",
        "licences",
        """
        licence_id | result | deny_missing       | verdict
        -----------|--------|--------------------|--------
        complete   | 不予   | 无缺项             | clear
        no-reason  | 不予   | 理由               | hit
        two        | 不予   | 书面决定、救济途径 | hit
        unchecked  | 不予   | -                  | unknown
        granted    | 准予   | 理由               | clear
        """,
        given={"decided_on": "2026-03-02"},
    )
