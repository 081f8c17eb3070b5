"""PEN-022-JURIS."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.offices import covers
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished

# Grounds that rest on a document of their own; a special rule of a statute needs none.
BY_DOCUMENT = ("assigned", "assist")


@rule(
    id="PEN-022-JURIS",
    title="管辖错误与违规异地执法",
    subject="penalties",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第二十条、第二十一条", until="2021-07-14"),
        law("行政处罚法(2021)", "第二十二条、第二十三条、第二十五条第二款", since="2021-07-15", until="2025-05-19"),
        law(
            "行政处罚法(2021)", "第二十二条、第二十三条、第二十五条第二款；民营经济促进法第六十四条", since="2025-05-20"
        ),
    ),
    needs=("outcome", "violation_region_code", "jurisdiction_basis", "jurisdiction_doc_no"),
    reading="给予处罚的案件，违法行为发生地不在处罚机关的行政区划以内，又没有管辖依据，"
    "或者管辖依据是指定管辖、异地协助而没有文书号的，列为线索；依法律、法规、规章另有规定管辖的不需要文书号。"
    "区划代码末尾为两个零的包括其下各级；发生地只写到机关区划的上级，或者发生地、机关区划没有记载的，无法判断。"
    "行为实施地、结果地都可能是发生地，由人工判断；异地当事人占比不在本条比较。",
)
def outside_its_region(data: Tables) -> ir.Table:
    """Punished for an act outside the agency's region without a ground for it, or on a ground without its document.

    A code that ends in 00 covers all below it. A place that is only known as the agency's own city or province may lie
    inside: unknown. Assignment and help between places rest on a document; a special rule of a statute does not.
    """
    t = look_up(data.penalties, "agency_id", data.agencies, "agency_id", home_code="region_code")
    inside = covers(t.home_code, t.violation_region_code)
    too_coarse = covers(t.violation_region_code, t.home_code)
    outside = ibis.cases(
        (inside, ibis.literal(False)), (too_coarse, ibis.null("boolean")), (~inside, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )  # fmt: skip
    groundless = ~data.happened(t, "penalties", "jurisdiction_basis")
    undocumented = t.jurisdiction_basis.isin(BY_DOCUMENT) & ~data.happened(t, "penalties", "jurisdiction_doc_no")
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & outside & (groundless | undocumented),
        explain="违法行为发生地区划{violation_region_code}，处罚机关区划{home_code}；管辖依据{jurisdiction_basis}，"
        "管辖文书号{jurisdiction_doc_no}，当事人登记地区划{party_region_code}。问题：{problem}。",
        problem=problems((groundless, "没有管辖依据"), (undocumented, "指定管辖、异地协助没有文书")),
        violation_region_code=t.violation_region_code,
        home_code=t.home_code,
        jurisdiction_basis=t.jurisdiction_basis,
        jurisdiction_doc_no=t.jurisdiction_doc_no,
        party_region_code=t.party_region_code,
    )
