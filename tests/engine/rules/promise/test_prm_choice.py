"""PRM-CHOICE: nobody is made to promise."""

from tests.engine.rules.spec import check


def test_the_applicant_chose() -> None:
    check(
        "PRM-CHOICE",
        "licences",
        """
        licence_id | mode     | has_choice_record | verdict
        -----------|----------|-------------------|--------
        chosen     | 告知承诺 | 是                | clear
        not-asked  | 告知承诺 | 否                | hit
        unsaid     | 告知承诺 | -                 | unknown
        ordinary   | 一般     | 否                | clear
        mode-blank | -        | 否                | clear
        """,
        given={"agency_id": "A", "received_on": "2026-03-02"},
    )
