"""LIC-LIST: what is not on the list of permits is not a permit under another name."""

from tests.engine.rules.spec import check


def test_what_can_be_denied_is_a_permit() -> None:
    check(
        "LIC-LIST",
        "licences",
        """
        licence_id | agency_id | service_type | item_code | result | verdict
        -----------|-----------|--------------|-----------|--------|--------
        filing     | A         | 备案         | off-list  | 不予   | hit
        register   | A         | 登记         | off-list  | 不予   | hit
        annual     | A         | 年检         | off-list  | 不予   | hit
        recognise  | A         | 认定         | off-list  | 不予   | hit
        permit     | A         | 行政许可     | off-list  | 不予   | clear
        unsaid     | A         | -            | off-list  | 不予   | clear
        granted    | A         | 备案         | off-list  | 准予   | clear
        no-result  | A         | 备案         | off-list  | -      | unknown
        listed     | A         | 备案         | on-list   | 不予   | clear
        twice      | A         | 备案         | both      | 不予   | clear
        not-said   | A         | 备案         | unsaid    | 不予   | unknown
        no-code    | A         | 备案         | -         | 不予   | unknown
        nowhere    | A         | 备案         | nowhere   | 不予   | hit
        undeclared | B         | 备案         | nowhere   | 不予   | unknown
        """,
        given={"decided_on": "2026-03-02", "item_name": "某备案"},
        beside={
            "power_items": """
            power_item_id | agency_id | kind     | code     | is_permit_listed
            --------------|-----------|----------|----------|-----------------
            Q1            | A         | 其他     | off-list | 否
            Q2            | A         | 行政许可 | on-list  | 是
            Q3            | A         | 其他     | both     | 否
            Q4            | A         | 行政许可 | both     | 是
            Q5            | A         | 其他     | unsaid   | -
            """,
            "deliveries": """
            agency_id | sheet    | covers_from_on | covers_to_on
            ----------|----------|----------------|-------------
            A         | 权责清单 | 2017-01-01     | 2026-12-31
            """,
        },
    )
