"""OFF-ANNUAL."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="OFF-ANNUAL",
    title="证件未年审/换发/注销",
    subject="certificates",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("行政执法监督条例", "第十条"),
    needs=("valid_to_on", "status", "status_on"),
    reading="执法证件有效期已过而状态仍为有效的，列出；有效期最后一日仍在期内。持证人离岗，"
    "从次日起第15个工作日以内没有注销、吊销或者换发的，列出；暂扣不算注销，15个工作日可由地方另定。"
    "年度审验由地方规定，本条不看；证件状态没有记载的，无法判断。",
)
def still_on_the_books(data: Tables) -> ir.Table:
    """Certificates still 有效 though their term is over, or not cancelled in time after their holder left.

    In time is the 15th working day after leaving, by 注销, 吊销 or 已换发; a suspended one is not cancelled. The last
    day of the term is inside it. The yearly check is a local system and not looked at.
    """
    c = data.certificates
    o = data.officers
    left = o.select("officer_id", "left_on", has_left=data.happened(o, "officers", "left_on"))
    t = look_up(c, "officer_id", left, "officer_id", left_on="left_on", has_left="has_left")
    days = data.days("cancel_wd", t.left_on)
    t = t.mutate(limit_days=days, last_day=nth_working_day(t.left_on, days))
    expired = (t.status == "active") & (t.valid_to_on < data.today)
    off_the_books = t.status.isin(["cancelled", "revoked", "replaced"])
    kept = ibis.cases(
        (off_the_books, t.status_on > t.last_day),
        (t.last_day >= data.today, ibis.literal(False)),
        else_=~off_the_books,
    )
    return judge(
        t,
        subject="certificates",
        step_on=ibis.ifelse(t.has_left, t.left_on, t.valid_to_on),
        hit=expired | (t.has_left & kept),
        explain="证件有效期至{valid_to_on}，状态{status}（变更日期{status_on}）；持证人离岗日期{left_on}，"
        "最迟应于{last_day}注销（离岗次日起第{limit_days}个工作日）。",
        valid_to_on=t.valid_to_on,
        status=t.status,
        status_on=t.status_on,
        left_on=t.left_on,
        limit_days=t.limit_days,
        last_day=t.last_day,
    )
