"""告知承诺: what an item, an application, its verification, its consequences and a credit request go through."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import WRITERS

APPROVERS = ("unit_leader", "supervisor")

ITEM = Workflow(
    title="告知承诺事项",
    states={
        "draft": "拟制中",
        "submitted": "待审定",
        "published": "已公布",
        "replaced": "已有新版",
        "ended": "已退出目录",
        "struck": "已作废",
    },
    steps=(
        #    name        button            from            to           who         must be filled in
        Step("edit", "修改", ("draft",), "draft", "writer", ("title",)),
        Step("submit", "提请审定", ("draft",), "submitted", "writer"),
        Step("return_", "退回", ("submitted",), "draft", "approver", ("reason",)),
        # Another person than who submitted.
        Step("publish", "审定公布", ("submitted",), "published", "approver", ("published_on", "published_where")),
        # A new edition is drafted beside it; its publication replaces this one.
        Step("revise", "修订", ("published",), "published", "writer"),
        Step("replace", "由新版替代", ("published",), "replaced", "approver"),
        Step("end", "退出目录", ("published",), "ended", "approver", ("reason",)),
        Step("strike", "作废", ("draft",), "struck", "writer", ("reason",)),
    ),
    groups={"writer": WRITERS, "approver": APPROVERS},
    labels={"title": "事项名称", "reason": "理由", "published_on": "公布日期", "published_where": "公布载体"},
)

APPLICATION = Workflow(
    title="告知承诺办件",
    states={
        "received": "待选择",
        "promising": "待签承诺书",
        "proving": "待交证明",
        "ready": "待决定",
        "granted": "已准予",
        "denied": "不予办理",
        "quitting": "已退出承诺，待补证明",
        "ended": "已终止办理",
        "revoked": "决定已撤销",
        "struck": "已作废",
    },
    steps=(
        Step("promise", "选择告知承诺", ("received",), "promising", "writer", ("note",)),
        Step("prove", "选择提交证明", ("received", "promising"), "proving", "writer", ("note",)),
        # What the credit platform says of the applicant.
        Step("query", "登记信用查询", ("promising",), "promising", "writer", ("result", "queried_on", "where")),
        Step("sign", "签署承诺书", ("promising",), "ready", "writer", ("signed_on",)),
        Step("hand_in", "登记证明材料", ("proving",), "ready", "writer", ("note",)),
        Step("grant", "准予", ("ready",), "granted", "writer", ("decided_on", "decision_no")),
        Step("deny", "不予办理", ("ready",), "denied", "writer", ("note",)),
        # Before the decision the applicant goes on with proofs, after it they must follow.
        Step("withdraw", "退出承诺", ("ready",), "proving", "writer", ("note",)),
        Step("quit", "退出承诺", ("granted",), "quitting", "writer", ("note", "due_on")),
        Step("supplement", "登记补交的证明", ("quitting",), "granted", "writer", ("note",)),
        # By a decision on a false promise.
        Step("end", "终止办理", ("ready",), "ended", "approver"),
        Step("revoke", "撤销决定", ("granted", "quitting"), "revoked", "approver"),
        Step("strike", "作废", ("received",), "struck", "writer", ("note",)),
    ),
    groups={"writer": WRITERS, "approver": APPROVERS},
    labels={
        "note": "说明",
        "result": "查询结果",
        "queried_on": "查询日期",
        "where": "查询渠道",
        "signed_on": "签署日期",
        "decided_on": "决定日期",
        "decision_no": "决定文号",
        "due_on": "补交期限",
    },
)

VERIFICATION = Workflow(
    title="核查任务",
    states={
        "open": "待核查",
        "watched": "免予核查，日常监管",
        "true": "属实",
        "false": "不实",
        "dropped": "不再核查",
    },
    steps=(
        Step("confirm", "核查属实", ("open",), "true", "writer", ("checked_on", "facts")),
        # Found by the verification, or later by daily supervision.
        Step("deny", "核查不实", ("open", "watched", "true"), "false", "writer", ("checked_on", "facts")),
        # The proofs came after all.
        Step("drop", "不再核查", ("open", "watched"), "dropped", "writer"),
    ),
    groups={"writer": WRITERS},
    labels={"checked_on": "核查日期", "facts": "核查情况"},
)

DISPOSAL = Workflow(
    title="处置",
    states={"proposed": "待决定", "decided": "已决定", "returned": "已退回", "done": "已办结", "failed": "未改正"},
    steps=(
        # Another person than who proposed.
        Step("decide", "决定", ("proposed",), "decided", "approver", ("paper_no",)),
        Step("return_", "退回", ("proposed",), "returned", "approver", ("note",)),
        Step("conclude", "登记执行情况", ("decided",), "done", "writer", ("note",)),
        Step("fail", "登记逾期未改正", ("decided",), "failed", "writer", ("note",)),
    ),
    groups={"writer": WRITERS, "approver": APPROVERS},
    labels={"paper_no": "文书文号", "note": "说明"},
)

CREDIT = Workflow(
    title="信用事件",
    states={"recorded": "已记录", "repaired": "已修复", "revoked": "已更正撤销"},
    steps=(
        # By a request that was granted, or (the second) because it was recorded by mistake.
        Step("repair", "修复", ("recorded",), "repaired", "approver"),
        Step("revoke", "更正撤销", ("recorded", "repaired"), "revoked", "approver", ("note",)),
    ),
    groups={"approver": APPROVERS},
    labels={"note": "理由"},
)

REQUEST = Workflow(
    title="信用修复、异议",
    states={
        "received": "待受理",
        "accepted": "办理中",
        "refused": "不予受理",
        "upheld": "已同意",
        "denied": "不同意",
    },
    steps=(
        Step("accept", "受理", ("received",), "accepted", "writer"),
        Step("refuse", "不予受理", ("received",), "refused", "writer", ("note",)),
        Step("extend", "告知延长", ("accepted",), "accepted", "writer", ("note",)),
        Step("uphold", "同意", ("accepted",), "upheld", "approver", ("note",)),
        Step("deny", "不同意", ("accepted",), "denied", "approver", ("note",)),
    ),
    groups={"writer": WRITERS, "approver": APPROVERS},
    labels={"note": "说明"},
)
