"""COE-PROC."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.codes import has_any, lacks_something
from fajian.engine.rules.measures import is_measure
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-PROC",
    title="现场程序缺项",
    subject="coercions",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第十八条、第三十条", since="2012-01-01"),
    needs=("kind", "scene_missing"),
    reading="强制措施的现场程序有缺项的，列出；冻结只看出示证件和现场笔录两项。缺项以核对人填写的为准，"
    "没有填写视为没有核对，无法判断。强制执行不适用。",
)  # fmt: skip
def scene_record_lacks_something(data: Tables) -> ir.Table:
    """Measures whose scene record lacks something; for freezing only the certificates and the record count.

    What is lacking stands as the checker entered it; blank = nobody checked.
    """
    c = data.coercions
    lacking = ibis.ifelse(
        c.kind == "freeze",
        has_any(c.scene_missing, ("id_shown", "minutes")),
        lacks_something(c.scene_missing, "coercions", "scene_missing"),
    )
    return judge(
        c,
        subject="coercions",
        step_on=c.started_at.date(),
        hit=is_measure(c) & lacking,
        explain="{started_at}实施{kind}，现场程序缺项：{scene_missing}。",
        started_at=c.started_at,
        kind=c.kind,
        scene_missing=c.scene_missing,
    )
