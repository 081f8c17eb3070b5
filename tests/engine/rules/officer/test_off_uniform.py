"""OFF-UNIFORM: uniforms are for officers of the front line, while they serve."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check


def test_who_may_hold_a_uniform() -> None:
    found = check(
        "OFF-UNIFORM",
        "officers",
        """
        officer_id    | agency_id | is_frontline | staff_kind   | uniform_issued_on | uniform_returned_on | left_on    | is_police | verdict
        --------------|-----------|--------------|--------------|-------------------|---------------------|------------|-----------|--------
        R1            | A         | 是           | 执法人员     | 2025-05-06        | -                   | -          | -         | clear
        office        | A         | 否           | 执法人员     | 2025-05-06        | -                   | -          | -         | hit
        office-back   | A         | 否           | 执法人员     | 2025-05-06        | 2025-06-06          | -          | -         | clear
        office-none   | A         | 否           | 执法人员     | -                 | -                   | -          | -         | clear
        aux           | A         | 是           | 执法辅助人员 | 2025-05-06        | -                   | -          | -         | hit
        no-card       | A         | 是           | 执法人员     | 2025-05-06        | -                   | -          | -         | hit
        card-untold   | A         | 是           | 执法人员     | 2023-05-06        | -                   | -          | -         | unknown
        left          | A         | 是           | 执法人员     | 2025-05-06        | -                   | 2026-11-20 | -         | hit
        leaves-today  | A         | 是           | 执法人员     | 2025-05-06        | -                   | 2026-11-21 | -         | clear
        post-unsaid   | A         | -            | 执法人员     | 2025-05-06        | -                   | -          | -         | unknown
        kind-unsaid   | A         | 是           | -            | 2025-05-06        | -                   | -          | -         | unknown
        officer-urban | U         | 否           | 临时聘用     | 2025-05-06        | -                   | -          | -         | clear
        police        | A         | 否           | 执法人员     | 2025-05-06        | -                   | -          | 是        | clear
        field-unsaid  | N         | 否           | 执法人员     | 2025-05-06        | -                   | -          | -         | unknown
        """,
        given={"name": "甲"},
        beside={
            "agencies": """
            agency_id | name | domain
            ----------|------|---------
            A         | 市监 | 市场监管
            U         | 城管 | 城市管理
            N         | 某局 | -
            """,
            "certificates": """
            certificate_id | officer_id
            ---------------|-------------
            Z1             | R1
            Z2             | office
            Z3             | aux
            Z4             | left
            Z5             | leaves-today
            Z6             | post-unsaid
            Z7             | kind-unsaid
            Z8             | field-unsaid
            """,
            "deliveries": """
            agency_id | sheet    | covers_from_on | covers_to_on
            ----------|----------|----------------|-------------
            A         | 执法证件 | 2025-01-01     | 2026-12-31
            """,
        },
    )
    assert "离岗未收回" in found["left"]["explanation"]
