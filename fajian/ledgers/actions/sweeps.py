"""排查: begun over cases of the warehouse, each case judged; a problem becomes a row of the ledger at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers import sweeping
from fajian.ledgers.actions.entries import NewEntry, record
from fajian.ledgers.actions.shared import in_reach
from fajian.ledgers.models import Entry, Ledger, Sweep, SweptCase
from fajian.ledgers.workflow import SWEPT
from fajian.orgs.roles import WRITERS


@action("ledgers.begin_sweep", title="开始排查", who=WRITERS)
def begin_sweep(
    act: Act, *, ledger: Ledger, from_on: dt.date, to_on: dt.date, enterprises: bool, cases: Sequence[sweeping.Case]
) -> Sweep:
    """The cases (sweeping.cases) are to be looked at one by one; those whose decision the ledger names are found."""
    ledger = act.lock(ledger)
    in_reach(act, ledger.unit_path)
    if not ledger.has_problems:
        raise Refused("排查出的问题要整改，请从每行都要整改销号的台账开始排查。")
    if from_on > to_on:
        raise Refused("起始日期晚于截止日期，请核对。")
    if not cases:
        raise Refused("这段时间没有本单位的处罚案件。请先导入执法数据，或者放宽日期。")
    if len(cases) > sweeping.MOST:
        raise Refused(f"这段时间的案件超过{sweeping.MOST}件，请分几段日期排查。")
    what = "涉企处罚案件" if enterprises else "处罚案件"
    made = act.create(
        Sweep, ledger=ledger, unit=ledger.unit, from_on=from_on, to_on=to_on, enterprises=enterprises,
        title=f"{from_on:%Y年%-m月%-d日}至{to_on:%Y年%-m月%-d日}{what}排查",
    )  # fmt: skip
    known = sweeping.numbered(ledger)
    rows = []
    for number, case in enumerate(cases, 1):
        entry = known.get(case.decision_no.strip()) if case.decision_no else None
        rows.append(
            SweptCase(
                sweep=made, unit=ledger.unit, number=number, record_id=case.record_id, decision_no=case.decision_no,
                party=case.party, matter=case.matter, decided_on=case.decided_on, entry=entry, told=entry is not None,
                state="problem" if entry else "waiting",
            )
        )  # fmt: skip
    act.bulk_create(SweptCase, rows)
    act.about(made)
    return made


@action("ledgers.clear_cases", title="排查未发现问题", who=WRITERS)
def clear_cases(act: Act, *, sweep: Sweep, cases: Sequence[int], note: str = "") -> int:
    """Somebody has gone through these cases (primary keys) and found nothing; returns how many there were."""
    act.lock(sweep)
    in_reach(act, sweep.unit_path)
    rows = list(SweptCase.objects.filter(sweep=sweep, pk__in=cases))
    if not rows:
        raise Refused("请勾选已经查过的案件。")
    for row in rows:
        SWEPT.take(row, "clear", by=act.by)
        row.note, row.looked_by, row.looked_at = note.strip(), act.user, act.now
    act.save_all(rows)
    act.about(sweep)
    act.note(cleared=[row.number for row in rows])
    return len(rows)


@action("ledgers.find_in_case", title="排查发现问题", who=WRITERS)
def find_in_case(act: Act, *, case: SweptCase, seen: int, new: NewEntry) -> Entry:
    """A problem of the case, recorded in the ledger as a row that leads back to the case."""
    row = act.lock(case, seen=seen)
    in_reach(act, row.unit_path)
    SWEPT.take(row, "find", by=act.by)
    told = NewEntry(
        new.title, new.data, new.happened_on or row.decided_on, source=f"sweep:{row.pk}",
        source_label=f"{row.sweep}：{row}"[:200], category=new.category,
    )  # fmt: skip
    (entry,) = record.within(act, ledger=row.sweep.ledger, rows=[told])
    row.entry, row.looked_by, row.looked_at = entry, act.user, act.now
    act.save(row)
    act.about(row.sweep)
    return entry
