"""Opening a ledger, and writing, changing and striking out its rows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from fajian.core import bulk
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Difference, Refused, Stale
from fajian.engine.forms.categories import derived
from fajian.ledgers import uniques
from fajian.ledgers.actions.shared import in_reach, reworded, standing, touched
from fajian.ledgers.columns import filled_in, text, title_column
from fajian.ledgers.models import Entry, Ledger, Pairing, Rectification
from fajian.ledgers.own import newest
from fajian.ledgers.rowrules import why_not_edited
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT, WRITERS


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A row to be written: its title, the form's other columns as ledgers.columns.keep gives them, where it is from.

    `follows`, `priority` and `category` as in the models; without a category the row's own words say it. `steps` are
    texts already written for its rectification, by field.
    """

    title: str
    data: dict[str, Any] = field(default_factory=dict)
    happened_on: datetime.date | None = None
    source: str = ""
    source_label: str = ""
    follows: Entry | None = None
    priority: str = ""
    steps: dict[str, Any] = field(default_factory=dict)
    category: str = ""


@action("ledgers.open", title="建立台账", who=WRITERS)
def open_ledger(act: Act, *, unit: Unit, spec_code: str, source: str = "", annex: str = "", title: str = "") -> Ledger:
    """A unit's ledger by one form, once per source (say, per campaign): asked again, the one there is."""
    in_reach(act, unit.path)
    spec = newest(spec_code)
    if spec is None:
        raise Refused(f"没有编号为“{spec_code}”的台账样式。")
    found: Ledger | None = Ledger.objects.filter(unit=unit, spec_code=spec_code, source=source).first()
    if found:
        return found
    return act.create(
        Ledger,
        unit=unit,
        spec_code=spec_code,
        spec_version=spec.version,
        title=title or spec.title,
        annex=annex or spec.annex,
        source=source,
        opened_on=act.today,
    )


@action("ledgers.record", title="登记条目", who=WRITERS)
def record(act: Act, *, ledger: Ledger, rows: Sequence[NewEntry]) -> list[Entry]:
    """New rows at the end of a ledger; in a problem ledger each gets its rectification, 待整改.

    A row whose source the ledger already holds is not written twice. Raises Refused for a blank title and for a value
    that the form wants only once.
    """
    ledger = act.lock(ledger)
    in_reach(act, ledger.unit_path)
    wanted = [row.source for row in rows if row.source]
    known = set(Entry.objects.filter(ledger=ledger, source__in=wanted).values_list("source", flat=True))
    last: int = Entry.objects.filter(ledger=ledger).aggregate(last=Max("number"))["last"] or 0
    fresh = [row for row in rows if not row.source or row.source not in known]
    for row in fresh:
        _titled(ledger, row.title)
    only_once(ledger, [(0, row.title, row.data) for row in fresh])
    blank = Entry(ledger=ledger, unit=ledger.unit)
    entries = act.bulk_create(Entry, bulk.copies(blank, (_told(row, at) for at, row in enumerate(fresh, last + 1))))
    if ledger.has_problems:
        found = Rectification(ledger=ledger, unit=ledger.unit, edited_at=act.now)
        act.bulk_create(
            Rectification,
            bulk.copies(
                found,
                (
                    {
                        "entry": entry, "priority": row.priority,
                        "category": row.category or derived(ledger.spec, row.data), **row.steps,
                    }
                    for entry, row in zip(entries, fresh, strict=True)
                ),
            ),
        )  # fmt: skip
    act.about(entries[0] if len(entries) == 1 else ledger)
    return entries


def _told(row: NewEntry, number: int) -> dict[str, Any]:
    """What a new row says of itself."""
    told = {
        "number": number, "title": row.title.strip(), "data": row.data, "happened_on": row.happened_on,
        "source": row.source, "source_label": row.source_label,
    }  # fmt: skip
    return {**told, "follows": row.follows} if row.follows else told


@action("ledgers.edit", title="修改条目", who=UNIT)
def edit(
    act: Act, *, entry: Entry, seen: int, title: str, data: dict[str, Any], happened_on: datetime.date | None = None
) -> Entry:
    """Change a row's text. A problem under review or closed is changed by 更正 only.

    What others found is not the unit's to reword: title and day stay as they are told.
    """
    entry = act.lock(entry)
    in_reach(act, entry.unit_path)
    standing(entry)
    row = _problem(act, entry)
    reworded = (title.strip(), happened_on) != (entry.title, entry.happened_on)
    if reason := why_not_edited(entry, row, reworded=reworded):
        raise Refused(reason)
    _change(act, entry, seen, title, data, happened_on)
    if row:
        row.category = row.category or derived(entry.ledger.spec, entry.data)
        touched(act, row)
    act.about(entry)
    return entry


