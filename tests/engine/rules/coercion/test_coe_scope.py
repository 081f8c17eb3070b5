"""COE-SCOPE: only what belongs to the case is sealed or seized, and only once."""

from tests.engine.rules.spec import check


def test_related_not_necessary_not_sealed_before() -> None:
    check(
        "COE-SCOPE",
        "coercions",
        """
        coercion_id | agency_id | kind                 | started_at          | verdict
        ------------|-----------|----------------------|---------------------|--------
        proper      | A         | 扣押财物             | 2026-03-02 09:00:00 | clear
        unrelated   | A         | 扣押财物             | 2026-03-02 09:00:00 | hit
        necessity   | A         | 查封场所设施或者财物 | 2026-03-02 09:00:00 | hit
        twice       | A         | 查封场所设施或者财物 | 2026-03-02 09:00:00 | hit
        one-of-two  | A         | 扣押财物             | 2026-03-02 09:00:00 | hit
        unsaid      | A         | 扣押财物             | 2026-03-02 09:00:00 | unknown
        no-items    | A         | 扣押财物             | 2026-03-02 09:00:00 | clear
        undeclared  | B         | 扣押财物             | 2026-03-02 09:00:00 | unknown
        frozen      | A         | 冻结存款汇款         | 2026-03-02 09:00:00 | clear
        """,
        beside={
            "seized_items": """
            item_id | coercion_id | is_related | is_necessity | is_seized_elsewhere
            --------|-------------|------------|--------------|--------------------
            W1      | proper      | 是         | 否           | 否
            W2      | unrelated   | 否         | 否           | 否
            W3      | necessity   | 是         | 是           | -
            W4      | twice       | 是         | 否           | 是
            W5      | one-of-two  | 是         | 否           | 否
            W6      | one-of-two  | 否         | -            | -
            W7      | unsaid      | 是         | -            | 否
            W8      | frozen      | 否         | 否           | 否
            """,
            "deliveries": """
            agency_id | sheet    | covers_from_on | covers_to_on
            ----------|----------|----------------|-------------
            A         | 涉案财物 | 2017-01-01     | 2026-12-31
            """,
        },
    )
