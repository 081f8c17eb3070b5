"""FIN-PERSON: serious violations are punished down to the person."""

from tests.engine.rules.spec import check


def test_somebody_answers_for_serious_violations() -> None:
    check(
        "FIN-PERSON",
        "penalties",
        """
        penalty_id   | party_kind       | severity | norm_id | is_person_penalised | verdict
        -------------|------------------|----------|---------|---------------------|--------
        nobody       | 法人及非法人组织 | 严重     | BOTH    | 否                  | hit
        grave        | 法人及非法人组织 | 特别严重 | BOTH    | 否                  | hit
        somebody     | 法人及非法人组织 | 严重     | BOTH    | 是                  | clear
        general      | 法人及非法人组织 | 一般     | BOTH    | 否                  | clear
        a-person     | 自然人           | 严重     | BOTH    | 否                  | clear
        one-only     | 法人及非法人组织 | 严重     | ONE     | 否                  | clear
        unsaid       | 法人及非法人组织 | 严重     | BOTH    | -                   | unknown
        unsaid-light | 法人及非法人组织 | 轻微     | BOTH    | -                   | clear
        no-clause    | 法人及非法人组织 | 严重     | -       | 否                  | unknown
        """,
        given={"outcome": "给予处罚", "decided_on": "2026-03-02"},
        beside={
            "penalty_norms": """
            norm_id | citation | is_double_penalty
            --------|----------|------------------
            BOTH    | 甲法     | 是
            ONE     | 乙法     | 否
            """
        },
    )
