"""名录库版本, 检查计划 (drafted, approved, filed), 联合检查 (proposed, adopted, filed), 入企检查 (to the result)."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import UNIT, WRITERS

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

VISIT = Workflow(
    title="入企检查",
    states={
        "asked": "待批准",
        "ready": "待派员",
        "staffed": "待入企",
        "on_site": "检查中",
        "recorded": "待告知结果",
        "told": "待公示",
        "done": "已办结",
        "struck": "已取消",
    },
    steps=(
        #    name        button            from                          to           who            must be filled in
        Step("approve", "批准", ("asked",), "ready", "unit_leader"),
        Step("refuse", "不批准", ("asked",), "struck", "unit_leader", ("reason",)),
        Step("staff", "派员、出通知书", ("ready",), "staffed", "unit", ("number",)),
        Step("recuse", "办理回避", ("staffed",), "staffed", "unit_leader", ("reason",)),
        Step("move", "改期", ("staffed",), "staffed", "unit", ("visit_on", "reason")),
        Step("show", "亮证", ("staffed",), "on_site", "spot", ("pin",)),
        Step("record", "记录检查结果", ("on_site",), "recorded", "spot", ("result", "facts", "ack")),
        Step("tell", "告知结果", ("recorded",), "told", "spot", ("told_on", "told_how")),
        # What anybody may read is looked at by a second person first.
        Step("publish", "审核公示", ("told",), "done", "unit_leader"),
        Step("withhold", "依法不公示", ("told",), "done", "unit_leader", ("reason",)),
        Step("strike", "取消", ("asked", "ready", "staffed"), "struck", "unit", ("reason",)),
    ),
    groups={"unit": UNIT, "spot": (*UNIT, "officer")},
    labels={
        "reason": "理由",
        "number": "检查通知书文号",
        "visit_on": "入企日期",
        "pin": "检查码",
        "result": "检查结果",
        "facts": "检查情况",
        "ack": "企业确认",
        "told_on": "告知日期",
        "told_how": "告知方式",
    },
)
