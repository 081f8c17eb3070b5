"""SUB-POWER."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.powers import with_listing
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="SUB-POWER",
    title="越权执法（事项不在权责清单/赋权清单）",
    subject="penalties",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第十五条", until="2021-07-14"),
        law("行政处罚法(2021)", "第十七条、第二十四条", since="2021-07-15"),
    ),
    needs=("outcome", "violation_code", "decided_on"),
    reading="给予处罚的案件，其案由在决定当日不在本机关已经公布的行政处罚事项清单的，列为线索；公布日、生效日、"
    "失效日当日都视为在清单。清单可能滞后于法律，由人工判断。清单中没有该事项的，"
    "机关已声明决定当日的权责清单报送齐全的才列出，否则无法判断；案由没有记载的，也无法判断。",
)
def beyond_its_powers(data: Tables) -> ir.Table:
    """Punished for a violation that was not on the agency's published list of penalty items on the day of the decision.

    A list may lag behind the law: a clue only. Where 权责清单 was not declared complete for that day a code that is not
    on it cannot be judged.
    """
    p = with_listing(data, data.penalties, "penalty_id", "penalty", "violation_code", "decided_on")
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=punished(p) & ~p.is_listed,
        explain="{decided_on}就案由{violation_code}（{violation_name}）作出处罚，当日本机关公布的权责清单中没有该处罚事项。",
        decided_on=p.decided_on,
        violation_code=p.violation_code,
        violation_name=p.violation_name,
    )
