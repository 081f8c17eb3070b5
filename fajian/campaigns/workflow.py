"""报送义务 from due to locked; 报送草稿 from written to sent; 方案 to a campaign; 督办建议, 常态化报送."""

from __future__ import annotations

import datetime as dt

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import UNIT, WRITERS

DUTY = Workflow(
    title="报送义务",
    states={
        "due": "待报送",
        "handed_in": "已报送待收",
        "returned": "已退回",
        "received": "已收待核准",
        "locked": "已核准锁定",
        "unlocked": "已解锁待更正",
    },
    steps=(
        #    name       button      from                              to           who           must be filled in
        Step("hand_in", "报送", ("due", "returned", "unlocked"), "handed_in", "unit", ("text",)),
        # What is due every month or quarter on no fixed day is handed in again and again.
        Step("again", "报送下一期", ("received", "locked"), "handed_in", "unit", ("text",)),
        Step("return_", "退回", ("handed_in", "received"), "returned", "supervisor", ("reason",)),
        Step("receive", "收讫", ("handed_in",), "received", "supervisor"),
        Step("lock", "核准并锁定", ("handed_in", "received", "unlocked"), "locked", "supervisor"),
        Step("unlock", "例外解锁", ("locked",), "unlocked", "supervisor", ("reason", "until")),
    ),
    groups={"unit": UNIT},
    labels={"text": "报送说明", "reason": "理由", "until": "解锁至"},
)
OWED = ("due", "returned")
TAKEN = ("received", "locked", "unlocked")  # the office has it, and has nothing against it


def standing(state: str, unlocked_until: dt.date | None, today: dt.date) -> str:
    """The state of a duty as of a day: an exception that has run out is locked again, without anybody doing it."""
    run_out = state == "unlocked" and unlocked_until is not None and unlocked_until < today
    return "locked" if run_out else state


DRAFT = Workflow(
    title="报送草稿",
    states={"writing": "草稿", "submitted": "待审定", "approved": "已审定", "sent": "已报送"},
    steps=(
        Step("save", "保存草稿", ("writing", "submitted", "approved", "sent"), "writing", "unit"),
        Step("submit", "送审", ("writing",), "submitted", "unit", ("text",)),
        Step("approve", "审定", ("submitted",), "approved", "unit_leader"),
        Step("send_back", "退回修改", ("submitted", "approved"), "writing", "unit_leader", ("reason",)),
        # From writing only where the office does not demand an approval: the action's business.
        Step("send", "报送", ("writing", "approved"), "sent", "unit", ("text",)),
    ),
    groups={"unit": UNIT},
    labels={"text": "报送说明", "reason": "修改意见"},
)

AMENDMENT = Workflow(
    title="行动变更",
    states={"proposed": "待批准", "effective": "已生效", "refused": "未批准"},
    steps=(
        #    name       button      from           to           who           must be filled in
        Step("approve", "批准变更", ("proposed",), "effective", "supervisor"),
        Step("refuse", "不予批准", ("proposed",), "refused", "supervisor", ("reason",)),
    ),
    labels={"reason": "理由"},
)

CHECK = Workflow(
    title="方案",
    states={"draft": "待核对", "checked": "已核对", "launched": "已启动", "dropped": "已作废"},
    steps=(
        #    name      button      from                    to          who           must be filled in
        Step("settle", "核定存疑", ("draft",), "draft", "supervisor"),
        Step("edit", "修改方案", ("draft",), "draft", "supervisor"),
        Step("check", "完成核对", ("draft",), "checked", "supervisor"),
        Step("recheck", "重新核对", ("checked",), "draft", "supervisor"),
        Step("launch", "启动行动", ("checked",), "launched", "supervisor"),
        Step("drop", "作废方案", ("draft", "checked"), "dropped", "supervisor", ("reason",)),
    ),
    labels={"reason": "作废理由"},
)

RUN = Workflow(
    title="专项整治行动",
    states={"running": "进行中", "finished": "已结束"},
    steps=(
        #    name      button      from           to          who           must be filled in
        Step("finish", "结束行动", ("running",), "finished", "supervisor", ("note",)),
        Step("resume", "恢复行动", ("finished",), "running", "supervisor", ("note",)),
    ),
    labels={"note": "说明"},
)

PROPOSAL = Workflow(
    title="督办建议",
    states={"open": "待决定", "postponed": "已暂缓", "accepted": "已采纳", "declined": "不采纳", "lapsed": "已失效"},
    steps=(
        #    name       button      from                   to           who           must be filled in
        Step("accept", "采纳", ("open", "postponed"), "accepted", "supervisor"),
        Step("decline", "不采纳", ("open", "postponed"), "declined", "supervisor", ("reason",)),
        Step("postpone", "暂缓", ("open", "postponed"), "postponed", "supervisor", ("until",)),
        # Everything it was about has been handed in: by the daily tick alone.
        Step("lapse", "失效", ("open", "postponed"), "lapsed", "system"),
    ),
    labels={"reason": "理由", "until": "暂缓至"},
)

