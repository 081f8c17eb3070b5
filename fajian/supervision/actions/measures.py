"""监督措施: recorded with what its kind asks for, struck out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Entry
from fajian.orgs.models import Unit
from fajian.orgs.telling import tell_unit
from fajian.supervision import picks
from fajian.supervision.actions.matters import goes_on
from fajian.supervision.actions.shared import SUPERVISOR, office_of, own
from fajian.supervision.models import Matter, Measure, MeasureFile
from fajian.supervision.words import measure_kinds


@dataclass(frozen=True, slots=True)
class Taken:
    """What is recorded of a measure; `data` by the names of the kind's columns."""

    kind: str
    subject: str
    held_on: datetime.date
    people: str
    text: str
    place: str = ""
    found: str = ""
    put_right: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@action("supervision.record_measure", title="登记监督措施", who=SUPERVISOR)
def record_measure(
    act: Act, *, unit: Unit, taken: Taken, matter: Matter | None = None, received: Sequence[files.Received] = ()
) -> Measure:
    """A measure at a unit, in a matter or by itself (日常监督); what is done in the open the unit is told of."""
    office = office_of(act, unit)
    if matter is not None:
        matter = own(act, matter, matter.version)
        goes_on(matter)
        if matter.unit_id != unit.pk:
            raise Refused("监督措施的单位与监督事项的单位不同，请核对。")
    kind = measure_kinds().get(taken.kind)
    if kind is None or kind.retired:
        raise Refused("没有这种监督措施，请重新选择。")
    _complete(act, taken, bool(received))
    if kind.drawn and unit.pk not in picks.drawn(office):
        raise Refused(f"“{kind.title}”只登记最近一次公开抽取抽中的单位，{unit}没有抽中；请先抽取抽查单位。")
    made = act.create(
        Measure,
        unit=unit,
        office=office,
        matter=matter,
        kind=kind.code,
        subject=taken.subject.strip()[:200],
        held_on=taken.held_on,
        place=taken.place.strip()[:100],
        people=taken.people.strip()[:200],
        text=taken.text.strip(),
        found=taken.found.strip(),
        at_once=bool(taken.put_right.strip()),
        put_right=taken.put_right.strip(),
        data={name: value for name, value in taken.data.items() if value not in (None, "")},
        open=kind.sees,
    )
    for one in received:
        act.create(MeasureFile, measure=made, unit=unit, file=files.attach(act, one))
    act.about(made)
    if made.open:
        tell_unit(unit.pk, f"{office}登记了{kind.title}：{made.subject}", made.get_absolute_url())
    return made


def _complete(act: Act, taken: Taken, has_files: bool) -> None:
    """Refuse what its kind does not take: a day to come, columns left blank, no file where one is asked for."""
    kind = measure_kinds()[taken.kind]
    if taken.held_on > act.today:
        raise Refused("日期不能晚于今天，做过以后再登记。")
    wanted: dict[str, Any] = {"事由": taken.subject, "监督人员": taken.people, "情况记录": taken.text}
    wanted |= {column.label: taken.data.get(column.name) for column in kind.columns if column.required}
    if missing := [label for label, given in wanted.items() if given is None or not str(given).strip()]:
        raise Refused(f"“{kind.title}”须填写：{'、'.join(missing)}。")
    if kind.files and not has_files:
        raise Refused(f"“{kind.title}”须附照片、录音录像或者其他材料。")
    if taken.put_right.strip() and not taken.found.strip():
        raise Refused("写了当场纠正，还须写明发现的问题。")


@action("supervision.list_measure", title="发现的问题列入台账", who=SUPERVISOR)
def list_measure(act: Act, *, measure: Measure, seen: int, title: str) -> Entry:
    """What it found becomes a problem of the unit, in words that may be read there; a hidden record stays hidden."""
    row = own(act, measure, seen)
    if row.struck_out or not row.found:
        raise Refused("作废的、没有发现问题的监督措施，不能列入台账。")
    if not title.strip():
        raise Refused("请写明发现了什么问题。")
    kind = measure_kinds()[row.kind]
    ledger = ledgers.open_ledger.within(act, unit=row.unit, spec_code=kind.ledger)
    new = ledgers.NewEntry(title.strip(), dict(kind.fills), row.held_on, row.source, f"监督检查：{kind.title}"[:200])
    made = ledgers.record.within(act, ledger=ledger, rows=[new])
    if not made:
        raise Refused("这次发现的问题已经列入台账。")
    act.about(made[0])
    return made[0]


@action("supervision.strike_measure", title="作废监督措施", who=SUPERVISOR)
def strike_measure(act: Act, *, measure: Measure, seen: int, reason: str) -> Measure:
    """Recorded by mistake; it stays, with the reason, and counts no more."""
    row = own(act, measure, seen)
    if row.struck_out:
        raise Refused("这次监督措施已经作废。")
    if row.matter is not None and row.matter.is_over:
        raise Refused("监督事项已经办结，措施不能再作废；请先重新核查。")
    if not reason.strip():
        raise Refused("作废须写明理由。")
    row.struck_out, row.reason = True, reason.strip()[:300]
    act.save(row)
    return row
