"""LEG-RATIO: one legal reviewer for twenty officers."""

from tests.engine.rules.spec import check


def test_exactly_five_in_a_hundred_is_enough() -> None:
    found = check(
        "LEG-RATIO",
        "agencies",
        """
        agency_id   | nature     | confirmed_to_on | reviewer_count | officer_count | verdict
        ------------|------------|-----------------|----------------|---------------|--------
        at          | 行政机关   | -               | 5              | 100           | clear
        below       | 行政机关   | -               | 4              | 81            | hit
        none        | 授权组织   | -               | 0              | 3             | hit
        entrusted   | 受委托组织 | -               | 0              | 3             | clear
        last-day    | 行政机关   | 2026-11-21      | 0              | 3             | hit
        lost        | 行政机关   | 2026-11-20      | 0              | 3             | clear
        nobody      | 行政机关   | -               | 0              | 0             | clear
        unsaid      | 行政机关   | -               | -              | 3             | unknown
        kind-unsaid | -          | -               | 0              | 3             | unknown
        """,
        given={"name": "某局"},
    )
    assert found["below"]["wording"] == "未按规定"
    assert found["below"]["explanation"].endswith("审核人员不足执法人员的5%。")
