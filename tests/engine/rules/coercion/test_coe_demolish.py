"""COE-DEMOLISH: no demolition before the notice, the party's own time and the remedies are over."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check


def test_every_last_day_belongs_to_the_party() -> None:
    found = check(
        "COE-DEMOLISH",
        "coercions",
        """
        coercion_id   | kind             | penalty_id | started_at          | announced_on | self_remove_due_on | decision_served_on | is_under_construction | verdict
        --------------|------------------|------------|---------------------|--------------|--------------------|--------------------|-----------------------|--------
        day-after     | 强制拆除         | -          | 2025-09-16 09:00:00 | 2025-04-01   | 2025-04-15         | 2025-03-15         | -                     | clear
        suit-day      | 强制拆除         | -          | 2025-09-15 09:00:00 | 2025-04-01   | 2025-04-15         | 2025-03-15         | -                     | hit
        own-time      | 强制拆除         | -          | 2025-09-16 09:00:00 | 2025-04-01   | 2025-09-16         | 2025-03-15         | -                     | hit
        no-notice     | 强制拆除         | -          | 2025-09-16 09:00:00 | -            | 2025-04-15         | 2025-03-15         | -                     | hit
        sunday        | 强制拆除         | -          | 2025-09-15 09:00:00 | 2025-04-01   | 2025-04-15         | 2025-03-14         | -                     | hit
        friday        | 强制拆除         | -          | 2025-09-15 09:00:00 | 2025-04-01   | 2025-04-15         | 2025-03-12         | -                     | clear
        weekend       | 强制拆除         | -          | 2025-06-16 09:00:00 | 2025-04-01   | 2025-04-15         | 2024-12-14         | -                     | hit
        pending       | 强制拆除         | -          | 2025-09-16 09:00:00 | 2025-04-01   | 2025-04-15         | 2025-03-15         | -                     | hit
        case-pending  | 强制拆除         | P1         | 2025-09-16 09:00:00 | 2025-04-01   | 2025-04-15         | 2025-03-15         | -                     | hit
        ended         | 强制拆除         | P2         | 2025-09-16 09:00:00 | 2025-04-01   | 2025-04-15         | 2025-03-15         | -                     | clear
        being-built   | 强制拆除         | -          | 2025-09-15 09:00:00 | -            | 2025-04-15         | 2025-03-15         | 是                    | unknown
        due-unsaid    | 强制拆除         | -          | 2025-09-16 09:00:00 | 2025-04-01   | -                  | 2025-03-15         | -                     | unknown
        served-unsaid | 强制拆除         | -          | 2025-09-16 09:00:00 | 2025-04-01   | 2025-04-15         | -                  | -                     | unknown
        removal       | 排除妨碍恢复原状 | -          | 2025-09-15 09:00:00 | -            | -                  | -                  | -                     | clear
        """,
        beside={
            "reviews_and_suits": """
            remedy_id | kind     | act_kind | act_id    | agency_id | accepted_on | ended_on
            ----------|----------|----------|-----------|-----------|-------------|-----------
            U1        | 行政诉讼 | 行政强制 | pending   | A         | 2025-09-16  | -
            U2        | 行政复议 | 行政处罚 | P1        | A         | 2025-08-01  | 2025-09-16
            U3        | 行政复议 | 行政处罚 | P2        | A         | 2025-08-01  | 2025-09-15
            U4        | 国家赔偿 | 行政强制 | day-after | A         | 2025-08-01  | -
            """,
        },
    )
    assert '"remedy_end_on": "2025-09-15"' in found["suit-day"]["evidence"]
