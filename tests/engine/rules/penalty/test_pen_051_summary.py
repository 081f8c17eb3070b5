"""PEN-051-SUMMARY: what may be punished on the spot."""

from tests.engine.rules.spec import check

ONE = {"procedure": "简易程序", "outcome": "给予处罚", "domain": "城市管理"}


def test_the_limit_itself_is_still_summary() -> None:
    found = check(
        "PEN-051-SUMMARY",
        "penalties",
        """
        penalty_id    | decided_on | party_kind       | penalty_kinds   | fine_yuan | domain   | procedure | verdict
        --------------|------------|------------------|-----------------|-----------|----------|-----------|--------
        org-at        | 2024-06-27 | 法人及非法人组织 | 罚款            | 3000      | 城市管理 | 简易程序  | clear
        org-above     | 2024-06-27 | 法人及非法人组织 | 罚款            | 3000.01   | 城市管理 | 简易程序  | hit
        ordinary      | 2024-06-27 | 法人及非法人组织 | 罚款            | 3000.01   | 城市管理 | 普通程序  | clear
        person-at     | 2024-06-27 | 自然人           | 罚款            | 200       | 城市管理 | 简易程序  | clear
        trader-above  | 2024-06-27 | 个体工商户       | 罚款            | 200.01    | 城市管理 | 简易程序  | hit
        police-at     | 2026-01-01 | 自然人           | 罚款            | 500       | 公安     | 简易程序  | clear
        police-before | 2025-12-31 | 自然人           | 罚款            | 500       | 公安     | 简易程序  | hit
        old-at        | 2021-07-14 | 法人及非法人组织 | 罚款            | 1000      | 城市管理 | 简易程序  | clear
        old-above     | 2021-07-14 | 法人及非法人组织 | 罚款            | 1000.01   | 城市管理 | 简易程序  | hit
        new-text      | 2021-07-15 | 法人及非法人组织 | 罚款            | 1000.01   | 城市管理 | 简易程序  | clear
        warning       | 2024-06-27 | 自然人           | 警告            | -         | 城市管理 | 简易程序  | clear
        gain          | 2024-06-27 | 自然人           | 没收违法所得    | -         | 城市管理 | 简易程序  | hit
        nobody-small  | 2024-06-27 | -                | 罚款            | 200       | 城市管理 | 简易程序  | clear
        nobody-middle | 2024-06-27 | -                | 罚款            | 201       | 城市管理 | 简易程序  | unknown
        nobody-large  | 2024-06-27 | -                | 罚款            | 3001      | 城市管理 | 简易程序  | hit
        kinds-unsaid  | 2024-06-27 | 自然人           | -               | 100       | 城市管理 | 简易程序  | unknown
        fine-unsaid   | 2024-06-27 | 自然人           | 罚款            | -         | 城市管理 | 简易程序  | unknown
        day-unsaid    | -          | 自然人           | 罚款            | 100       | 城市管理 | 简易程序  | unknown
        way-unsaid    | 2024-06-27 | 自然人           | 罚款            | 201       | 城市管理 | -         | unknown
        way-unsaid-ok | 2024-06-27 | 自然人           | 罚款            | 200       | 城市管理 | -         | clear
        """,
        given=ONE,
    )
    assert found["org-above"]["law_version"] == "行政处罚法(2021)"
    assert found["old-above"]["law_version"] == "行政处罚法(2017)"
    assert "限额3000.00元" in found["org-above"]["explanation"]
