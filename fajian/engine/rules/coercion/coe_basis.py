"""COE-BASIS."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.measures import is_measure
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-BASIS",
    title="强制措施无法律法规依据或种类越权",
    subject="coercions",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第十条、第十一条", since="2012-01-01"),
    needs=("kind", "basis_level"),
    reading="强制措施的依据是规章或者规范性文件的，列出；冻结存款汇款、限制公民人身自由的依据不是法律的，列出。"
    "依据条款具体允许哪些措施没有数据，不作判断；强制执行不适用。依据层级没有记载的，无法判断。",
)  # fmt: skip
def basis_too_low(data: Tables) -> ir.Table:
    """Measures whose basis is below a local regulation; freezing and personal restraint on anything but a law.

    Which kinds a clause allows is not recorded. Executions are not meant.
    """
    c = data.coercions
    by_law_only = c.kind.isin(["freeze", "personal"])
    too_low = c.basis_level.isin(["dept_rule", "local_rule", "normative"]) | (by_law_only & (c.basis_level != "law"))
    return judge(
        c,
        subject="coercions",
        step_on=c.started_at.date(),
        hit=is_measure(c) & too_low,
        explain="{kind}的依据为{basis_level}（冻结、限制人身自由须有法律依据，其他强制措施须有法律、行政法规或者地方性法规依据）。",
        kind=c.kind,
        basis_level=c.basis_level,
    )
