"""TRA-PREPEN: no fine while the police or the court have the case."""

import pytest

from tests.engine.rules.spec import check


@pytest.mark.mechanisms("S004-56")
def test_fined_between_sending_and_conclusion() -> None:
    found = check(
        "TRA-PREPEN",
        "transfers",
        """
        transfer_id   | penalty_id | sent_at             | judged_on  | police_refused_on | verdict
        --------------|------------|---------------------|------------|-------------------|--------
        between       | FINED      | 2026-03-01 09:00:00 | -          | -                 | hit
        same-day      | FINED      | 2026-03-02 09:00:00 | -          | -                 | clear
        sent-later    | FINED      | 2026-03-03 09:00:00 | -          | -                 | clear
        concluded     | FINED      | 2026-03-01 09:00:00 | 2026-03-02 | -                 | clear
        after         | FINED      | 2026-03-01 09:00:00 | 2026-03-03 | -                 | hit
        refused       | FINED      | 2026-03-01 09:00:00 | -          | 2026-03-02        | clear
        refused-later | FINED      | 2026-03-01 09:00:00 | -          | 2026-03-03        | hit
        warned        | WARNED     | 2026-03-01 09:00:00 | -          | -                 | clear
        undecided     | OPEN       | 2026-03-01 09:00:00 | -          | -                 | clear
        kinds-unsaid  | UNSAID     | 2026-03-01 09:00:00 | -          | -                 | unknown
        no-such-case  | GHOST      | 2026-03-01 09:00:00 | -          | -                 | unknown
        not-sent      | FINED      | -                   | -          | -                 | clear
        no-case       | -          | 2026-03-01 09:00:00 | -          | -                 | clear
        """,
        given={"agency_id": "A"},
        beside={
            "penalties": """
            penalty_id | agency_id | outcome  | penalty_kinds | fine_yuan | decided_on
            -----------|-----------|----------|---------------|-----------|-----------
            FINED      | A         | 给予处罚 | 罚款          | 1000      | 2026-03-02
            WARNED     | A         | 给予处罚 | 警告          | -         | 2026-03-02
            OPEN       | A         | -        | -             | -         | -
            UNSAID     | A         | 给予处罚 | -             | -         | 2026-03-02
            """
        },
    )
    assert "1000" in found["between"]["explanation"]
