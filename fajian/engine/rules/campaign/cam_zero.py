"""CAM-ZERO."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.tasks import tasks


@rule(
    id="CAM-ZERO",
    title="零报告无音像佐证",
    subject="campaign_tasks",
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("专项整治工作方案", "未发现问题的单位提供一份完整音像记录备查的要求"),
    needs=("annex_no", "ledger_rows", "recording_count", "submitted_at"),
    reading="已经报送的附件9台账，一条问题也没有，又没有附音像记录的，列出；附了一份以上的不列。附件号因方案而异，"
    "可由地方另定；经核准没有执法业务的单位，由人工排除。台账条数没有记载的，无法判断；附音像份数留空，视为没有附。",
)
def nothing_found_nothing_shown(data: Tables) -> ir.Table:
    """A ledger handed in without a single problem and without a recording to show for it.

    Which annex that is differs from plan to plan: a parameter. Units without enforcement are let off by people.
    """
    t = tasks(data)
    asked = data.happened(t, "campaign_tasks", "annex_no") & (t.annex_no == data.setting("zero_report_annex"))
    handed_in = data.happened(t, "campaign_tasks", "submitted_at")
    return judge(
        t,
        subject="campaign_tasks",
        step_on=t.submitted_at,
        hit=asked & handed_in & (t.ledger_rows == 0) & (t.recording_count == 0),
        explain="附件{annex_no}于{submitted_at}报送，台账{ledger_rows}条，附音像记录{recording_count}份。",
        annex_no=t.annex_no,
        submitted_at=t.submitted_at,
        ledger_rows=t.ledger_rows,
        recording_count=t.recording_count,
    )
