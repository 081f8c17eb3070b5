"""PEN-064-5D: five working days to ask for a hearing belong to the party."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.penalty.henan import AGENCIES
from tests.engine.rules.spec import check

GIVEN = {
    "agency_id": "A",
    "procedure": "普通程序",
    "outcome": "给予处罚",
    "domain": "城市管理",
    "party_kind": "法人及非法人组织",
}


def test_a_decision_on_the_fifth_working_day_is_too_soon() -> None:
    found = check(
        "PEN-064-5D",
        "penalties",
        """
        penalty_id   | notice_served_on | renotice_served_on | decided_on | penalty_kinds | fine_yuan | hearing_waived_on | verdict
        -------------|------------------|--------------------|------------|---------------|-----------|-------------------|--------
        fifth        | 2026-04-30       | -                  | 2026-05-11 | 罚款          | 50000     | -                 | hit
        sixth        | 2026-04-30       | -                  | 2026-05-12 | 罚款          | 50000     | -                 | clear
        small        | 2026-04-30       | -                  | 2026-05-11 | 罚款          | 49999     | -                 | clear
        waived       | 2026-04-30       | -                  | 2026-05-11 | 罚款          | 50000     | 2026-05-06        | clear
        second       | 2026-03-02       | 2026-04-30         | 2026-05-11 | 罚款          | 50000     | -                 | hit
        no-notice    | -                | -                  | 2026-05-11 | 罚款          | 50000     | -                 | clear
        before-it    | 2026-04-30       | -                  | 2026-04-29 | 罚款          | 50000     | -                 | hit
        close        | 2026-04-30       | -                  | 2026-05-11 | 责令关闭      | -         | -                 | hit
        no-threshold | 2021-08-26       | -                  | 2021-09-01 | 罚款          | 2900      | -                 | unknown
        old-third    | 2021-07-09       | -                  | 2021-07-12 | 责令停产停业  | -         | -                 | hit
        old-fourth   | 2021-07-09       | -                  | 2021-07-13 | 责令停产停业  | -         | -                 | clear
        fine-unsaid  | 2026-04-30       | -                  | 2026-05-11 | 罚款          | -         | -                 | unknown
        unsaid-late  | 2026-04-30       | -                  | 2026-05-12 | 罚款          | -         | -                 | clear
        """,
        given=GIVEN,
        beside={"agencies": AGENCIES},
    )
    assert '"last_day": "2026-05-11"' in found["fifth"]["evidence"]
    assert found["old-third"]["law_version"] == "行政处罚法(2017)"


def test_a_sheet_without_second_notices_or_waivers() -> None:
    check(
        "PEN-064-5D",
        "penalties",
        """
        penalty_id | notice_served_on | decided_on | penalty_kinds | fine_yuan | verdict
        -----------|------------------|------------|---------------|-----------|--------
        soon       | 2026-04-30       | 2026-05-11 | 罚款          | 50000     | unknown
        """,
        given=GIVEN,
        beside={"agencies": AGENCIES},
        lacking={"penalties": ("hearing_waived_on",)},
    )
