"""名录库版本, 检查计划 (drafted, approved by the chief, filed), 联合检查 (proposed, adopted, filed)."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import WRITERS

DIRECTORY = Workflow(
    title="名录库版本",
    states={"made": "已成册", "handed_up": "已报汇总", "filed": "已备案"},
    steps=(
        #    name       button       from                   to           who           must be filled in
        Step("hand_up", "报送汇总", ("made",), "handed_up", "writer"),
        Step("file", "登记备案", ("made", "handed_up"), "filed", "supervisor", ("filed_on", "filed_with")),
    ),
    groups={"writer": WRITERS},
    labels={"filed_on": "备案日期", "filed_with": "备案机关和文号"},
)

PLAN = Workflow(
    title="检查计划",
    states={
        "draft": "拟制中",
        "submitted": "待批准",
        "approved": "已批准，待备案",
        "filed": "已备案",
        "struck": "已作废",
    },
    steps=(
        #    name       button        from                      to           who           must be filled in
        Step("edit", "修改", ("draft",), "draft", "writer", ("title",)),
        Step("draw", "准备抽取", ("draft",), "draft", "supervisor", ("secret",)),
        Step("take", "列入抽中的", ("draft",), "draft", "writer"),
        Step("submit", "报请批准", ("draft",), "submitted", "writer"),
        # 行政主要负责人审批制. The reason where warnings stand against it.
        Step("approve", "批准", ("submitted",), "approved", "unit_leader"),
        Step("return_", "退回", ("submitted",), "draft", "unit_leader", ("reason",)),
        Step("file", "登记备案", ("approved",), "filed", "supervisor", ("filed_on", "filed_with")),
        Step("strike", "作废", ("draft", "submitted", "approved"), "struck", "writer", ("reason",)),
    ),
    groups={"writer": WRITERS},
    labels={
        "title": "名称",
        "secret": "口令",
        "reason": "理由",
        "filed_on": "备案日期",
        "filed_with": "备案机关和文号",
    },
)

JOINT = Workflow(
    title="联合检查计划",
    states={
        "asked": "正在排",
        "proposed": "待采纳",
        "adopted": "已采纳，待备案",
        "filed": "已备案",
        "dropped": "未采纳",
    },
    steps=(
        Step("propose", "排出", ("asked",), "proposed", "supervisor"),
        Step("adopt", "采纳", ("proposed",), "adopted", "supervisor"),
        Step("drop", "不采纳", ("asked", "proposed"), "dropped", "supervisor", ("reason",)),
        Step("file", "登记备案", ("adopted",), "filed", "supervisor", ("filed_on", "filed_with")),
    ),
    labels={"reason": "理由", "filed_on": "备案日期", "filed_with": "备案机关和文号"},
)
