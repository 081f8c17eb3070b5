"""COE-EXTNOTICE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.measures import HELD, with_limit
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-EXTNOTICE",
    title="延长/检测期间未书面告知",
    subject="time_adjustments",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第二十五条第二款、第三款、第三十二条第二款", since="2012-01-01"),
    needs=("act_kind", "act_id", "kind", "notified_on", "has_reason"),
    reading="查封、扣押、冻结的延长，没有在原期限末日以前（含当日）书面告知当事人，或者没有说明理由的，列出；"
    "至今没有告知而原末日已过的同样列出。查封、扣押的检测等期间没有书面告知当事人的，列出。原期限不计算延长的天数，"
    "末日不因休息日顺延。",
)
def not_told(data: Tables) -> ir.Table:
    """Extensions of a seizure or freeze told late, not in writing or without reasons; test periods not told.

    The original last day is that without the extension (see COE-30D): the party must not learn afterwards that its
    things stay. An extension that is not told yet is late once that day is past. A test period must be told at all.
    """
    c = data.coercions.filter(data.coercions.kind.isin([*HELD, "freeze"]))
    seized = with_limit(
        data, c.filter(c.kind != "freeze"), days="seizure_days", extension="seizure_extension_days", tests=True
    )
    frozen = with_limit(
        data, c.filter(c.kind == "freeze"), days="freeze_days", extension="freeze_extension_days", tests=False
    )
    columns = {"held_id": "coercion_id", "held_by": "agency_id", "last_day": "original_last_day"}
    limits = seized.select(**columns).union(frozen.select(**columns))
    a = data.time_adjustments
    a = a.filter((a.act_kind == "coercion") & a.kind.isin(["extension", "test"]))
    t = a.inner_join(limits, a.act_id == limits.held_id)
    told = data.happened(t, "time_adjustments", "notified_on")
    late = data.late(t, "time_adjustments", "notified_on", t.last_day)
    extension = t.kind == "extension"
    return judge(
        t,
        subject="time_adjustments",
        agency_id=t.held_by,
        step_on=t.approved_on,
        hit=ibis.ifelse(extension, late | ~t.has_reason, ~told),
        explain="{act_id}号强制措施的{kind}（文书{doc_no}，批准{approved_on}），原期限最后一日{last_day}，书面告知当事人{notified_on}，"
        "说明理由：{has_reason}。问题：{problem}。",
        problem=problems(
            (extension & late, "未在原期限内书面告知延长"),
            (extension & ~t.has_reason, "延长没有说明理由"),
            (~extension & ~told, "检测等期间没有书面告知"),
        ),
        act_id=t.act_id,
        kind=t.kind,
        doc_no=t.doc_no,
        approved_on=t.approved_on,
        last_day=t.last_day,
        notified_on=t.notified_on,
        has_reason=t.has_reason,
    )
