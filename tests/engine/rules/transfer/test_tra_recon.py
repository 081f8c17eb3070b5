"""TRA-RECON: three days to ask the police again."""

from tests.engine.rules.spec import check


def test_only_if_the_agency_thinks_otherwise() -> None:
    found = check(
        "TRA-RECON",
        "transfers",
        """
        transfer_id | police_refused_on | agency_opinion | reconsidered_on | verdict
        ------------|-------------------|----------------|-----------------|--------
        third-day   | 2025-03-17        | 认为应当立案   | 2025-03-20      | clear
        fourth-day  | 2025-03-17        | 认为应当立案   | 2025-03-21      | hit
        rolled      | 2025-03-19        | 认为应当立案   | 2025-03-24      | clear
        never       | 2025-03-17        | 认为应当立案   | -               | hit
        still-time  | 2026-11-19        | 认为应当立案   | -               | clear
        agrees      | 2025-03-17        | 同意不立案     | -               | clear
        unsaid      | 2025-03-17        | -              | -               | unknown
        unsaid-soon | 2025-03-17        | -              | 2025-03-18      | clear
        not-refused | -                 | 认为应当立案   | -               | clear
        """,
        given={"agency_id": "A"},
    )
    assert found["never"]["wording"] == "未按规定"