@action("ledgers.correct", title="更正条目", who=("supervisor",))
def correct(
    act: Act,
    *,
    entry: Entry,
    seen: int,
    title: str,
    data: dict[str, Any],
    reason: str,
    happened_on: datetime.date | None = None,
) -> Entry:
    """Change a row under review or closed; its approval falls, and closing it needs another person."""
    entry = act.lock(entry)
    in_reach(act, entry.unit_path)
    standing(entry)
    row = _problem(act, entry)
    if row is None:
        raise Refused("这本台账不是问题台账，请由填报单位直接修改条目。")
    PROBLEM.check(row.state, "correct", by=act.by, given={"reason": reason.strip()})
    _change(act, entry, seen, title, data, happened_on)
    row.category = row.category or derived(entry.ledger.spec, entry.data)
    reworded(act, row, reason)
    act.about(entry)
    act.note(reason=reason.strip())
    return entry


@action("ledgers.strike_out", title="作废条目", who=WRITERS)
def strike_out(act: Act, *, entry: Entry, seen: int, reason: str) -> Entry:
    """The row no longer counts; it stays, with the reason.

    A problem that the unit has accepted, or that others found, is struck out by 监督 only.
    """
    entry = act.lock(entry, seen=seen)
    in_reach(act, entry.unit_path)
    standing(entry)
    if not reason.strip():
        raise Refused("作废须写明理由。")
    if Pairing.objects.joined_to([entry.pk]).exists():
        raise Refused("有条目并入本条目，请先撤销合并，再作废。")
    row = _problem(act, entry)
    if row and act.by.role in UNIT and (row.state != "found" or entry.told_from_above):
        raise Refused("已认领的问题、监督人员登记的问题不能由本单位作废，请报监督人员办理。")
    struck(act, entry, row, reason.strip())
    act.note(reason=reason.strip())
    return entry


def struck(act: Act, entry: Entry, row: Rectification | None, reason: str) -> None:
    """Strike a locked row out, with its rectification."""
    if row and row.listed_by is not None:
        raise Refused(f"这个问题由{row.listed_by}挂牌督办，摘牌以后才能作废。")
    entry.struck_out, entry.struck_reason = True, reason
    act.save(entry)
    if row:
        row.struck_out = True
        act.save(row)


def _change(
    act: Act, entry: Entry, seen: int, title: str, data: dict[str, Any], happened_on: datetime.date | None
) -> None:
    """Save the new text over the version that was seen; columns a newer form no longer knows are kept."""
    spec = entry.ledger.spec
    _titled(entry.ledger, title)
    merged = entry.data | data
    if entry.version != seen:
        sent = Entry(ledger=entry.ledger, unit=entry.unit, title=title.strip(), data=merged, happened_on=happened_on)
        texts = [(column, text(spec, entry, column), text(spec, sent, column)) for column in filled_in(spec)]
        differences = [Difference(c.name, c.label, stored, typed) for c, stored, typed in texts if stored != typed]
        raise Stale("台账条目", seen=seen, current=entry.version, differences=tuple(differences))
    only_once(entry.ledger, [(entry.pk, title, merged)])
    entry.title, entry.happened_on, entry.data = title.strip(), happened_on, merged
    act.save(entry)


def _titled(ledger: Ledger, title: str) -> None:
    if not title.strip():
        raise Refused(f"“{title_column(ledger.spec).label}”没有填写。")


def only_once(ledger: Ledger, rows: Sequence[tuple[int, str, Mapping[str, Any]]]) -> None:
    """Refuse a value that another standing row, or another of these, has in a column that wants each once.

    `rows`: (number of the entry, 0 for a new one; its title; its data).
    """
    for reason in uniques.repeated(ledger, rows).values():
        raise Refused(reason)


def _problem(act: Act, entry: Entry) -> Rectification | None:
    found: Rectification | None = Rectification.objects.filter(entry=entry).first()
    return act.lock(found) if found else None
