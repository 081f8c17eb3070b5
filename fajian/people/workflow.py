"""执法证件: applied for, examined, issued, checked every year, changed, suspended, revoked, cancelled, replaced."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import WRITERS

HELD = ("active", "reviewing", "changing")  # good, as long as the term runs
STANDING = (*HELD, "suspended")
PENDING = ("applied", "returned", "approved")  # asked for, not issued yet
WAITING = ("applied", "approved", "reviewing", "changing")  # for the office that issues

CERTIFICATE = Workflow(
    title="执法证件",
    states={
        "applied": "待资格审核",
        "returned": "已退回",
        "withdrawn": "已撤回",
        "approved": "待制发",
        "active": "有效",
        "reviewing": "有效，年审中",
        "changing": "有效，变更中",
        "suspended": "暂扣",
        "revoked": "吊销",
        "cancelled": "注销",
        "replaced": "已换发",
    },
    steps=(
        #    name           button           from                     to           who           must be filled in
        Step("resubmit", "重新申领", ("returned",), "applied", "writer", ("reason",)),
        Step("withdraw", "撤回申领", PENDING, "withdrawn", "writer", ("reason",)),
        Step("return_", "退回", ("applied", "approved"), "returned", "supervisor", ("reason",)),
        Step("approve", "资格审核通过", ("applied",), "approved", "supervisor", ("exam_on", "exam_score")),
        Step("issue", "制发", ("approved",), "active", "supervisor", ("number", "valid_from_on", "valid_to_on")),
        # Issued before it came into this register: the office compares it with its own list.
        Step("recognise", "核对入册", ("applied",), "active", "supervisor", ("number", "valid_from_on", "valid_to_on")),
        Step("ask_review", "申请年审", ("active",), "reviewing", "writer", ("year", "reason")),
        Step("pass_", "年审合格", ("reviewing",), "active", "supervisor"),
        Step("fail", "年审不合格", ("reviewing",), "suspended", "supervisor", ("reason", "suspended_to_on")),
        Step("ask_change", "申请变更", ("active",), "changing", "writer", ("region", "domains", "reason")),
        Step("change", "核准变更", ("changing",), "active", "supervisor"),
        Step("keep", "不予变更", ("changing",), "active", "supervisor", ("reason",)),
        Step("replace", "换发", HELD, "replaced", "supervisor", ("number", "valid_from_on", "valid_to_on")),
        Step("suspend", "暂扣", HELD, "suspended", "supervisor", ("reason", "suspended_to_on")),
        Step("restore", "发还", ("suspended",), "active", "supervisor", ("reason",)),
        Step("revoke", "吊销", STANDING, "revoked", "supervisor", ("reason",)),
        Step("cancel", "注销", STANDING, "cancelled", "writer", ("reason",)),
    ),
    groups={"writer": WRITERS},
    labels={
        "reason": "理由",
        "exam_on": "资格考试日期",
        "exam_score": "资格考试成绩",
        "number": "执法证号",
        "valid_from_on": "有效期自",
        "valid_to_on": "有效期至",
        "year": "年审年度",
        "suspended_to_on": "暂扣截止日期",
        "region": "证载区划代码",
        "domains": "证载执法类别",
    },
)
