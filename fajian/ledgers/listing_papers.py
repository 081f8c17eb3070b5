"""挂牌督办单: what is listed, at whom, why, until when, and what the unit must report every month."""

from __future__ import annotations

from fajian.engine.office.letters import Heading, Letter, Paragraph, chinese_date
from fajian.ledgers.models import Listing

DUTY = "请按月填报整改进展；整改到位后申请销号，由我单位核准，其间不得自行摘牌。"


def letter(listing: Listing) -> Letter:
    """To the unit, signed by the body that listed it, of the day it did; the number is a person's to fill in."""
    row = listing.rectification
    entry = row.entry
    due = f"整改时限：{chinese_date(row.due_on)}。" if row.due_on else "整改时限：【待填：整改时限】。"
    return Letter(
        title="挂牌督办单",
        blocks=(
            Paragraph(f"{listing.unit.name}："),
            Paragraph(f"你单位下列问题，自{chinese_date(listing.listed_on)}起由{listing.body.name}挂牌督办。"),
            Heading("一、督办的问题"),
            Paragraph(f"{entry.ledger.title}第{entry.number}号：{entry.title}"),
            Heading("二、挂牌理由"),
            *(Paragraph(line) for line in listing.reason.splitlines()),
            Heading("三、督办要求"),
            Paragraph(due),
            Paragraph(DUTY),
        ),
        signed_by=listing.body.name,
        signed_on=chinese_date(listing.listed_on),
        banner="督办单号：【待填：督办单号】",
    )
