"""PEN-020-DELEG."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished
from fajian.engine.store.schema import tables

NO_POWER = ("entrusted", "coordination", "third_party")


@rule(
    id="PEN-020-DELEG",
    title="违法委托或超委托范围处罚",
    subject="penalties",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第十八条、第十九条", until="2021-07-14"),
        law("行政处罚法(2021)", "第二十条、第二十一条", since="2021-07-15"),
    ),
    needs=("outcome", "agency_id", "impl_agency_id", "filed_on"),
    reading="给予处罚的案件，有下列情形之一的列出：决定机关是受委托组织、议事协调机构或者第三方机构；"
    "具体实施机构是议事协调机构或者第三方机构；具体实施机构是受委托组织，而委托机关不是决定机关、委托书没有公布、"
    "没有委托起始日，或者立案日不在委托期限内。委托期限起止两日都含，没有截止日的视为继续有效。"
    "委托书写明哪些事项没有数据，不作判断；机构不在执法主体名录的，无法判断。",
)
def unlawful_mandate(data: Tables) -> ir.Table:
    """Punished by a body that may not punish in its own name, or by way of one without a good mandate.

    Entrusted and coordinating bodies and third parties may not decide; coordinating bodies and third parties may not do
    the work either. An entrusted body needs a mandate given by the deciding agency, published, and good on the day of
    filing, both ends included; without a last day it runs on. A body that is not in the register: unknown. Which
    items the mandate covers is not recorded.
    """
    t = look_up(data.penalties, "agency_id", data.agencies, "agency_id", own_nature="nature")
    t = look_up(
        t, "impl_agency_id", data.agencies, "agency_id", impl_nature="nature", principal_id="delegated_by_id",
        mandate_from_on="delegation_from_on", mandate_to_on="delegation_to_on",
        mandate_published_on="delegation_published_on",
    )  # fmt: skip
    lapsed = t.mandate_to_on.notnull() & (t.filed_on > t.mandate_to_on)
    covers = (t.filed_on >= t.mandate_from_on) & ~lapsed
    no_mandate = (
        t.principal_id.isnull()
        | (t.principal_id != t.agency_id)
        | t.mandate_published_on.isnull()
        | t.mandate_from_on.isnull()
        | ~covers
    )
    by_others = data.happened(t, "penalties", "impl_agency_id") & ibis.cases(
        (t.impl_nature.isin(["coordination", "third_party"]), ibis.literal(True)),
        (t.impl_nature == "entrusted", no_mandate),
        (t.impl_nature.isnull(), ibis.null("boolean")),
        else_=ibis.literal(False),
    )
    return judge(
        t,
        subject="penalties",
        step_on=t.filed_on,
        hit=punished(t) & (t.own_nature.isin(NO_POWER) | by_others),
        explain="决定机关性质{decider}，具体实施机构{impl_agency_id}性质{doer}；委托机关{principal_id}，委托期限{mandate_from_on}至{mandate_to_on}，"
        "委托书公布日期{mandate_published_on}，{filed_on}立案。问题：{problem}。",
        problem=problems(
            (t.own_nature.isin(NO_POWER), "决定机关不能以自己名义处罚"),
            (t.impl_nature.isin(["coordination", "third_party"]), "由议事协调机构或者第三方实施"),
            ((t.impl_nature == "entrusted") & no_mandate, "受委托组织没有有效的委托"),
        ),
        decider=_word(t.own_nature),
        impl_agency_id=t.impl_agency_id,
        doer=_word(t.impl_nature),
        principal_id=t.principal_id,
        mandate_from_on=t.mandate_from_on,
        mandate_to_on=t.mandate_to_on,
        mandate_published_on=t.mandate_published_on,
        filed_on=t.filed_on,
    )


def _word(nature: ir.StringValue) -> ir.StringValue:
    words = tables()["agencies"]["nature"].codes.items()
    return ibis.cases(*((nature == code, ibis.literal(word)) for word, code in words), else_=ibis.null("string"))
