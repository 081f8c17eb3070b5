"""OFF-TRAIN: sixty hours a year, and one law training."""

from tests.engine.rules.spec import check

DELIVERED = """
    agency_id | sheet     | covers_from_on | covers_to_on
    ----------|-----------|----------------|-------------
    A         | 培训记录  | 2017-01-01     | 2026-12-31
    """
HOURS = {"sixty": "60", "less": "59.5", "sum": "30 30", "half": "30", "half-less": "29.9", "blank": "40 -"}
HOURS |= {"blank-done": "60 -", "left-end": "10", "unsaid": "40", "unsaid-done": "60", "assistant": "1"}


def test_sixty_hours_or_the_share_of_who_joined_later() -> None:
    rows = [(officer, hours) for officer, sums in HOURS.items() for hours in sums.split()]
    trainings = "training_id | officer_id | agency_id | year | hours\n" + "\n".join(
        f"T{n} | {officer} | A | 2025 | {hours}" for n, (officer, hours) in enumerate(rows)
    )
    trainings += "\nT99 | less | A | 2024 | 60"
    check(
        "OFF-TRAIN",
        "officers",
        """
        officer_id  | agency_id | staff_kind   | joined_on  | left_on    | verdict
        ------------|-----------|--------------|------------|------------|--------
        sixty       | A         | 执法人员     | 2016-01-01 | -          | clear
        less        | A         | 执法人员     | 2016-01-01 | -          | hit
        sum         | A         | 执法人员     | 2016-01-01 | -          | clear
        half        | A         | 执法人员     | 2025-06-30 | -          | clear
        half-less   | A         | 执法人员     | 2025-06-01 | -          | hit
        blank       | A         | 执法人员     | 2016-01-01 | -          | unknown
        blank-done  | A         | 执法人员     | 2016-01-01 | -          | clear
        left-end    | A         | 执法人员     | 2016-01-01 | 2025-12-31 | hit
        left        | A         | 执法人员     | 2016-01-01 | 2025-12-30 | clear
        none        | A         | 执法人员     | 2016-01-01 | -          | hit
        undeclared  | B         | 执法人员     | 2016-01-01 | -          | unknown
        december    | A         | 执法人员     | 2025-12-01 | -          | clear
        new         | A         | 执法人员     | 2026-01-01 | -          | clear
        unsaid      | A         | 执法人员     | -          | -          | unknown
        unsaid-done | A         | 执法人员     | -          | -          | clear
        assistant   | A         | 执法辅助人员 | 2016-01-01 | -          | clear
        """,
        given={"name": "甲"},
        beside={"trainings": trainings, "deliveries": DELIVERED},
    )


def test_an_agency_holds_one_law_training_a_year() -> None:
    check(
        "OFF-TRAIN",
        "agencies",
        """
        agency_id | name | nature     | verdict
        ----------|------|------------|--------
        LAW       | 甲   | 行政机关   | clear
        A         | 乙   | 行政机关   | hit
        UNSAID    | 丙   | 行政机关   | unknown
        TEAM      | 丁   | 受委托组织 | clear
        """,
        beside={
            "deliveries": DELIVERED,
            "trainings": """
            training_id | officer_id | agency_id | year | hours | kind
            ------------|------------|-----------|------|-------|---------
            T1          | R1         | LAW       | 2025 | 1     | 法制培训
            T2          | R1         | A         | 2025 | 1     | 业务培训
            T3          | R1         | A         | 2024 | 1     | 法制培训
            """,
        },
    )
