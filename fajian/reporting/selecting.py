"""选定常态化监督对象: the first of the score become a list of its own in the office's ledgers."""

from __future__ import annotations

import datetime as dt

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger
from fajian.reporting import baseline

FORM = "supervision-objects"


@action("reporting.select_objects", title="选定监督对象", who=("supervisor",))
def select_objects(act: Act, *, count: int, reason: str, since: dt.date, until: dt.date) -> Ledger:
    """The first `count` units by the published score, counted now, with the points of each; nobody writes a score.

    Units of the last place's score all belong to it. Raises Refused where none has a score, or twice on a day.
    """
    office = act.user.unit if act.user is not None else None
    if office is None:
        raise Refused("您的账号没有单位，不能选定监督对象。")
    if count < 1 or not reason.strip():
        raise Refused("请填写选几个单位和选定说明。")
    scored = [line for line in baseline.table(act.user, since, until)[1] if line.score]
    if not scored:
        raise Refused("没有得分的涉企执法单位，请先登记检查事项、检查对象名录或者归集留言板问题。")
    last = scored[:count][-1].score or 0
    source = f"objects:{act.today.isoformat()}"
    if Ledger.objects.filter(unit=office, spec_code=FORM, source=source).exists():
        raise Refused("今天已经选定过一次，名单在台账里。")
    title = f"常态化监督对象名单（{act.today:%Y-%m-%d}）"
    book = ledgers.open_ledger.within(act, unit=office, spec_code=FORM, source=source, title=title)
    rows = [
        ledgers.NewEntry(
            line.unit.name,
            {"score": line.points, "why": line.why, "selected_on": act.today.isoformat(), "reason": reason.strip()},
            act.today, f"{source}:{line.unit.pk}",
        )
        for line in scored
        if line.score is not None and line.score >= last
    ]  # fmt: skip
    ledgers.record.within(act, ledger=book, rows=rows)
    act.about(book)
    return book
