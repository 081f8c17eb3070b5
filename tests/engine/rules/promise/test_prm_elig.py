"""PRM-ELIG: promises are for listed items and honest applicants."""

from tests.engine.rules.spec import check


def test_item_and_applicant() -> None:
    check(
        "PRM-ELIG",
        "licences",
        """
        licence_id     | mode     | is_promise_listed | is_risk_excluded | has_serious_dishonesty | dishonesty_until_on | false_promise_on | credit_repaired_on | verdict
        ---------------|----------|-------------------|------------------|------------------------|---------------------|------------------|--------------------|--------
        eligible       | 告知承诺 | 是                | -                | 否                     | -                   | -                | -                  | clear
        unlisted       | 告知承诺 | 否                | -                | 否                     | -                   | -                | -                  | hit
        excluded       | 告知承诺 | 是                | 是               | 否                     | -                   | -                | -                  | hit
        record-runs    | 告知承诺 | 是                | -                | 是                     | 2026-03-03          | -                | -                  | hit
        record-ends    | 告知承诺 | 是                | -                | 是                     | 2026-03-02          | -                | -                  | clear
        repaired       | 告知承诺 | 是                | -                | 是                     | 2026-12-31          | -                | 2026-01-05         | clear
        end-unsaid     | 告知承诺 | 是                | -                | 是                     | -                   | -                | -                  | unknown
        record-unsaid  | 告知承诺 | 是                | -                | -                      | -                   | -                | -                  | unknown
        lied           | 告知承诺 | 是                | -                | 否                     | -                   | 2024-01-05       | -                  | hit
        lied-repaired  | 告知承诺 | 是                | -                | -                      | -                   | 2024-01-05       | 2025-01-05         | clear
        ordinary       | 一般     | 否                | 是               | 是                     | 2026-12-31          | -                | -                  | clear
        """,  # noqa: E501 - a table
        given={"received_on": "2026-03-02"},
    )
