"""A plan with a doubt of every kind, as the compiler words them."""

from __future__ import annotations

import datetime as dt

from fajian.engine.plans.schema import Annex, Doubt, Due, Duty, Plan, Stage, Task

TEXT = """专项整治方案
1.清理依据。由市行政审批局负责，根据上级安排统筹推进。
2.清查罚款。由市行政审批服务局配合，形成《台账》（附件1）。
3.总结。
（一）自查阶段（6月1日至6月30日）
（二）整改阶段（6月20日至9月下旬前）
各单位于6月20日前报送报告。
各单位于7月20日前报送总结。
附件：
2026年301
"""
PLAN = Plan(
    title="专项整治方案",
    issued_on=dt.date(2026, 3, 1),
    stages=(
        Stage("自查阶段", dt.date(2026, 6, 1), dt.date(2026, 6, 30), "（一）自查阶段（6月1日至6月30日）"),
        Stage("整改阶段", dt.date(2026, 6, 20), dt.date(2026, 9, 30), "（二）整改阶段（6月20日至9月下旬前）"),
    ),
    tasks=(
        Task("3", "总结", "3.总结。"),
        Task("1", "清理依据", "1.清理依据。", lead=("市行政审批局",), due=(Due(None, "根据上级安排统筹推进"),)),
        Task("2", "清查罚款", "2.清查罚款。", support=("市行政审批服务局",), annexes=(1,)),
    ),
    duties=(
        Duty("报告", "各单位", "市司法局", dt.date(2026, 6, 20), "各单位于6月20日前报送报告"),
        Duty("总结", "各单位", "市行政审批局", dt.date(2026, 7, 20), "各单位于7月20日前报送总结"),
    ),
    annexes=(Annex(1, "台账", "《台账》（附件1）"),),
    doubts=(
        Doubt("year_inferred", "6月1日至6月30日", "全文日期没有年份，按2026年推算（发文字号），请确认年份。"),
        Doubt("date_conflict", "2026年301", "网页日期2026-04-01与落款2026-03-01不一致，按落款2026-03-01执行是否正确？"),
        Doubt(
            "due_outside_stage", "于7月20日前", "报送日2026-07-20不在“自查阶段”（2026-06-01至2026-06-30）之内，请确认。"
        ),
        Doubt("due_on_holiday", "于6月20日前", "2026-06-20是端午放假，请确认是否提前或顺延（建议提前到2026-06-18）。"),
        Doubt("due_in_past_at_issue", "于7月20日前", "期限2026-07-20早于印发日2026-08-01，请确认年份或改期。"),
        Doubt("no_due", "3.总结。", "同级任务都有完成时限，任务3没有，请填写或确认为长期。"),
        Doubt("unclear_due", "根据上级安排统筹推进", "任务1的时限推不出日期，请填写日期或确认为长期。"),
        Doubt("unclear_due", "6月20日至9月下旬前", "“旬前”可指该旬首日或末日，暂按末日2026-09-30。"),
        Doubt("annex_shared", "《台账》（附件1）", "附件1由任务1、2共用，请确认填一份还是分别填。"),
        Doubt("unit_alias", "市行政审批局", "“市行政审批局”与“市行政审批服务局”疑为同一单位，请确认用哪个名称。"),
        Doubt(
            "overlap_stages",
            "（二）整改阶段（6月20日至9月下旬前）",
            "“自查阶段”到2026-06-30，“整改阶段”从2026-06-20开始，前后重叠，请确认起止。",
        ),
        Doubt("missing_text", "专项整治方案", "没有读到方案标题，请填写标题。"),
        Doubt("missing_text", "2026年301", "日期丢失年月日、数字连在一起，应为2026-03-01，请对照原件确认。"),
        Doubt("missing_text", "《台账》（附件1）", "文中提到的附件不在文本里，请补上表样或选用内置台账。"),
        Doubt("no_lead", "3.总结。", "同级任务都写明了责任单位，任务3没有，请补充。"),
        Doubt("other", "附件：", "请核对附件。"),
    ),
)
BY_KIND: dict[str, list[Doubt]] = {}
for _one in PLAN.doubts:
    BY_KIND.setdefault(_one.kind, []).append(_one)


def doubt(kind: str) -> Doubt:
    """The first of a kind."""
    return BY_KIND[kind][0]
