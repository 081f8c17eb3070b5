"""COE-STAFF: two valid officers of the agency itself carry out a measure."""

from tests.engine.rules.spec import check


def test_two_officers_and_no_entrusted_body() -> None:
    found = check(
        "COE-STAFF",
        "coercions",
        """
        coercion_id | kind     | agency_id | impl_agency_id | started_at          | verdict
        ------------|----------|-----------|----------------|---------------------|--------
        two         | 扣押财物 | A         | -              | 2024-03-05 10:00:00 | clear
        branch      | 扣押财物 | A         | BRANCH         | 2024-03-05 10:00:00 | clear
        team        | 扣押财物 | A         | TEAM           | 2024-03-05 10:00:00 | hit
        firm        | 扣押财物 | A         | FIRM           | 2024-03-05 10:00:00 | hit
        stranger    | 扣押财物 | A         | GONE           | 2024-03-05 10:00:00 | unknown
        one         | 扣押财物 | A         | -              | 2024-03-05 10:00:00 | hit
        helper      | 扣押财物 | A         | -              | 2024-03-05 10:00:00 | hit
        inspectors  | 扣押财物 | A         | -              | 2024-03-05 10:00:00 | hit
        day-unsaid  | 扣押财物 | A         | -              | 2024-03-05 10:00:00 | unknown
        nobody      | 扣押财物 | A         | -              | 2024-12-31 10:00:00 | hit
        nobody-2025 | 扣押财物 | A         | -              | 2025-01-01 10:00:00 | unknown
        execution   | 强制拆除 | A         | -              | 2024-03-05 10:00:00 | clear
        """,
        beside={
            "agencies": """
            agency_id | name | nature
            ----------|------|---------------
            A         | 甲   | 行政机关
            BRANCH    | 乙   | 派出或内设机构
            TEAM      | 丙   | 受委托组织
            FIRM      | 丁   | 第三方机构
            """,
            "officers": """
            officer_id | agency_id | name | staff_kind
            -----------|-----------|------|-------------
            O1         | A         | 甲   | 执法人员
            O2         | A         | 乙   | 执法人员
            O3         | A         | 丙   | 执法辅助人员
            """,
            "certificates": """
            certificate_id | officer_id | valid_from_on | valid_to_on | status
            ---------------|------------|---------------|-------------|-------
            C1             | O1         | 2022-01-01    | 2027-12-31  | 有效
            C2             | O2         | 2022-01-01    | 2027-12-31  | 有效
            C3             | O3         | 2022-01-01    | 2027-12-31  | 有效
            """,
            "deliveries": """
            agency_id | sheet          | covers_from_on | covers_to_on
            ----------|----------------|----------------|-------------
            A         | 处罚文书与人员 | 2024-01-01     | 2024-12-31
            A         | 执法证件       | 2020-01-01     | 2026-12-31
            """,
            "act_officers": """
            act_kind | act_id     | officer_id | role     | acted_on
            ---------|------------|------------|----------|-----------
            行政强制 | two        | O1         | 实施强制 | 2024-03-05
            行政强制 | two        | O2         | 实施强制 | 2024-03-05
            行政强制 | branch     | O1         | 实施强制 | 2024-03-05
            行政强制 | branch     | O2         | 实施强制 | 2024-03-05
            行政强制 | team       | O1         | 实施强制 | 2024-03-05
            行政强制 | team       | O2         | 实施强制 | 2024-03-05
            行政强制 | firm       | O1         | 实施强制 | 2024-03-05
            行政强制 | firm       | O2         | 实施强制 | 2024-03-05
            行政强制 | stranger   | O1         | 实施强制 | 2024-03-05
            行政强制 | stranger   | O2         | 实施强制 | 2024-03-05
            行政强制 | one        | O1         | 实施强制 | 2024-03-05
            行政强制 | helper     | O1         | 实施强制 | 2024-03-05
            行政强制 | helper     | O3         | 实施强制 | 2024-03-05
            行政强制 | inspectors | O1         | 检查     | 2024-03-05
            行政强制 | inspectors | O2         | 检查     | 2024-03-05
            行政强制 | day-unsaid | O1         | 实施强制 | -
            行政强制 | day-unsaid | O2         | 实施强制 | 2024-03-05
            """,
        },
    )
    assert '"sure": "1"' in found["one"]["evidence"]
