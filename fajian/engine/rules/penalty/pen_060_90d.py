"""PEN-060-90D."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.adjustments import EXTENSION, extensions, with_deductions
from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION, ordinary


@rule(
    id="PEN-060-90D",
    title="超期办案（立案至决定超过90日）",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政处罚法(2021)", "第六十条", since="2021-07-15"),
    needs=("procedure", "filed_on", "decided_on", "outcome"),
    reading="2021年7月15日以后立案的普通程序案件，从立案次日起90日（公安30日）以内没有作出决定的，列出；"
    "末日遇休息日顺延，至今没有决定而末日已过的同样列出。移送司法、撤销案件的不列。延长须有文书，"
    "并在原末日以前（含当日）批准；不是集体讨论决定的延长，最多计算本领域规定的天数。听证、公告、"
    "检测鉴定等期间有文书的予以扣除，起止两日都扣，重叠的只扣一次，期限届满以后才开始的不扣。批准层级、"
    "延长天数或者扣除期间的起始日没有记载而可能影响结论的，无法判断。",
)
def decided_too_late(data: Tables) -> ir.Table:
    """Ordinary cases filed from 15 July 2021 and not decided within 90 calendar days (police 30).

    The day of filing is not counted, a last day on a rest day moves on. Extensions count if approved, with a
    document, by the last day without them; those not approved by collective discussion only up to what the rules of
    the field allow. Documented periods for hearing, notice, tests and the like do not count: merged, both ends
    included, from the day after filing to the decision, if begun before the time was over. Whether an approver or the
    first day of a period is unrecorded matters only where it could still save the case. Cases handed over or
    withdrawn are not judged.
    """
    t = _with_limits(data)
    late = data.late(t, "penalties", "decided_on", t.last_day)
    surely = data.late(t, "penalties", "decided_on", t.last_day_at_most)
    over = late & ibis.cases((t.unclear, ibis.null("boolean")), (surely, surely), else_=ibis.null("boolean"))
    applies = ordinary(t) & (t.filed_on >= REVISION) & ~t.outcome.isin(["transferred", "withdrawn"])
    return judge(
        t,
        subject="penalties",
        step_on=t.filed_on,
        hit=applies & over,
        explain="{filed_on}立案，办案期限{base_days}日，依法延长{extended_days}日，扣除{deducted_days}日，末日遇休息日顺延至{last_day}，"
        "处罚决定日{decided_on}。",
        filed_on=t.filed_on,
        base_days=t.base_days,
        extended_days=t.extended_days,
        deducted_days=t.deducted_days,
        last_day=t.last_day,
        decided_on=t.decided_on,
    )


def _with_limits(data: Tables) -> ir.Table:
    """Penalties with base_days, extended_days, deducted_days, last_day, last_day_at_most and unclear."""
    p = data.penalties
    t = p.mutate(
        runs_from=p.filed_on,
        runs_to=p.decided_on.fill_null(data.today),
        base_days=data.days("case_days", p.filed_on, p.domain, "default"),
        allowed_days=data.days("case_extension_days", p.filed_on, p.domain, "default"),
    )
    a = data.time_adjustments
    documented = (a.act_kind == "penalty") & data.happened(a, "time_adjustments", "doc_no").fill_null(True)
    periods = a.filter(documented & (a.kind != EXTENSION))
    t = with_deductions(data, t, "penalty_id", periods, days="base_days", name="first_deducted", roll=True)
    t = t.mutate(first_last_day=rolled(days_after(t.filed_on, t.base_days + t.first_deducted)))
    t = _with_extensions(data, t)
    t = t.mutate(whole_days=t.base_days + t.extended_days)
    t = with_deductions(data, t, "penalty_id", periods, days="whole_days", name="deducted_days", roll=True)
    whole = t.base_days + t.deducted_days
    return t.mutate(
        last_day=rolled(days_after(t.filed_on, whole + t.extended_days)),
        last_day_at_most=rolled(days_after(t.filed_on, whole + t.extended_at_most)),
        unclear=t.deducted_days_unclear | t.days_unclear,
    )


def _with_extensions(data: Tables, t: ir.Table) -> ir.Table:
    """`t` with extended_days, extended_at_most (if whoever is unrecorded was the collective) and days_unclear."""
    e = extensions(data, t, "penalty_id", "penalty", "first_last_day")
    e = e.filter(e.has_doc.fill_null(True))
    by_all = e.approver == "collective"
    nobody = ibis.literal(0).cast("int64")
    sums = e.group_by("fj_key").agg(
        fj_together=e.days.sum(where=by_all),
        fj_alone=e.days.sum(where=~by_all),
        fj_unsaid=e.days.sum(where=e.approver.isnull()),
        fj_unclear=e.days.isnull().any(),
    )
    t = t.left_join(sums, t.penalty_id == sums.fj_key)
    together, alone, unsaid = (t[name].fill_null(nobody) for name in ("fj_together", "fj_alone", "fj_unsaid"))

    def capped(days: ir.IntegerValue) -> ir.IntegerValue:
        return ibis.ifelse(days > t.allowed_days, t.allowed_days, days)

    return t.mutate(
        extended_days=together + capped(alone + unsaid),
        extended_at_most=together + unsaid + capped(alone),
        days_unclear=t.fj_unclear.fill_null(False),
    ).drop("fj_key", "fj_together", "fj_alone", "fj_unsaid", "fj_unclear")
