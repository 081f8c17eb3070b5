"""LEG-LIST: the list of decisions that need legal review is published and whole."""

from tests.engine.rules.spec import check


def test_one_whole_published_list_is_enough() -> None:
    found = check(
        "LEG-LIST",
        "agencies",
        """
        agency_id     | nature     | confirmed_to_on | verdict
        --------------|------------|-----------------|--------
        good          | 行政机关   | -               | clear
        not-whole     | 行政机关   | -               | hit
        not-public    | 行政机关   | -               | hit
        unsaid        | 行政机关   | -               | unknown
        second-good   | 行政机关   | -               | clear
        none          | 行政机关   | -               | hit
        none-lost     | 行政机关   | 2026-11-20      | clear
        not-declared  | 行政机关   | -               | unknown
        declared-past | 行政机关   | -               | unknown
        team          | 受委托组织 | -               | clear
        """,
        given={"name": "某局"},
        beside={
            "disclosures": """
            disclosure_id | agency_id   | kind                     | published_on | is_complete
            --------------|-------------|--------------------------|--------------|------------
            D1            | good        | 重大执法决定法制审核目录 | 2023-01-05   | 是
            D2            | not-whole   | 重大执法决定法制审核目录 | 2023-01-05   | 否
            D3            | not-public  | 重大执法决定法制审核目录 | -            | 是
            D4            | unsaid      | 重大执法决定法制审核目录 | 2023-01-05   | -
            D5            | second-good | 重大执法决定法制审核目录 | 2022-01-05   | 否
            D6            | second-good | 重大执法决定法制审核目录 | 2023-01-05   | 是
            D7            | none        | 投诉举报渠道             | 2023-01-05   | 是
            """,
            "deliveries": """
            agency_id     | sheet        | covers_from_on | covers_to_on
            --------------|--------------|----------------|-------------
            none          | 主动公开事项 | 2026-01-01     | 2026-11-21
            none-lost     | 主动公开事项 | 2026-01-01     | 2026-12-31
            declared-past | 主动公开事项 | 2026-01-01     | 2026-11-20
            not-declared  | 权责清单     | 2026-01-01     | 2026-12-31
            """,
        },
    )
    assert "2023-01-05" in found["not-whole"]["explanation"]
