"""LIC-034-TWO: nobody checks a site alone."""

from tests.engine.rules.spec import check


def test_two_different_people() -> None:
    check(
        "LIC-034-TWO",
        "licences",
        """
        licence_id | agency_id | site_checked_on | mode     | verdict
        -----------|-----------|-----------------|----------|--------
        two        | A         | 2026-03-02      | 一般     | clear
        one        | A         | 2026-03-02      | 一般     | hit
        same-twice | A         | 2026-03-02      | 一般     | hit
        nameless   | A         | 2026-03-02      | 一般     | unknown
        nobody     | A         | 2026-03-02      | 一般     | hit
        undeclared | B         | 2026-03-02      | 一般     | unknown
        promise    | A         | 2026-03-02      | 告知承诺 | clear
        no-check   | A         | -               | 一般     | clear
        """,
        beside={
            "act_officers": """
            act_kind | act_id     | officer_id | role
            ---------|------------|------------|-----
            行政许可 | two        | R1         | 核查
            行政许可 | two        | R2         | 核查
            行政许可 | one        | R1         | 核查
            行政许可 | one        | R2         | 记录
            行政许可 | same-twice | R1         | 核查
            行政许可 | same-twice | R1         | 核查
            行政许可 | nameless   | R1         | 核查
            行政许可 | nameless   | -          | 核查
            """,
            "deliveries": """
            agency_id | sheet          | covers_from_on | covers_to_on
            ----------|----------------|----------------|-------------
            A         | 处罚文书与人员 | 2017-01-01     | 2026-12-31
            """,
        },
    )
