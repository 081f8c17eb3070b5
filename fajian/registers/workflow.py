"""登记事项: registered, an opinion on it, settled by a second person, published, carried out."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow

WRITERS = ("clerk", "unit_leader", "supervisor")

REGISTRATION = Workflow(
    title="登记事项",
    states={
        "kept": "在册",
        "proposed": "待核定",
        "settled": "已核定，待公布",
        "published": "已公布",
        "ended": "已出册",
        "struck": "已作废",
    },
    steps=(
        #    name        button            from                    to           who           must be filled in
        Step("edit", "修改", ("kept",), "kept", "writer", ("title",)),
        Step("propose", "提出清理意见", ("kept", "published"), "proposed", "writer", ("verdict", "reason")),
        Step("return_", "退回", ("proposed",), "kept", "supervisor", ("reason",)),
        # Another person than who proposed.
        Step("settle", "核定", ("proposed",), "settled", "supervisor"),
        Step("publish", "公布", ("settled",), "published", "supervisor", ("published_on", "published_where")),
        Step("file", "登记备案", ("published",), "published", "writer", ("filed_on", "filed_with")),
        # Of a verdict that ends it.
        Step("carry_out", "登记落实", ("published",), "ended", "writer", ("done_on", "note")),
        # Of a verdict that changes it: what stands in the register is the new text.
        Step("renew", "登记修改结果", ("published",), "kept", "writer", ("done_on", "note")),
        Step("strike", "作废登记", ("kept",), "struck", "writer", ("reason",)),
    ),
    groups={"writer": WRITERS},
    labels={
        "title": "名称",
        "verdict": "清理意见",
        "reason": "理由",
        "published_on": "公布日期",
        "published_where": "公布载体",
        "filed_on": "备案日期",
        "filed_with": "备案机关和文号",
        "done_on": "落实日期",
        "note": "落实情况",
    },
)
STANDING = ("kept", "proposed", "settled", "published")  # in the register
