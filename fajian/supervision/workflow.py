"""监督事项 from clue to closed; 监督文书 from draft to settled; 异议."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import UNIT, WRITERS

MATTER = Workflow(
    title="监督事项",
    states={
        "clue": "待研判",
        "refused": "不予受理",
        "forwarded": "已转办",
        "looking": "核查中",
        "instructed": "已发文书",
        "held": "已中止",
        "closed": "已办结",
    },
    steps=(
        #    name       button          from                      to           who           must be filled in
        Step("accept", "受理", ("clue",), "looking", "supervisor", ("way", "situation")),
        Step("refuse", "不予受理", ("clue",), "refused", "supervisor", ("reason",)),
        Step("forward", "转办", ("clue",), "forwarded", "supervisor", ("to", "reason")),
        # A body above takes it over and looks into it itself: 提级监督.
        Step("elevate", "提级监督", ("clue", "looking", "instructed"), "looking", "supervisor", ("reason",)),
        # Taken with the issuing of an instrument.
        Step("instruct", "发出文书", ("looking", "instructed"), "instructed", "signatory"),
        # 令825 第三十三条第三款: what is under 复议 or before a court is not supervised a second time.
        Step("hold", "中止", ("looking", "instructed"), "held", "supervisor", ("reason",)),
        Step("resume", "恢复", ("held",), "looking", "supervisor", ("reason",)),
        Step("close", "办结", ("looking", "instructed"), "closed", "supervisor", ("outcome", "summary")),
        Step("reopen", "重新核查", ("refused", "closed"), "looking", "supervisor", ("reason",)),
    ),
    groups={"signatory": ("supervisor", "leader")},
    labels={
        "way": "监督方式",
        "situation": "监督情形",
        "reason": "理由",
        "to": "转给谁",
        "outcome": "办结方式",
        "summary": "办结情况",
    },
)
OVER = ("refused", "forwarded", "closed")

INSTRUMENT = Workflow(
    title="监督文书",
    states={
        "draft": "拟稿",
        "submitted": "待签发",
        "proposed": "待政府决定",
        "issued": "待送达",
        "served": "待反馈",
        "answered": "待核实",
        "settled": "已核实",
        "disobeyed": "未落实",
        "withdrawn": "已撤回",
        "dropped": "已作废",
    },
    steps=(
        #    name         button            from                    to           who           must be filled in
        Step("edit", "修改", ("draft",), "draft", "supervisor", ("facts", "basis", "demands")),
        Step("submit", "送签", ("draft",), "submitted", "supervisor"),
        Step("propose", "报请政府决定", ("draft",), "proposed", "supervisor", ("major",)),
        Step("issue", "签发", ("submitted",), "issued", "supervisor", ("word",)),
        Step("decide", "批准并制发", ("proposed",), "issued", "leader", ("word",)),
        Step("return_", "退回修改", ("submitted",), "draft", "supervisor", ("reason",)),
        Step("decline", "不予制发", ("proposed",), "draft", "leader", ("reason",)),
        Step("serve", "登记送达", ("issued",), "served", "supervisor", ("served_on", "served_to", "served_how")),
        Step("answer", "反馈", ("served", "disobeyed"), "answered", "unit", ("text",)),
        Step("settle", "核实到位", ("answered",), "settled", "supervisor", ("note",)),
        Step("send_back", "退回再改", ("answered",), "served", "supervisor", ("reason", "due_on")),
        Step("disobey", "认定未落实", ("served", "answered"), "disobeyed", "supervisor", ("reason",)),
        Step("withdraw", "撤回文书", ("issued", "served", "answered"), "withdrawn", "supervisor", ("reason",)),
        Step("drop", "作废", ("draft", "submitted"), "dropped", "supervisor", ("reason",)),
    ),
    groups={"unit": UNIT},
    labels={
        "facts": "查明事实",
        "basis": "依据",
        "demands": "处理要求",
        "major": "报请理由",
        "word": "发文机关代字",
        "reason": "理由",
        "served_on": "送达日期",
        "served_to": "收件人",
        "served_how": "送达方式",
        "text": "纠正情况",
        "note": "核实意见",
        "due_on": "新的期限",
    },
)
SERVED = ("served", "answered", "settled", "disobeyed")  # the unit has it in its hands
AFTER_SERVICE = (*SERVED, "withdrawn")
PENDING = ("draft", "submitted", "proposed", "issued", "served", "answered")  # a matter does not close over these

OBJECTION = Workflow(
    title="异议",
    states={"filed": "待答复", "upheld": "已采纳", "rejected": "未采纳"},
    steps=(
        #    name      button        from        to          who           must be filled in
        Step("uphold", "采纳异议", ("filed",), "upheld", "supervisor", ("answer",)),
        Step("reject", "不采纳异议", ("filed",), "rejected", "supervisor", ("answer",)),
    ),
    labels={"answer": "答复"},
)

ACCOUNTABILITY = Workflow(
    title="责任追究",
    states={
        "open": "调查认定中",
        "proposed": "待决定",
        "decided": "待执行",
        "spared": "不予追究，待核查",
        "carried_out": "已执行，待核查",
        "closed": "已办结",
        "dropped": "已撤销",
    },
    steps=(
        #    name              button              from                        to             who       must be given
        Step("establish", "认定过错", ("open",), "open", "keeper", ("facts", "analysis")),
        Step("propose", "提请追究", ("open",), "proposed", "keeper"),
        Step("propose_sparing", "提请不予追究", ("open",), "proposed", "keeper", ("grounds", "reason")),
        # By somebody else than whoever proposed it.
        Step("decide", "登记追究决定", ("proposed",), "decided", "decider", ("decided_on",)),
        Step("spare", "决定不予追究", ("proposed",), "spared", "decider", ("decided_on",)),
        Step("return_", "退回重新认定", ("proposed",), "open", "decider", ("note",)),
        Step("carry_out", "登记执行", ("decided",), "carried_out", "keeper", ("outcome", "carried_out_on")),
        Step("close", "核查办结", ("carried_out", "spared"), "closed", "supervisor", ("note",)),
        Step("send_back", "核查退回", ("carried_out", "spared"), "open", "supervisor", ("note",)),
        Step("drop", "撤销", ("open",), "dropped", "keeper", ("note",)),
    ),
    groups={"keeper": WRITERS, "decider": ("unit_leader", "supervisor", "leader")},
    labels={
        "facts": "过错情形",
        "analysis": "原因分析",
        "grounds": "不予追究的情形",
        "reason": "不予追究的理由",
        "decided_on": "决定日期",
        "outcome": "执行情况",
        "carried_out_on": "执行日期",
        "note": "意见",
    },
)
DECIDED = ("decided", "spared", "carried_out", "closed")

TRANSFER = Workflow(
    title="移送",
    states={
        "draft": "拟稿",
        "proposed": "待批准",
        "refused": "不予批准",
        "approved": "待移送",
        "sent": "待签收",
        "received": "待回复",
        "accepted": "已立案、受理",
        "declined": "不立案、不受理",
        "reconsidering": "复议中",
        "overseeing": "立案监督中",
        "closed": "已办结",
        "dropped": "已作废",
    },
    steps=(
        #    name            button             from                                  to            who         needs
        Step("edit", "修改", ("draft",), "draft", "keeper", ("to", "facts", "basis", "materials")),
        Step("propose", "报请批准", ("draft",), "proposed", "keeper"),
        # By somebody else than whoever drafted it.
        Step("approve", "批准移送", ("proposed",), "approved", "decider", ("word",)),
        Step("refuse", "不予批准", ("proposed",), "refused", "decider", ("reason",)),
        Step("send", "登记移送", ("approved",), "sent", "keeper", ("sent_at",)),
        Step("receive", "登记签收", ("sent",), "received", "receiver", ("received_on", "received_by")),
        Step(
            "accept", "登记立案、受理", ("received", "reconsidering", "overseeing"), "accepted", "receiver",
            ("answered_on", "answer"),
        ),
        Step(
            "decline", "登记不立案、不受理", ("received", "reconsidering", "overseeing"), "declined", "receiver",
            ("answered_on", "answer"),
        ),
        # 《行政执法机关移送涉嫌犯罪案件的规定》第九条: of a case sent to the police only.
        Step("reconsider", "提请复议", ("declined",), "reconsidering", "keeper", ("reason", "asked_on")),
        Step("oversee", "建议立案监督", ("declined",), "overseeing", "keeper", ("reason", "asked_on")),
        Step("hand_over", "移交物品材料", ("accepted",), "accepted", "keeper", ("handed_over_on",)),
        Step("close", "登记结果", ("accepted", "declined"), "closed", "receiver", ("outcome",)),
        Step("drop", "作废", ("draft", "refused"), "dropped", "keeper", ("reason",)),
    ),
    groups={
        "keeper": WRITERS,
        "decider": ("unit_leader", "supervisor", "leader"),
        "receiver": (*WRITERS, "discipline"),
    },
    labels={
        "to": "接收机关",
        "facts": "案情",
        "basis": "依据",
        "materials": "材料目录",
        "word": "发文机关代字",
        "reason": "理由",
        "sent_at": "移送时间",
        "received_on": "签收日期",
        "received_by": "签收人",
        "answered_on": "回复日期",
        "answer": "回复内容",
        "asked_on": "提出日期",
        "handed_over_on": "移交日期",
        "outcome": "结果",
    },
)  # fmt: skip
APPROVED = ("approved", "sent", "received", "accepted", "declined", "reconsidering", "overseeing", "closed")

CIRCULAR = Workflow(
    title="通报",
    states={
        "draft": "拟稿",
        "submitted": "待签发",
        "issued": "已通报",
        "published": "已公布",
        "withdrawn": "已撤回",
        "dropped": "已作废",
    },
    steps=(
        #    name         button        from                     to           who           must be filled in
        Step("edit", "修改", ("draft",), "draft", "supervisor", ("title", "text")),
        Step("submit", "送签", ("draft",), "submitted", "supervisor"),
        # By somebody else than whoever drafted it.
        Step("issue", "签发通报", ("submitted",), "issued", "supervisor", ("word",)),
        Step("return_", "退回修改", ("submitted",), "draft", "supervisor", ("reason",)),
        Step("publish", "登记公布", ("issued",), "published", "supervisor", ("published_on", "place")),
        Step("withdraw", "撤回", ("issued", "published"), "withdrawn", "supervisor", ("reason",)),
        Step("drop", "作废", ("draft",), "dropped", "supervisor", ("reason",)),
    ),
    labels={
        "title": "标题",
        "text": "正文",
        "word": "发文机关代字",
        "reason": "理由",
        "published_on": "公布日期",
        "place": "公布渠道",
    },
)
