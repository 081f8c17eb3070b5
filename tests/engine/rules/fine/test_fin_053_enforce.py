"""FIN-053-ENFORCE: an unpaid fine goes to court in time, after an urging letter."""

from tests.engine.rules.spec import check

GIVEN = {
    "outcome": "给予处罚",
    "agency_id": "A",
    "procedure": "普通程序",
    "fine_yuan": "1000",
    "decided_on": "2025-08-25",
    "served_on": "2025-08-31",
    "has_enforcement_power": "否",
}
DELIVERED = """
    agency_id | sheet        | covers_from_on | covers_to_on
    ----------|--------------|----------------|-------------
    A         | 缴款信息     | 2017-01-01     | 2026-12-31
    A         | 复议诉讼赔偿 | 2017-01-01     | 2026-12-31
    """


def test_three_months_after_the_time_for_remedies() -> None:
    found = check(
        "FIN-053-ENFORCE",
        "penalties",
        """
        penalty_id  | agency_id | procedure | served_on  | urge_served_on | court_applied_on | deferral_decided_on | deferral_to_on | has_enforcement_power | verdict
        ------------|-----------|-----------|------------|----------------|------------------|---------------------|----------------|-----------------------|--------
        last-day    | A         | 普通程序  | 2025-08-31 | 2026-04-01     | 2026-05-28       | -                   | -              | 否                    | clear
        day-after   | A         | 普通程序  | 2025-08-31 | 2026-04-01     | 2026-05-29       | -                   | -              | 否                    | hit
        never       | A         | 普通程序  | 2025-08-31 | 2026-04-01     | -                | -                   | -              | 否                    | hit
        not-yet-due | A         | 普通程序  | 2026-03-02 | 2026-04-01     | -                | -                   | -              | 否                    | clear
        on-the-spot | A         | 简易程序  | 2025-08-31 | 2026-01-05     | 2026-01-30       | -                   | -              | 否                    | clear
        spot-late   | A         | 简易程序  | 2025-08-31 | 2026-01-05     | 2026-02-02       | -                   | -              | 否                    | hit
        deferred    | A         | 普通程序  | 2025-08-31 | 2026-04-01     | 2026-10-08       | 2025-09-10          | 2026-07-03     | 否                    | clear
        tenth-day   | A         | 普通程序  | 2025-08-31 | 2026-04-01     | 2026-04-16       | -                   | -              | 否                    | hit
        eleventh    | A         | 普通程序  | 2025-08-31 | 2026-04-01     | 2026-04-17       | -                   | -              | 否                    | clear
        not-urged   | A         | 普通程序  | 2025-08-31 | -              | 2026-04-17       | -                   | -              | 否                    | hit
        own-power   | A         | 普通程序  | 2025-08-31 | -              | -                | -                   | -              | 是                    | clear
        power-blank | A         | 普通程序  | 2025-08-31 | -              | -                | -                   | -              | -                     | unknown
        not-served  | A         | 普通程序  | -          | -              | -                | -                   | -              | 否                    | clear
        paid        | A         | 普通程序  | 2025-08-31 | -              | -                | -                   | -              | 否                    | clear
        part-paid   | A         | 普通程序  | 2025-08-31 | -              | -                | -                   | -              | 否                    | hit
        in-review   | A         | 普通程序  | 2025-08-31 | -              | -                | -                   | -              | 否                    | clear
        undeclared  | B         | 普通程序  | 2025-08-31 | -              | -                | -                   | -              | 否                    | unknown
        """,  # noqa: E501 - a table
        given=GIVEN,
        beside={
            "deliveries": DELIVERED,
            "payments": """
            payment_id | act_kind | act_id    | agency_id | kind | amount_yuan
            -----------|----------|-----------|-----------|------|------------
            Y1         | 行政处罚 | paid      | A         | 罚款 | 600
            Y2         | 行政处罚 | paid      | A         | 罚款 | 400
            Y3         | 行政处罚 | part-paid | A         | 罚款 | 999
            """,
            "reviews_and_suits": """
            remedy_id | kind     | act_kind | act_id    | agency_id
            ----------|----------|----------|-----------|----------
            R1        | 行政复议 | 行政处罚 | in-review | A
            """,
        },
    )
    assert '"last_day": "2026-05-28"' in found["day-after"]["evidence"]
