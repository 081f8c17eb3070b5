"""经过 of a row: what the audit chain says of the entry, its rectification and its proofs, as one story."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from fajian.core.audited import label
from fajian.core.commands import command_title, role_title
from fajian.core.models import Event, Seal, StoredFile
from fajian.engine.forms.spec import LedgerSpec
from fajian.ledgers.columns import title_column
from fajian.ledgers.models import Entry, Extension, Fix, Phase, Proof, Rectification, Tie
from fajian.orgs.history import MOST, SYSTEM, Line
from fajian.orgs.models import User

ENTRY, RECTIFICATION, FILE, PROOF = map(label, (Entry, Rectification, StoredFile, Proof))
# Of a rectification, what people wrote; states and persons are in the command's own title.
WRITTEN = (
    "cause", "measure", "measure_kinds", "kind", "leader", "department", "person", "due_on", "result",
)  # fmt: skip
# Of what stands beside it, what a new row says: model → what it is called, and the column.
BESIDE = {
    label(Extension): ("申请延至", "due_on"), label(Phase): ("整改步骤", "text"), label(Fix): ("制度成果", "title"),
    label(Tie): ("关联事项", "label"),
}  # fmt: skip
NOTES = {"reason": "理由", "opinion": "意见", "reuse_note": "重复使用说明"}


def of(entry: Entry) -> list[Line]:
    """The events of an entry, oldest first; three queries however many there are."""
    touched = Q(model=ENTRY, row=entry.pk) | Q(model=RECTIFICATION, row=entry.pk)
    numbers = Seal.objects.filter(touched).order_by("-event_id").values_list("event_id", flat=True)
    events = list(Event.objects.filter(seq__in=set(numbers[: 2 * MOST])).order_by("seq"))
    people = User.objects.filter(pk__in={event.actor for event in events}).select_related("unit").order_by()
    names = {user.pk: f"{user.unit or ''} {user}".strip() for user in people}
    return [
        Line(
            event.seq,
            event.recorded_at,
            names.get(event.actor, SYSTEM),
            role_title(event.acting_role) if event.actor else "",
            command_title(event.command),
            tuple(said(event.payload, entry)),
        )
        for event in events[-MOST:]
    ]


def said(payload: str | None, entry: Entry) -> Iterator[tuple[str, str]]:
    """(what, text) an event wrote; nothing where the text was erased."""
    if payload is None:
        return
    told = json.loads(payload)
    spec = entry.ledger.spec
    for row in told.get("rows", ()):
        model, _, number = row.get("row", "").partition(":")
        values = row.get("values", {})
        if model == FILE:
            yield "文件", str(values.get("name", ""))
        elif model == ENTRY and int(number) == entry.pk:
            yield from _entry(values, spec)
        elif model == RECTIFICATION and int(number) == entry.pk:
            yield from _rectification(values)
        elif model in BESIDE:
            word, column = BESIDE[model]
            if isinstance(text := values.get(column), str):  # of a changed row it would be old and new
                yield word, str(_day(text)) if column == "due_on" else text
    note = told.get("note") or {}
    yield from ((word, note[name]) for name, word in NOTES.items() if note.get(name))


def _entry(values: dict[str, Any], spec: LedgerSpec) -> Iterator[tuple[str, str]]:
    headings = {column.name: column.label for column in spec.columns}
    for name, value in values.items():
        old, new = value if isinstance(value, list) and len(value) == 2 else (None, value)
        if name == "title":
            yield title_column(spec).label, _turn(old, new)
        elif name == "happened_on":
            yield "发生日期", _turn(_day(old), _day(new))
        elif name == "data":
            old, new = old or {}, new or {}
            for key in new:
                if old.get(key) != new[key]:
                    yield headings.get(key, key), _turn(old.get(key), new[key])


def _rectification(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    fields = {field.name: field for field in Rectification._meta.concrete_fields}
    for name in WRITTEN:
        value = values.get(name)
        # The remark of a step with a reason stands in the event's note.
        if not isinstance(value, list) or len(value) != 2 or not value[1]:
            continue
        words = dict(fields[name].flatchoices)
        old, new = (_day(part) if name == "due_on" else words.get(part, part) for part in value)
        yield str(fields[name].verbose_name), _turn(old, new)


def _day(text: str | None) -> str | None:
    day = dt.date.fromisoformat(text) if text else None
    return f"{day.year}年{day.month}月{day.day}日" if day else None


def _turn(old: Any, new: Any) -> str:
    """`旧 → 新`, or the new text alone."""
    words = {True: "是", False: "否", None: "（空）"}
    new, old = (words.get(part, part) if part is None or isinstance(part, bool) else part for part in (new, old))
    return f"{old} → {new}" if old not in ("（空）", "") else str(new)
