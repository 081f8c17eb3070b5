"""ACC-SUPV-DUE: a supervision document is answered."""

from tests.engine.rules.spec import check


def test_its_own_day_or_thirty_days() -> None:
    check(
        "ACC-SUPV-DUE",
        "supervisions",
        """
        supervision_id | served_on  | due_on     | reported_on | closed_on  | verdict
        ---------------|------------|------------|-------------|------------|--------
        own-day        | 2026-09-05 | 2026-09-20 | 2026-09-20  | -          | clear
        own-late       | 2026-09-05 | 2026-09-20 | 2026-09-21  | -          | hit
        rolled         | 2026-09-05 | -          | 2026-10-08  | -          | clear
        rolled-late    | 2026-09-05 | -          | 2026-10-09  | -          | hit
        never          | 2026-09-05 | -          | -           | -          | hit
        closed-unsaid  | 2026-09-05 | -          | -           | 2026-10-20 | unknown
        not-yet-due    | 2026-11-02 | -          | -           | -          | clear
        not-served     | -          | -          | -           | -          | unknown
        """,
        given={"agency_id": "A", "kind": "监督意见书"},
    )
