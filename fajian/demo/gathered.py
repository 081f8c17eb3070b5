"""集中收回: what three units sent in by themselves, one of them without saying who it is; the office is looking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fajian.core import files
from fajian.core.files import Received
from fajian.engine.office.workbooks import Cell, Column, Sheet, write
from fajian.ledgers import actions, gathering
from fajian.ledgers.models import Ledger
from fajian.orgs.models import User

FORM = "self-check"
COLUMNS = tuple(Column(label, 16.0) for label in ("序号", "单位(科室)", "整治方面", "具体问题", "问题原因", "整改措施"))
SENT = (
    ("乱作为", "现场检查没有出示检查通知书", "图省事", "按规定出示并留存回执"),
    ("不作为", "投诉举报超过规定时限没有答复", "没有专人盯办", "指定专人登记、盯办"),
)


def gather(by: User) -> None:
    """Drop the files for the running campaign's ledgers, and read them as the background would."""
    newest = Ledger.objects.visible_to(by).filter(spec_code=FORM).order_by("-id")[0]
    ledgers = list(Ledger.objects.visible_to(by).filter(spec_code=FORM, source=newest.source).select_related("unit"))
    names = [ledgers[0].unit.name, ledgers[1].unit.name, ""]
    sent = [
        workbook(by, name, f"{name or '自查表'}自查台账", SENT[: 1 + place % 2]) for place, name in enumerate(names)
    ]
    row = actions.gather(by=by, received=sent, spec_code=FORM, source=ledgers[0].source)
    for piece in row.pieces.select_related("file"):
        gathering.sort(piece, ledgers, by=by, key=f"demo-{piece.pk}")


def workbook(by: User, unit: str, name: str, rows: Sequence[Sequence[str]]) -> Received:
    """A unit's own workbook: title, line of seals, headings, rows."""
    filled: list[list[Cell]] = [[place, unit, *row] for place, row in enumerate(rows, 1)]
    sheet = Sheet("自查", "自清自查台账", COLUMNS, filled, line=(f"填报单位（盖章）：{unit}", "填报人："))
    with files.workshop() as folder:
        made = Path(folder) / f"{name}.xlsx"
        write(made, [sheet], made_on=by.date_joined.date())
        return files.keep(made, "xlsx")
