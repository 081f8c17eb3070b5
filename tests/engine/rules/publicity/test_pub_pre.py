"""PUB-PRE: ten things are shown before anybody enforces."""

from tests.engine.rules.spec import check

TEN = ["执法主体", "执法人员", "职责", "权限", "执法依据", "执法程序", "救济渠道", "随机抽查事项清单", "执法流程图"]
TEN += ["投诉举报渠道"]
DELIVERED = """
    agency_id | sheet        | covers_from_on | covers_to_on
    ----------|--------------|----------------|-------------
    whole     | 主动公开事项 | 2017-01-01     | 2026-12-31
    nine      | 主动公开事项 | 2017-01-01     | 2026-12-31
    undated   | 主动公开事项 | 2017-01-01     | 2026-12-31
    third     | 主动公开事项 | 2017-01-01     | 2026-12-31
    gone      | 主动公开事项 | 2017-01-01     | 2026-12-31
    old       | 主动公开事项 | 2017-01-01     | 2025-12-31
    """


def test_one_item_missing_is_enough() -> None:
    shown = [(agency, kind, "2024-01-05") for agency in ("whole", "undeclared") for kind in TEN]
    shown += [("nine", kind, "2024-01-05") for kind in TEN[:9]]
    shown += [("undated", kind, "2024-01-05") for kind in TEN[:9]] + [("undated", TEN[9], "-")]
    disclosures = "disclosure_id | agency_id | kind | published_on\n" + "\n".join(
        f"D{n} | {agency} | {kind} | {day}" for n, (agency, kind, day) in enumerate(shown)
    )
    found = check(
        "PUB-PRE",
        "agencies",
        """
        agency_id  | name | nature     | confirmed_to_on | verdict
        -----------|------|------------|-----------------|--------
        whole      | 甲   | 行政机关   | -               | clear
        nine       | 乙   | 授权组织   | -               | hit
        undated    | 丙   | 行政机关   | 2026-11-21      | hit
        undeclared | 丁   | 行政机关   | -               | clear
        nothing    | 戊   | 行政机关   | -               | unknown
        old        | 己   | 行政机关   | -               | unknown
        third      | 庚   | 第三方机构 | -               | clear
        gone       | 辛   | 行政机关   | 2026-11-20      | clear
        """,
        beside={"disclosures": disclosures, "deliveries": DELIVERED},
    )
    assert '"lacking": "投诉举报渠道"' in found["nine"]["evidence"]
