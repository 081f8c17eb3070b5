"""DIS-27-ADJUST."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="DIS-27-ADJUST",
    title="调整适用基准未经批准或集体讨论",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("国办发〔2022〕27号 行政裁量权基准意见", "（适用裁量权基准）"),
    needs=("outcome", "decided_on", "is_tier_adjusted", "adjust_approved_on", "closed_on"),
    reading="声明调整适用裁量基准而给予处罚的案件，没有批准日期的，或者案卷中没有调整适用材料的，列出；批准在哪一日，"
    "不影响结论。没有归档记载的，在结案次日起30日（末日遇休息日顺延）届满以后，机关已声明归档数据报送齐全的列出，"
    "否则无法判断；没有结案或者没有届满的，不因此列出。",
)
def departed_without_leave(data: Tables) -> ir.Table:
    """Punished with an open departure from the standard that was not approved, or of which the file holds no papers.

    Papers: 调整适用材料 in any file of the case. Without a file only once the 30 days for filing after closing (rolled
    over rest days) are over; then a hit where the agency declared 案卷归档 complete, else it cannot be judged.
    """
    p = data.penalties
    f = data.file_archives.filter(data.file_archives.act_kind == "penalty")
    holds = f.document_kinds.contains("adjust_doc")
    files = f.group_by("act_id").aggregate(holds_papers=holds.any(), is_unsaid=f.document_kinds.isnull().any())
    t = p.left_join(files, p.penalty_id == files.act_id)
    t = with_delivery(data, t, "penalty_id", "file_archives", "agency_id", "decided_on", "is_sheet_complete")
    t = t.mutate(file_by=rolled(days_after(t.closed_on, data.days("archive_days", t.closed_on))))
    no_papers = ibis.cases(
        (t.holds_papers, ibis.literal(False)),
        (t.is_unsaid, ibis.null("boolean")),
        (t.act_id.notnull(), ibis.literal(True)),
        (data.happened(t, "penalties", "closed_on") & (t.file_by >= data.today), ibis.literal(False)),
        (~data.happened(t, "penalties", "closed_on"), ibis.literal(False)),
        (t.is_sheet_complete & t.file_by.notnull(), ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    not_approved = ~data.happened(t, "penalties", "adjust_approved_on")
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & t.is_tier_adjusted & (not_approved | no_papers),
        explain="声明调整适用裁量基准；批准或集体讨论日期{adjust_approved_on}，案卷内有调整适用材料：{holds_papers}"
        "（{closed_on}结案，最迟应于{file_by}归档）。",
        adjust_approved_on=t.adjust_approved_on,
        holds_papers=t.holds_papers,
        closed_on=t.closed_on,
        file_by=t.file_by,
    )
