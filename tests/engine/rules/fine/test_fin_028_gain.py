"""FIN-028-GAIN: a gain that the law takes away is taken away."""

from tests.engine.rules.spec import check

NORMS = """
norm_id | citation     | fine_mode | requires_confiscation
--------|--------------|-----------|----------------------
TAKES   | 某条例第一条 | 幅度      | 是
LEAVES  | 某条例第二条 | 幅度      | -
"""


def test_what_is_left_after_paying_back_is_confiscated() -> None:
    found = check(
        "FIN-028-GAIN",
        "penalties",
        """
        penalty_id    | norm_id | illegal_gain_yuan | refunded_yuan | penalty_kinds      | outcome  | decided_on | verdict
        --------------|---------|-------------------|---------------|--------------------|----------|------------|--------
        left          | TAKES   | 1000              | -             | 罚款               | 给予处罚 | 2026-03-02 | hit
        a-cent-left   | TAKES   | 1000              | 999.99        | 罚款               | 给予处罚 | 2026-03-02 | hit
        paid-back     | TAKES   | 1000              | 1000          | 罚款               | 给予处罚 | 2026-03-02 | clear
        taken         | TAKES   | 1000              | -             | 罚款、没收违法所得 | 给予处罚 | 2026-03-02 | clear
        none          | TAKES   | 0                 | -             | 罚款               | 给予处罚 | 2026-03-02 | clear
        other-clause  | LEAVES  | 1000              | -             | 罚款               | 给予处罚 | 2026-03-02 | clear
        before        | TAKES   | 1000              | -             | 罚款               | 给予处罚 | 2021-07-14 | clear
        first-day     | TAKES   | 1000              | -             | 罚款               | 给予处罚 | 2021-07-15 | hit
        unpunished    | TAKES   | 1000              | -             | 罚款               | 不予处罚 | 2026-03-02 | clear
        gain-unsaid   | TAKES   | -                 | -             | 罚款               | 给予处罚 | 2026-03-02 | unknown
        unsaid-taken  | TAKES   | -                 | -             | 没收违法所得       | 给予处罚 | 2026-03-02 | clear
        kinds-unsaid  | TAKES   | 1000              | -             | -                  | 给予处罚 | 2026-03-02 | unknown
        not-in-books  | N9      | 1000              | -             | 罚款               | 给予处罚 | 2026-03-02 | unknown
        clause-unsaid | -       | 0                 | -             | 罚款               | 给予处罚 | 2026-03-02 | clear
        """,  # noqa: E501 - a table
        beside={"penalty_norms": NORMS},
    )
    assert "某条例第一条" in found["left"]["explanation"]
