"""COE-30D: thirty days, an extension of thirty, tests – and no rolling over rest days."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check

ADJUSTMENTS = "adjustment_id | act_kind | act_id | kind | from_on | to_on | days | approved_on | notified_on | doc_no"


def adjustments(*lines: str) -> dict[str, str]:
    numbered = (f"E{number} | 行政强制 | {line}" for number, line in enumerate(lines))
    return {"time_adjustments": "\n".join([ADJUSTMENTS, "-|-", *numbered])}


def test_the_thirtieth_day_does_not_move_past_a_holiday() -> None:
    found = check(
        "COE-30D",
        "coercions",
        """
        coercion_id  | kind                 | started_at          | limit_days | released_on | disposed_on | closed_on  | verdict
        -------------|----------------------|---------------------|------------|-------------|-------------|------------|--------
        last-day     | 扣押财物             | 2025-09-05 23:00:00 | -          | 2025-10-05  | -           | -          | clear
        rolled-day   | 扣押财物             | 2025-09-05 09:00:00 | -          | 2025-10-09  | -           | -          | hit
        seal         | 查封场所设施或者财物 | 2025-09-05 09:00:00 | -          | 2025-10-06  | -           | -          | hit
        disposed     | 扣押财物             | 2025-09-05 09:00:00 | -          | -           | 2025-10-05  | -          | clear
        disposed-1st | 扣押财物             | 2025-09-05 09:00:00 | -          | 2025-11-05  | 2025-10-05  | -          | clear
        neither      | 扣押财物             | 2025-09-05 09:00:00 | -          | -           | -           | -          | hit
        still-time   | 扣押财物             | 2026-10-22 09:00:00 | -          | -           | -           | -          | clear
        just-over    | 扣押财物             | 2026-10-21 09:00:00 | -          | -           | -           | -          | hit
        other-law    | 扣押财物             | 2025-09-05 09:00:00 | 60         | 2025-11-04  | -           | -          | clear
        other-law-2  | 扣押财物             | 2025-09-05 09:00:00 | 60         | 2025-11-05  | -           | -          | hit
        frozen       | 冻结存款汇款         | 2025-09-05 09:00:00 | -          | 2025-11-05  | -           | -          | clear
        closed       | 扣押财物             | 2025-09-05 09:00:00 | -          | -           | -           | 2025-12-01 | unknown
        start-unsaid | 扣押财物             | -                   | -          | 2025-11-05  | -           | -          | unknown
        """,
    )
    assert '"last_day": "2025-10-05"' in found["rolled-day"]["evidence"]
    assert '"rolled_day": "2025-10-09"' in found["rolled-day"]["evidence"]


def test_extensions_and_tests_lengthen_it() -> None:
    check(
        "COE-30D",
        "coercions",
        """
        coercion_id   | released_on | verdict
        --------------|-------------|--------
        extended      | 2026-05-01  | clear
        extended-late | 2026-05-02  | hit
        too-much      | 2026-05-02  | hit
        too-late      | 2026-04-02  | hit
        tested        | 2026-04-11  | clear
        tested-late   | 2026-04-12  | hit
        not-told      | 2026-04-02  | hit
        no-document   | 2026-04-02  | hit
        days-unsaid   | 2026-04-02  | unknown
        both          | 2026-05-11  | clear
        """,
        given={"kind": "扣押财物", "started_at": "2026-03-02 10:00:00"},
        beside=adjustments(
            "extended | 延期 | - | - | 30 | 2026-04-01 | - | 延1号",
            "extended-late | 延期 | - | - | 30 | 2026-04-01 | - | 延1号",
            "too-much | 延期 | - | - | 45 | 2026-04-01 | - | 延1号",
            "too-late | 延期 | - | - | 30 | 2026-04-02 | - | 延1号",
            "tested | 检测检验检疫鉴定 | 2026-03-05 | 2026-03-14 | - | - | 2026-03-05 | 检1号",
            "tested-late | 检测检验检疫鉴定 | 2026-03-05 | 2026-03-14 | - | - | 2026-03-05 | 检1号",
            "not-told | 检测检验检疫鉴定 | 2026-03-05 | 2026-03-14 | - | - | - | 检1号",
            "no-document | 检测检验检疫鉴定 | 2026-03-05 | 2026-03-14 | - | - | 2026-03-05 | -",
            "days-unsaid | 延期 | - | - | - | 2026-04-01 | - | 延1号",
            "both | 检测检验检疫鉴定 | 2026-03-05 | 2026-03-14 | - | - | 2026-03-05 | 检1号",
            "both | 延期 | - | - | 30 | 2026-04-11 | - | 延1号",
        ),
    )
