"""OFF-NOCERT: who investigates, inspects or enforces holds a certificate good that day."""

from tests.engine.rules.spec import check

OFFICERS = """
    officer_id | agency_id | name | staff_kind | is_police
    -----------|-----------|------|------------|----------
    good       | A         | 甲   | 执法人员   | -
    expired    | A         | 乙   | 执法人员   | -
    suspended  | A         | 丙   | 执法人员   | -
    never      | A         | 丁   | 执法人员   | -
    police     | A         | 戊   | 执法人员   | 是
    elsewhere  | B         | 己   | 执法人员   | -
    """
CERTIFICATES = """
    certificate_id | officer_id | valid_from_on | valid_to_on | status | status_on  | suspended_to_on
    ---------------|------------|---------------|-------------|--------|------------|----------------
    Z1             | good       | 2020-01-01    | 2026-03-02  | 有效   | -          | -
    Z2             | expired    | 2020-01-01    | 2026-03-01  | 有效   | -          | -
    Z3             | suspended  | 2020-01-01    | 2027-12-31  | 暂扣   | 2026-03-02 | 2026-06-01
    """
BESIDE = {
    "officers": OFFICERS,
    "certificates": CERTIFICATES,
    "deliveries": """
    agency_id | sheet    | covers_from_on | covers_to_on
    ----------|----------|----------------|-------------
    A         | 执法证件 | 2017-01-01     | 2026-12-31
    """,
}


def test_one_without_a_certificate_is_enough() -> None:
    found = check(
        "OFF-NOCERT",
        "penalties",
        "penalty_id | verdict\n"
        + "\n".join(
            f"{record} | {verdict}"
            for record, verdict in {
                "last-day": "clear",
                "day-after": "hit",
                "suspended-that-day": "hit",
                "without": "hit",
                "police": "clear",
                "not-declared": "unknown",
                "nobody-named": "unknown",
                "no-day": "unknown",
                "one-sure": "hit",
                "only-recorded": "clear",
                "nobody": "clear",
            }.items()
        ),
        beside={
            **BESIDE,
            "act_officers": """
            act_kind | act_id             | officer_id | role | acted_on
            ---------|--------------------|------------|------|-----------
            行政处罚 | last-day           | good       | 调查 | 2026-03-02
            行政处罚 | day-after          | good       | 调查 | 2026-03-02
            行政处罚 | day-after          | expired    | 调查 | 2026-03-02
            行政处罚 | suspended-that-day | suspended  | 调查 | 2026-03-02
            行政处罚 | without            | never      | 调查 | 2026-03-02
            行政处罚 | police             | police     | 调查 | 2026-03-02
            行政处罚 | not-declared       | elsewhere  | 调查 | 2026-03-02
            行政处罚 | nobody-named       | -          | 调查 | 2026-03-02
            行政处罚 | no-day             | good       | 调查 | -
            行政处罚 | one-sure           | -          | 调查 | 2026-03-02
            行政处罚 | one-sure           | never      | 调查 | 2026-03-02
            行政处罚 | only-recorded      | never      | 记录 | 2026-03-02
            行政检查 | last-day           | never      | 检查 | 2026-03-02
            """,
        },
    )
    assert '"officer_id": "expired"' in found["day-after"]["evidence"]


def test_inspections_and_coercion_are_judged_by_their_own_people() -> None:
    people = """
        act_kind | act_id | officer_id | role     | acted_on
        ---------|--------|------------|----------|-----------
        行政检查 | I1     | never      | 检查     | 2026-03-02
        行政检查 | I2     | good       | 检查     | 2026-03-02
        行政强制 | C1     | expired    | 实施强制 | 2026-03-02
        行政强制 | C2     | expired    | 实施强制 | 2026-03-01
        """
    inspections = "inspection_id | verdict\nI1 | hit\nI2 | clear"
    check("OFF-NOCERT", "inspections", inspections, beside={**BESIDE, "act_officers": people})
    coercions = "coercion_id | verdict\nC1 | hit\nC2 | clear"
    check("OFF-NOCERT", "coercions", coercions, beside={**BESIDE, "act_officers": people})
