"""问题整改: from found to closed, and back when it relapses."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import UNIT, WRITERS

SWEPT = Workflow(
    title="排查的案件",
    states={"waiting": "待查", "clean": "未发现问题", "problem": "发现问题"},
    steps=(
        #    name        button          from                  to         who           must be filled in
        Step("clear", "未发现问题", ("waiting",), "clean", "filling_in"),
        Step("find", "发现问题", ("waiting", "clean"), "problem", "filling_in"),
    ),
    groups={"filling_in": WRITERS},
)

PROBLEM = Workflow(
    title="问题整改",
    states={
        "found": "待整改",
        "rectifying": "整改中",
        "submitted": "待销号审核",
        "closed": "已销号",
        "relapsed": "反弹",
    },
    steps=(
        #    name       button      from                   to            who           must be filled in
        Step("accept", "认领整改", ("found", "relapsed"), "rectifying", "unit", ("cause", "measure", "due_on")),
        Step("submit", "申请销号", ("rectifying",), "submitted", "unit", ("result", "proof")),
        Step("return_", "退回整改", ("submitted",), "rectifying", "supervisor", ("reason",)),
        Step("close", "核准销号", ("submitted",), "closed", "supervisor"),
        Step("correct", "更正条目", ("submitted", "closed"), "submitted", "supervisor", ("reason",)),
        Step("reopen", "认定反弹", ("closed",), "relapsed", "supervisor", ("reason",)),
    ),
    groups={"unit": UNIT},
    labels={
        "cause": "原因分析",
        "measure": "整改措施",
        "due_on": "整改时限",
        "result": "整改情况",
        "proof": "佐证材料",
        "reason": "理由",
    },
)

EXTENSION = Workflow(
    title="延期申请",
    states={"asked": "待答复", "granted": "已同意", "refused": "未同意", "withdrawn": "已撤回"},
    steps=(
        #    name        button        from        to           who           must be filled in
        Step("grant", "同意延期", ("asked",), "granted", "supervisor"),
        Step("refuse", "不同意延期", ("asked",), "refused", "supervisor", ("reason",)),
        Step("withdraw", "撤回申请", ("asked",), "withdrawn", "unit"),
    ),
    groups={"unit": UNIT},
    labels={"reason": "理由"},
)

# States in which the unit may still change the entry and its proof; later a change needs 更正 and a new approval.
OPEN = ("found", "rectifying", "relapsed")
NOT_CLOSED = tuple(state for state in PROBLEM.states if state != "closed")

PAIRING = Workflow(
    title="相似问题",
    states={"proposed": "待认定", "confirmed": "已认定", "rejected": "不是", "lapsed": "不再相似"},
    steps=(
        #    name       button      from                      to           who           must be filled in
        Step("confirm", "认定", ("proposed", "rejected"), "confirmed", "supervisor"),
        Step("reject", "不是", ("proposed",), "rejected", "supervisor", ("reason",)),
        Step("undo", "撤销认定", ("confirmed",), "rejected", "supervisor", ("reason",)),
        Step("lapse", "不再相似", ("proposed",), "lapsed", "system"),
        Step("renew", "再次提出", ("lapsed",), "proposed", "system"),
    ),
    labels={"reason": "理由"},
)

SUSPICION = Workflow(
    title="疑似纸面整改",
    states={"open": "待核实", "confirmed": "已核实属实", "dismissed": "已排除", "gone": "不再成立"},
    steps=(
        #    name       button       from          to          who          must be filled in
        Step("confirm", "核实属实", ("open",), "confirmed", "supervisor", ("reason",)),
        Step("dismiss", "排除", ("open",), "dismissed", "supervisor", ("reason",)),
        Step("withdraw", "不再成立", ("open",), "gone", "system"),
        Step("list_again", "重新列出", ("confirmed", "dismissed", "gone"), "open", "system"),
    ),
    labels={"reason": "核实情况"},
)
