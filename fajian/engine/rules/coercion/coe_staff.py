"""COE-STAFF."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up, with_delivery
from fajian.engine.rules.certificates import fewer_than_two, staffed
from fajian.engine.rules.measures import is_measure
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-STAFF",
    title="强制措施人员不足/无资格/委托实施",
    subject="coercions",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第十七条、第十八条第（二）项", since="2012-01-01"),
    needs=("kind", "agency_id", "impl_agency_id", "started_at"),
    reading="强制措施由不足两名不同的、当日持有效执法证的执法人员实施，或者由受委托组织、议事协调机构、"
    "第三方机构实施的，列出。辅助人员、临时聘用人员不计，人民警察不要求执法证。没有实施人员记载的，"
    "机关已声明当日人员数据报送齐全的才列出，否则无法判断；实施机构不在执法主体名录的，也无法判断。",
)  # fmt: skip
def too_few_or_entrusted(data: Tables) -> ir.Table:
    """Measures by fewer than two different valid officers, or by an entrusted or coordinating body or a third party.

    Who counts as valid: see PEN-042-TWO. Without any such person on the sheet it is a hit only where the agency
    declared the sheet complete for the day of the measure. A body that is not in the register: unknown.
    """
    c = data.coercions.mutate(started_on=data.coercions.started_at.date())
    unsaid = data.happened(c, "coercions", "impl_agency_id").isnull()
    body = ibis.ifelse(unsaid, ibis.null("string"), ibis.coalesce(c.impl_agency_id, c.agency_id))
    t = look_up(c.mutate(body_id=body), "body_id", data.agencies, "agency_id", body_nature="nature")
    t = with_delivery(data, t, "coercion_id", "act_officers", "agency_id", "started_on", "fj_complete")
    t = staffed(data, t, "coercion_id", "coercion", "enforcer")
    entrusted = t.body_nature.isin(["entrusted", "coordination", "third_party"])
    fewer = fewer_than_two(t, t.fj_complete)
    return judge(
        t,
        subject="coercions",
        step_on=t.started_on,
        hit=is_measure(t) & (fewer | entrusted),
        explain="{started_on}实施{kind}：记载实施人员{people}人次，其中当日持有效执法证的执法人员{sure}人；由受委托组织、议事协调机构或者第三方实施：{entrusted}（{body_id}）。问题：{problem}。",
        problem=problems(
            (fewer, "合格执法人员不足两人"),
            (entrusted, "由受委托组织、议事协调机构或者第三方实施"),
        ),
        started_on=t.started_on,
        kind=t.kind,
        people=t.people,
        sure=t.sure,
        perhaps=t.perhaps,
        entrusted=entrusted,
        body_id=t.body_id,
    )
