"""PEN-020-DELEG: who may punish, and by whom an agency may have the work done."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check

AGENCIES = """
    agency_id | name | nature         | delegated_by_id | delegation_from_on | delegation_to_on | delegation_published_on
    ----------|------|----------------|-----------------|--------------------|------------------|------------------------
    A         | 甲   | 行政机关       | -               | -                  | -                | -
    TEAM      | 乙   | 受委托组织     | A               | 2024-01-01         | 2024-12-31       | 2024-01-10
    OPEN      | 丙   | 受委托组织     | A               | 2024-01-01         | -                | 2024-01-10
    SECRET    | 丁   | 受委托组织     | A               | 2024-01-01         | 2024-12-31       | -
    OTHERS    | 戊   | 受委托组织     | B               | 2024-01-01         | 2024-12-31       | 2024-01-10
    NONE      | 己   | 受委托组织     | -               | -                  | -                | -
    FIRM      | 庚   | 第三方机构     | A               | 2024-01-01         | 2024-12-31       | 2024-01-10
    OFFICE    | 辛   | 议事协调机构   | -               | -                  | -                | -
    BRANCH    | 壬   | 派出或内设机构 | -               | -                  | -                | -
    VAGUE     | 癸   | -              | -               | -                  | -                | -
    """


def test_the_mandate_covers_the_day_of_filing() -> None:
    found = check(
        "PEN-020-DELEG",
        "penalties",
        """
        penalty_id   | agency_id | impl_agency_id | filed_on   | outcome  | verdict
        -------------|-----------|----------------|------------|----------|--------
        itself       | A         | -              | 2024-06-03 | 给予处罚 | clear
        branch       | A         | BRANCH         | 2024-06-03 | 给予处罚 | clear
        first-day    | A         | TEAM           | 2024-01-01 | 给予处罚 | clear
        last-day     | A         | TEAM           | 2024-12-31 | 给予处罚 | clear
        day-before   | A         | TEAM           | 2023-12-31 | 给予处罚 | hit
        day-after    | A         | TEAM           | 2025-01-01 | 给予处罚 | hit
        no-end       | A         | OPEN           | 2026-01-01 | 给予处罚 | clear
        not-public   | A         | SECRET         | 2024-06-03 | 给予处罚 | hit
        by-another   | A         | OTHERS         | 2024-06-03 | 给予处罚 | hit
        no-mandate   | A         | NONE           | 2024-06-03 | 给予处罚 | hit
        firm         | A         | FIRM           | 2024-06-03 | 给予处罚 | hit
        office       | A         | OFFICE         | 2024-06-03 | 给予处罚 | hit
        own-name     | TEAM      | -              | 2024-06-03 | 给予处罚 | hit
        no-penalty   | TEAM      | -              | 2024-06-03 | 不予处罚 | clear
        stranger     | A         | GONE           | 2024-06-03 | 给予处罚 | unknown
        vague        | A         | VAGUE          | 2024-06-03 | 给予处罚 | unknown
        unregistered | GONE      | -              | 2024-06-03 | 给予处罚 | unknown
        day-unsaid   | A         | TEAM           | -          | 给予处罚 | unknown
        """,
        beside={"agencies": AGENCIES},
    )
    assert "第三方机构" in found["firm"]["explanation"]


def test_a_sheet_without_the_body_that_did_the_work() -> None:
    check(
        "PEN-020-DELEG",
        "penalties",
        """
        penalty_id | agency_id | outcome  | verdict
        -----------|-----------|----------|--------
        P1         | A         | 给予处罚 | unknown
        P2         | TEAM      | 给予处罚 | hit
        """,
        beside={"agencies": AGENCIES},
        lacking={"penalties": ("impl_agency_id",)},
    )
