"""LEG-QUAL: who first reviewed from 2018 on has a bar certificate."""

from tests.engine.rules.spec import check


def test_the_certificate_comes_before_the_first_review() -> None:
    found = check(
        "LEG-QUAL",
        "officers",
        """
        officer_id  | first_reviewed_on | bar_certificate_no | bar_certified_on | verdict
        ------------|-------------------|--------------------|------------------|--------
        same-day    | 2019-05-06        | A1                 | 2019-05-06       | clear
        day-late    | 2019-05-06        | A2                 | 2019-05-07       | hit
        none        | 2019-05-06        | -                  | -                | hit
        first-day   | 2018-01-01        | -                  | -                | hit
        before-2018 | 2017-12-31        | -                  | -                | clear
        never       | -                 | -                  | -                | clear
        day-unsaid  | 2019-05-06        | A3                 | -                | unknown
        """,
        given={"agency_id": "A", "name": "某"},
    )
    assert found["none"]["agency_id"] == "A"


def test_a_register_without_certificates() -> None:
    check(
        "LEG-QUAL",
        "officers",
        """
        officer_id | first_reviewed_on | verdict
        -----------|-------------------|--------
        since      | 2019-05-06        | unknown
        before     | 2017-05-06        | clear
        """,
        given={"agency_id": "A", "name": "某"},
        lacking={"officers": ("bar_certificate_no",)},
    )
