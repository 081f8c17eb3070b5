"""疑点核实: a finding is a suspicion until a person has judged it."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow

FINDING = Workflow(
    title="疑点",
    states={
        "open": "待核实",
        "explained": "单位已说明",
        "admitted": "单位已认可",
        "dismissed": "已排除",
        "confirmed": "已确认",
    },
    steps=(
        #    name       button        from                              to           who           must be filled in
        Step("explain", "说明情况", ("open",), "explained", "unit", ("explanation",)),
        Step("admit", "认可问题", ("open", "explained"), "admitted", "unit"),
        Step("dismiss", "排除疑点", ("open", "explained", "admitted"), "dismissed", "supervisor", ("reason",)),
        Step("confirm", "确认问题", ("open", "explained", "admitted"), "confirmed", "supervisor", ("ledger",)),
    ),
    groups={"unit": ("clerk", "unit_leader")},
    labels={"explanation": "情况说明", "reason": "排除理由", "ledger": "计入的台账"},
)

# States in which a person has judged; nothing follows.
DECIDED = ("dismissed", "confirmed")
