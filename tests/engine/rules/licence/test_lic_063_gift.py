"""LIC-063-GIFT: who complains of gifts asked for is heard."""

from tests.engine.rules.spec import check


def test_a_complaint_not_found_untrue() -> None:
    found = check(
        "LIC-063-GIFT",
        "complaints",
        """
        complaint_id | topic    | is_verified | verdict
        -------------|----------|-------------|--------
        open         | 吃拿卡要 | -           | hit
        true         | 吃拿卡要 | 是          | hit
        untrue       | 吃拿卡要 | 否          | clear
        rude         | 态度粗暴 | 是          | clear
        unsaid       | -        | -           | unknown
        unsaid-false | -        | 否          | clear
        """,
        given={"agency_id": "H", "respondent_agency_id": "A", "received_on": "2026-03-02"},
    )
    assert found["open"]["agency_id"] == "H"
