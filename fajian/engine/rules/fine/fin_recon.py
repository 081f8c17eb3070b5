"""FIN-RECON."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import party_key

INCOME = ("fine", "surcharge", "confiscation")


@rule(
    id="FIN-RECON",
    title="罚款收入不真实（虚增、空转、先征后返）",
    subject="payments",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=law("国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见", "四；行政处罚法(2021)第七十四条、第七十九条"),
    needs=("paid_on", "amount_yuan"),
    reading="有下列情形之一的款项，列为线索：罚没款已经入库而没有对应办件；退付的数额达到该案此前90日以内已缴罚没款的九成，"
    "没有退付依据文号，处罚也没有变更、撤销等记载（第90日在内）；同一当事人同一日向同一机关缴纳的罚没款中，"
    "数额为整万元的有3笔以上。国库科目调整、历史挂账清理应有文书，由人工核对；付款人没有记载，按案件当事人比较。"
    "缴款日期、金额没有记载而可能影响结论的，无法判断。",
)
def income_that_is_none(data: Tables) -> ir.Table:
    """Money in the treasury without a case, money sent back soon and nearly whole without a paper, rows of round sums.

    Sent back: at least nine tenths of what the case brought in during the 90 days before, no number of a document, and
    the penalty stands. Round sums: three or more of whole ten thousands, by one party to one agency in one day; who
    paid is not recorded, the party of the case stands for it.
    """
    y = _with_case(data)
    income = y.kind.isin(INCOME)
    orphan = income & data.happened(y, "payments", "treasury_on") & ~data.happened(y, "payments", "act_id")
    y = _with_paid_before(data, y)
    unpapered = ~data.happened(y, "payments", "refund_doc_no") & ~y.is_changed.fill_null(False)
    back = (y.kind == "refund") & unpapered & y.is_nearly_whole
    y = _with_round_sums(data, y)
    round_ = income & (y.round_sums >= data.setting("recon_round_sums")).fill_null(False)
    return judge(
        y,
        subject="payments",
        step_on=y.paid_on,
        hit=orphan | back | round_,
        explain="{paid_on}{kind}{amount_yuan}元，办件{act_id}，入库日期{treasury_on}，退付依据{refund_doc_no}；"
        "该案此前九十日内已缴{paid_before_yuan}元，同日同一当事人整万元款项{round_sums}笔。问题：{problem}。",
        problem=problems((orphan, "有收入无案件"), (back, "无依据近乎全额退付"), (round_, "同日多笔整万元")),
        paid_on=y.paid_on,
        kind=y.kind,
        amount_yuan=y.amount_yuan,
        act_id=y.act_id,
        treasury_on=y.treasury_on,
        refund_doc_no=y.refund_doc_no,
        paid_before_yuan=y.paid_before_yuan,
        round_sums=y.round_sums,
    )


def _with_case(data: Tables) -> ir.Table:
    """Payments with `case_party` and `is_changed` of the penalty they belong to."""
    p = data.penalties
    cases = p.select("penalty_id", case_party=party_key(p), is_changed=data.happened(p, "penalties", "change_kind"))
    y = look_up(data.payments, "act_id", cases, "penalty_id", case_party="case_party", is_changed="is_changed")
    ours = (y.act_kind == "penalty").fill_null(False)
    return y.mutate(
        case_party=ibis.ifelse(ours, y.case_party, ibis.null("string")),
        is_changed=ibis.ifelse(ours, y.is_changed, ibis.null("boolean")),
    )


def _with_paid_before(data: Tables, y: ir.Table) -> ir.Table:
    """Payments with, for refunds, `paid_before_yuan` (what their case brought in before) and `is_nearly_whole`."""
    days = data.setting("recon_refund_days")
    share = ibis.literal(data.setting("recon_refund_share")).cast("decimal(18,4)")
    back = y.filter((y.kind == "refund") & y.act_id.notnull())
    back = back.select(back_id="payment_id", back_kind="act_kind", back_act="act_id", back_on="paid_on")
    paid = y.filter(y.kind.isin(INCOME)).select("act_kind", "act_id", "paid_on", "amount_yuan")
    pairs = back.inner_join(paid, [back.back_kind == paid.act_kind, back.back_act == paid.act_id])
    before = (pairs.paid_on <= pairs.back_on) & (days_after(pairs.paid_on, days) >= pairs.back_on)
    pairs = pairs.mutate(before=before)
    sums = pairs.group_by("back_id").aggregate(
        paid_before_yuan=pairs.amount_yuan.sum(where=pairs.before).cast("decimal(18,2)"),
        before_unsaid=(pairs.before.isnull() | (pairs.before & pairs.amount_yuan.isnull())).any(),
    )
    t = y.left_join(sums, y.payment_id == sums.back_id)
    whole = t.amount_yuan >= t.paid_before_yuan * share
    nearly = ibis.cases(
        (t.act_id.isnull() | t.back_id.isnull(), ibis.literal(False)),
        (t.before_unsaid, ibis.null("boolean")),
        (t.paid_before_yuan.isnull(), ibis.literal(False)),
        else_=whole,
    )
    return t.mutate(is_nearly_whole=nearly)


def _with_round_sums(data: Tables, y: ir.Table) -> ir.Table:
    """Payments with `round_sums`: how many of the party's that day, to that agency, were whole ten thousands."""
    unit = data.setting("recon_round_yuan")
    is_round = (y.amount_yuan > 0) & ((y.amount_yuan * 100).cast("int64") % (unit * 100) == 0)
    r = y.filter(y.kind.isin(INCOME) & is_round & y.case_party.notnull() & y.paid_on.notnull())
    found = r.group_by(r_party="case_party", r_agency="agency_id", r_on="paid_on").aggregate(round_count=r.count())
    t = y.left_join(found, [y.case_party == found.r_party, y.agency_id == found.r_agency, y.paid_on == found.r_on])
    own = (t.amount_yuan > 0) & ((t.amount_yuan * 100).cast("int64") % (unit * 100) == 0)
    return t.mutate(round_sums=ibis.ifelse(own, t.round_count, 0))
