"""SUB-POWER: the violation is on the agency's list."""

from tests.engine.rules.spec import check


def test_on_the_published_list_that_day() -> None:
    check(
        "SUB-POWER",
        "penalties",
        """
        penalty_id   | agency_id | violation_code | decided_on | verdict
        -------------|-----------|----------------|------------|--------
        listed       | A         | CG001          | 2026-03-02 | clear
        published    | A         | CG002          | 2026-03-02 | clear
        day-too-soon | A         | CG002          | 2026-03-01 | hit
        last-day     | A         | CG003          | 2026-03-02 | clear
        struck-off   | A         | CG003          | 2026-03-03 | hit
        unpublished  | A         | CG004          | 2026-03-02 | hit
        inspection   | A         | CG005          | 2026-03-02 | hit
        not-there    | A         | CG009          | 2026-03-02 | hit
        not-hers     | B         | CG001          | 2026-03-02 | unknown
        no-code      | A         | -              | 2026-03-02 | unknown
        from-unsaid  | A         | CG006          | 2026-03-02 | unknown
        """,
        given={"outcome": "给予处罚"},
        beside={
            "power_items": """
            power_item_id | agency_id | kind     | code  | published_on | valid_from_on | valid_to_on
            --------------|-----------|----------|-------|--------------|---------------|------------
            Q1            | A         | 行政处罚 | CG001 | 2020-01-01   | 2020-01-01    | -
            Q2            | A         | 行政处罚 | CG002 | 2026-03-02   | 2020-01-01    | -
            Q3            | A         | 行政处罚 | CG003 | 2020-01-01   | 2020-01-01    | 2026-03-02
            Q4            | A         | 行政处罚 | CG004 | -            | 2020-01-01    | -
            Q5            | A         | 行政检查 | CG005 | 2020-01-01   | 2020-01-01    | -
            Q6            | A         | 行政处罚 | CG006 | 2020-01-01   | -             | -
            """,
            "deliveries": """
            agency_id | sheet    | covers_from_on | covers_to_on
            ----------|----------|----------------|-------------
            A         | 权责清单 | 2017-01-01     | 2026-12-31
            """,
        },
    )
