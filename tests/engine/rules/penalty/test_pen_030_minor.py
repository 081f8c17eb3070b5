"""PEN-030-MINOR: a year of age is full the day after the birthday."""

from tests.engine.rules.spec import check


def test_the_birthday_itself_is_not_yet_the_new_age() -> None:
    found = check(
        "PEN-030-MINOR",
        "penalties",
        """
        penalty_id   | party_kind | party_birth_on | act_end_on | decided_on | mitigation | outcome  | verdict
        -------------|------------|----------------|------------|------------|------------|----------|--------
        birthday-14  | 自然人     | 2010-05-06     | 2024-05-06 | 2024-08-01 | 减轻       | 给予处罚 | hit
        day-after-14 | 自然人     | 2010-05-06     | 2024-05-07 | 2024-08-01 | 减轻       | 给予处罚 | clear
        lighter      | 自然人     | 2010-05-06     | 2024-05-07 | 2024-08-01 | 从轻       | 给予处罚 | clear
        not-lighter  | 自然人     | 2010-05-06     | 2024-05-07 | 2024-08-01 | 无         | 给予处罚 | hit
        heavier      | 自然人     | 2010-05-06     | 2024-05-07 | 2024-08-01 | 从重       | 给予处罚 | hit
        leap-28      | 自然人     | 2008-02-29     | 2022-02-28 | 2022-08-01 | 减轻       | 给予处罚 | hit
        leap-1-march | 自然人     | 2008-02-29     | 2022-03-01 | 2022-08-01 | 减轻       | 给予处罚 | clear
        birthday-18  | 自然人     | 2006-05-06     | 2024-05-06 | 2024-08-01 | 无         | 给予处罚 | hit
        day-after-18 | 自然人     | 2006-05-06     | 2024-05-07 | 2024-08-01 | 无         | 给予处罚 | clear
        no-penalty   | 自然人     | 2010-05-06     | 2024-05-06 | 2024-08-01 | 无         | 不予处罚 | clear
        trader       | 个体工商户 | 2010-05-06     | 2024-05-06 | 2024-08-01 | 无         | 给予处罚 | clear
        birth-unsaid | 自然人     | -              | 2024-05-06 | 2024-08-01 | 无         | 给予处罚 | unknown
        why-unsaid   | 自然人     | 2006-05-06     | 2024-05-06 | 2024-08-01 | -          | 给予处罚 | unknown
        adult-unsaid | 自然人     | 2006-05-06     | 2024-05-07 | 2024-08-01 | -          | 给予处罚 | clear
        kind-unsaid  | -          | 2010-05-06     | 2024-05-06 | 2024-08-01 | 无         | 给予处罚 | unknown
        kind-adult   | -          | 1990-05-06     | 2024-05-06 | 2024-08-01 | 无         | 给予处罚 | clear
        act-child    | 自然人     | 2010-08-01     | -          | 2024-08-01 | 无         | 给予处罚 | hit
        act-teenager | 自然人     | 2010-07-31     | -          | 2024-08-01 | 无         | 给予处罚 | unknown
        act-adult    | 自然人     | 2000-07-31     | -          | 2024-08-01 | 无         | 给予处罚 | clear
        act-perhaps  | 自然人     | 2000-08-01     | -          | 2024-08-01 | 无         | 给予处罚 | unknown
        """,
    )
    assert '"is_14_on": "2024-05-06"' in found["birthday-14"]["evidence"]
