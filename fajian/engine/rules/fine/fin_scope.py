"""FIN-SCOPE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.fines import with_clause
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished

PERCENT = 100


@rule(
    id="FIN-SCOPE",
    title="随意扩大违法行为范围",
    subject=("penalties", "agencies"),
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见", "三；行政处罚法(2021)第十六条、第十七条"),
    needs=("outcome", "norm_id", "party_kind"),
    reading="案件：罚则只适用于个人而处罚单位，或者只适用于单位而处罚自然人的，列为线索，个体工商户两者都可以。机关："
    "近36个月普通程序处罚案件8件以上，以兜底条款处罚的某一案由占其案件的20%以上，"
    "并且高于同领域其他也有8件以上的机关（至少3个）中95%的机关的，列为线索。案由不在权责清单的由越权执法的规则列出，"
    "本条不重复列。罚则或者当事人类别没有记载的，无法判断。",
)
def beyond_the_clause(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Parties to whom the clause does not apply, and agencies that live on one catch-all clause.

    An agency: of its ordinary cases of the last 36 months (at least 8) a fifth or more rest on one violation under a
    catch-all clause, and 95 in 100 of the other agencies of its field with as many cases (at least 3) have a smaller
    share of that violation. Record: agency|violation. Violations off the list of powers: SUB-POWER.
    """
    t = with_clause(data, data.penalties)
    return _parties(t), _agencies(data, t)


def _parties(t: ir.Table) -> ir.Table:
    mismatch = ((t.clause_applies_to == "person") & (t.party_kind == "organisation")) | (
        (t.clause_applies_to == "organisation") & (t.party_kind == "person")
    )
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & mismatch,
        explain="当事人为{party_kind}，而{citation}的适用主体为{clause_scope}。",
        party_kind=t.party_kind,
        citation=t.citation,
        clause_scope=ibis.cases(
            (t.clause_applies_to == "person", "个人"),
            (t.clause_applies_to == "organisation", "单位"),
            (t.clause_applies_to == "any", "不限"),
            else_=ibis.null("string"),
        ),
    )


def _agencies(data: Tables, t: ir.Table) -> ir.Table:
    """Shares are compared as products of whole numbers: nothing is divided."""
    months = data.setting("scope_months")
    recent = (t.decided_on > months_after(data.today, -months)) & (t.decided_on <= data.today)
    c = t.filter(recent & punished(t) & ordinary(t) & t.violation_code.notnull() & t.clause_id.notnull())
    totals = c.group_by("agency_id").aggregate(cases=c.count())
    totals = totals.filter(totals.cases >= data.setting("scope_min_cases"))
    totals = totals.inner_join(data.agencies.select("agency_id", "domain"), "agency_id")
    caught = c.filter(c.is_catchall)
    caught = caught.group_by("agency_id", "violation_code").aggregate(caught_cases=caught.count())
    g = totals.inner_join(caught, "agency_id")
    g = g.filter(g.caught_cases * PERCENT >= g.cases * data.setting("scope_least_percent"))
    peers = totals.select("domain", peer_id="agency_id", peer_cases="cases")
    pairs = g.inner_join(peers, "domain").filter(lambda x: x.peer_id != x.agency_id)
    its = caught.select(its_agency="agency_id", its_code="violation_code", its_caught="caught_cases")
    pairs = pairs.left_join(its, [pairs.peer_id == its.its_agency, pairs.violation_code == its.its_code])
    pairs = pairs.mutate(is_below=pairs.its_caught.fill_null(0) * pairs.cases < pairs.caught_cases * pairs.peer_cases)
    g = pairs.group_by("agency_id", "violation_code", "cases", "caught_cases").aggregate(
        peers=pairs.count(), below=pairs.is_below.sum()
    )
    g = g.filter(g.peers >= data.setting("scope_peers"))
    return judge(
        g,
        subject="agencies",
        record_id=g.agency_id.concat("|", g.violation_code),
        step_on=data.today,
        hit=g.below * PERCENT >= g.peers * data.setting("scope_peer_percent"),
        explain=f"近{months}个月{{cases}}件普通程序处罚案件中{{caught_cases}}件以兜底条款处罚案由{{violation_code}}；"
        "同领域其他{peers}个机关中{below}个的占比低于本机关。",
        violation_code=g.violation_code,
        cases=g.cases,
        caught_cases=g.caught_cases,
        peers=g.peers,
        below=g.below,
    )
