"""REC-DOC."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.acts import all_acts
from fajian.engine.rules.base import law, rule
from fajian.engine.rules.papers import lacking_papers
from fajian.engine.rules.tables import Tables, judge

Wanted = list[tuple[ir.BooleanValue, str]]


@rule(
    id="REC-DOC",
    title="必备文书缺失",
    subject="file_archives",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=(
        law("行政强制法", "第十八条、第二十四条", until="2018-12-04"),
        law(
            "国办发〔2018〕118号 三项制度指导意见",
            "三、全面推行执法全过程记录制度；行政处罚法(2021)第四十七条",
            since="2018-12-05",
        ),
    ),
    needs=("act_kind", "act_id", "document_kinds"),
    reading="案卷缺少必备文书的，列出。普通程序处罚：立案审批表、现场或询问笔录、处罚告知书、处罚决定书、送达回证；"
    "经过听证的还有听证告知书和笔录，经过法制审核、集体讨论的还有审核意见、讨论记录。当场处罚：处罚决定书。查封扣押："
    "审批表、决定书、清单、笔录；代履行、强制拆除、排除妨碍：催告书、决定书；其他强制：决定书。许可：申请书、"
    "许可决定书；检查：检查记录或者笔录。卷内文书没有记载的，无法判断；找不到对应办件的，只看各该类案卷都要有的文书。",
)
def paper_missing(data: Tables) -> ir.Table:
    """Files that lack a paper their act calls for.

    Ordinary penalties: filing, record, notice, decision, service; after a hearing its notice and minutes; the legal
    review and the minutes of the discussion where there was one. On the spot: the decision. Seizures: approval,
    decision, list, record. Substitute performance, demolition, clearing: urging letter, decision; other coercion:
    decision. Licences: application, decision. Inspections: a record of either kind. Where the act is not on its
    sheet, only what every such act needs can be judged.
    """
    f = data.file_archives
    acts = all_acts(data).select(owner_kind="act_kind", owner_act="act_id", owner="agency_id")
    t = f.left_join(acts, [f.act_kind == acts.owner_kind, f.act_id == acts.owner_act])
    t = _with_case(data, t)
    lacking = lacking_papers(t.document_kinds, _penalty(t) + _coercion(t) + _others(t))
    no_record = (t.act_kind == "inspection") & ~(
        t.document_kinds.contains("record") | t.document_kinds.contains("inspection_record")
    )
    return judge(
        t,
        subject="file_archives",
        agency_id=t.owner,
        step_on=t.archived_on,
        hit=lacking.any_lacks | no_record,
        explain="{act_kind}案卷（{volume_no}，办件{act_id}）缺少必备文书：{missing}。",
        act_kind=t.act_kind,
        act_id=t.act_id,
        volume_no=t.volume_no,
        missing=ibis.ifelse(no_record.fill_null(False), ibis.literal("检查记录"), lacking.words),
    )


def _with_case(data: Tables, t: ir.Table) -> ir.Table:
    """Files with what their act calls for: case_procedure, was_heard, was_reviewed, was_discussed, coercion_kind."""
    p = data.penalties
    cases = p.select(
        case_kind=ibis.literal("penalty"),
        case_id="penalty_id",
        case_procedure="procedure",
        was_heard=data.happened(p, "penalties", "hearing_held_on"),
        was_reviewed=data.happened(p, "penalties", "reviewed_on"),
        was_discussed=data.happened(p, "penalties", "discussed_on"),
    )
    t = t.left_join(cases, [t.act_kind == cases.case_kind, t.act_id == cases.case_id])
    c = data.coercions.select(held_kind=ibis.literal("coercion"), held_id="coercion_id", coercion_kind="kind")
    return t.left_join(c, [t.act_kind == c.held_kind, t.act_id == c.held_id])


def _penalty(t: ir.Table) -> Wanted:
    penalty = t.act_kind == "penalty"
    ordinary = penalty & (t.case_procedure == "ordinary")
    wanted = [(ordinary, paper) for paper in ("filing_approval", "record", "notice", "service_receipt")]
    wanted += [(ordinary & t.was_heard, paper) for paper in ("hearing_notice", "hearing_minutes")]
    wanted += [(ordinary & t.was_reviewed, "legal_review"), (ordinary & t.was_discussed, "discussion_minutes")]
    return [*wanted, (penalty, "decision")]


def _coercion(t: ir.Table) -> Wanted:
    coercion = t.act_kind == "coercion"
    seized = coercion & t.coercion_kind.isin(["seal", "seize"])
    executed = coercion & t.coercion_kind.isin(["substitute", "demolish", "remove"])
    wanted = [(seized, paper) for paper in ("coercion_approval", "item_list", "record")]
    return [*wanted, (executed, "urge"), (coercion, "coercion_decision")]


def _others(t: ir.Table) -> Wanted:
    licence = t.act_kind == "licence"
    return [(licence, "application"), (licence, "licence_decision")]
