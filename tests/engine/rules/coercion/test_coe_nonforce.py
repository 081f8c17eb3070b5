"""COE-NONFORCE: no force where none was needed."""

from tests.engine.rules.spec import check


def test_a_case_that_ended_with_nothing_or_next_to_nothing() -> None:
    names = ("spared", "at-limit", "above", "warned", "unkind", "org-limit", "old-limit", "old-above", "taken",
             "none-tier", "open", "blank-fine", "blank-kind", "police", "not-established")  # fmt: skip
    want = ("hit", "hit", "clear", "hit", "unknown", "hit", "hit", "clear", "clear",
            "hit", "clear", "unknown", "unknown", "hit", "clear")  # fmt: skip
    lines = [f"{name} | 扣押财物 | {name} | {verdict}" for name, verdict in zip(names, want, strict=True)]
    lines += [
        "no-case | 扣押财物 | - | clear",
        "frozen | 冻结存款汇款 | spared | clear",
        "lost | 扣押财物 | lost | unknown",
    ]
    check(
        "COE-NONFORCE",
        "coercions",
        "coercion_id | kind | penalty_id | verdict\n" + "\n".join(lines),
        given={"agency_id": "A", "started_at": "2021-03-02 09:00:00"},
        beside={
            "penalties": """
            penalty_id      | domain   | party_kind       | outcome        | decided_on | penalty_kinds    | fine_yuan | assessed_tier_id
            ----------------|----------|------------------|----------------|------------|------------------|-----------|-----------------
            spared          | 城市管理 | 自然人           | 不予处罚       | 2026-03-02 | -                | -         | -
            at-limit        | 城市管理 | 自然人           | 给予处罚       | 2026-03-02 | 罚款             | 200       | -
            above           | 城市管理 | 自然人           | 给予处罚       | 2026-03-02 | 罚款             | 200.01    | -
            warned          | 城市管理 | 自然人           | 给予处罚       | 2026-03-02 | 警告             | -         | -
            unkind          | 城市管理 | 自然人           | 给予处罚       | 2026-03-02 | -                | 100       | -
            org-limit       | 城市管理 | 法人及非法人组织 | 给予处罚       | 2021-07-15 | 罚款、警告       | 3000      | -
            old-limit       | 城市管理 | 法人及非法人组织 | 给予处罚       | 2021-07-14 | 罚款             | 1000      | -
            old-above       | 城市管理 | 法人及非法人组织 | 给予处罚       | 2021-07-14 | 罚款             | 3000      | -
            taken           | 城市管理 | 自然人           | 给予处罚       | 2026-03-02 | 罚款、没收非法财物 | 100     | -
            none-tier       | 城市管理 | 自然人           | 给予处罚       | 2026-03-02 | 罚款             | 900       | J0
            open            | 城市管理 | 自然人           | -              | -          | -                | -         | J0
            blank-fine      | 城市管理 | 自然人           | 给予处罚       | 2026-03-02 | 罚款             | -         | -
            blank-kind      | 城市管理 | -                | 给予处罚       | 2026-03-02 | 罚款             | 100       | -
            police          | 公安     | 自然人           | 给予处罚       | 2026-03-02 | 罚款             | 500       | -
            not-established | 城市管理 | 自然人           | 违法事实不成立 | 2026-03-02 | -                | -         | -
            """,  # noqa: E501 - a table
            "discretion_tiers": """
            tier_id | standard_id | tier
            --------|-------------|-----
            J0      | S           | 不予
            """,
        },
    )
