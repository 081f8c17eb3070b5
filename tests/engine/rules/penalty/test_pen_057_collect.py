"""PEN-057-COLLECT: the leaders discuss major cases together."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check

AGENCIES = """
agency_id | name | region_code | major_fine_person_yuan | major_fine_org_yuan
----------|------|-------------|------------------------|--------------------
A         | 甲   | 411801      | -                      | -
B         | 乙   | 411802      | 3000                   | 30000
"""
GIVEN = {"procedure": "普通程序", "outcome": "给予处罚", "domain": "城市管理", "party_kind": "法人及非法人组织"}


def test_what_makes_a_case_major() -> None:
    found = check(
        "PEN-057-COLLECT",
        "penalties",
        """
        penalty_id    | agency_id | decided_on | party_kind       | penalty_kinds | fine_yuan | is_major | hearing_held_on | procedure | verdict
        --------------|-----------|------------|------------------|---------------|-----------|----------|-----------------|-----------|--------
        at            | A         | 2024-03-05 | 法人及非法人组织 | 罚款          | 50000     | -        | -               | 普通程序  | hit
        below         | A         | 2024-03-05 | 法人及非法人组织 | 罚款          | 49999.99  | -        | -               | 普通程序  | clear
        own-at        | B         | 2024-03-05 | 法人及非法人组织 | 罚款          | 30000     | -        | -               | 普通程序  | hit
        own-below     | B         | 2024-03-05 | 法人及非法人组织 | 罚款          | 29999.99  | -        | -               | 普通程序  | clear
        own-trader    | B         | 2024-03-05 | 个体工商户       | 罚款          | 3000      | -        | -               | 普通程序  | hit
        stranger      | C         | 2024-03-05 | 法人及非法人组织 | 罚款          | 50000     | -        | -               | 普通程序  | unknown
        marked        | A         | 2024-03-05 | 法人及非法人组织 | 罚款          | 100       | 是       | -               | 普通程序  | hit
        heard         | A         | 2024-03-05 | 法人及非法人组织 | 罚款          | 100       | -        | 2024-03-01      | 普通程序  | hit
        heavy         | A         | 2024-03-05 | 法人及非法人组织 | 限制从业      | -         | -        | -               | 普通程序  | hit
        summary       | A         | 2024-03-05 | 法人及非法人组织 | 罚款          | 100       | 是       | -               | 简易程序  | clear
        no-threshold  | A         | 2021-11-30 | 法人及非法人组织 | 罚款          | 100       | -        | -               | 普通程序  | unknown
        own-in-2020   | B         | 2020-11-30 | 法人及非法人组织 | 罚款          | 30000     | -        | -               | 普通程序  | hit
        party-unsaid  | A         | 2024-03-05 | -                | 罚款          | 5000      | -        | -               | 普通程序  | unknown
        party-unsaid2 | A         | 2024-03-05 | -                | 罚款          | 4999      | -        | -               | 普通程序  | clear
        """,
        given=GIVEN,
        beside={"agencies": AGENCIES},
    )
    assert '"threshold_yuan": "30000.00"' in found["own-at"]["evidence"]
    assert found["own-in-2020"]["law_version"] == "行政处罚法(2017)"
    assert "限制从业" in found["heavy"]["explanation"]


def test_two_leaders_before_the_decision_with_minutes() -> None:
    check(
        "PEN-057-COLLECT",
        "penalties",
        """
        penalty_id   | discussed_on | discussion_leaders | has_discussion_minutes | verdict
        -------------|--------------|--------------------|------------------------|--------
        same-day     | 2024-03-05   | 2                  | 是                     | clear
        day-after    | 2024-03-06   | 2                  | 是                     | hit
        one-leader   | 2024-03-05   | 1                  | 是                     | hit
        no-minutes   | 2024-03-05   | 2                  | 否                     | hit
        leaders-gap  | 2024-03-05   | -                  | 是                     | unknown
        minutes-gap  | 2024-03-05   | 2                  | -                      | unknown
        gap-and-late | 2024-03-06   | -                  | -                      | hit
        """,
        given={**GIVEN, "agency_id": "A", "decided_on": "2024-03-05", "is_major": "是", "penalty_kinds": "警告"},
        beside={"agencies": AGENCIES},
    )
