"""OFF-UNIFORM."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import flag, look_up, none_known, with_delivery
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="OFF-UNIFORM",
    title="违规着装配发",
    subject="officers",
    certainty="线索",
    severity="提示",
    wording="线索",
    basis=law(
        "综合行政执法制式服装和标志管理办法",
        "财政部、司法部2020年12月9日印发；行政执法监督条例第十一条第二款第（六）项",
    ),
    needs=("uniform_issued_on", "uniform_returned_on", "is_frontline", "staff_kind", "left_on"),
    reading="实行统一制式服装的领域（默认市场监管、生态环境、文化旅游、交通运输、农业农村、应急管理，可由地方另定）中，"
    "已经配发制服、没有收回的人员，不在一线岗位、不是执法人员、没有执法证件，或者已经离岗的，列为线索；今日离岗的不列。"
    "城管等另有规定的领域、人民警察不列。没有证件记载的，所在单位已声明配发当日的证件数据报送齐全的才算没有，"
    "否则无法判断；岗位、身份没有记载而可能影响结论的，无法判断。",
)
def uniform_where_none_belongs(data: Tables) -> ir.Table:
    """People who hold a uniform though they are not in the front line, no officers, without a certificate, or gone.

    Only in the fields whose uniforms the ministries regulate together. Any certificate counts, good or not: whether it
    is good is OFF-NOCERT. Police have their own.
    """
    t = look_up(data.officers, "agency_id", data.agencies, "agency_id", domain="domain")
    t = flag(t, "officer_id", data.certificates.select("officer_id"), "fj_has_card")
    t = with_delivery(data, t, "officer_id", "certificates", "agency_id", "uniform_issued_on", "fj_complete")
    holds = data.happened(t, "officers", "uniform_issued_on") & ~data.happened(t, "officers", "uniform_returned_on")
    has_card = none_known(t.fj_has_card, t.fj_complete)
    behind, other = ~t.is_frontline, t.staff_kind != "enforcer"
    gone = data.happened(t, "officers", "left_on") & (t.left_on < data.today)
    return judge(
        t,
        subject="officers",
        step_on=ibis.coalesce(t.left_on, t.uniform_issued_on),
        hit=t.domain.isin(data.setting("uniform_domains")) & ~t.is_police & holds & (behind | other | ~has_card | gone),
        explain="{uniform_issued_on}配发制服，收回日期{uniform_returned_on}；一线岗位：{is_frontline}，人员类别：{staff_kind}，"
        "有执法证件：{has_card}，离岗日期{left_on}。问题：{problem}。",
        problem=problems(
            (behind, "不在一线岗位"), (other, "不是执法人员"), (~has_card, "没有执法证件"), (gone, "离岗未收回")
        ),
        uniform_issued_on=t.uniform_issued_on,
        uniform_returned_on=t.uniform_returned_on,
        is_frontline=t.is_frontline,
        staff_kind=t.staff_kind,
        has_card=has_card,
        left_on=t.left_on,
    )
