"""FIN-RULELIMIT: a local rule may set fines only up to the province's limit."""

from tests.engine.rules.spec import check

NORMS = """
    norm_id | citation | level         | has_superior_basis | is_safety_field
    --------|----------|---------------|--------------------|----------------
    RULE    | 甲办法   | 地方政府规章  | 否                 | 否
    SAFETY  | 乙办法   | 地方政府规章  | 否                 | 是
    BACKED  | 丙办法   | 地方政府规章  | 是                 | 否
    STATUTE | 丁法     | 法律          | 否                 | 否
    UNSAID  | 戊办法   | 地方政府规章  | -                  | 否
    """
CASES = """
    penalty_id   | norm_id | fine_yuan | decided_on | verdict
    -------------|---------|-----------|------------|--------
    at-limit     | RULE    | 50000     | 2026-03-02 | clear
    above        | RULE    | 50000.01  | 2026-03-02 | hit
    safety       | SAFETY  | 200000    | 2026-03-02 | clear
    safety-above | SAFETY  | 200001    | 2026-03-02 | hit
    backed       | BACKED  | 90000     | 2026-03-02 | clear
    statute      | STATUTE | 90000     | 2026-03-02 | clear
    unsaid       | UNSAID  | 90000     | 2026-03-02 | unknown
    unsaid-low   | UNSAID  | 9000      | 2026-03-02 | clear
    no-clause    | -       | 90000     | 2026-03-02 | unknown
    """
GIVEN = {"outcome": "给予处罚", "agency_id": "A"}


def test_the_limit_is_the_province_s() -> None:
    agencies = """
        agency_id | name | region_code
        ----------|------|------------
        A         | 甲局 | 411821
        """
    check("FIN-RULELIMIT", "penalties", CASES, given=GIVEN, beside={"penalty_norms": NORMS, "agencies": agencies})


def test_without_a_limit_for_the_region_nobody_can_say() -> None:
    cases = """
        penalty_id | norm_id | fine_yuan | decided_on | verdict
        -----------|---------|-----------|------------|--------
        above      | RULE    | 50000.01  | 2026-03-02 | unknown
        statute    | STATUTE | 90000     | 2026-03-02 | clear
        """
    check("FIN-RULELIMIT", "penalties", cases, given=GIVEN, beside={"penalty_norms": NORMS})
