"""FIN-DISPOSE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.clock import months_after, rolled
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished

# What becomes of goods without their ever lying in store.
WITHOUT_STORE = ("destroyed", "returned", "handed_over")


@rule(
    id="FIN-DISPOSE",
    title="违规处置罚没物品/收入",
    subject="seized_items",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第五十三条", until="2021-07-14"),
        law("行政处罚法(2021)", "第七十四条第一款、第七十九条", since="2021-07-15"),
    ),
    needs=("penalty_id", "stored_on", "disposal", "disposed_on", "auction_no", "proceeds_yuan", "treasury_voucher_no"),
    reading="有下列情形之一的涉案财物，列为线索：公开拍卖而没有拍卖编号；有处置所得而没有入库凭证号；"
    "所属案件决定没收非法财物，既没有入库保管日期，也不是销毁、移交、退还；决定没收满6个月（末日遇休息日顺延）仍没有处置。"
    "6个月可由地方另定；依法销毁、移交、退还的，由人工核对手续。处置方式没有记载、找不到所属案件而可能影响结论的，无法判断。",
)
def goods_gone_astray(data: Tables) -> ir.Table:
    """Confiscated goods auctioned without a number, sold without a voucher, never stored, or lying about for months.

    The six months are a parameter. An item names its case, or the measure whose case it is.
    """
    t = _with_case(data)
    sold = data.happened(t, "seized_items", "disposed_on")
    no_number = sold & (t.disposal == "auction") & ~data.happened(t, "seized_items", "auction_no")
    no_voucher = (t.proceeds_yuan > 0) & ~data.happened(t, "seized_items", "treasury_voucher_no")
    in_hand = ~sold | ~t.disposal.isin(WITHOUT_STORE)
    unstored = t.is_confiscated & ~data.happened(t, "seized_items", "stored_on") & in_hand
    t = t.mutate(last_day=rolled(months_after(t.case_decided_on, data.days("dispose_months", t.case_decided_on))))
    idle = t.is_confiscated & ~sold & (t.last_day < data.today)
    return judge(
        t,
        subject="seized_items",
        step_on=ibis.coalesce(t.disposed_on, t.case_decided_on),
        hit=no_number | no_voucher | unstored | idle,
        explain="案件{penalty_id}于{case_decided_on}决定没收非法财物：{is_confiscated}；入库{stored_on}，"
        "{disposed_on}以{disposal}处置，拍卖编号{auction_no}，所得{proceeds_yuan}元，入库凭证{treasury_voucher_no}，"
        "没收后最迟应于{last_day}处置。问题：{problem}。",
        problem=problems(
            (no_number, "拍卖没有编号"),
            (no_voucher, "处置所得没有入库凭证"),
            (unstored, "没有入库登记"),
            (idle, "长期没有处置"),
        ),
        penalty_id=t.case_id,
        case_decided_on=t.case_decided_on,
        is_confiscated=t.is_confiscated,
        stored_on=t.stored_on,
        disposed_on=t.disposed_on,
        disposal=t.disposal,
        auction_no=t.auction_no,
        proceeds_yuan=t.proceeds_yuan,
        treasury_voucher_no=t.treasury_voucher_no,
        last_day=t.last_day,
    )


def _with_case(data: Tables) -> ir.Table:
    """Items with agency_id, case_id, case_decided_on and is_confiscated; false for goods of no case."""
    c, p = data.coercions, data.penalties
    t = look_up(
        data.seized_items, "coercion_id", c, "coercion_id", measure_agency="agency_id", measure_case="penalty_id"
    )
    t = t.mutate(case_id=ibis.coalesce(t.penalty_id, t.measure_case))
    cases = p.select(
        "penalty_id", "agency_id", "decided_on", takes=punished(p) & p.penalty_kinds.contains("confiscate_goods")
    )
    t = look_up(t, "case_id", cases, "penalty_id", case_agency="agency_id", case_decided_on="decided_on", takes="takes")
    return t.mutate(
        agency_id=ibis.coalesce(t.case_agency, t.measure_agency),
        is_confiscated=ibis.ifelse(t.case_id.isnull(), ibis.literal(False), t.takes),
    )