STANDING = Workflow(
    title="常态化报送",
    states={"active": "执行中", "paused": "已暂停", "ended": "已终止"},
    steps=(
        #    name      button      from                  to        who           must be filled in
        Step("pause", "暂停", ("active",), "paused", "supervisor"),
        Step("resume", "恢复", ("paused",), "active", "supervisor"),
        Step("end", "终止", ("active", "paused"), "ended", "supervisor", ("reason",)),
    ),
    labels={"reason": "终止理由"},
)

PROGRESS = Workflow(
    title="任务",
    states={"due": "未开始", "moving": "推进中", "submitted": "待确认", "done": "已完成", "standing": "长期坚持"},
    steps=(
        #    name      button      from                    to           who           must be filled in
        Step("note", "记进展", ("due", "moving"), "moving", "unit", ("text",)),
        # A task without a last day goes on; nobody confirms it.
        Step("keep", "记长期坚持的进展", ("due", "standing"), "standing", "unit", ("text",)),
        Step("submit", "申请确认完成", ("due", "moving"), "submitted", "unit", ("text", "proof")),
        Step("confirm", "确认完成", ("submitted",), "done", "supervisor"),
        Step("hold", "确认后长期坚持", ("submitted",), "standing", "supervisor"),
        Step("return_", "退回", ("submitted",), "moving", "supervisor", ("reason",)),
        Step("reopen", "重新推进", ("done", "standing"), "moving", "supervisor", ("reason",)),
    ),
    # An office that leads a task is a unit of the task like any other.
    groups={"unit": WRITERS},
    labels={"text": "进展", "proof": "佐证材料", "reason": "理由"},
)
FINISHED = ("done", "standing")

OWN = {"unit": WRITERS}  # an office that takes part is a unit like any other

DELIVERY = Workflow(
    title="下发",
    states={"sent": "待签收", "signed": "已签收", "handled": "已阅办"},
    steps=(
        #    name     button           from         to         who     must be filled in
        Step("sign", "签收", ("sent",), "signed", "unit"),
        Step("handle", "填写阅办意见", ("signed",), "handled", "unit", ("text",)),
    ),
    groups=OWN,
    labels={"text": "阅办、传达意见"},
)

FILING = Workflow(
    title="备案",
    states={"handed_in": "待备案", "filed": "已备案", "returned": "已退回"},
    steps=(
        #    name      button  from             to           who           must be filled in
        Step("file", "备案", ("handed_in",), "filed", "supervisor", ("number",)),
        Step("return_", "退回", ("handed_in",), "returned", "supervisor", ("reason",)),
    ),
    labels={"number": "备案号", "reason": "退回理由"},
)

CHANNEL = Workflow(
    title="举报渠道公示",
    states={"reported": "待核对", "confirmed": "已核对", "returned": "已退回", "withdrawn": "已停止公布"},
    steps=(
        #    name       button      from                         to           who           must be filled in
        Step("confirm", "核对无误", ("reported",), "confirmed", "supervisor"),
        Step("return_", "退回", ("reported",), "returned", "supervisor", ("reason",)),
        Step("withdraw", "停止公布", ("reported", "confirmed"), "withdrawn", "unit", ("reason",)),
    ),
    groups=OWN,
    labels={"reason": "理由"},
)

LOOK_BACK = Workflow(
    title="回头看问题",
    states={"waiting": "待检视", "judged": "已检视待确认", "returned": "已退回", "confirmed": "已确认"},
    steps=(
        #    name       button        from                     to           who           must be filled in
        Step("judge", "检视", ("waiting", "returned"), "judged", "unit", ("verdict", "situation")),
        Step("return_", "退回", ("judged",), "returned", "supervisor", ("reason",)),
        Step("confirm", "确认", ("judged",), "confirmed", "supervisor"),
        Step("overrule", "更改认定", ("judged",), "confirmed", "supervisor", ("verdict", "situation", "reason")),
    ),
    groups={"unit": UNIT},
    labels={"verdict": "认定", "situation": "现在的情况", "reason": "理由"},
)
UNJUDGED, UNJUDGED_STATE = ("waiting", "returned"), "unjudged"  # the word by which a list asks for both

RECHECK = Workflow(
    title="抽查复核",
    states={"waiting": "待复核", "upheld": "属实", "untrue": "虚假销号"},
    steps=(
        #    name      button          from          to          who           must be filled in
        Step("uphold", "认定属实", ("waiting",), "upheld", "supervisor", ("result",)),
        Step("refute", "认定虚假销号", ("waiting",), "untrue", "supervisor", ("result",)),
    ),
    labels={"result": "复核情况"},
)

RECONCILIATION = Workflow(
    title="对账",
    states={
        "waiting": "未对账",
        "signed": "已确认",
        "returned": "已退回",
        "verified": "已核账",
        "written_off": "已销账",
    },
    steps=(
        #    name         button      from                                             to             who
        # Each signing is a round of its own; signed again only when the figures have moved: the action's business.
        Step("sign", "对账确认", ("waiting", "signed", "returned", "written_off"), "signed", "unit"),
        Step("return_", "退回重新对账", ("signed", "verified"), "returned", "supervisor", ("reason",)),
        Step("verify", "核账", ("signed",), "verified", "supervisor", ("note",)),
        Step("write_off", "销账", ("verified",), "written_off", "supervisor"),
    ),
    groups={"unit": UNIT},
    labels={"reason": "退回理由", "note": "核账意见"},
)
