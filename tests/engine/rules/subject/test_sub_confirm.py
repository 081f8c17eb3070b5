"""SUB-CONFIRM: only a confirmed and announced body punishes."""

from tests.engine.rules.spec import check


def test_standing_on_the_day_of_the_decision() -> None:
    found = check(
        "SUB-CONFIRM",
        "penalties",
        """
        penalty_id  | agency_id | decided_on | outcome  | verdict
        ------------|-----------|------------|----------|--------
        first-day   | A         | 2020-01-01 | 给予处罚 | clear
        day-before  | A         | 2019-12-31 | 给予处罚 | hit
        last-day    | A         | 2026-03-02 | 给予处罚 | clear
        day-after   | A         | 2026-03-03 | 给予处罚 | hit
        never       | B         | 2026-03-02 | 给予处罚 | hit
        branch      | BRANCH    | 2026-03-02 | 给予处罚 | clear
        branch-late | BRANCH    | 2026-03-03 | 给予处罚 | hit
        orphan      | ORPHAN    | 2026-03-02 | 给予处罚 | unknown
        not-known   | Z         | 2026-03-02 | 给予处罚 | unknown
        no-day      | A         | -          | 给予处罚 | unknown
        unpunished  | B         | 2026-03-02 | 不予处罚 | clear
        """,
        beside={
            "agencies": """
            agency_id | name | nature         | parent_agency_id | confirmed_from_on | confirmed_to_on
            ----------|------|----------------|------------------|-------------------|----------------
            A         | 甲   | 行政机关       | -                | 2020-01-01        | 2026-03-02
            B         | 乙   | 行政机关       | -                | -                 | -
            BRANCH    | 丙   | 派出或内设机构 | A                | -                 | -
            ORPHAN    | 丁   | 派出或内设机构 | NOWHERE          | -                 | -
            """
        },
    )
    assert found["day-before"]["law_version"] == "行政处罚法(2017)"
    assert found["day-after"]["law_version"] == "行政执法监督条例"
