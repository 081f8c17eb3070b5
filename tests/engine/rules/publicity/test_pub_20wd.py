"""PUB-20WD: coercion is shown within twenty working days."""

from tests.engine.rules.spec import check


def test_the_twentieth_working_day_is_still_in_time() -> None:
    check(
        "PUB-20WD",
        "coercions",
        """
        coercion_id | agency_id | kind | decided_on | started_at          | publicity_exemption | verdict
        ------------|-----------|------|------------|---------------------|---------------------|--------
        last-day    | A         | 扣押财物 | 2026-01-30 | -               | -                   | clear
        day-after   | A         | 扣押财物 | 2026-01-30 | -               | -                   | hit
        never       | A         | 扣押财物 | 2026-01-30 | -               | -                   | hit
        elsewhere   | B         | 扣押财物 | 2026-01-30 | -               | -                   | unknown
        exempt      | A         | 扣押财物 | 2026-01-30 | -               | 国家秘密            | clear
        too-old     | A         | 扣押财物 | 2018-12-04 | -               | -                   | clear
        undecided   | A         | 扣押财物 | -          | -               | -                   | clear
        started     | A         | 扣押财物 | -          | 2026-01-30 09:00:00 | -               | unknown
        """,
        beside={
            "deliveries": """
            agency_id | sheet    | covers_from_on | covers_to_on
            ----------|----------|----------------|-------------
            A         | 公示信息 | 2017-01-01     | 2026-12-31
            """,
            "publications": """
            publication_id | act_kind | act_id    | published_on
            ---------------|----------|-----------|-------------
            B1             | 行政强制 | last-day  | 2026-03-05
            B2             | 行政强制 | day-after | 2026-03-06
            """,
        },
    )
