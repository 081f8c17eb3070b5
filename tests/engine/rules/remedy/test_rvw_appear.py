"""RVW-APPEAR: the head comes to court, or says why and sends somebody."""

from tests.engine.rules.spec import check


def test_a_reason_and_somebody_sent() -> None:
    check(
        "RVW-APPEAR",
        "reviews_and_suits",
        """
        remedy_id     | hearing_on | has_leader_attended | absence_reason | has_delegate | verdict
        --------------|------------|---------------------|----------------|--------------|--------
        came          | 2026-03-02 | 是                  | -              | -            | clear
        excused       | 2026-03-02 | 否                  | 出差           | 是           | clear
        no-reason     | 2026-03-02 | 否                  | -              | 是           | hit
        nobody        | 2026-03-02 | 否                  | 出差           | 否           | hit
        sent-unsaid   | 2026-03-02 | 否                  | 出差           | -            | unknown
        unsaid        | 2026-03-02 | -                   | -              | 否           | unknown
        to-come       | 2026-11-22 | 否                  | -              | 否           | clear
        no-hearing    | -          | -                   | -              | -            | clear
        """,
        given={"agency_id": "A", "kind": "行政诉讼"},
    )
