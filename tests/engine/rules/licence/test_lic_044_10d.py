"""LIC-044-10D: the certificate is handed over within ten working days."""

from tests.engine.rules.spec import check


def test_the_tenth_working_day_is_still_in_time() -> None:
    check(
        "LIC-044-10D",
        "licences",
        """
        licence_id     | decided_on | result | certificate_name | certificate_served_on | verdict
        ---------------|------------|--------|------------------|-----------------------|--------
        last-day       | 2026-09-21 | 准予   | 许可证           | 2026-10-12            | clear
        day-after      | 2026-09-21 | 准予   | 许可证           | 2026-10-13            | hit
        never          | 2026-09-21 | 准予   | 许可证           | -                     | hit
        not-yet-due    | 2026-11-10 | 准予   | 许可证           | -                     | clear
        no-certificate | 2026-09-21 | 准予   | -                | -                     | clear
        denied         | 2026-09-21 | 不予   | 许可证           | -                     | clear
        """,
    )
