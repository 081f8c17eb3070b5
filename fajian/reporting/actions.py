"""Writes of reporting: a year handed in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from fajian.core import checkpoints
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.digests import algorithm, canonical, digest
from fajian.core.errors import Refused
from fajian.ledgers.actions.shared import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS
from fajian.reporting.models import YearlyReport


@action("reporting.submit_yearly", title="报送年度统计", who=WRITERS)
def submit_yearly(
    act: Act, *, unit: Unit, year: int, as_of: datetime.date, content: Mapping[str, Any], reason: str = ""
) -> YearlyReport:
    """Keep what the unit's year came to when it was read, on this day.

    A year handed in before needs a reason; both reports stay.
    """
    unit = act.lock(unit)
    in_reach(act, unit.path)
    if as_of != act.today:
        raise Refused("数字是另一天读出来的，请刷新页面后重新报送。")
    if year > act.today.year:
        raise Refused("不能报送还没有到的年度。")
    if unit.closed_on is not None:
        raise Refused(f"{unit.name}已经撤销，不能报送。")
    before = YearlyReport.objects.filter(unit=unit, year=year).count()
    if before and not reason.strip():
        raise Refused(f"{year}年度已经报送过。重新报送请写明理由，原来的一份保留。")
    text, name = canonical(content), algorithm()
    row = act.create(
        YearlyReport,
        unit=unit,
        year=year,
        number=before + 1,
        reason=reason.strip()[:300] if before else "",
        as_of=as_of,
        content=text,
        checkpoint=str(checkpoints.checkpoint()),
        algorithm=name,
        digest=digest(text, name),
    )
    act.about(row)
    return row
