"""INS-NOTICE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, on_site, under_new_rules


@rule(
    id="INS-NOTICE",
    title="未出示检查通知书/检查码",
    subject="inspections",
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "四"),
    needs=("mode", "started_at", "notice_no", "code_scanned_at"),
    reading="2025年1月3日以后的现场检查，既没有检查通知书文号、也没有扫码时间的，列出；有其中一项的不列。"
    "检查方式没有记载的，无法判断。",
)
def nothing_shown(data: Tables) -> ir.Table:
    """On-site inspections from 2025-01-03 without a notice and without a scanned code; one of the two is enough."""
    i = inspections(data)
    no_notice = ~data.happened(i, "inspections", "notice_no")
    no_code = ~data.happened(i, "inspections", "code_scanned_at")
    return judge(
        i,
        subject="inspections",
        step_on=i.started_on,
        hit=on_site(i) & under_new_rules(data, i) & no_notice & no_code,
        explain="{started_at}现场检查，检查通知书文号{notice_no}，扫码时间{code_scanned_at}。",
        started_at=i.started_at,
        notice_no=i.notice_no,
        code_scanned_at=i.code_scanned_at,
    )
