"""INS-SUBJECT: who may inspect."""

from tests.engine.rules.spec import check

AGENCIES = """
    agency_id | name | nature         | parent_agency_id | confirmed_from_on | delegated_by_id | delegation_from_on | delegation_to_on | delegation_published_on
    ----------|------|----------------|------------------|-------------------|-----------------|--------------------|------------------|------------------------
    A         | 甲   | 行政机关       | -                | 2020-01-01        | -               | -                  | -                | -
    B         | 乙   | 行政机关       | -                | -                 | -               | -                  | -                | -
    BRANCH    | 丙   | 派出或内设机构 | A                | -                 | -               | -                  | -                | -
    BRANCH-B  | 丁   | 派出或内设机构 | B                | -                 | -               | -                  | -                | -
    TEAM      | 戊   | 受委托组织     | -                | -                 | A               | 2026-01-01         | 2026-03-02       | 2026-01-01
    SECRET    | 己   | 受委托组织     | -                | -                 | A               | 2026-01-01         | -                | -
    FREE      | 庚   | 受委托组织     | -                | -                 | -               | -                  | -                | -
    OFFICE    | 辛   | 议事协调机构   | -                | 2020-01-01        | -               | -                  | -                | -
    FIRM      | 壬   | 第三方机构     | -                | -                 | -               | -                  | -                | -
    UNSAID    | 癸   | -              | -                | 2020-01-01        | -               | -                  | -                | -
    """  # noqa: E501 - a table


def test_standing_or_a_mandate_of_this_agency() -> None:
    check(
        "INS-SUBJECT",
        "inspections",
        """
        inspection_id | agency_id | impl_agency_id | started_at          | verdict
        --------------|-----------|----------------|---------------------|--------
        itself        | A         | -              | 2026-03-02 09:00:00 | clear
        unconfirmed   | B         | -              | 2026-03-02 09:00:00 | hit
        branch        | A         | BRANCH         | 2026-03-02 09:00:00 | clear
        branch-b      | B         | BRANCH-B       | 2026-03-02 09:00:00 | hit
        mandate-last  | A         | TEAM           | 2026-03-02 09:00:00 | clear
        mandate-over  | A         | TEAM           | 2026-03-03 09:00:00 | hit
        mandate-early | A         | TEAM           | 2025-12-31 09:00:00 | hit
        not-by-her    | B         | TEAM           | 2026-03-02 09:00:00 | hit
        unpublished   | A         | SECRET         | 2026-03-02 09:00:00 | hit
        no-mandate    | A         | FREE           | 2026-03-02 09:00:00 | hit
        office        | OFFICE    | -              | 2026-03-02 09:00:00 | hit
        firm          | A         | FIRM           | 2026-03-02 09:00:00 | hit
        unsaid        | UNSAID    | -              | 2026-03-02 09:00:00 | unknown
        not-known     | Z         | -              | 2026-03-02 09:00:00 | unknown
        """,
        beside={"agencies": AGENCIES},
    )
