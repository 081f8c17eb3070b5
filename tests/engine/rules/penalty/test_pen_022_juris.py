"""PEN-022-JURIS: an agency punishes what was done in its own region."""

from tests.engine.rules.spec import check

BESIDE = {
    "agencies": """
    agency_id | name | region_code
    ----------|------|------------
    COUNTY    | 县局 | 411821
    CITY      | 市局 | 411800
    PROVINCE  | 省厅 | 410000
    NOWHERE   | 某局 | -
    """
}


def test_the_place_must_lie_in_the_region() -> None:
    found = check(
        "PEN-022-JURIS",
        "penalties",
        """
        penalty_id    | agency_id | violation_region_code | jurisdiction_basis     | jurisdiction_doc_no | outcome  | verdict
        --------------|-----------|-----------------------|------------------------|---------------------|----------|--------
        own           | COUNTY    | 411821                | -                      | -                   | 给予处罚 | clear
        neighbour     | COUNTY    | 411822                | -                      | -                   | 给予处罚 | hit
        below-city    | CITY      | 411822                | -                      | -                   | 给予处罚 | clear
        other-city    | CITY      | 411921                | -                      | -                   | 给予处罚 | hit
        in-province   | PROVINCE  | 411921                | -                      | -                   | 给予处罚 | clear
        out-province  | PROVINCE  | 420100                | -                      | -                   | 给予处罚 | hit
        only-city     | COUNTY    | 411800                | -                      | -                   | 给予处罚 | unknown
        other-whole   | COUNTY    | 411900                | -                      | -                   | 给予处罚 | hit
        assigned      | COUNTY    | 411822                | 指定管辖               | 指〔2025〕1号       | 给予处罚 | clear
        no-paper      | COUNTY    | 411822                | 指定管辖               | -                   | 给予处罚 | hit
        helped-bare   | COUNTY    | 411822                | 异地协助               | -                   | 给予处罚 | hit
        by-statute    | COUNTY    | 411822                | 法律法规规章另有规定   | -                   | 给予处罚 | clear
        unpunished    | COUNTY    | 411822                | -                      | -                   | 不予处罚 | clear
        place-unsaid  | COUNTY    | -                     | -                      | -                   | 给予处罚 | unknown
        unsaid-paper  | COUNTY    | -                     | 指定管辖               | 指〔2025〕1号       | 给予处罚 | clear
        home-unsaid   | NOWHERE   | 411822                | -                      | -                   | 给予处罚 | unknown
        no-such-body  | GHOST     | 411822                | -                      | -                   | 给予处罚 | unknown
        """,  # noqa: E501 - a table
        given={"decided_on": "2025-06-02"},
        beside=BESIDE,
    )
    assert "没有管辖依据" in found["neighbour"]["explanation"]
    assert "没有文书" in found["no-paper"]["explanation"]
    assert found["neighbour"]["wording"] == "线索"


def test_the_law_of_the_day_is_named() -> None:
    found = check(
        "PEN-022-JURIS",
        "penalties",
        """
        penalty_id | decided_on | verdict
        -----------|------------|--------
        text-2017  | 2021-07-14 | hit
        text-2021  | 2021-07-15 | hit
        before     | 2025-05-19 | hit
        private    | 2025-05-20 | hit
        """,
        given={"agency_id": "COUNTY", "violation_region_code": "411822", "outcome": "给予处罚"},
        beside=BESIDE,
    )
    assert "行政处罚法(2017) 第二十条" in found["text-2017"]["basis"]
    assert "行政处罚法(2021) 第二十二条" in found["text-2021"]["basis"]
    assert "民营经济促进法" not in found["before"]["basis"]
    assert "民营经济促进法第六十四条" in found["private"]["basis"]
