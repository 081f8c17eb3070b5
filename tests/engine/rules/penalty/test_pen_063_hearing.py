"""PEN-063-HEARING: who must be told of the right to a hearing, and when one must be held."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.penalty.henan import AGENCIES
from tests.engine.rules.spec import check

GIVEN = {"agency_id": "A", "procedure": "普通程序", "outcome": "给予处罚"}


def test_a_fine_at_the_threshold_calls_for_a_hearing() -> None:
    found = check(
        "PEN-063-HEARING",
        "penalties",
        """
        penalty_id   | decided_on | domain   | party_kind       | penalty_kinds | fine_yuan | confiscated_yuan | is_hearing_told | verdict
        -------------|------------|----------|------------------|---------------|-----------|------------------|-----------------|--------
        org-at       | 2024-03-05 | 城市管理 | 法人及非法人组织 | 罚款          | 50000     | -                | 否              | hit
        org-below    | 2024-03-05 | 城市管理 | 法人及非法人组织 | 罚款          | 49999.99  | -                | 否              | clear
        told         | 2024-03-05 | 城市管理 | 法人及非法人组织 | 罚款          | 50000     | -                | 是              | clear
        told-unsaid  | 2024-03-05 | 城市管理 | 法人及非法人组织 | 罚款          | 50000     | -                | -               | unknown
        small-unsaid | 2024-03-05 | 城市管理 | 法人及非法人组织 | 罚款          | 100       | -                | -               | clear
        person-at    | 2024-03-05 | 城市管理 | 自然人           | 罚款          | 5000      | -                | 否              | hit
        trader-below | 2024-03-05 | 城市管理 | 个体工商户       | 罚款          | 4999.99   | -                | 否              | clear
        nobody       | 2024-03-05 | 城市管理 | -                | 罚款          | 5000      | -                | 否              | unknown
        nobody-large | 2024-03-05 | 城市管理 | -                | 罚款          | 50000     | -                | 否              | hit
        market-below | 2024-03-05 | 市场监管 | 法人及非法人组织 | 罚款          | 99999.99  | -                | 否              | clear
        market-at    | 2024-03-05 | 市场监管 | 法人及非法人组织 | 罚款          | 100000    | -                | 否              | hit
        police-at    | 2026-01-01 | 公安     | 法人及非法人组织 | 罚款          | 4000      | -                | 否              | hit
        gain         | 2024-03-05 | 城市管理 | 自然人           | 没收违法所得  | -         | 5000             | 否              | hit
        not-added    | 2024-03-05 | 城市管理 | 自然人           | 罚款、没收违法所得 | 2500 | 2500             | 否              | clear
        grade        | 2024-03-05 | 城市管理 | 自然人           | 降低资质等级  | -         | -                | 否              | hit
        grade-2017   | 2021-07-14 | 城市管理 | 自然人           | 降低资质等级  | -         | -                | 否              | clear
        revoke-2017  | 2021-07-14 | 城市管理 | 自然人           | 吊销许可证件  | -         | -                | 否              | hit
        no-threshold | 2021-11-30 | 城市管理 | 自然人           | 罚款          | 5000      | -                | 否              | unknown
        threshold    | 2021-12-01 | 城市管理 | 自然人           | 罚款          | 5000      | -                | 否              | hit
        warning      | 2021-11-30 | 城市管理 | 自然人           | 警告          | -         | -                | 否              | clear
        """,
        given=GIVEN,
        beside={"agencies": AGENCIES},
    )
    assert found["revoke-2017"]["law_version"] == "行政处罚法(2017)"
    assert '"threshold_yuan": "50000.00"' in found["org-at"]["evidence"]


def test_a_hearing_asked_for_in_time_is_held() -> None:
    check(
        "PEN-063-HEARING",
        "penalties",
        """
        penalty_id  | notice_served_on | renotice_served_on | hearing_requested_on | hearing_held_on | hearing_waived_on | is_hearing_told | fine_yuan | verdict
        ------------|------------------|--------------------|----------------------|-----------------|-------------------|-----------------|-----------|--------
        fifth-day   | 2026-04-30       | -                  | 2026-05-11           | -               | -                 | 是              | 60000     | hit
        sixth-day   | 2026-04-30       | -                  | 2026-05-12           | -               | -                 | 是              | 60000     | clear
        second-time | 2026-04-20       | 2026-04-30         | 2026-05-11           | -               | -                 | 是              | 60000     | hit
        held        | 2026-04-30       | -                  | 2026-05-11           | 2026-05-25      | -                 | 是              | 60000     | clear
        waived      | 2026-04-30       | -                  | 2026-05-11           | -               | 2026-05-13        | 是              | 60000     | clear
        not-needed  | 2026-04-30       | -                  | 2026-05-11           | -               | -                 | 是              | 100       | hit
        not-told    | 2026-04-30       | -                  | 2026-05-11           | -               | -                 | 否              | 100       | clear
        told-unsaid | 2026-04-30       | -                  | 2026-05-11           | -               | -                 | -               | 100       | unknown
        no-notice   | -                | -                  | 2026-05-11           | -               | -                 | 是              | 60000     | unknown
        old-third   | 2021-07-09       | -                  | 2021-07-12           | -               | -                 | 是              | 100       | hit
        old-fourth  | 2021-07-09       | -                  | 2021-07-13           | -               | -                 | 是              | 100       | clear
        """,
        given={
            **GIVEN,
            "decided_on": "2026-06-05",
            "domain": "城市管理",
            "party_kind": "法人及非法人组织",
            "penalty_kinds": "罚款",
        },
        beside={"agencies": AGENCIES},
    )
