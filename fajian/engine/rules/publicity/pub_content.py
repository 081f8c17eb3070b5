"""PUB-CONTENT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.hearings import fine_yuan
from fajian.engine.rules.tables import Tables, judge

# Brackets of any width are the same sign, and blanks are none.
_SIGNS = ("[［【〔(（]］】〕)） \u3000", "(((((())))))")


@rule(
    id="PUB-CONTENT",
    title="公示内容与决定书不一致或缺要素",
    subject="publications",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("市场监督管理行政处罚信息公示规定", "第七条；国办发〔2018〕118号 三项制度指导意见"),
    needs=("shown_party_name", "shown_decision_no", "shown_fine_yuan", "shown_decided_on"),
    reading="处罚公示的文号、罚款金额、决定日期或者当事人名称，与决定书不一致的，列出。自然人的姓名不比较；"
    "没有罚款的按0元比较；括号的样式、全角半角和空格的差别不算不一致。公示或者案件一方没有记载的项目无法比较，"
    "其余项目都一致的，无法判断。",
)
def differs_from_the_decision(data: Tables) -> ir.Table:
    """A penalty was published with another number, fine, date or party than the decision's.

    Names of natural persons are not compared: they are shown in part. A decision without a fine is one of nought. Kinds
    of brackets, full and half width, and blanks make no difference.
    """
    p = data.penalties
    cases = p.select(
        "penalty_id", "agency_id", "party_kind", "party_name", "decision_no", "decided_on", case_fine_yuan=fine_yuan(p)
    )
    shown = data.publications.filter(data.publications.act_kind == "penalty")
    t = shown.inner_join(cases, shown.act_id == cases.penalty_id)
    has_name = t.party_kind != "person"
    differs = (
        _other(t.shown_decision_no, t.decision_no)
        | (t.shown_fine_yuan != t.case_fine_yuan)
        | (t.shown_decided_on != t.decided_on)
        | (has_name & _other(t.shown_party_name, t.party_name))
    )
    return judge(
        t,
        subject="publications",
        step_on=t.published_on,
        hit=differs,
        explain="公示：文号{shown_decision_no}、罚款{shown_fine_yuan}元、日期{shown_decided_on}、当事人{shown_party_name}；"
        "决定书：文号{decision_no}、罚款{case_fine_yuan}元、日期{decided_on}、当事人{party_name}。",
        shown_decision_no=t.shown_decision_no,
        decision_no=t.decision_no,
        shown_fine_yuan=t.shown_fine_yuan,
        case_fine_yuan=t.case_fine_yuan,
        shown_decided_on=t.shown_decided_on,
        decided_on=t.decided_on,
        shown_party_name=ibis.ifelse(has_name, t.shown_party_name, "（自然人）"),
        party_name=ibis.ifelse(has_name, t.party_name, "（自然人）"),
    )


def _other(shown: ir.StringValue, true: ir.StringValue) -> ir.BooleanValue:
    """Whether two texts differ in more than signs; equal ones, nearly all, are not taken apart."""
    return ibis.ifelse(shown == true, ibis.literal(False), _plain(shown) != _plain(true))


def _plain(text: ir.StringValue) -> ir.StringValue:
    return text.translate(*_SIGNS)
