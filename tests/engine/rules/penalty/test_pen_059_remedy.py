"""PEN-059-REMEDY: since 2024 review comes first for penalties on the spot."""

from tests.engine.rules.spec import check


def test_from_2024_the_party_must_ask_for_review_first() -> None:
    check(
        "PEN-059-REMEDY",
        "penalties",
        """
        penalty_id    | decided_on | remedy_told  | procedure | outcome  | verdict
        --------------|------------|--------------|-----------|----------|--------
        first-day     | 2024-01-01 | 可复议或诉讼 | 简易程序  | 给予处罚 | hit
        day-before    | 2023-12-31 | 可复议或诉讼 | 简易程序  | 给予处罚 | clear
        right         | 2024-01-01 | 先申请复议   | 简易程序  | 给予处罚 | clear
        none          | 2024-01-01 | 未告知       | 简易程序  | 给予处罚 | clear
        ordinary      | 2024-01-01 | 可复议或诉讼 | 普通程序  | 给予处罚 | clear
        no-penalty    | 2024-01-01 | 可复议或诉讼 | 简易程序  | 不予处罚 | clear
        unsaid        | 2024-01-01 | -            | 简易程序  | 给予处罚 | unknown
        unsaid-before | 2023-12-31 | -            | 简易程序  | 给予处罚 | clear
        day-unsaid    | -          | 可复议或诉讼 | 简易程序  | 给予处罚 | unknown
        """,
    )
