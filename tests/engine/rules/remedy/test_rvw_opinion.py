"""RVW-OPINION: an opinion of the review body is answered."""

from tests.engine.rules.spec import check


def test_sixty_days() -> None:
    check(
        "RVW-OPINION",
        "reviews_and_suits",
        """
        remedy_id   | opinion_received_on | opinion_reported_on | verdict
        ------------|---------------------|---------------------|--------
        last-day    | 2026-07-06          | 2026-09-04          | clear
        day-after   | 2026-07-06          | 2026-09-05          | hit
        rolled      | 2026-08-03          | 2026-10-08          | clear
        never       | 2026-07-06          | -                   | hit
        not-yet-due | 2026-10-09          | -                   | clear
        before-law  | 2023-12-31          | -                   | clear
        none        | -                   | -                   | clear
        """,
        given={"agency_id": "A", "kind": "复议意见书"},
    )
