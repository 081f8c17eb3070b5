"""DIS-OFFICER."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.comparisons import LET_GO, TOP, by_officer, cases_of_officers, discoveries
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge

PERCENT = 100


@rule(
    id="DIS-OFFICER",
    title="承办人裁量异常",
    subject="officers",
    version=2,
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law(
        "行政执法监督条例", "第十一条第二款；国办发〔2023〕27号 提升行政执法质量三年行动计划", since="2026-02-01"
    ),
    needs=(),
    reading="承办人是在案件中承担调查的人员，近36个月普通程序案件15件以上才比较。"
    "每件按同案由、同阶次、同类当事人由其他人办理的案件推算应有的顶格罚款、不予处罚件数，同类案件少的向同领域平均靠拢；"
    "实际件数高出3个标准差以上，并且与本次筛查的全部统计比较（含所有制等的比较）合在一起控制误报（伪发现率5%以内）仍然成立的，列为线索。"
    "案件集中于少数当事人（集中度0.3以上）的，同样列为线索。只作线索，不得用于自动评价个人；专办某类案件的岗位由人工判断。",
)
def officer_apart(data: Tables) -> ir.Table:
    """Investigators who fine at the top, or let go, far more than others do in like cases; or serve few parties only.

    At least 15 ordinary cases of the last 36 months. Like cases: same violation, step and kind of party, by others;
    where those are few the field's share is mixed in (weight 20). z of three and a discovery at 5 % among all
    comparisons of the run, those of sides included. Few parties: Σ share² of 0.3 or more. Cases without a span count
    for the letting go only.
    Clues about a person: never an automatic judgement.
    """
    both, found = by_officer(data), discoveries(data)
    found = found.filter(found.by == "officer")
    both = both.inner_join(found, [both.officer_id == found.who, both.kind == found.what])
    apart = both.mutate(apart=(both.z >= float(data.setting("officer_z"))) & both.is_discovery)
    top, free = (_of_kind(apart, kind) for kind in (TOP, LET_GO))
    few = _few_parties(cases_of_officers(data), data.setting("officer_min_cases"))
    o = data.officers.select("officer_id", "agency_id", "name")
    t = o.inner_join(few, "officer_id")
    t = t.left_join(top, t.officer_id == top.top_officer)
    t = t.left_join(free, t.officer_id == free.let_go_officer)
    many_tops, many_free = (t[f"{kind}_apart"].fill_null(False) for kind in ("top", "let_go"))
    narrow = t.squares * PERCENT >= t.cases * t.cases * data.setting("officer_focus_percent")
    return judge(
        t,
        subject="officers",
        step_on=data.today,
        hit=many_tops | many_free | narrow,
        explain="近期承办普通程序案件{cases}件：顶格罚款{top_flagged}件（按同类案件应为{top_expected}件），"
        "不予处罚{let_go_flagged}件（应为{let_go_expected}件），当事人集中度{focus}。问题：{problem}。",
        problem=problems((many_tops, "顶格罚款偏多"), (many_free, "不予处罚偏多"), (narrow, "当事人过于集中")),
        cases=t.cases,
        top_flagged=t.top_flagged,
        top_expected=t.top_expected,
        let_go_flagged=t.let_go_flagged,
        let_go_expected=t.let_go_expected,
        focus=(t.squares.cast("float64") / (t.cases * t.cases).cast("float64")).cast("decimal(18,3)"),
    )


def _of_kind(t: ir.Table, kind: str) -> ir.Table:
    one = t.filter(t.kind == kind)
    return one.select(
        **{
            f"{kind}_officer": one.officer_id,
            f"{kind}_flagged": one.flagged,
            f"{kind}_expected": one.expected.cast("decimal(18,2)"),
            f"{kind}_apart": one.apart,
        }
    )


def _few_parties(c: ir.Table, least: int) -> ir.Table:
    """By officer: cases, and squares, the sum of the squares of each known party's cases."""
    by_party = c.group_by("officer_id", "party").aggregate(n=c.count())
    square = ibis.ifelse(by_party.party.notnull(), by_party.n * by_party.n, by_party.n)
    t = by_party.group_by("officer_id").aggregate(
        cases=by_party.n.sum().cast("int64"), squares=square.sum().cast("int64")
    )
    return t.filter(t.cases >= least)
