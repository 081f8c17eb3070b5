"""What changed between two plans, in words; two people's changes brought together."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from fajian import content
from fajian.engine.plans.changes import changes, merge
from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.schema import Due, Duty, Plan, Stage, Task

BASE = Plan(
    title="方案",
    stages=(
        Stage("自查阶段", dt.date(2024, 3, 1), dt.date(2024, 4, 30), "自查阶段（3月1日至4月30日）"),
        Stage("整改阶段", dt.date(2024, 5, 1), None, "整改阶段（5月1日起）"),
    ),
    tasks=(
        Task("三(二)5", "清查罚款", "5.清查罚款。", lead=("市司法局",), due=(Due(dt.date(2024, 5, 11), "5月11日前"),)),
        Task("三(二)6", "清理依据", "6.清理依据。"),
    ),
    duties=(Duty("月报", "各单位", "市司法局", None, "每月25日前报送月报", every="month"),),
)
FIVE, SIX = BASE.tasks


def said(old: Plan, new: Plan) -> list[str]:
    return [str(change) for change in changes(old, new)]


def due(on: dt.date) -> Task:
    return replace(FIVE, due=(replace(FIVE.due[0], on=on),))


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (BASE, []),
        (replace(BASE, title="新方案"), ["标题：方案 → 新方案"]),
        (replace(BASE, issued_on=dt.date(2024, 1, 2)), ["印发日期：没有 → 2024-01-02"]),
        (
            replace(BASE, tasks=(due(dt.date(2024, 5, 31)), SIX)),
            ["任务三(二)5 完成时限：2024-05-11 → 2024-05-31"],
        ),
        (
            replace(BASE, tasks=(replace(FIVE, lead=("市司法局", "市财政局"), standing=True), SIX)),
            ["任务三(二)5 牵头单位：市司法局 → 市司法局、市财政局", "任务三(二)5 长期推进：否 → 是"],
        ),
        (replace(BASE, tasks=(FIVE,)), ["删去任务三(二)6"]),
        (replace(BASE, tasks=(*BASE.tasks, Task("三(二)7", "补充", ""))), ["增加任务三(二)7"]),
        (replace(BASE, tasks=(SIX, FIVE)), ["任务的次序有调整"]),
        (
            replace(BASE, duties=(replace(BASE.duties[0], every="quarter", due=dt.date(2024, 6, 30)),)),
            ["报送“月报”（各单位） 期限：没有 → 2024-06-30", "报送“月报”（各单位） 周期：每月 → 每季度"],
        ),
        (
            replace(BASE, tasks=(replace(FIVE, quote=""), SIX)),
            ["任务三(二)5 原文引文：“5.清查罚款。” → 没有（人工补充）"],
        ),
    ],
)
def test_every_difference_is_said_in_words(new: Plan, expected: list[str]) -> None:
    assert said(BASE, new) == expected


def test_the_way_back_says_the_opposite() -> None:
    new = replace(BASE, tasks=(FIVE,))
    assert (said(BASE, new), said(new, BASE)) == (["删去任务三(二)6"], ["增加任务三(二)6"])


def test_a_reworded_element_without_its_quotation_is_still_the_same() -> None:
    plan = replace(BASE, tasks=(FIVE, Task("三(二)9", "清理执法依据", "")))
    assert "任务三(二)6 编号：三(二)6 → 三(二)9" in said(BASE, plan)


def test_elements_with_one_quotation_are_told_apart_by_their_order() -> None:
    days = [dt.date(2024, month, 15) for month in (6, 7, 8)]
    plan = replace(BASE, duties=tuple(Duty("进展", None, None, day, "6月、7月、8月15日前") for day in days))
    last = replace(plan.duties[2], due=dt.date(2024, 8, 20))
    assert said(plan, replace(plan, duties=(*plan.duties[:2], last))) == ["报送“进展” 期限：2024-08-15 → 2024-08-20"]
    assert said(plan, replace(plan, duties=plan.duties[:2])) == ["删去报送“进展”"]


# ── merging ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_changes_of_both_sides_are_taken() -> None:
    mine = replace(
        BASE, title="人工标题", tasks=(replace(FIVE, title="清查全部罚款"), SIX, Task("三(二)7", "补充", ""))
    )
    theirs = replace(BASE, issued_on=dt.date(2025, 1, 2), tasks=(due(dt.date(2025, 5, 11)), SIX))
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert merged.plan == replace(
        theirs,
        title="人工标题",
        tasks=(replace(due(dt.date(2025, 5, 11)), title="清查全部罚款"), SIX, Task("三(二)7", "补充", "")),
    )


def test_where_both_changed_one_field_the_persons_stands_and_is_told() -> None:
    mine = replace(BASE, tasks=(due(dt.date(2024, 5, 31)), SIX))
    merged = merge(BASE, mine, replace(BASE, tasks=(due(dt.date(2025, 5, 11)), SIX)))
    assert merged.plan.tasks == mine.tasks
    assert merged.conflicts == (
        "任务三(二)5 完成时限：人工填的是2024-05-31，重新读出的是2025-05-11，保留人工填写的，请核对。",
    )


def test_what_a_person_struck_stays_struck_and_is_told_where_it_reads_otherwise_now() -> None:
    mine = replace(BASE, tasks=(SIX,))
    assert merge(BASE, mine, BASE).plan.tasks == (SIX,)
    again = merge(BASE, mine, replace(BASE, tasks=(due(dt.date(2025, 5, 11)), SIX)))
    assert again.plan.tasks == (SIX,)
    assert again.conflicts == ("任务三(二)5：人工已删去，重新读出的内容有变化，仍按删去处理，请核对。",)


def test_what_is_no_longer_read_goes_unless_a_person_changed_it() -> None:
    theirs = replace(BASE, tasks=(FIVE,))
    assert merge(BASE, BASE, theirs).plan.tasks == (FIVE,)
    mine = replace(BASE, tasks=(FIVE, replace(SIX, standing=True)))
    merged = merge(BASE, mine, theirs)
    assert merged.plan.tasks == mine.tasks
    assert merged.conflicts == ("任务三(二)6：重新读出的内容里没有这一项，保留人工修改的内容，请核对。",)


def test_what_is_newly_read_stands_where_it_is_read() -> None:
    new = Task("三(二)0", "新读出", "0.新读出。")
    added = Task("三(二)7", "补充", "")
    mine = replace(BASE, tasks=(*BASE.tasks, added))
    assert merge(BASE, mine, replace(BASE, tasks=(FIVE, new, SIX))).plan.tasks == (FIVE, new, SIX, added)
    assert merge(BASE, mine, replace(BASE, tasks=(new, *BASE.tasks))).plan.tasks == (new, *BASE.tasks, added)


def test_without_a_persons_change_the_new_reading_is_taken_as_it_is() -> None:
    text = content.path("plans", "sample.txt").read_text(encoding="utf-8")
    old, new = compile_plan(text), compile_plan(text, dt.date(2025, 1, 1))
    assert merge(old, old, new).plan == new
    assert merge(old, new, old).plan == replace(new, doubts=old.doubts)
