"""CAM-ZERO-CONFLICT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.problems import problems
from fajian.engine.rules.remedies import KINDS, LOST
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.tasks import tasks


@rule(
    id="CAM-ZERO-CONFLICT",
    title="零报告与系统数据矛盾",
    subject="campaign_tasks",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("专项整治工作方案", "问题清单不得遗漏、情况应当属实的要求；行政执法监督条例第二十二条"),
    needs=("agency_id", "ledger_rows", "submitted_at"),
    reading="报送的台账一条问题也没有，而截至报送当日的12个月内，该单位有复议、诉讼被纠错并已生效的案件，或者有查实的投诉，"
    "或者同一活动的台账已经登记了该单位问题的，列为线索。12个月前的对应日不算；12个月可由地方另定。"
    "台账条数或者报送时间不明的，无法判断；没有查到这些情形的，单位已声明报送当日的复议诉讼数据报送齐全、"
    "投诉是否查实都有记载的才不列，否则无法判断。同一次筛查的疑点还没有核实，不在这里比较。",
)
def nothing_reported(data: Tables) -> ir.Table:
    """Nothing was found, says the unit, though it lost cases, complaints proved true, or its problems are registered.

    Within twelve months up to the day of the report. Findings of the same run are suspicions nobody has confirmed:
    once confirmed they stand in the ledger, and that is compared.
    """
    months = data.setting("zero_report_months")
    t = tasks(data)
    t = t.filter((data.happened(t, "campaign_tasks", "submitted_at") & (t.ledger_rows == 0)).fill_null(True))
    t = _counted(t, _lost(data), "lost", months)
    t = _counted(t, _true_complaints(data), "proven", months)
    issues = data.ledger_issues
    i = issues.select(fj_unit="agency_id", fj_day="found_on", fj_sure=ibis.literal(True), fj_campaign="campaign_id")
    t = _counted(t, i.filter(i.fj_campaign.notnull()), "listed", months)
    t = with_delivery(data, t, "task_id", "reviews_and_suits", "agency_id", "submitted_at", "fj_delivered")
    sure = ibis.ifelse(t.fj_delivered, ibis.literal(False), ibis.null("boolean"))
    lost, proven, listed = (t[f"{name}_count"] > 0 for name in ("lost", "proven", "listed"))
    conflict = lost | proven | listed | ibis.ifelse(t.proven_unsaid, ibis.null("boolean"), ibis.literal(False)) | sure
    zero = data.happened(t, "campaign_tasks", "submitted_at") & (t.ledger_rows == 0)
    known = ibis.ifelse(t.submitted_at.notnull() & t.agency_id.notnull(), ibis.literal(True), ibis.null("boolean"))
    return judge(
        t,
        subject="campaign_tasks",
        step_on=t.submitted_at,
        hit=zero & conflict & known,
        explain=f"{{submitted_at}}报送的台账{{ledger_rows}}条；此前{months}个月内生效的被纠错案件{{lost_count}}件，"
        "查实的投诉{proven_count}件，同一活动台账已登记问题{listed_count}条；矛盾：{problem}。",
        problem=problems((lost, "有被纠错的案件"), (proven, "有查实的投诉"), (listed, "台账已登记问题")),
        submitted_at=t.submitted_at,
        ledger_rows=t.ledger_rows,
        lost_count=t.lost_count,
        proven_count=t.proven_count,
        listed_count=t.listed_count,
    )


def _lost(data: Tables) -> ir.Table:
    """Reviews and suits that went against the agency, by the day they took effect."""
    r = data.reviews_and_suits
    r = r.filter(r.kind.isin(KINDS) & r.result.isin(LOST))
    return r.select(
        fj_unit="agency_id", fj_day="effective_on", fj_sure=ibis.literal(True), fj_campaign=ibis.null("string")
    )


def _true_complaints(data: Tables) -> ir.Table:
    """Complaints about an agency, by the day they came in, and whether they proved true."""
    c = data.complaints
    return c.select(
        fj_unit="respondent_agency_id", fj_day="received_on", fj_sure="is_verified", fj_campaign=ibis.null("string")
    )


def _counted(t: ir.Table, rows: ir.Table, name: str, months: int) -> ir.Table:
    """Tasks with `<name>_count`, the rows of their unit (and campaign) in the months up to the report, and
    `<name>_unsaid`: whether of one of them nobody knows."""
    pairs = t.select("task_id", "agency_id", "campaign_id", "submitted_at").inner_join(
        rows, t.agency_id == rows.fj_unit
    )
    within = (pairs.fj_day <= pairs.submitted_at) & (pairs.fj_day > months_after(pairs.submitted_at, -months))
    same = pairs.fj_campaign.isnull() | (pairs.fj_campaign == pairs.campaign_id)
    pairs = pairs.mutate(counts=within & same & pairs.fj_sure)
    found = pairs.group_by(fj_task="task_id").aggregate(
        fj_count=pairs.counts.sum(), fj_unsaid=pairs.counts.isnull().any()
    )
    t = t.left_join(found, t.task_id == found.fj_task)
    return t.mutate(**{f"{name}_count": t.fj_count.fill_null(0), f"{name}_unsaid": t.fj_unsaid.fill_null(False)}).drop(
        "fj_task", "fj_count", "fj_unsaid"
    )
