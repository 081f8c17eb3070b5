"""案卷评查: the batch, each file of it, each reader's sheet."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import UNIT

REVIEWERS = (*UNIT, "officer", "supervisor")  # who may be asked to read another unit's file

BATCH = Workflow(
    title="案卷评查",
    states={"preparing": "待抽取", "reviewing": "评查中", "closed": "已办结"},
    steps=(
        #    name           button        from             to           who
        Step("take_sample", "列入评查", ("preparing",), "reviewing", "supervisor"),
        Step("assign", "分配评查员", ("reviewing",), "reviewing", "supervisor"),
        Step("close", "办结", ("reviewing",), "closed", "supervisor"),
    ),
)

SAMPLE = Workflow(
    title="案卷",
    states={
        "drawn": "待分配",
        "assigned": "两人评查中",
        "third": "第三人评查中",
        "scored": "待反馈",
        "fed_back": "已反馈",
        "objected": "异议待复核",
        "settled": "已定案",
    },
    steps=(
        #    name            button         from           to          who           must be filled in
        Step("assign", "分配评查员", ("drawn",), "assigned", "supervisor"),
        Step("supply", "补派评查员", ("assigned",), "assigned", "supervisor"),
        Step("supply_third", "补派第三人", ("third",), "third", "supervisor"),
        # Taken with the last sheet handed in.
        Step("concur", "评分一致", ("assigned",), "scored", "reviewer"),
        Step("differ", "提请第三人评查", ("assigned",), "third", "reviewer"),
        Step("conclude", "第三人评定", ("third",), "scored", "reviewer"),
        Step("feed_back", "反馈", ("scored",), "fed_back", "supervisor"),
        Step("accept", "没有异议", ("fed_back",), "settled", "unit"),
        Step("object", "提出异议", ("fed_back",), "objected", "unit", ("codes", "reason")),
        Step("lapse", "期满定案", ("fed_back",), "settled", "system"),
        Step("recheck", "复核", ("objected",), "settled", "supervisor", ("answer",)),
    ),
    groups={"reviewer": REVIEWERS, "unit": UNIT, "system": ()},
    labels={"codes": "有异议的项目", "reason": "异议理由", "answer": "复核意见"},
)

SHEET = Workflow(
    title="评分表",
    states={"assigned": "待评", "submitted": "已提交", "recused": "已回避", "replaced": "已更换"},
    steps=(
        #    name       button        from            to           who           must be filled in
        Step("save", "保存", ("assigned",), "assigned", "reviewer"),
        Step("submit", "提交评分", ("assigned",), "submitted", "reviewer"),
        Step("recuse", "申请回避", ("assigned",), "recused", "reviewer", ("reason",)),
        Step("replace", "更换评查员", ("assigned",), "replaced", "supervisor", ("reason",)),
    ),
    groups={"reviewer": REVIEWERS},
    labels={"reason": "理由"},
)

# Both sheets are in: from here on they may be looked at.
OPENED = ("scored", "fed_back", "objected", "settled")
# What the reviewed unit may know.
TOLD = ("fed_back", "objected", "settled")
