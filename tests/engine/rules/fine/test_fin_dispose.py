"""FIN-DISPOSE: what was taken is stored, sold in the open, and its price handed in."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check

BESIDE = {
    "penalties": """
    penalty_id | agency_id | outcome  | penalty_kinds    | decided_on
    -----------|-----------|----------|------------------|-----------
    TAKEN      | A         | 给予处罚 | 没收非法财物     | 2026-10-15
    LONG-AGO   | A         | 给予处罚 | 没收非法财物     | 2026-05-20
    SIX-MONTHS | A         | 给予处罚 | 没收非法财物     | 2026-05-21
    FINED      | A         | 给予处罚 | 罚款             | 2026-01-15
    OLD        | A         | 给予处罚 | 没收非法财物     | 2021-07-14
    UNSAID     | A         | 给予处罚 | -                | 2026-01-15
    """,
    "coercions": """
    coercion_id | agency_id | domain   | kind     | penalty_id
    ------------|-----------|----------|----------|-----------
    SEIZED      | B         | 市场监管 | 扣押财物 | TAKEN
    HELD        | B         | 市场监管 | 扣押财物 | -
    """,
}


def test_every_step_leaves_a_number() -> None:
    found = check(
        "FIN-DISPOSE",
        "seized_items",
        """
        item_id       | penalty_id | coercion_id | stored_on  | disposal | disposed_on | auction_no | proceeds_yuan | treasury_voucher_no | verdict
        --------------|------------|-------------|------------|----------|-------------|------------|---------------|---------------------|--------
        good          | TAKEN      | -           | 2026-10-16 | 公开拍卖 | 2026-11-02  | 拍1        | 500           | 库1                 | clear
        no-number     | TAKEN      | -           | 2026-10-16 | 公开拍卖 | 2026-11-02  | -          | 500           | 库1                 | hit
        no-voucher    | TAKEN      | -           | 2026-10-16 | 其他     | 2026-11-02  | -          | 500           | -                   | hit
        no-proceeds   | TAKEN      | -           | 2026-10-16 | 其他     | 2026-11-02  | -          | 0             | -                   | clear
        unstored      | TAKEN      | -           | -          | -        | -           | -          | -             | -                   | hit
        destroyed     | TAKEN      | -           | -          | 销毁     | 2026-11-02  | -          | -             | -                   | clear
        in-time       | TAKEN      | -           | 2026-10-16 | -        | -           | -          | -             | -                   | clear
        six-months    | SIX-MONTHS | -           | 2026-05-22 | -        | -           | -          | -             | -                   | clear
        a-day-more    | LONG-AGO   | -           | 2026-05-22 | -        | -           | -          | -             | -                   | hit
        not-taken     | FINED      | -           | -          | -        | -           | -          | -             | -                   | clear
        by-measure    | -          | SEIZED      | -          | -        | -           | -          | -             | -                   | hit
        only-held     | -          | HELD        | -          | -        | -           | -          | -             | -                   | clear
        kinds-unsaid  | UNSAID     | -           | -          | -        | -           | -          | -             | -                   | unknown
        no-such-case  | GHOST      | -           | -          | -        | -           | -          | -             | -                   | unknown
        ghost-sold    | GHOST      | -           | -          | 公开拍卖 | 2026-11-02  | -          | -             | -                   | hit
        how-unsaid    | FINED      | -           | -          | -        | 2026-02-02  | -          | -             | -                   | unknown
        of-2017       | OLD        | -           | 2021-07-20 | -        | -           | -          | -             | -                   | hit
        """,
        beside=BESIDE,
    )
    assert "没有编号" in found["no-number"]["explanation"]
    assert found["by-measure"]["agency_id"] == "A"
    assert "第五十三条" in found["of-2017"]["basis"]
