"""PEN-032-MITIG."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.codes import NONE, has_others
from fajian.engine.rules.hearings import fine_yuan
from fajian.engine.rules.problems import problems
from fajian.engine.rules.standards import with_step_span
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION, has_aggravating_facts, punished


@rule(
    id="PEN-032-MITIG",
    title="具有法定从轻减轻情节未适用",
    subject="penalties",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第二十七条第一款", until="2021-07-14"),
        law("行政处罚法(2021)", "第三十二条", since="2021-07-15", until="2025-05-19"),
        law("行政处罚法(2021)", "第三十二条；民营经济促进法第五十一条", since="2025-05-20"),
    ),
    needs=("outcome", "mitigating", "mitigation", "fine_yuan", "tier_id", "reason_chars",
           "aggravating", "has_aggravating_reason"),
    reading="给予处罚的案件，记载有从轻减轻情节而裁量情形为无，罚款又在所适用裁量阶次的中间数以上，"
    "或者裁量说理不足60字的，列为线索。同时有从重情节并载明理由的不列；2021年7月15日以前的决定，主动供述不算法定情节。"
    "说理是否引用了从轻减轻的规定看不出来，只看字数。阶次的幅度算不出来、情节没有记载而可能影响结论的，无法判断。",
)  # fmt: skip
def mitigation_passed_over(data: Tables) -> ir.Table:
    """Mitigating facts on record, no mitigation, and a fine from the middle of the step up or hardly any reasons.

    Whether the reasons speak of the article is not recorded, only their length. Aggravating facts beside them, with
    reasons, explain it. Confession became a statutory ground on 15 July 2021.
    """
    t = with_step_span(data, data.penalties, "tier_id")
    earlier = has_others(t.mitigating, "penalties", "mitigating", {NONE, "confessed"})
    facts = ibis.ifelse(t.decided_on < REVISION, earlier, has_others(t.mitigating, "penalties", "mitigating", {NONE}))
    weighed = has_aggravating_facts(t) & t.has_aggravating_reason
    by_step = data.happened(t, "penalties", "tier_id")
    high = by_step & (fine_yuan(t) * 2 >= t.step_lowest + t.step_highest)
    least = data.days("reason_chars", t.decided_on)
    brief = t.reason_chars < least
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & facts & (t.mitigation == "none") & ~weighed & (high | brief),
        explain="记载从轻减轻情节：{mitigating}，裁量情形：{mitigation}；罚款{fine_yuan}元，"
        "适用阶次{tier_id}的幅度为{step_lowest}元至{step_highest}元，裁量说理{reason_chars}字。问题：{problem}。",
        problem=problems((high, "罚款在阶次中间数以上"), (brief, "说理不足")),
        mitigating=t.mitigating,
        mitigation=t.mitigation,
        fine_yuan=t.fine_yuan,
        tier_id=t.tier_id,
        step_lowest=t.step_lowest,
        step_highest=t.step_highest,
        reason_chars=t.reason_chars,
    )
