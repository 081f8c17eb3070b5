"""LIC-LIST."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.tables import Tables, judge

HIDDEN = ("filing", "registration", "annual_check", "recognition")


@rule(
    id="LIC-LIST",
    title="清单外许可/变相许可",
    subject="licences",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=law("优化营商环境条例", "第三十九条、第四十条第一款；行政许可法(2019)第十七条", since="2020-01-01"),
    needs=("item_code", "service_type", "result", "decided_on"),
    reading="以备案、登记、年检、认定的名义办理，结果为不予，而该事项不在行政许可清单的，列为线索：能够不予的备案就是许可。"
    "只要该机关权责清单中有一条同一编码的事项标明在行政许可清单，就不列；权责清单没有这个编码的，"
    "机关已声明决定当日的权责清单报送齐全的才列出，否则无法判断。事项编码、是否在清单没有记载的，无法判断。"
    "行政确认等法定的登记、认定由人工排除。",
)
def permit_in_disguise(data: Tables) -> ir.Table:
    """A filing, registration, annual check or recognition that was denied, of an item not on the permit list.

    What can be denied is a permit. Confirmations that the law provides for are left to people.
    """
    p = data.power_items
    listed = p.group_by(list_agency="agency_id", list_code="code").aggregate(
        is_listed=p.is_permit_listed.any(), unsaid=p.is_permit_listed.isnull().any()
    )
    a = data.licences
    t = a.left_join(listed, [a.agency_id == listed.list_agency, a.item_code == listed.list_code])
    t = with_delivery(data, t, "licence_id", "power_items", "agency_id", "decided_on", "fj_delivered")
    unlisted = ibis.cases(
        (t.item_code.isnull(), ibis.null("boolean")),
        (t.is_listed, ibis.literal(False)),
        (t.unsaid, ibis.null("boolean")),
        (t.list_code.notnull() | t.fj_delivered, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    return judge(
        t,
        subject="licences",
        step_on=t.decided_on,
        hit=t.service_type.isin(HIDDEN) & (t.result == "denied") & unlisted,
        explain="{decided_on}以{service_type}名义办理事项“{item_name}”（{item_code}），结果{result}；该事项不在行政许可清单。",
        decided_on=t.decided_on,
        service_type=t.service_type,
        item_name=t.item_name,
        item_code=t.item_code,
        result=t.result,
    )
