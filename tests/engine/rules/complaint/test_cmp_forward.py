"""CMP-FORWARD: another agency's business is passed on."""

from tests.engine.rules.spec import check

CASES = """
    complaint_id | owner_agency_id | received_on | forwarded_on | verdict
    -------------|-----------------|-------------|--------------|--------
    last-day     | B               | 2026-04-27  | 2026-05-06   | clear
    day-after    | B               | 2026-04-27  | 2026-05-07   | hit
    never        | B               | 2026-04-27  | -            | hit
    not-yet-due  | B               | 2026-11-18  | -            | clear
    own          | -               | 2026-04-27  | -            | clear
    herself      | A               | 2026-04-27  | -            | clear
    """


def test_five_days_where_the_province_says_so() -> None:
    agencies = """
        agency_id | name | region_code
        ----------|------|------------
        A         | 甲   | 411800
        """
    check("CMP-FORWARD", "complaints", CASES, given={"agency_id": "A"}, beside={"agencies": agencies})


def test_elsewhere_nobody_can_say() -> None:
    cases = "complaint_id | owner_agency_id | received_on | verdict\nlate | B | 2026-04-27 | unknown"
    check("CMP-FORWARD", "complaints", cases, given={"agency_id": "A"})
