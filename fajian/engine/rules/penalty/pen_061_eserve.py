"""PEN-061-ESERVE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PEN-061-ESERVE",
    title="电子送达无确认书",
    subject="penalties",
    certainty="确定",
    severity="一般",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第四十条", until="2021-07-14"),
        law("行政处罚法(2021)", "第六十一条第二款", since="2021-07-15"),
    ),
    needs=("service_method", "has_service_consent", "served_on"),
    reading="处罚决定书以传真、电子邮件、短信或者电子送达平台送达，而没有当事人签订的电子送达确认书的，列出。"
    "送达方式或者有无确认书没有记载的，无法判断。",
)  # fmt: skip
def served_electronically_without_consent(data: Tables) -> ir.Table:
    """Decisions served by fax, e-mail, short message or platform without a consent signed by the party."""
    p = data.penalties
    electronic = p.service_method.isin(["fax", "email", "sms", "app"])
    return judge(
        p,
        subject="penalties",
        step_on=p.served_on,
        hit=data.happened(p, "penalties", "served_on") & electronic & ~p.has_service_consent,
        explain="{served_on}以{service_method}方式送达，有当事人签订的电子送达确认书：{has_service_consent}。",
        served_on=p.served_on,
        service_method=p.service_method,
        has_service_consent=p.has_service_consent,
    )
