"""PEN-033-NOPEN."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.problems import problems
from fajian.engine.rules.standards import with_list_of_no_penalty
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION, punished


@rule(
    id="PEN-033-NOPEN",
    title="轻微不罚/首违不罚应适用未适用",
    subject="penalties",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第二十七条第二款", until="2021-07-14"),
        law("行政处罚法(2021)", "第三十三条第一款", since="2021-07-15"),
    ),
    needs=("outcome", "is_minor", "harm", "is_corrected_in_time", "is_first_offence", "violation_code", "reason_chars"),
    reading="有下列情形之一仍给予处罚的，列为线索：违法行为轻微、及时改正、没有危害后果的，应当不予处罚；"
    "2021年7月15日以后决定，初次违法、后果轻微或者没有后果、及时改正的，可以不予处罚，而裁量说理不足60字；"
    "同样情形而案由列有不予处罚的裁量阶次（决定当日有效）的，不论说理多少。清单另定的条件、"
    "初次违法往回看多少年没有记载，由人工核对。情节没有记载而可能影响结论的，无法判断。",
)
def could_have_gone_unpunished(data: Tables) -> ir.Table:
    """Punished although the violation was slight, put right and harmless, or a first one, put right, of slight harm.

    The first must go unpunished. The second may (from 15 July 2021): a clue where hardly any reasons are given, or
    where the violation has a step 不予 in the standard in force that day. What more such a list asks for, and how far
    back a first offence looks, is not recorded.
    """
    t = with_list_of_no_penalty(data, data.penalties)
    slight = t.is_minor & t.is_corrected_in_time & (t.harm == "none")
    first = (t.decided_on >= REVISION) & t.is_first_offence & t.is_corrected_in_time & t.harm.isin(["none", "slight"])
    brief = t.reason_chars < data.days("reason_chars", t.decided_on)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & (slight | (first & (brief | t.is_on_list))),
        explain="违法行为轻微：{is_minor}，初次违法：{is_first_offence}，危害后果：{harm}，及时改正：{is_corrected_in_time}，"
        "案由列有不予处罚的阶次：{is_on_list}，裁量说理{reason_chars}字，仍给予{penalty_kinds}。问题：{problem}。",
        problem=problems(
            (slight, "应当不予处罚"),
            (first & brief, "可以不予处罚而未说明理由"),
            (first & t.is_on_list, "属于不予处罚清单的案由"),
        ),
        is_minor=t.is_minor,
        is_first_offence=t.is_first_offence,
        harm=t.harm,
        is_corrected_in_time=t.is_corrected_in_time,
        is_on_list=t.is_on_list,
        reason_chars=t.reason_chars,
        penalty_kinds=t.penalty_kinds,
    )
