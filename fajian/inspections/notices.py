"""行政检查通知书: the paper the business is shown, with the code its page lies behind."""

from __future__ import annotations

from fajian.core import qr
from fajian.engine.office.letters import Block, Letter, Paragraph, Picture, Table, chinese_date
from fajian.inspections.models import Visit

SCALE = 5  # of its code
RIGHTS = (
    "检查人员不少于两名，应当主动出示执法证件；证件不符或者人数不足的，您单位可以拒绝检查。",
    "认为检查人员与本次检查有利害关系的，可以申请回避。",
    "检查不收费，不得接受馈赠、宴请，不得指定中介服务，不要求法定代表人必须到场。",
    "检查结果将告知您单位；对检查有意见的，可以向本机关或者同级司法行政机关反映。",
)


def notice(visit: Visit, address: str) -> Letter:
    """The notice of a visit whose officers are known."""
    items = visit.named_items()
    cards = "；".join(f"{one.officer.name}（执法证号 {one.card.number}）" for one in visit.going())
    rows = [
        ("检查事项", "；".join(item.title for item in items)),
        ("检查依据", "；".join(dict.fromkeys(item.basis for item in items))),
        ("入企日期", chinese_date(visit.visit_on)),
        ("检查人员", cards),
        ("检查缘由", visit.get_cause_display()),
        ("批准", approval(visit)),
        *([("联合检查单位", "、".join(visit.together))] if visit.together else []),
        *([("异地协助函", visit.assist_no)] if visit.away else []),
    ]
    blocks: tuple[Block, ...] = (
        Paragraph("本机关将对您单位实施行政检查，现将有关事项通知如下："),
        Table("", ("项目", "内容"), rows, (1, 3)),
        Picture(qr.picture(address, "png", scale=SCALE), f"扫码核验来人、事项、日期和结果：{address}", 32),
        *(Paragraph(f"{at}. {line}") for at, line in enumerate(RIGHTS, 1)),
    )
    return Letter(
        title=f"行政检查通知书\n（{visit.number}）", blocks=blocks, addressee=visit.target.name,
        signed_by=visit.unit.name, signed_on="【待填：出具日期】",
    )  # fmt: skip


def approval(visit: Visit) -> str:
    """By what the visit is approved, as people read it."""
    if visit.plan is not None:
        return f"检查计划“{visit.plan.title}”，单位负责人已批准"
    if visit.approved_at is not None:
        return "单位负责人已批准"
    return "紧急检查，检查后及时补办批准" if visit.cause == "urgent" else "等待批准"
