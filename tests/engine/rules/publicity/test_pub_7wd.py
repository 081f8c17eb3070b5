"""PUB-7WD: penalties and permits are shown within seven working days."""

from tests.engine.rules.spec import check

DELIVERED = """
    agency_id | sheet    | covers_from_on | covers_to_on
    ----------|----------|----------------|-------------
    A         | 公示信息 | 2017-01-01     | 2026-12-31
    """


def test_the_seventh_working_day_is_still_in_time() -> None:
    found = check(
        "PUB-7WD",
        "penalties",
        """
        penalty_id    | agency_id | decided_on | domain   | procedure | outcome  | penalty_kinds | publicity_exemption | verdict
        --------------|-----------|------------|----------|-----------|----------|---------------|---------------------|--------
        last-day      | A         | 2025-09-26 | 城市管理 | 普通程序  | 给予处罚 | 罚款          | -                   | clear
        day-after     | A         | 2025-09-26 | 城市管理 | 普通程序  | 给予处罚 | 罚款          | -                   | hit
        never-shown   | A         | 2025-09-26 | 城市管理 | 普通程序  | 给予处罚 | 罚款          | -                   | hit
        not-declared  | B         | 2025-09-26 | 城市管理 | 普通程序  | 给予处罚 | 罚款          | -                   | unknown
        not-yet-due   | A         | 2026-11-12 | 城市管理 | 普通程序  | 给予处罚 | 罚款          | -                   | clear
        due-friday    | A         | 2026-11-11 | 城市管理 | 普通程序  | 给予处罚 | 罚款          | -                   | hit
        day-unsaid    | A         | 2025-09-26 | 城市管理 | 普通程序  | 给予处罚 | 罚款          | -                   | unknown
        secret        | A         | 2025-09-26 | 城市管理 | 普通程序  | 给予处罚 | 罚款          | 商业秘密            | clear
        not-listed    | A         | 2025-09-26 | 城市管理 | 普通程序  | 给予处罚 | 罚款          | 未列入公示目录      | unknown
        police        | A         | 2025-09-26 | 公安     | 普通程序  | 给予处罚 | 罚款          | -                   | clear
        market-warned | A         | 2025-09-26 | 市场监管 | 普通程序  | 给予处罚 | 警告          | -                   | clear
        market-fined  | A         | 2025-09-26 | 市场监管 | 普通程序  | 给予处罚 | 警告、罚款    | -                   | hit
        warned        | A         | 2025-09-26 | 城市管理 | 普通程序  | 给予处罚 | 警告          | -                   | hit
        on-the-spot   | A         | 2025-09-26 | 城市管理 | 简易程序  | 给予处罚 | 罚款          | -                   | clear
        not-punished  | A         | 2025-09-26 | 城市管理 | 普通程序  | 不予处罚 | -             | -                   | clear
        before-rule   | A         | 2018-12-04 | 城市管理 | 普通程序  | 给予处罚 | 罚款          | -                   | clear
        first-day     | A         | 2018-12-05 | 城市管理 | 普通程序  | 给予处罚 | 罚款          | -                   | hit
        no-day        | A         | -          | 城市管理 | 普通程序  | 给予处罚 | 罚款          | -                   | unknown
        """,  # noqa: E501 - a table
        beside={
            "deliveries": DELIVERED,
            "publications": """
            publication_id | act_kind | act_id     | published_on
            ---------------|----------|------------|-------------
            B1             | 行政处罚 | last-day   | 2026-01-01
            B2             | 行政处罚 | last-day   | 2025-10-13
            B3             | 行政处罚 | day-after  | 2025-10-14
            B4             | 行政许可 | day-after  | 2025-10-13
            B5             | 行政处罚 | day-unsaid | -
            """,
        },
    )
    assert '"last_day": "2025-10-13"' in found["day-after"]["evidence"]


def test_permits_are_shown_too() -> None:
    check(
        "PUB-7WD",
        "licences",
        """
        licence_id | agency_id | decided_on | result | publicity_exemption | verdict
        -----------|-----------|------------|--------|---------------------|--------
        in-time    | A         | 2025-09-26 | 准予   | -                   | clear
        late       | A         | 2025-09-26 | 准予   | -                   | hit
        refused    | A         | 2025-09-26 | 不予   | -                   | clear
        open       | A         | -          | -      | -                   | clear
        private    | A         | 2025-09-26 | 准予   | 个人隐私            | clear
        """,
        beside={
            "deliveries": DELIVERED,
            "publications": """
            publication_id | act_kind | act_id  | published_on
            ---------------|----------|---------|-------------
            B1             | 行政许可 | in-time | 2025-10-13
            B2             | 行政许可 | late    | 2025-10-14
            """,
        },
    )
