"""公示: drafted, looked at by a second person, shown, put right, taken back, taken down when its time is over."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import WRITERS

APPROVERS = ("unit_leader", "supervisor")

PUBLICATION = Workflow(
    title="公示",
    states={
        "draft": "待送审",
        "submitted": "待审核",
        "published": "已公开",
        "correcting": "已公开，更正待审",
        "withdrawn": "已撤回",
        "expired": "已到期撤下",
        "withheld": "不予公开",
        "struck": "已作废",
    },
    steps=(
        #    name         button        from                        to            who          must be filled in
        Step("edit", "修改", ("draft",), "draft", "writer"),
        Step("submit", "送审", ("draft",), "submitted", "writer", ("secrecy",)),
        Step("return_", "退回", ("submitted",), "draft", "approver", ("reason",)),
        # Another person than who sent it; what was looked at is what goes out.
        Step("approve", "批准公开", ("submitted",), "published", "approver", ("digest",)),
        Step("withhold", "不予公开", ("draft", "submitted"), "withheld", "approver", ("ground", "reason")),
        Step("correct", "提出更正", ("published",), "correcting", "writer", ("reason",)),
        Step("approve_correction", "批准更正", ("correcting",), "published", "approver", ("digest",)),
        Step("drop", "不予更正", ("correcting",), "published", "approver", ("reason",)),
        Step(
            "withdraw", "撤回", ("published", "correcting"), "withdrawn", "writer", ("ground", "reason", "changed_on")
        ),
        Step("expire", "到期撤下", ("published", "correcting"), "expired", "system"),
        Step("strike", "作废", ("draft",), "struck", "writer", ("reason",)),
    ),
    groups={"writer": WRITERS, "approver": APPROVERS, "system": ()},
    labels={
        "secrecy": "保密和隐私审查",
        "reason": "理由",
        "digest": "看过的公示内容",
        "ground": "情形",
        "changed_on": "决定变更的日期",
    },
)
SHOWN = ("published", "correcting")  # anybody can read it
ASKED = (*SHOWN, "withdrawn", "expired")  # anybody can ask what became of it
GROUNDS = {
    "state_secret": "国家秘密",
    "trade_secret": "商业秘密",
    "privacy": "个人隐私",
    "minor": "未成年人",
    "sealed": "治安违法记录封存",
    "warning_only": "仅警告",
    "not_listed": "未列入公示目录",
    "other": "其他依法不公开",
}
CHANGES = {
    "changed": "决定被变更",
    "revoked": "决定被撤销",
    "unlawful": "决定被确认违法",
    "void": "决定被确认无效",
    "mistaken": "公示有误，不应当公开",
}
