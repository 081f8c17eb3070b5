"""TRA-OFFICIAL: wrongs of officials go to the discipline organs."""

from tests.engine.rules.spec import check


def test_five_working_days() -> None:
    found = check(
        "TRA-OFFICIAL",
        "clues",
        """
        clue_id    | is_duty_crime | received_on | handed_over_on | verdict
        -----------|---------------|-------------|----------------|--------
        last-day   | 是            | 2025-03-05  | 2025-03-12     | clear
        day-late   | 是            | 2025-03-05  | 2025-03-13     | hit
        never      | 是            | 2026-03-05  | -              | hit
        still-time | 是            | 2026-11-16  | -              | clear
        other-clue | 否            | 2025-03-05  | -              | clear
        not-said   | -             | 2025-03-05  | -              | clear
        day-unsaid | 是            | -           | -              | unknown
        before     | 是            | 2020-08-06  | -              | clear
        first-day  | 是            | 2020-08-07  | -              | hit
        """,
        given={"agency_id": "A"},
    )
    assert "移送涉嫌犯罪案件的规定(2020) 第十九条" in found["day-late"]["basis"]
    assert "行政执法监督条例 第三十三条" in found["never"]["basis"]
