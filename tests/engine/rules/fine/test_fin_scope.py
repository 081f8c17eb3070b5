"""FIN-SCOPE: a clause is not stretched."""

import tempfile
from pathlib import Path

from tests.engine.rules.spec import check, lay_store, rows, verdicts

NORMS = """
norm_id | citation | applies_to | fine_mode | is_catchall
--------|----------|------------|-----------|------------
PERSONS | 甲一条   | 个人       | 幅度      | -
FIRMS   | 乙一条   | 单位       | 幅度      | -
ANY     | 丙一条   | 不限       | 幅度      | -
CATCH   | 丁一条   | 不限       | 幅度      | 是
"""


def test_the_party_is_one_the_clause_is_about() -> None:
    check(
        "FIN-SCOPE",
        "penalties",
        """
        penalty_id    | norm_id | party_kind       | outcome  | verdict
        --------------|---------|------------------|----------|--------
        firm-person   | PERSONS | 法人及非法人组织 | 给予处罚 | hit
        person-firm   | FIRMS   | 自然人           | 给予处罚 | hit
        person        | PERSONS | 自然人           | 给予处罚 | clear
        firm          | FIRMS   | 法人及非法人组织 | 给予处罚 | clear
        trader        | PERSONS | 个体工商户       | 给予处罚 | clear
        trader-firm   | FIRMS   | 个体工商户       | 给予处罚 | clear
        anybody       | ANY     | 自然人           | 给予处罚 | clear
        unpunished    | FIRMS   | 自然人           | 不予处罚 | clear
        party-unsaid  | FIRMS   | -                | 给予处罚 | unknown
        any-unsaid    | ANY     | -                | 给予处罚 | clear
        clause-unsaid | -       | 自然人           | 给予处罚 | unknown
        """,
        given={"agency_id": "A"},
        beside={"penalty_norms": NORMS},
    )


def agencies_hit(catch: list[int], *, cases: int = 10, decided_on: str = "2026-03-02") -> set[str]:
    """Agencies of one field that are hit; the n-th has so many cases, and catch[n] of them under the catch-all."""
    body = [
        {"penalty_id": f"{agency}-{n}", "agency_id": f"A{agency}", "outcome": "penalty", "procedure": "ordinary",
         "violation_code": "X1" if n < caught else f"Y{n}", "norm_id": "CATCH" if n < caught else "ANY",
         "party_kind": "organisation", "decided_on": decided_on}
        for agency, caught in enumerate(catch)
        for n in range(cases)
    ]  # fmt: skip
    offices = [{"agency_id": f"A{n}", "name": f"局{n}", "domain": "urban"} for n in range(len(catch))]
    with tempfile.TemporaryDirectory() as folder:
        lay_store(Path(folder), {"penalties": body, "agencies": offices, "penalty_norms": rows(NORMS)}, {})
        return set(verdicts("FIN-SCOPE", Path(folder)))


def test_an_agency_that_lives_on_a_catch_all() -> None:
    assert agencies_hit([5, 0, 1, 2]) == {"A0|X1"}
    assert agencies_hit([2, 0, 1, 1]) == {"A0|X1"}, "a fifth is enough"
    assert agencies_hit([1, 0, 0, 0]) == set(), "less than a fifth is not"
    assert agencies_hit([5, 0, 1]) == set(), "two others are too few"
    assert agencies_hit([5, 0, 1, 5]) == set(), "one of three others does as much"
    assert agencies_hit([5, 0, 1, 2], cases=7) == set(), "seven cases are too few"
    assert agencies_hit([5, 0, 1, 2], decided_on="2023-11-21") == set(), "36 months are over"
    assert agencies_hit([5, 0, 1, 2], decided_on="2023-11-22") == {"A0|X1"}
