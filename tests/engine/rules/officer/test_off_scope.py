"""OFF-SCOPE: the certificate fits agency, region and field."""

from tests.engine.rules.spec import check

REGISTERS = {
    "agencies": """
    agency_id | name | region_code | delegated_by_id
    ----------|------|-------------|----------------
    A         | 甲   | 411821      | -
    TEAM      | 乙   | 411821      | A
    B         | 丙   | 411822      | -
    """,
    "officers": "officer_id | agency_id | name | is_police\n"
    + "\n".join(
        f"{officer} | A | 甲 | {'是' if officer == 'POLICE' else '-'}"
        for officer in ("OWN", "CITY", "TEAM-ER", "OTHER", "REGION", "FIELD", "TWO", "OLD", "BLANK", "POLICE", "NOCARD")
    ),
    "certificates": """
    certificate_id | officer_id | agency_id | region_code | domains            | valid_from_on | valid_to_on | status
    ---------------|------------|-----------|-------------|--------------------|---------------|-------------|-------
    Z1             | OWN        | A         | 411821      | 城市管理、市场监管 | 2020-01-01    | 2027-12-31  | 有效
    Z2             | CITY       | A         | 411800      | 城市管理           | 2020-01-01    | 2027-12-31  | 有效
    Z3             | TEAM-ER    | TEAM      | 411821      | 城市管理           | 2020-01-01    | 2027-12-31  | 有效
    Z4             | OTHER      | B         | 411821      | 城市管理           | 2020-01-01    | 2027-12-31  | 有效
    Z5             | REGION     | A         | 411822      | 城市管理           | 2020-01-01    | 2027-12-31  | 有效
    Z6             | FIELD      | A         | 411821      | 市场监管           | 2020-01-01    | 2027-12-31  | 有效
    Z7             | TWO        | B         | 411821      | 城市管理           | 2020-01-01    | 2027-12-31  | 有效
    Z8             | TWO        | A         | 411821      | 城市管理           | 2020-01-01    | 2027-12-31  | 有效
    Z9             | OLD        | B         | 411821      | 城市管理           | 2020-01-01    | 2025-12-31  | 有效
    Z10            | BLANK      | A         | 411821      | -                  | 2020-01-01    | 2027-12-31  | 有效
    Z11            | POLICE     | B         | 411822      | 公安               | 2020-01-01    | 2027-12-31  | 有效
    """,
}


def people(kind: str, role: str, **acts: str) -> str:
    return "act_kind | act_id | officer_id | role | acted_on | is_seconded\n" + "\n".join(
        f"{kind} | {act} | {name.rstrip('+')} | {role} | 2026-03-02 | {'是' if name.endswith('+') else '-'}"
        for act, names in acts.items()
        for name in names.split()
    )


def test_one_good_certificate_must_fit_in_all_three() -> None:
    acts = people(
        "行政处罚", "调查", own="OWN", city="CITY", team="TEAM-ER", teamless="TEAM-ER", other="OTHER", lent="OTHER+",
        region="REGION", field="FIELD", second="TWO", old="OLD", blank="BLANK", police="POLICE", nocard="NOCARD",
        one_of="OWN OTHER", nameless="OWN -", principal="OWN",
    )  # fmt: skip
    found = check(
        "OFF-SCOPE",
        "penalties",
        """
        penalty_id | agency_id | impl_agency_id | verdict
        -----------|-----------|----------------|--------
        own        | A         | -              | clear
        city       | A         | -              | clear
        team       | A         | TEAM           | clear
        teamless   | A         | -              | hit
        other      | A         | -              | hit
        lent       | A         | -              | clear
        region     | A         | -              | hit
        field      | A         | -              | hit
        second     | A         | -              | clear
        old        | A         | -              | clear
        blank      | A         | -              | unknown
        police     | A         | -              | clear
        nocard     | A         | -              | clear
        one_of     | A         | -              | hit
        nameless   | A         | -              | unknown
        principal  | B         | TEAM           | hit
        """,
        given={"domain": "城市管理"},
        beside={**REGISTERS, "act_officers": acts},
    )
    assert '"officer_id": "OTHER"' in found["one_of"]["evidence"]


def test_a_joint_inspection_may_bring_other_agencies() -> None:
    check(
        "OFF-SCOPE",
        "inspections",
        """
        inspection_id | agency_id | joint_id | verdict
        --------------|-----------|----------|--------
        joint         | A         | J1       | clear
        alone         | A         | -        | hit
        """,
        given={"domain": "城市管理"},
        beside={**REGISTERS, "act_officers": people("行政检查", "检查", joint="OTHER", alone="OTHER")},
    )
