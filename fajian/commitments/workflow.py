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
