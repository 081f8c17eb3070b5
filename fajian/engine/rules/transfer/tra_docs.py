"""TRA-DOCS."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.papers import lacking_papers
from fajian.engine.rules.tables import Tables, judge

PAPERS = ("transfer_letter", "investigation_report", "item_list", "test_report")


@rule(
    id="TRA-DOCS",
    title="移送材料不齐/未抄送",
    subject="transfers",
    certainty="确定",
    severity="一般",
    wording="涉嫌违法",
    basis=law("行政执法机关移送涉嫌犯罪案件的规定(2020)", "第六条"),
    needs=("sent_at", "document_kinds", "has_prior_penalty"),
    reading="已经移送的案件，移送材料缺少移送书、调查报告、财物清单、检验鉴定之一的，"
    "或者移送前已经处罚而没有附处罚决定书的，列出。规定的表述是“有关”检验报告或者鉴定结论，本条一律核对，"
    "不需要检验鉴定的由人工排除。移送材料没有记载的，无法判断。",
)  # fmt: skip
def papers_missing(data: Tables) -> ir.Table:
    """Cases sent without letter, report, list of goods or test report, or without an earlier penalty's decision.

    The regulation asks for test reports "as the case may be" (有关检验报告或者鉴定结论); here every file needs one.
    """
    t = data.transfers
    wanted = [(ibis.literal(True), paper) for paper in PAPERS] + [(t.has_prior_penalty, "decision")]
    lacking = lacking_papers(t.document_kinds, wanted)
    return judge(
        t,
        subject="transfers",
        step_on=t.sent_at.date(),
        hit=data.happened(t, "transfers", "sent_at") & lacking.any_lacks,
        explain="{sent_at}移送公安机关，材料缺少：{missing}。",
        sent_at=t.sent_at,
        missing=lacking.words,
        has_prior_penalty=t.has_prior_penalty,
    )
