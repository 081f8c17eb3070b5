"""DIS-AGGRAV: who is punished more heavily gave reason for it."""

from tests.engine.rules.spec import check


def test_heavier_needs_a_fact() -> None:
    check(
        "DIS-AGGRAV",
        "penalties",
        """
        penalty_id | mitigation | aggravating        | verdict
        -----------|------------|--------------------|--------
        no-fact    | 从重       | 无                 | hit
        fact       | 从重       | 拒不改正、多次违法 | clear
        blank      | 从重       | -                  | unknown
        lighter    | 从轻       | 无                 | clear
        unsaid     | -          | 无                 | unknown
        """,
        given={"outcome": "给予处罚", "decided_on": "2026-03-02"},
    )
