"""办事指南, 告知承诺书: the papers an applicant reads, takes home and signs."""

from __future__ import annotations

import datetime as dt

from fajian.commitments.models import PromiseItem
from fajian.commitments.terms import check_term
from fajian.engine.law.unknown import UNKNOWN
from fajian.engine.office.letters import Block, Heading, Letter, Paragraph, Table

NUMERALS = "一二三四五六七八九十"
PROMISES = (
    "已经知晓行政机关告知的全部内容；",
    "自身符合行政机关告知的条件、标准和要求；",
    "能够提供的材料真实、合法、有效；",
    "愿意接受行政机关的核查，配合日常监管；",
    "愿意承担不实承诺、违反承诺的法律责任和失信后果；",
    "本承诺是真实意思的表示，可以照告知的范围公开。",
)  # 国办发〔2020〕42号


def verification(item: PromiseItem, day: dt.date) -> list[tuple[str, str]]:
    """(label, text) of how promises under the item are verified: time, standard, way, when not."""
    term = check_term(item, day)
    rows = [("核查方式", item.get_check_way_display() or "尚未确定")]
    if item.is_exempt:
        return [*rows, ("免予核查的条件", item.exempt_when), ("日常监管方式", item.get_watched_display())]
    when = "无法判断：事项没有写，本地也没有规定" if term is UNKNOWN else f"作出决定后{term}内（{term.basis}）"
    return [*rows, ("核查时限", when), ("核查标准", item.check_standard or "尚未确定")]


def guide(item: PromiseItem, day: dt.date) -> Letter:
    """办事指南 of an item."""
    facts = [
        ("事项名称", item.title),
        ("事项类别", item.get_kind_display()),
        ("证明（许可）名称", item.proof),
        ("实施机关", item.unit.name),
        ("办理单位", item.office or item.unit.name),
    ]
    blocks = (
        Table("", ("项目", "内容"), [*facts, *item.told, *verification(item, day)], (1, 3)),
        Heading("申请人的选择"),
        Paragraph("申请人可以自主选择是否采用告知承诺的方式办理。不愿承诺或者无法承诺的，提交法律法规或者国务院决定要求的证明。"),
        Paragraph("有严重不良信用记录、被列入黑名单或者曾作出虚假承诺的，在信用修复前或者最长公示期未结束前不适用告知承诺。"),
    )  # fmt: skip
    return Letter(title=f"{item.title}办事指南", blocks=blocks)


def form(item: PromiseItem, applicant: str = "", number: str = "", signed: str = "") -> Letter:
    """告知承诺书: what the office tells and what the applicant promises; blank for whoever downloads it."""
    told = [("事项名称", item.title), ("证明（许可）名称", item.proof), *item.told]
    name = applicant or "【待填：申请人】"
    lines: list[Block] = [Heading("一、告知")]
    for at, (label, text) in enumerate(told, 1):
        lines.append(Paragraph(f"{at}. {label}：{text or '【待填：' + label + '】'}"))
    lines.append(Heading("二、承诺"))
    lines.append(Paragraph(f"{name}现作出如下承诺："))
    lines += [Paragraph(f"{at}. {text}") for at, text in enumerate(PROMISES, 1)]
    return Letter(
        title="告知承诺书" + (f"\n（{number}）" if number else ""),
        blocks=tuple(lines),
        addressee=item.unit.name,
        signed_by=f"申请人（签名或者盖章）：{name}",
        signed_on=signed or "【待填：签署日期】",
    )
