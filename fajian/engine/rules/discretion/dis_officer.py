"""DIS-OFFICER."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.fines import with_span
from fajian.engine.rules.problems import problems
from fajian.engine.rules.samples import standardised, upper_tail, with_discoveries
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined, ordinary, party_key

LIKE = ("violation_code", "tier", "party_kind")
PERCENT = 100


@rule(
    id="DIS-OFFICER",
    title="承办人裁量异常",
    subject="officers",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law(
        "行政执法监督条例", "第十一条第二款；国办发〔2023〕27号 提升行政执法质量三年行动计划", since="2026-02-01"
    ),
    needs=(),
    reading="承办人是在案件中承担调查的人员，近36个月普通程序案件15件以上才比较。"
    "每件按同案由、同阶次、同类当事人由其他人办理的案件推算应有的顶格罚款、不予处罚件数，同类案件少的向同领域平均靠拢；"
    "实际件数高出3个标准差以上，并且与本次全部承办人的比较合在一起控制误报（伪发现率5%以内）仍然成立的，列为线索。"
    "案件集中于少数当事人（集中度0.3以上）的，同样列为线索。只作线索，不得用于自动评价个人；专办某类案件的岗位由人工判断。",
)
def officer_apart(data: Tables) -> ir.Table:
    """Investigators who fine at the top, or let go, far more than others do in like cases; or serve few parties only.

    At least 15 ordinary cases of the last 36 months. Like cases: same violation, step and kind of party, by others;
    where those are few the field's share is mixed in (weight 20). z of three and a discovery at 5 % among all
    comparisons of the run. Few parties: Σ share² of 0.3 or more. Cases without a span count for the letting go only.
    Clues about a person: never an automatic judgement.
    """
    c = _cases(data)
    weight, least = data.setting("officer_weight"), data.setting("officer_min_cases")
    tops = c.filter(c.is_fined & c.is_top.notnull())
    tops = tops.mutate(flag=tops.is_top)
    let_go = c.mutate(flag=c.outcome == "no_penalty")
    parts = [
        _against_others(part, kind, weight).filter(lambda x: x.cases >= least)
        for kind, part in (("top", tops), ("let_go", let_go))
    ]
    both = ibis.union(*parts)
    both = with_discoveries(both.mutate(chance=upper_tail(both.z)), "chance", float(data.setting("discovery_rate")))
    apart = both.mutate(apart=(both.z >= float(data.setting("officer_z"))) & both.is_discovery)
    top, free = (_of_kind(apart, kind) for kind in ("top", "let_go"))
    few = _few_parties(c, least)
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


def _cases(data: Tables) -> ir.Table:
    """Ordinary cases that ended with or without a penalty, once for each investigator, whether fined at the top."""
    p = data.penalties
    months = data.setting("officer_months")
    recent = (p.decided_on > months_after(data.today, -months)) & (p.decided_on <= data.today)
    known = p.violation_code.notnull() & p.party_kind.notnull()
    p = p.filter(ordinary(p) & p.outcome.isin(["penalty", "no_penalty"]) & recent & known)
    t = with_span(data, p)
    share = ibis.literal(data.setting("top_share")).cast("decimal(18,4)")
    is_top = ibis.ifelse(t.lowest < t.highest, t.fine_yuan >= t.highest * share, ibis.null("boolean"))
    t = t.select(
        "penalty_id", "outcome", "violation_code", "party_kind", "domain", is_top=is_top, tier=t.tier_id.fill_null(""),
        party=party_key(t), is_fined=fined(t),
    )  # fmt: skip
    a = data.act_officers
    a = a.filter((a.act_kind == "penalty") & (a.role == "investigator") & a.officer_id.notnull())
    who = a.select("act_id", "officer_id").distinct()
    return t.inner_join(who, t.penalty_id == who.act_id)


def _against_others(cases: ir.Table, kind: str, weight: int) -> ir.Table:
    return standardised(cases, "officer_id", LIKE, "domain", "flag", weight).mutate(kind=ibis.literal(kind))


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
