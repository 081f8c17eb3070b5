"""CAM-DOC-CLEAN."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge

TO_GO = ("conflict", "invalid")


@rule(
    id="CAM-DOC-CLEAN",
    title="清理范围内违规文件未废止公布",
    subject="disclosures",
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("专项整治工作方案", "执法依据清理的要求；优化营商环境条例第六十四条；行政许可法(2019)第八十三条"),
    needs=("kind", "verdict", "due_on", "abolished_on", "published_on"),
    reading="列入执法依据清理、清理意见为与上位法不符或者失效废止的文件，没有在处理期限以前（含当日）废止，"
    "或者没有在处理期限以前（含当日）公布的，列出；至今没有办理而期限已过的同样列出。没有写明处理期限的不列；"
    "清理意见没有记载的，无法判断。需要制定机关另行履行程序的，由人工核实。",
)
def not_abolished(data: Tables) -> ir.Table:
    """A document found against higher law, or void, that was not abolished and published by its day."""
    d = data.disclosures
    due = data.happened(d, "disclosures", "due_on")
    kept = due & data.late(d, "disclosures", "abolished_on", d.due_on)
    hidden = due & data.late(d, "disclosures", "published_on", d.due_on)
    return judge(
        d,
        subject="disclosures",
        step_on=d.due_on,
        hit=(d.kind == "cleanup") & d.verdict.isin(TO_GO) & (kept | hidden),
        explain="文件“{title}”（{doc_no}）清理意见为{verdict}，应于{due_on}以前（含当日）废止并公布，实际废止{abolished_on}，"
        "公布{published_on}；问题：{problem}。",
        problem=problems((kept, "没有按期废止"), (hidden, "没有按期公布")),
        title=d.title,
        doc_no=d.doc_no,
        verdict=d.verdict,
        due_on=d.due_on,
        abolished_on=d.abolished_on,
        published_on=d.published_on,
    )
