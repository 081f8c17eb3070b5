"""报送义务: what a unit owes by a day, from due to received."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow

DUTY = Workflow(
    title="报送义务",
    states={"due": "待报送", "handed_in": "已报送待收", "returned": "已退回", "received": "已收"},
    steps=(
        #    name       button      from                   to            who           must be filled in
        Step("hand_in", "报送", ("due", "returned"), "handed_in", "unit", ("text",)),
        Step("return_", "退回", ("handed_in",), "returned", "supervisor", ("reason",)),
        Step("receive", "收讫", ("handed_in",), "received", "supervisor"),
    ),
    groups={"unit": ("clerk", "unit_leader")},
    labels={"text": "报送内容", "reason": "退回理由"},
)

# A plan's document, from upload to a running campaign.
CHECK = Workflow(
    title="方案",
    states={"draft": "待核对", "checked": "已核对", "launched": "已启动"},
    steps=(
        Step("settle", "核定存疑", ("draft",), "draft", "supervisor"),
        Step("check", "完成核对", ("draft",), "checked", "supervisor"),
        Step("launch", "启动行动", ("checked",), "launched", "supervisor"),
    ),
)
