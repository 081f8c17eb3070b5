"""PUB-CONTENT: what is shown is what was decided."""

from tests.engine.rules.spec import check


def test_number_fine_date_and_party_agree() -> None:
    check(
        "PUB-CONTENT",
        "publications",
        """
        publication_id | act_id | shown_party_name | shown_decision_no    | shown_fine_yuan | shown_decided_on | verdict
        ---------------|--------|------------------|----------------------|-----------------|------------------|--------
        same           | ORG    | 甲（河南）公司   | 城罚决字〔2026〕第1号 | 1000            | 2026-03-02       | clear
        brackets       | ORG    | 甲(河南)公司     | 城罚决字[2026]第1号   | 1000            | 2026-03-02       | clear
        number         | ORG    | 甲（河南）公司   | 城罚决字〔2026〕第2号 | 1000            | 2026-03-02       | hit
        fine           | ORG    | 甲（河南）公司   | 城罚决字〔2026〕第1号 | 1000.01         | 2026-03-02       | hit
        day            | ORG    | 甲（河南）公司   | 城罚决字〔2026〕第1号 | 1000            | 2026-03-03       | hit
        name           | ORG    | 甲公司           | 城罚决字〔2026〕第1号 | 1000            | 2026-03-02       | hit
        name-unsaid    | ORG    | -                | 城罚决字〔2026〕第1号 | 1000            | 2026-03-02       | unknown
        unsaid-wrong   | ORG    | -                | 城罚决字〔2026〕第1号 | 999             | 2026-03-02       | hit
        masked         | PERSON | 张某             | 城罚决字〔2026〕第3号 | 0               | 2026-03-02       | clear
        masked-unsaid  | PERSON | -                | 城罚决字〔2026〕第3号 | 0               | 2026-03-02       | clear
        no-case        | NONE   | 甲               | 无                   | 0               | 2026-03-02       | clear
        """,  # noqa: E501 - a table
        given={"act_kind": "行政处罚"},
        beside={
            "penalties": """
            penalty_id | agency_id | party_kind       | party_name     | decision_no           | penalty_kinds | fine_yuan | decided_on
            -----------|-----------|------------------|----------------|-----------------------|---------------|-----------|-----------
            ORG        | A         | 法人及非法人组织 | 甲（河南）公司 | 城罚决字〔2026〕第1号 | 罚款          | 1000      | 2026-03-02
            PERSON     | A         | 自然人           | 张三           | 城罚决字〔2026〕第3号 | 警告          | -         | 2026-03-02
            """  # noqa: E501 - a table
        },
    )
