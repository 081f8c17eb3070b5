"""PEN-060-90D: ninety calendar days from filing to decision, what lengthens them and what does not."""

import datetime as dt

from tests.engine.rules.spec import check

GIVEN = {"procedure": "普通程序", "outcome": "给予处罚", "domain": "城市管理", "filed_on": "2024-09-09"}
ADJUSTMENTS = "adjustment_id | act_kind | act_id | kind | from_on | to_on | days | approved_on | approver | doc_no"


def adjustments(*lines: str) -> dict[str, str]:
    numbered = (f"E{number} | 行政处罚 | {line}" for number, line in enumerate(lines))
    return {"time_adjustments": "\n".join([ADJUSTMENTS, "-|-", *numbered])}


def test_the_ninetieth_day_moves_past_a_rest_day() -> None:
    found = check(
        "PEN-060-90D",
        "penalties",
        """
        penalty_id   | filed_on   | decided_on | domain   | procedure | outcome  | served_on  | verdict
        -------------|------------|------------|----------|-----------|----------|------------|--------
        monday       | 2024-09-09 | 2024-12-09 | 城市管理 | 普通程序  | 给予处罚 | -          | clear
        tuesday      | 2024-09-09 | 2024-12-10 | 城市管理 | 普通程序  | 给予处罚 | -          | hit
        no-penalty   | 2024-09-09 | 2024-12-10 | 城市管理 | 普通程序  | 不予处罚 | -          | hit
        handed-over  | 2024-09-09 | 2024-12-10 | 城市管理 | 普通程序  | 移送司法 | -          | clear
        withdrawn    | 2024-09-09 | 2024-12-10 | 城市管理 | 普通程序  | 撤销案件 | -          | clear
        summary      | 2024-09-09 | 2024-12-10 | 城市管理 | 简易程序  | 给予处罚 | -          | clear
        police       | 2026-03-02 | 2026-04-01 | 公安     | 普通程序  | 给予处罚 | -          | clear
        police-late  | 2026-03-02 | 2026-04-02 | 公安     | 普通程序  | 给予处罚 | -          | hit
        old-filing   | 2021-07-14 | 2022-12-10 | 城市管理 | 普通程序  | 给予处罚 | -          | clear
        new-filing   | 2021-07-15 | 2022-12-10 | 城市管理 | 普通程序  | 给予处罚 | -          | hit
        open-late    | 2026-08-21 | -          | 城市管理 | 普通程序  | -        | -          | hit
        open-today   | 2026-08-24 | -          | 城市管理 | 普通程序  | -        | -          | clear
        filed-unsaid | -          | 2024-12-10 | 城市管理 | 普通程序  | 给予处罚 | -          | unknown
        day-unsaid   | 2024-09-09 | -          | 城市管理 | 普通程序  | 给予处罚 | 2025-02-01 | unknown
        way-unsaid   | 2024-09-09 | 2024-12-10 | 城市管理 | -         | 给予处罚 | -          | unknown
        """,
    )
    assert '"last_day": "2024-12-09"' in found["tuesday"]["evidence"]
    assert found["filed-unsaid"]["missing"] == "立案日期"


def test_an_extension_counts_if_approved_in_time_and_allowed() -> None:
    check(
        "PEN-060-90D",
        "penalties",
        """
        penalty_id      | decided_on | domain   | verdict
        ----------------|------------|----------|--------
        last-day        | 2025-01-07 | 城市管理 | clear
        day-after       | 2025-01-08 | 城市管理 | hit
        approved-late   | 2024-12-10 | 城市管理 | hit
        not-approved    | 2024-12-10 | 城市管理 | hit
        no-document     | 2024-12-10 | 城市管理 | hit
        too-long        | 2025-01-08 | 城市管理 | hit
        together        | 2025-01-17 | 城市管理 | clear
        together-late   | 2025-01-18 | 城市管理 | hit
        field-has-none  | 2024-12-10 | 水利     | hit
        who-unsaid      | 2025-01-08 | 城市管理 | unknown
        who-unsaid-ok   | 2025-01-07 | 城市管理 | clear
        who-unsaid-late | 2025-01-18 | 城市管理 | hit
        days-unsaid     | 2024-12-10 | 城市管理 | unknown
        """,
        given=GIVEN,
        beside=adjustments(
            "last-day | 延期 | - | - | 30 | 2024-12-09 | 行政机关负责人 | 延1号",
            "day-after | 延期 | - | - | 30 | 2024-12-09 | 行政机关负责人 | 延1号",
            "approved-late | 延期 | - | - | 30 | 2024-12-10 | 行政机关负责人 | 延1号",
            "not-approved | 延期 | - | - | 30 | - | 行政机关负责人 | 延1号",
            "no-document | 延期 | - | - | 30 | 2024-12-02 | 行政机关负责人 | -",
            "too-long | 延期 | - | - | 60 | 2024-12-02 | 行政机关负责人 | 延1号",
            "together | 延期 | - | - | 40 | 2024-12-02 | 集体讨论 | 延1号",
            "together-late | 延期 | - | - | 40 | 2024-12-02 | 集体讨论 | 延1号",
            "field-has-none | 延期 | - | - | 30 | 2024-12-02 | 行政机关负责人 | 延1号",
            "who-unsaid | 延期 | - | - | 40 | 2024-12-02 | - | 延1号",
            "who-unsaid-ok | 延期 | - | - | 40 | 2024-12-02 | - | 延1号",
            "who-unsaid-late | 延期 | - | - | 40 | 2024-12-02 | - | 延1号",
            "days-unsaid | 延期 | - | - | - | 2024-12-02 | 行政机关负责人 | 延1号",
        ),
    )


