"""INS-SEIZE: an inspection is no occasion to take money."""

from tests.engine.rules.spec import check


def test_complaints_within_thirty_days_of_an_inspection() -> None:
    check(
        "INS-SEIZE",
        "complaints",
        """
        complaint_id | respondent_agency_id | topic    | received_on | act_kind | act_id | is_verified | verdict
        -------------|----------------------|----------|-------------|----------|--------|-------------|--------
        fee          | A                    | 乱收费   | 2026-03-10  | -        | -      | -           | hit
        levy         | A                    | 摊派     | 2026-03-10  | -        | -      | 是          | hit
        go-between   | A                    | 指定中介 | 2026-03-10  | -        | -      | -           | hit
        untrue       | A                    | 乱收费   | 2026-03-10  | -        | -      | 否          | clear
        same-day     | A                    | 乱收费   | 2026-03-02  | -        | -      | -           | hit
        day-before   | A                    | 乱收费   | 2026-03-01  | -        | -      | -           | clear
        thirtieth    | A                    | 乱收费   | 2026-04-01  | -        | -      | -           | hit
        too-late     | A                    | 乱收费   | 2026-04-02  | -        | -      | -           | clear
        about-one    | A                    | 乱收费   | 2026-04-02  | 行政检查 | I1     | -           | hit
        about-a-fine | A                    | 乱收费   | 2026-04-02  | 行政处罚 | P1     | -           | clear
        other-office | B                    | 乱收费   | 2026-03-10  | -        | -      | -           | clear
        other-topic  | A                    | 态度粗暴 | 2026-03-10  | -        | -      | -           | clear
        topic-blank  | A                    | -        | 2026-03-10  | -        | -      | -           | unknown
        office-blank | -                    | 乱收费   | 2026-03-10  | -        | -      | -           | unknown
        day-blank    | A                    | 乱收费   | -           | -        | -      | -           | unknown
        """,
        given={"agency_id": "H"},
        beside={
            "inspections": """
            inspection_id | agency_id | started_at
            --------------|-----------|--------------------
            I1            | A         | 2026-03-02 15:00:00
            """
        },
    )
