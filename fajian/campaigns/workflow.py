"""报送义务 from due to received; 方案 from upload to a running campaign."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow

DUTY = Workflow(
    title="报送义务",
    states={"due": "待报送", "handed_in": "已报送待收", "returned": "已退回", "received": "已收"},
    steps=(
        #    name       button      from                   to            who           must be filled in
        Step("hand_in", "报送", ("due", "returned"), "handed_in", "unit", ("text",)),
        # What is due every month or quarter on no fixed day is handed in again and again.
        Step("again", "报送下一期", ("received",), "handed_in", "unit", ("text",)),
        Step("return_", "退回", ("handed_in",), "returned", "supervisor", ("reason",)),
        Step("receive", "收讫", ("handed_in",), "received", "supervisor"),
    ),
    groups={"unit": ("clerk", "unit_leader")},
    labels={"text": "报送说明", "reason": "退回理由"},
)
OWED = ("due", "returned")

CHECK = Workflow(
    title="方案",
    states={"draft": "待核对", "checked": "已核对", "launched": "已启动", "dropped": "已作废"},
    steps=(
        #    name      button      from                    to          who           must be filled in
        Step("settle", "核定存疑", ("draft",), "draft", "supervisor"),
        Step("edit", "修改方案", ("draft",), "draft", "supervisor"),
        Step("check", "完成核对", ("draft",), "checked", "supervisor"),
        Step("recheck", "重新核对", ("checked",), "draft", "supervisor"),
        Step("launch", "启动行动", ("checked",), "launched", "supervisor"),
        Step("drop", "作废方案", ("draft", "checked"), "dropped", "supervisor", ("reason",)),
    ),
    labels={"reason": "作废理由"},
)