def test_documented_periods_do_not_count() -> None:
    found = check(
        "PEN-060-90D",
        "penalties",
        """
        penalty_id    | decided_on | verdict
        --------------|------------|--------
        twenty-days   | 2024-12-30 | clear
        one-too-many  | 2024-12-31 | hit
        no-document   | 2024-12-30 | hit
        overlapping   | 2024-12-30 | clear
        overlap-late  | 2024-12-31 | hit
        before-filing | 2024-12-30 | clear
        before-late   | 2024-12-31 | hit
        too-late      | 2024-12-30 | hit
        just-begun    | 2024-12-18 | clear
        chain         | 2025-01-20 | clear
        first-unsaid  | 2024-12-30 | unknown
        unsaid-ok     | 2024-12-09 | clear
        running       | 2025-06-30 | clear
        by-extension  | 2025-01-20 | clear
        """,
        given=GIVEN,
        beside=adjustments(
            "twenty-days | 检测检验检疫鉴定 | 2024-09-19 | 2024-10-08 | - | - | - | 检1号",
            "one-too-many | 检测检验检疫鉴定 | 2024-09-19 | 2024-10-08 | - | - | - | 检1号",
            "no-document | 检测检验检疫鉴定 | 2024-09-19 | 2024-10-08 | - | - | - | -",
            "overlapping | 检测检验检疫鉴定 | 2024-09-19 | 2024-09-30 | - | - | - | 检1号",
            "overlapping | 听证 | 2024-09-25 | 2024-10-08 | - | - | - | 听1号",
            "overlapping | 公告 | 2024-09-20 | 2024-09-21 | - | - | - | 告1号",
            "overlap-late | 检测检验检疫鉴定 | 2024-09-19 | 2024-09-30 | - | - | - | 检1号",
            "overlap-late | 听证 | 2024-09-25 | 2024-10-08 | - | - | - | 听1号",
            "before-filing | 检测检验检疫鉴定 | 2024-08-01 | 2024-09-29 | - | - | - | 检1号",
            "before-late | 检测检验检疫鉴定 | 2024-08-01 | 2024-09-29 | - | - | - | 检1号",
            "too-late | 听证 | 2024-12-10 | 2024-12-30 | - | - | - | 听1号",
            "just-begun | 听证 | 2024-12-09 | 2024-12-18 | - | - | - | 听1号",
            "chain | 听证 | 2024-12-09 | 2024-12-28 | - | - | - | 听1号",
            "chain | 中止 | 2024-12-30 | 2025-01-20 | - | - | - | 中1号",
            "first-unsaid | 听证 | - | 2024-12-28 | - | - | - | 听1号",
            "unsaid-ok | 听证 | - | 2024-12-28 | - | - | - | 听1号",
            "running | 中止 | 2024-12-01 | - | - | - | - | 中1号",
            "by-extension | 延期 | - | - | 30 | 2024-12-02 | 行政机关负责人 | 延1号",
            "by-extension | 听证 | 2025-01-07 | 2025-01-20 | - | - | - | 听1号",
        ),
    )
    assert '"deducted_days": "20"' in found["overlap-late"]["evidence"]


def test_the_as_of_day_itself_is_not_past() -> None:
    table = """
        penalty_id | decided_on | verdict
        -----------|------------|--------
        P1         | -          | {}
        """
    given = {key: value for key, value in GIVEN.items() if key != "outcome"}
    check("PEN-060-90D", "penalties", table.format("clear"), given=given, as_of=dt.date(2024, 12, 9))
    check("PEN-060-90D", "penalties", table.format("hit"), given=given, as_of=dt.date(2024, 12, 10))
