"""监督卡 on paper: blank for a point to hand out, or as it was filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from fajian.engine.forms.spec import LedgerColumn
from fajian.engine.forms.workbook import Row, sheet
from fajian.engine.office.letters import Letter, Paragraph, Table
from fajian.engine.office.workbooks import Sheet
from fajian.portal import cards
from fajian.portal.models import Card

BOXES = "□"
SAYS = (
    "填好后交联系点，或者扫描联系点的二维码在网上填写。"
    "企业名称、联系方式和填写人可以不写；写了的由监督机关保密，被监督的单位看不到。"
)


def blank(point: str, address: str) -> Letter:
    """A card to fill in by hand; `address` is the page where it can be filled in instead."""
    lines = [(one.label, _blank(one)) for one in cards.words().spec.columns if one.group != "处理"]
    given = {"监督联系点/企业名称": f"联系点：{point}\n企业："}
    rows = [(label, given.get(label, text)) for label, text in lines]
    page = (Paragraph(f"网上填写：{address}"),) if address else ()
    return Letter(
        title=cards.words().spec.title, blocks=(Table("", ("项目", "填写"), rows, (2, 3)), Paragraph(SAYS), *page)
    )


def filled(card: Card) -> Letter:
    """The card as it stands, with what was found."""
    cells = card.cells
    rows = [(one.label, shown(one, cells)) for one in cards.words().spec.columns]
    return Letter(title=cards.words().spec.title, blocks=(Table("", ("项目", "内容"), rows, (2, 3)),))


def shown(column: LedgerColumn, cells: Mapping[str, Any]) -> str:
    """A cell as a line of text."""
    value = cells.get(column.name)
    return f"{value:%Y-%m-%d}" if isinstance(value, dt.date) else str(value or "")


def table(rows: Sequence[Card], unit: str) -> Sheet:
    """Cards in the annex's own shape."""
    return sheet(cards.words().spec, [Row(f"card:{card.pk}", card.cells) for card in rows], unit=unit)


def _blank(column: LedgerColumn) -> str:
    words = ("是", "否") if column.kind == "bool" else column.choices
    return "　".join(f"{BOXES}{word}" for word in words) if words else ("\n\n" if column.kind == "long_text" else "")
