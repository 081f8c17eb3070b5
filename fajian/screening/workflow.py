"""疑点核实: a finding is a suspicion until a person has judged it."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import UNIT

PENDING = ("open", "explained", "admitted")

FINDING = Workflow(
    title="疑点",
    states={
        "open": "待核实",
        "explained": "单位已说明",
        "admitted": "单位已认可",
        "dismissed": "已排除",
        "exempt": "已豁免",
        "confirmed": "已确认",
    },
    steps=(
        #    name       button        from                   to           who           must be filled in
        Step("assign", "交办说明", ("open",), "open", "giver"),
        Step("explain", "说明情况", ("open",), "explained", "unit", ("explanation",)),
        Step("admit", "认可问题", ("open", "explained"), "admitted", "unit"),
        Step("return_", "退回补充说明", ("explained",), "open", "supervisor", ("asked",)),
        Step("dismiss", "排除疑点", PENDING, "dismissed", "supervisor", ("reason",)),
        Step("exempt", "给予豁免", PENDING, "exempt", "supervisor", ("reason", "source", "until")),
        Step("confirm", "确认问题", PENDING, "confirmed", "supervisor", ("ledger",)),
        Step("lapse", "豁免到期", ("exempt",), "open", "system"),
    ),
    groups={"unit": UNIT, "giver": ("supervisor", "unit_leader"), "system": ()},
    labels={
        "explanation": "情况说明", "asked": "需要补充的内容",
        "reason": "理由", "ledger": "计入的台账", "source": "豁免依据", "until": "豁免至",
    },
)  # fmt: skip

# States in which a person has judged; nothing follows but the end of an exemption.
DECIDED = ("dismissed", "exempt", "confirmed")
