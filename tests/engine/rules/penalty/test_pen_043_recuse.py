"""PEN-043-RECUSE: who is tied to the party stands aside."""

from tests.engine.rules.spec import check

BESIDE = {
    "act_officers": """
    act_kind | act_id       | officer_id | role     | is_related_to_party | is_recused | recusal_requested_on | recusal_decided_on
    ---------|--------------|------------|----------|---------------------|------------|----------------------|-------------------
    行政处罚 | tied         | R1         | 调查     | 是                  | -          | -                    | -
    行政处罚 | tied         | R2         | 调查     | 否                  | -          | -                    | -
    行政处罚 | stood-aside  | R1         | 调查     | 是                  | 是         | -                    | -
    行政处罚 | free         | R2         | 听证主持 | 否                  | -          | -                    | -
    行政处罚 | asked        | R2         | 调查     | 否                  | -          | 2026-02-20           | -
    行政处罚 | on-the-day   | R2         | 调查     | 否                  | -          | 2026-02-20           | 2026-03-02
    行政处罚 | a-day-late   | R2         | 调查     | 否                  | -          | 2026-02-20           | 2026-03-03
    行政处罚 | undeclared   | R2         | 调查     | -                   | -          | -                    | -
    行政处罚 | one-tied     | R1         | 调查     | 是                  | -          | -                    | -
    行政处罚 | one-tied     | R2         | 调查     | -                   | -          | -                    | -
    行政处罚 | undecl-aside | R2         | 调查     | -                   | 是         | -                    | -
    行政处罚 | unpunished   | R1         | 调查     | 是                  | -          | -                    | -
    行政检查 | nobody       | R1         | 检查     | 是                  | -          | -                    | -
    """,  # noqa: E501 - a table
    "deliveries": """
    agency_id | sheet          | covers_from_on | covers_to_on
    ----------|----------------|----------------|-------------
    B         | 处罚文书与人员 | 2026-01-01     | 2026-12-31
    """,
}


def test_ties_and_requests() -> None:
    found = check(
        "PEN-043-RECUSE",
        "penalties",
        """
        penalty_id   | agency_id | outcome  | decided_on | verdict
        -------------|-----------|----------|------------|--------
        tied         | A         | 给予处罚 | 2026-03-02 | hit
        stood-aside  | A         | 给予处罚 | 2026-03-02 | clear
        free         | A         | 给予处罚 | 2026-03-02 | clear
        asked        | A         | 给予处罚 | 2026-03-02 | hit
        on-the-day   | A         | 给予处罚 | 2026-03-02 | clear
        a-day-late   | A         | 给予处罚 | 2026-03-02 | hit
        undeclared   | A         | 给予处罚 | 2026-03-02 | unknown
        one-tied     | A         | 给予处罚 | 2021-07-14 | hit
        undecl-aside | A         | 给予处罚 | 2026-03-02 | clear
        unpunished   | A         | 不予处罚 | 2026-03-02 | clear
        nobody       | A         | 给予处罚 | 2026-03-02 | unknown
        nobody-told  | B         | 给予处罚 | 2026-03-02 | clear
        """,
        beside=BESIDE,
    )
    assert '"officer_id": "R1"' in found["tied"]["evidence"]
    assert "第三十七条第三款" in found["one-tied"]["basis"]
