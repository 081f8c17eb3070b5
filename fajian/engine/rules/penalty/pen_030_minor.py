"""PEN-030-MINOR."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished

# Months. No time bar reaches further back than five years and the ninety days of the case (第三十六条、第六十条).
SIX_YEARS = 72


@rule(
    id="PEN-030-MINOR",
    title="未成年人未不罚/未从轻减轻",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第二十五条", until="2021-07-14"),
        law("行政处罚法(2021)", "第三十条", since="2021-07-15"),
    ),
    needs=("party_kind", "party_birth_on", "act_end_on", "decided_on", "outcome", "mitigation"),
    reading="自然人在违法行为终了时不满14周岁而被处罚，或者不满18周岁被处罚而裁量情形不是从轻、减轻的，列出。"
    "周岁从生日的次日起才算满，生日当日仍按不满计算；2月29日出生的，平年以2月28日为生日。行为终了日没有记载的："
    "处罚决定时仍不满14周岁的列出，决定日的六年以前已满18周岁的不列，其余无法判断。个体工商户不按自然人判断。",
)
def minor_punished(data: Tables) -> ir.Table:
    """A child under 14 punished, or somebody under 18 punished without mitigation (从轻、减轻).

    A year of age is full the day AFTER the birthday: on the fourteenth birthday one is still under 14. Born on
    29 February, the birthday of a common year is the 28th. The age is that at the end of the act; where that day is not
    recorded, a child under 14 on the day of the decision was one before, and whoever was 18 six years before the
    decision was not a minor at the act; in between nobody knows. Sole traders are judged as such, not as persons.
    """
    p = data.penalties
    child, youth = ((data.days(name, p.decided_on) * 12) for name in ("minor_age", "youth_age"))
    birth = p.party_birth_on
    t = p.mutate(is_14_on=months_after(birth, child), is_18_on=months_after(birth, youth))
    under_14, under_18 = t.act_end_on <= t.is_14_on, t.act_end_on <= t.is_18_on
    lenient = t.mitigation.isin(["lighter", "reduced"])
    known = under_14 | (under_18 & ~lenient)
    unknown_day = ibis.cases(
        (t.decided_on <= t.is_14_on, ibis.literal(True)),
        (t.decided_on > months_after(birth, youth + SIX_YEARS), ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=(t.party_kind == "person") & punished(t) & ibis.ifelse(t.act_end_on.isnull(), unknown_day, known),
        explain="当事人{party_birth_on}出生，{is_14_on}的次日起满14周岁，{is_18_on}的次日起满18周岁；违法行为终了日{act_end_on}，"
        "{decided_on}给予处罚，裁量情形：{mitigation}。",
        party_birth_on=t.party_birth_on,
        is_14_on=t.is_14_on,
        is_18_on=t.is_18_on,
        act_end_on=t.act_end_on,
        decided_on=t.decided_on,
        mitigation=t.mitigation,
    )
