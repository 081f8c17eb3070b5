"""The answer proposed to a doubt, and why; the same words on the page, in the terminal and in JSON.

A plan's time limits never move by themselves: a day off is pointed out, and the day before it proposed.
"""

from __future__ import annotations

from datetime import date

from fajian.engine.plans.schema import Proposal


def cn(day: date) -> str:
    """2026年6月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


def of_title() -> Proposal:
    """No title was found."""
    return Proposal("按“未命名的方案”处理", "文中没有以方案、意见、通知等收尾的标题行。", value="未命名的方案")


def of_issue(day: date) -> Proposal:
    """The page's date and the signature's differ."""
    return Proposal(f"按落款{cn(day)}", "落款日期是成文日期；网页上的日期多为上网登记的日期。", on=day)


def of_year(year: int | None, comes_from: str) -> Proposal:
    """No date of the text has a year."""
    if year is None:
        return Proposal("请填写年份", "发文字号、标题、所引文件里都没有年份，推不出来。")
    return Proposal(f"按{year}年", f"依据{comes_from}推断。", value=str(year))


def of_glued(day: date | None) -> Proposal:
    """Digits that lost their 年月日."""
    if day is None:
        return Proposal("对照原件填写", "数字连在一起，读法不止一种或者不是日期。")
    return Proposal(f"应为{cn(day)}", "按年月日的位数拆开，只有这一种读法是有效日期且不早于印发。", on=day)


def of_ten_days(day: date | None) -> Proposal:
    """9月下旬前 as a limit."""
    return Proposal(f"按末日{cn(day)}" if day else "按末日", "期限以最后一日计，对报送单位有利。", on=day)


def of_stages() -> Proposal:
    """Two stages overlap."""
    return Proposal("两个阶段交叉进行", "方案把同一段时间写进前后两个阶段，通常是边查边改。")


def of_limit(siblings: int) -> Proposal:
    """A task without a limit that can be counted."""
    reason = "方案没有给出能推算的日期。"
    return Proposal("长期推进", f"同级{siblings}项任务都有时限，本项没有。" if siblings else reason)


def of_day_off(day: date, before: date, why: str) -> Proposal:
    """A due day on a day off; `before` is the last working day up to it."""
    if before == day:
        return Proposal(f"仍按{cn(day)}", f"当日是{why}，此前的工作日历还没有公布。", on=day)
    return Proposal(
        f"提前到{cn(before)}", f"{cn(day)}是{why}；方案的期限不因节假日顺延，提前到最近的工作日。", on=before
    )


def of_past(day: date, issued_on: date) -> Proposal:
    """A due day before the day of issue."""
    return Proposal(f"仍按{cn(day)}", f"早于印发日{cn(issued_on)}：工作可能先于印发已经部署，照原文留存。", on=day)


def of_outside(day: date, stage: str) -> Proposal:
    """A due day outside the stage it stands in."""
    return Proposal(f"仍按{cn(day)}", f"报送常在“{stage}”前后几日内办理，照原文执行。", on=day)


def of_lead(usual: str | None) -> Proposal:
    """A task without units among siblings that all have some."""
    if usual is None:
        return Proposal("请填写责任单位", "同级任务的单位各不相同，推不出来。")
    return Proposal(f"由{usual}负责", f"同级任务多由{usual}牵头或者负责。", value=usual)


def of_alias(usual: str, times: int) -> Proposal:
    """Two names that look like one unit."""
    return Proposal(f"统一为“{usual}”", f"这个名称在方案里出现{times}次，另一个较少。", value=usual)


def of_annex(number: int | None, tasks: int) -> Proposal:
    """One annex, several tasks."""
    return Proposal("各任务合填一份", f"附件{number}只有一张表样，{tasks}项任务都填它，合并便于汇总。")


def of_forms() -> Proposal:
    """Annexes named whose forms are not in the text."""
    return Proposal("选用内置台账样式", "文本里只有附件名称，没有表样；内置台账按同类方案的附件整理。")
