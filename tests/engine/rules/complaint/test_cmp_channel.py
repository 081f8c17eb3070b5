"""CMP-CHANNEL: people know where to complain."""

from tests.engine.rules.spec import check


def test_a_channel_is_shown() -> None:
    check(
        "CMP-CHANNEL",
        "agencies",
        """
        agency_id  | name | nature     | verdict
        -----------|------|------------|--------
        shown      | 甲   | 行政机关   | clear
        hidden     | 乙   | 授权组织   | hit
        undeclared | 丙   | 行政机关   | unknown
        team       | 丁   | 受委托组织 | clear
        """,
        beside={
            "disclosures": """
            disclosure_id | agency_id | kind         | published_on
            --------------|-----------|--------------|-------------
            G1            | shown     | 投诉举报渠道 | 2024-01-05
            G2            | hidden    | 投诉举报渠道 | -
            G3            | hidden    | 职责         | 2024-01-05
            """,
            "deliveries": """
            agency_id | sheet        | covers_from_on | covers_to_on
            ----------|--------------|----------------|-------------
            hidden    | 主动公开事项 | 2017-01-01     | 2026-12-31
            team      | 主动公开事项 | 2017-01-01     | 2026-12-31
            """,
        },
    )
