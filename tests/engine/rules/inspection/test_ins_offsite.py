"""INS-OFFSITE: who inspects elsewhere asks for help and files it."""

from tests.engine.rules.spec import check


def test_help_and_twenty_days() -> None:
    check(
        "INS-OFFSITE",
        "inspections",
        """
        inspection_id | agency_id | region_code | started_at          | finished_on | assist_doc_no | offsite_filed_on | verdict
        --------------|-----------|-------------|---------------------|-------------|---------------|------------------|--------
        at-home       | COUNTY    | 411821      | 2026-03-02 09:00:00 | 2026-03-03  | -             | -                | clear
        city-at-home  | CITY      | 411821      | 2026-03-02 09:00:00 | 2026-03-03  | -             | -                | clear
        away          | COUNTY    | 411822      | 2026-03-02 09:00:00 | 2026-03-03  | 函1           | 2026-03-23       | clear
        filed-late    | COUNTY    | 411822      | 2026-03-02 09:00:00 | 2026-03-03  | 函1           | 2026-03-24       | hit
        rolled        | COUNTY    | 411822      | 2026-09-07 09:00:00 | 2026-09-12  | 函1           | 2026-10-08       | clear
        not-asked     | COUNTY    | 411822      | 2026-03-02 09:00:00 | 2026-03-03  | -             | 2026-03-23       | hit
        never-filed   | CITY      | 411922      | 2026-03-02 09:00:00 | 2026-03-03  | 函1           | -                | hit
        running       | CITY      | 411922      | 2026-03-02 09:00:00 | -           | 函1           | -                | clear
        place-unsaid  | CITY      | -           | 2026-03-02 09:00:00 | 2026-03-03  | -             | -                | unknown
        not-known     | Z         | 411821      | 2026-03-02 09:00:00 | 2026-03-03  | -             | -                | unknown
        before-law    | COUNTY    | 411822      | 2025-05-19 09:00:00 | 2025-05-20  | -             | -                | clear
        first-day     | COUNTY    | 411822      | 2025-05-20 09:00:00 | 2025-05-21  | -             | -                | hit
        """,  # noqa: E501 - a table
        beside={
            "agencies": """
            agency_id | name | region_code
            ----------|------|------------
            CITY      | 甲   | 411800
            COUNTY    | 乙   | 411821
            """
        },
    )
