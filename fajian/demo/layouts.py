"""上级表样: the province's own workbook, into which the city's office writes the ledgers of fines."""

from __future__ import annotations

from pathlib import Path

from fajian.core import files
from fajian.engine.office.workbooks import Column, Sheet, write
from fajian.ledgers import actions, layouts
from fajian.ledgers.models import Layout
from fajian.ledgers.own import newest
from fajian.orgs.models import User

TITLE = "全省行政处罚罚款自查情况汇总表"
FORM = "fines-self-check"
COLUMNS = (
    Column("序号", 5.0), Column("单位", 18.0), Column("处罚决定书文号", 22.0, group="案件"),
    Column("罚款金额(元)", 12.0, kind="money", group="案件"), Column("问题描述", 40.0), Column("省厅复核意见", 16.0),
)  # fmt: skip


def take_layout(by: User) -> Layout:
    """Take the blank workbook in; what the province alone fills in stays blank."""
    spec = newest(FORM)
    assert spec is not None
    blank = Sheet(TITLE[:20], TITLE, COLUMNS, [], line=("填报单位（盖章）：", "填报时间："), blank_rows=5)
    with files.workshop() as folder:
        made = Path(folder) / f"{TITLE}.xlsx"
        write(made, [blank], made_on=by.date_joined.date())
        received = files.keep(made, "xlsx")
    return actions.add_layout(by=by, title=TITLE, spec=spec, shape=layouts.look(received, spec), received=received)
