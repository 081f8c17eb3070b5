"""附件样表: the annexes of a campaign as blank workbooks, for whoever fills them in away from the system."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from fajian.campaigns.actions import of_campaign
from fajian.campaigns.models import Campaign
from fajian.engine.forms import workbook
from fajian.engine.office.workbooks import file_name
from fajian.ledgers.models import Ledger


def books(campaign: Campaign, user: Any) -> list[Ledger]:
    """One ledger for each annex, of those the user may see: all units keep the same."""
    found: dict[tuple[str, str], Ledger] = {}
    for ledger in Ledger.objects.visible_to(user).filter(of_campaign(campaign)).order_by("id"):
        found.setdefault((ledger.annex, ledger.title), ledger)
    return list(found.values())


def blank(ledger: Ledger, unit: str, today: dt.date) -> tuple[str, bytes]:
    """(file name, workbook) of its form without a row; `unit` is printed in the line of seals."""
    sheet = workbook.sheet(ledger.spec, [], unit=unit, title=ledger.title, annex=ledger.annex)
    with tempfile.TemporaryDirectory(prefix="fajian-blank-") as folder:
        place = Path(folder) / "blank.xlsx"
        workbook.write(place, [sheet], [ledger.spec], made_on=today)
        return f"{file_name(f'{ledger.annex} {ledger.title}'.strip())}.xlsx", place.read_bytes()


def all_blanks(ledgers: list[Ledger], unit: str, today: dt.date) -> bytes:
    """All of them in one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for ledger in ledgers:
            archive.writestr(*blank(ledger, unit, today))
    return out.getvalue()
