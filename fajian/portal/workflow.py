"""投诉举报: received, taken up and assigned, an answer drafted, approved by another, told, rated; once reopened."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import UNIT

OFFICE = ("supervisor", "discipline")
HANDLERS = (*UNIT, *OFFICE)

COMPLAINT = Workflow(
    title="投诉举报",
    states={
        "received": "待受理",
        "assigned": "办理中",
        "drafted": "答复待审核",
        "answered": "已答复",
        "closed": "已办结",
        "refused": "不予受理",
        "forwarded": "已转有权机关",
        "joined": "已并办",
    },
    steps=(
        #    name        button            from                      to           who         must be filled in
        # Also of one reopened: the office that received it stays in charge.
        Step("accept", "受理并分派", ("received",), "assigned", "office", ("handler",)),
        Step("refuse", "不予受理", ("received",), "refused", "office", ("ground", "reason")),
        Step("forward", "转有权机关", ("received",), "forwarded", "office", ("forwarded_to", "reason")),
        Step("join", "并入另一件办理", ("received", "assigned"), "joined", "office", ("other",)),
        Step("reassign", "改派", ("assigned",), "assigned", "office", ("handler", "reason")),
        Step("extend", "延长办理期限", ("assigned",), "assigned", "office", ("days", "reason")),
        Step("draft", "拟答复", ("assigned",), "drafted", "handler", ("finding", "answer")),
        Step("return_", "退回重办", ("drafted",), "assigned", "office", ("reason",)),
        # Another person than who drafted it.
        Step("approve", "审核通过并答复", ("drafted",), "answered", "office"),
        # By the complainant, from the receipt page; not satisfied, once.
        Step("rate", "评价", ("answered",), "closed", "public", ("rating",)),
        Step("dispute", "不满意，重新办理", ("answered",), "received", "public", ("rating",)),
        Step("close", "办结", ("answered",), "closed", "office", ("reason",)),
    ),
    groups={"office": OFFICE, "handler": HANDLERS, "public": ()},
    labels={
        "handler": "承办单位",
        "ground": "不予受理的情形",
        "reason": "理由",
        "forwarded_to": "有权机关",
        "other": "并入哪一件",
        "days": "延长天数",
        "finding": "核查结论",
        "answer": "答复内容",
        "rating": "满意度",
    },
)
OPEN = ("received", "assigned", "drafted")  # still owed an answer

CONTACT = Workflow(
    title="首问登记",
    states={"open": "首问责任人办理", "handed": "已转出，待接收", "taken": "承办单位办理", "done": "已办结"},
    steps=(
        #    name        button            from                  to           who         must be filled in
        Step("hand_on", "转承办单位", ("open",), "handed", "unit", ("handler", "reason")),
        # By the unit it was handed to; until then the one asked first answers for it.
        Step("take_over", "接收", ("handed",), "taken", "unit"),
        Step("hand_back", "退回首问单位", ("handed",), "open", "unit", ("reason",)),
        Step("finish", "登记办结", ("open", "taken"), "done", "unit", ("result",)),
    ),
    groups={"unit": UNIT},
    labels={"handler": "承办单位", "reason": "理由", "result": "办理结果"},
)
UNDER_WAY = ("open", "handed", "taken")
