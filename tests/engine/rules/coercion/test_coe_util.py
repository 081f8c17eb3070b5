"""COE-UTIL: nobody is made to comply by taking water or power from his home."""

from tests.engine.rules.spec import check


def test_water_and_power_stay_on() -> None:
    check(
        "COE-UTIL",
        "coercions",
        """
        coercion_id | cuts_utilities | verdict
        ------------|----------------|--------
        cut         | 是             | hit
        not-cut     | 否             | clear
        unsaid      | -              | clear
        """,
        given={"agency_id": "A", "kind": "强制拆除", "started_at": "2026-03-02 09:00:00"},
    )
