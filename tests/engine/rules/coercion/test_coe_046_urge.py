"""COE-046-URGE: a surcharge does not run on for ever in silence."""

from tests.engine.rules.spec import check


def test_more_than_thirty_days_without_a_letter() -> None:
    check(
        "COE-046-URGE",
        "penalties",
        """
        penalty_id  | agency_id | pay_due_on | deferral_decided_on | deferral_to_on | has_enforcement_power | is_surcharge_stated | urge_served_on | verdict
        ------------|-----------|------------|---------------------|----------------|-----------------------|---------------------|----------------|--------
        thirty-one  | A         | 2026-10-21 | -                   | -              | 是                    | 是                  | -              | hit
        thirtieth   | A         | 2026-10-22 | -                   | -              | 是                    | 是                  | -              | clear
        urged       | A         | 2026-10-21 | -                   | -              | 是                    | 是                  | 2026-11-20     | clear
        no-power    | A         | 2026-10-21 | -                   | -              | 否                    | 是                  | -              | clear
        no-charge   | A         | 2026-10-21 | -                   | -              | 是                    | 否                  | -              | clear
        unstated    | A         | 2026-10-21 | -                   | -              | 是                    | -                   | -              | unknown
        deferred    | A         | 2026-06-01 | 2026-05-20          | 2026-10-22     | 是                    | 是                  | -              | clear
        deferred-up | A         | 2026-06-01 | 2026-05-20          | 2026-10-21     | 是                    | 是                  | -              | hit
        paid        | A         | 2026-10-21 | -                   | -              | 是                    | 是                  | -              | clear
        part-paid   | A         | 2026-10-21 | -                   | -              | 是                    | 是                  | -              | hit
        reviewed    | A         | 2026-10-21 | -                   | -              | 是                    | 是                  | -              | clear
        undeclared  | B         | 2026-10-21 | -                   | -              | 是                    | 是                  | -              | unknown
        """,  # noqa: E501 - a table
        given={"outcome": "给予处罚", "penalty_kinds": "罚款", "fine_yuan": "1000", "decided_on": "2026-05-11",
               "served_on": "2026-05-12"},
        beside={
            "payments": """
            payment_id | agency_id | act_kind | act_id    | kind | amount_yuan
            -----------|-----------|----------|-----------|------|------------
            Y1         | A         | 行政处罚 | paid      | 罚款 | 1000
            Y2         | A         | 行政处罚 | part-paid | 罚款 | 999.99
            """,
            "reviews_and_suits": """
            remedy_id | agency_id | kind     | act_kind | act_id
            ----------|-----------|----------|----------|---------
            R1        | A         | 行政复议 | 行政处罚 | reviewed
            """,
            "deliveries": """
            agency_id | sheet        | covers_from_on | covers_to_on
            ----------|--------------|----------------|-------------
            A         | 缴款信息     | 2017-01-01     | 2026-12-31
            A         | 复议诉讼赔偿 | 2017-01-01     | 2026-12-31
            """,
        },
    )  # fmt: skip
