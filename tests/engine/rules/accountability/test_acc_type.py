"""ACC-TYPE: who holds to account may do so in this way."""

from tests.engine.rules.spec import check


def test_without_a_matrix_of_the_region() -> None:
    check(
        "ACC-TYPE",
        "accountability",
        """
        accountability_id | decision | kind         | decider      | decided_on | verdict
        ------------------|----------|--------------|--------------|------------|--------
        sanction          | 追责     | 政务处分     | 纪检监察     | 2026-03-02 | clear
        sanction-own      | 追责     | 政务处分     | 执法单位     | 2026-03-02 | hit
        first-day         | 追责     | 政务处分     | 执法单位     | 2020-07-01 | hit
        day-before        | 追责     | 政务处分     | 执法单位     | 2020-06-30 | unknown
        nobody-knows      | 追责     | 取消执法资格 | 执法单位     | 2026-03-02 | unknown
        free              | 追责     | 书面检查     | 执法单位     | 2026-03-02 | clear
        not-held          | 不追责   | 政务处分     | 执法单位     | 2026-03-02 | clear
        kind-blank        | 追责     | -            | 执法单位     | 2026-03-02 | unknown
        decider-blank     | 追责     | 政务处分     | -            | 2026-03-02 | unknown
        day-blank         | 追责     | 政务处分     | 执法单位     | -          | unknown
        """,
        given={"agency_id": "A"},
    )


def test_in_henan() -> None:
    check(
        "ACC-TYPE",
        "accountability",
        """
        accountability_id | kind         | decider      | decided_on | verdict
        ------------------|--------------|--------------|------------|--------
        own-unit          | 取消执法资格 | 执法单位     | 2026-03-02 | hit
        government        | 取消执法资格 | 本级政府     | 2026-03-02 | clear
        justice           | 取消执法资格 | 司法行政部门 | 2026-03-02 | clear
        reassign          | 调离执法岗位 | 执法单位     | 2026-03-02 | clear
        reassign-justice  | 调离执法岗位 | 司法行政部门 | 2026-03-02 | hit
        """,
        given={"agency_id": "A", "decision": "追责"},
        beside={
            "agencies": """
            agency_id | name | region_code
            ----------|------|------------
            A         | 甲   | 410400
            """
        },
    )
