"""INS-SUBJECT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.offices import with_standing
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections


@rule(
    id="INS-SUBJECT",
    title="检查主体不具资格",
    subject="inspections",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "一；行政执法监督条例第十七条"),
    needs=("started_at",),
    reading="检查由不具资格的机构实施的，列出：议事协调机构、第三方机构；受委托组织没有本机关的委托、"
    "委托书在检查当日没有公布，或者检查日不在委托期限内；行政机关、授权组织当日资格没有确认公告或者已经失效，"
    "派出或者内设机构看其所属机关。各起止日当日都视为有效。没有具体实施机构的，看检查机关；机构不在执法主体名录的，"
    "无法判断。",
)
def may_not_inspect(data: Tables) -> ir.Table:
    """Inspections by a body that may not inspect: coordinating body, third party, or without standing or mandate.

    The body is the one that acted (impl_agency_id), else the agency. An entrusted body needs a mandate of this agency,
    published and covering the day; a dispatched body's parent, any other body itself must be confirmed and announced.
    Experts who help are not told apart from third parties that inspect. Body not in the register: cannot be judged.
    """
    i = inspections(data)
    i = i.mutate(body_id=ibis.coalesce(i.impl_agency_id, i.agency_id))
    i = with_standing(data, i, "body_id", "started_on")
    a = data.agencies
    mandates = a.mutate(
        is_published=data.happened(a, "agencies", "delegation_published_on"),
        may_end=data.happened(a, "agencies", "delegation_to_on"),
        has_principal=data.happened(a, "agencies", "delegated_by_id"),
    )
    i = look_up(
        i,
        "body_id",
        mandates,
        "agency_id",
        body_name="name",
        principal_id="delegated_by_id",
        mandate_from_on="delegation_from_on",
        mandate_to_on="delegation_to_on",
        mandate_published_on="delegation_published_on",
        is_published="is_published",
        may_end="may_end",
        has_principal="has_principal",
    )
    expired = i.may_end & (i.mandate_to_on < i.started_on)
    mandated = (
        i.has_principal
        & (i.principal_id == i.agency_id)
        & i.is_published
        & (i.mandate_published_on <= i.started_on)
        & (i.mandate_from_on <= i.started_on)
        & ~expired
    )
    return judge(
        i,
        subject="inspections",
        step_on=i.started_on,
        hit=ibis.cases(
            (i.body_nature.isin(["coordination", "third_party"]), ibis.literal(True)),
            (i.body_nature == "entrusted", ~mandated),
            (i.body_nature.notnull(), ~i.has_standing),
            else_=ibis.null("boolean"),
        ),
        explain="{started_on}由{body_name}（{body_nature}）检查；委托机关{principal_id}，委托期限{mandate_from_on}至{mandate_to_on}，"
        "委托书公布日期{mandate_published_on}；主体资格公告日期{standing_from_on}，失效日期{standing_to_on}。",
        started_on=i.started_on,
        body_id=i.body_id,
        body_name=i.body_name,
        body_nature=_nature(i.body_nature),
        principal_id=i.principal_id,
        mandate_from_on=i.mandate_from_on,
        mandate_to_on=i.mandate_to_on,
        mandate_published_on=i.mandate_published_on,
        standing_from_on=i.standing_from_on,
        standing_to_on=i.standing_to_on,
    )


def _nature(nature: ir.StringValue) -> ir.StringValue:
    return ibis.cases(
        (nature == "organ", "行政机关"),
        (nature == "authorised", "授权组织"),
        (nature == "entrusted", "受委托组织"),
        (nature == "dispatched", "派出或内设机构"),
        (nature == "coordination", "议事协调机构"),
        (nature == "third_party", "第三方机构"),
        else_=ibis.null("string"),
    )
