"""LIC-058-FEE: fees are listed, at the standard, and the treasury's."""

from tests.engine.rules.spec import check


def test_each_of_three_faults_is_a_hit() -> None:
    check(
        "LIC-058-FEE",
        "licences",
        """
        licence_id | fee_charged_yuan | is_fee_listed | fee_standard_yuan | is_fee_to_treasury | verdict
        -----------|------------------|---------------|-------------------|--------------------|--------
        standard   | 10               | 是            | 10                | 是                 | clear
        above      | 10.01            | 是            | 10                | 是                 | hit
        unlisted   | 10               | 否            | 10                | 是                 | hit
        kept       | 10               | 是            | 10                | 否                 | hit
        unsaid     | 10               | -             | 10                | -                  | unknown
        no-fee     | -                | 否            | -                 | 否                 | clear
        """,
    )
