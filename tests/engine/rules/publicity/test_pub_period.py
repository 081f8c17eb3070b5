"""PUB-PERIOD: nothing is shown longer than it may be."""

import datetime as dt

from tests.engine.rules.spec import check

PENALTIES = """
    penalty_id | agency_id | decided_on | penalty_kinds
    -----------|-----------|------------|--------------
    YEAR       | A         | 2025-11-20 | 罚款
    DAY-LESS   | A         | 2025-11-21 | 罚款
    QUARTER    | A         | 2026-08-20 | 罚款
    OLD        | A         | 2020-01-01 | 罚款
    CRITICISED | A         | 2020-01-01 | 通报批评
    """


def test_the_longest_time_depends_on_channel_and_class() -> None:
    check(
        "PUB-PERIOD",
        "publications",
        """
        publication_id | act_id     | channel              | published_on | credit_class | withdrawn_on | taken_down_on | verdict
        ---------------|------------|----------------------|--------------|--------------|--------------|---------------|--------
        year-over      | YEAR       | 信用中国             | 2025-12-01   | 一般         | -            | -             | hit
        last-day       | DAY-LESS   | 信用中国             | 2025-12-01   | 一般         | -            | -             | clear
        serious        | YEAR       | 信用中国             | 2025-12-01   | 严重         | -            | -             | clear
        minor-over     | QUARTER    | 信用中国             | 2026-09-01   | 轻微         | -            | -             | hit
        class-unsaid   | YEAR       | 信用中国             | 2025-12-01   | -            | -            | -             | unknown
        taken-down     | YEAR       | 信用中国             | 2025-12-01   | 一般         | -            | 2026-11-21    | clear
        withdrawn      | YEAR       | 信用中国             | 2025-12-01   | 一般         | 2026-11-21   | -             | clear
        system-over    | OLD        | 国家企业信用信息公示系统 | 2023-11-20 | -           | -            | -             | hit
        system-last    | OLD        | 国家企业信用信息公示系统 | 2023-11-21 | -           | -            | -             | clear
        criticised     | CRITICISED | 国家企业信用信息公示系统 | 2026-08-20 | -           | -            | -             | hit
        criticised-ok  | CRITICISED | 国家企业信用信息公示系统 | 2026-08-21 | -           | -            | -             | clear
        own-site       | OLD        | 部门网站             | 2020-01-05   | -            | -            | -             | clear
        """,  # noqa: E501 - a table
        given={"act_kind": "行政处罚"},
        beside={"penalties": PENALTIES},
    )


def test_the_credit_site_has_no_limit_before_april_2026() -> None:
    check(
        "PUB-PERIOD",
        "publications",
        """
        publication_id | act_id | channel  | published_on | credit_class | verdict
        ---------------|--------|----------|--------------|--------------|--------
        long           | OLD    | 信用中国 | 2020-01-05   | 轻微         | clear
        """,
        given={"act_kind": "行政处罚"},
        beside={"penalties": PENALTIES},
        as_of=dt.date(2026, 3, 31),
    )
