"""LEG-LIST."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.offices import in_office
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LEG-LIST",
    title="未公布重大执法决定法制审核目录清单",
    subject="agencies",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("国办发〔2018〕118号 三项制度指导意见", "四、全面推行重大执法决定法制审核制度", since="2018-12-05"),
    needs=("nature", "confirmed_to_on"),
    reading="在任的行政机关和授权组织，截至筛查日没有公布要素齐全的重大执法决定法制审核目录的，列出。"
    "没有任何目录记载的，机关已声明主动公开事项数据报送齐全的才列出，否则无法判断；公布日期或者是否齐全不明的，"
    "也无法判断。",
)  # fmt: skip
def list_not_published(data: Tables) -> ir.Table:
    """Agencies and authorised bodies in office without a whole, published list of decisions that need legal review.

    Without any row: a hit only where the agency declared its disclosures complete for the as-of day.
    """
    d = data.disclosures
    lists = d.filter(d.kind == "legal_review_list")
    good = data.happened(lists, "disclosures", "published_on") & lists.is_complete
    known = (
        lists.mutate(good=good)
        .group_by("agency_id")
        .agg(fj_good=good.any(), fj_unsaid=good.isnull().any(), published_on=lists.published_on.max())
    )
    known = known.select(fj_agency="agency_id", fj_good="fj_good", fj_unsaid="fj_unsaid", published_on="published_on")
    t = with_delivery(
        data, data.agencies.mutate(as_of=data.today), "agency_id", "disclosures", "agency_id", "as_of", "fj_complete"
    )
    t = t.left_join(known, t.agency_id == known.fj_agency)
    missing = ibis.cases(
        (t.fj_good, ibis.literal(False)),
        (t.fj_unsaid, ibis.null("boolean")),
        (t.fj_agency.notnull() | t.fj_complete, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    return judge(
        t,
        subject="agencies",
        step_on=data.today,
        hit=in_office(data, t) & missing,
        explain="截至{as_of}，没有公布完整的重大执法决定法制审核目录清单（最近公布日期{published_on}）。",
        as_of=t.as_of,
        published_on=t.published_on,
    )
