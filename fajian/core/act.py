"""One running command: the only hands that may write audited rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.dispatch import Signal
from django.utils import timezone

from fajian.core import bulk
from fajian.core.audit import CHUNK, Draft
from fajian.core.audited import Audited, label, plain_rows
from fajian.core.errors import Difference, Refused, Stale

A = TypeVar("A", bound=Audited)

TOLD_ROWS = 200  # of one event, whose values are written out; beyond that only how many


class Act:
    """What an action's body gets: who acts, when, and the ways to write.

    `by` is the user (or System), `now` the server's moment, `today` its day in China; `key` names the request.
    """

    def __init__(self, *, by: Any, command: str, key: str = "", request_id: str = "") -> None:
        self.by, self.command, self.key, self.request_id = by, command, key, request_id
        self.now: datetime.datetime = timezone.now()
        self._touched: dict[type[Audited], dict[int, None]] = {}
        self._told: list[dict[str, Any]] = []
        self._notes: dict[str, Any] = {}
        self._subject: Audited | None = None
        self._pointed: tuple[str, int] = ("", 0)
        self._last: Sequence[Audited] = ()

    @property
    def today(self) -> datetime.date:
        """The server's day in the site's time zone; never a day a user declared."""
        return timezone.localdate(self.now)

    @property
    def user(self) -> Any:
        """The acting user's row, or None when the system acts."""
        return self.by if isinstance(self.by, models.Model) else None

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────

    def create(self, model: type[A], **fields: Any) -> A:
        """Write a new row (version 1) and return it."""
        row = model(**fields)
        self._stamp(row)
        models.Model.save(row, force_insert=True)
        model.after_write([row])
        self._touch(row)
        self._tell(row, {column: _told(row, column) for column in _columns(model) if not _empty(row, column)})
        return row

    def bulk_create(self, model: type[A], rows: Iterable[A]) -> list[A]:
        """Write many new rows under this one event; returns them with their numbers."""
        made = list(rows)
        for row in made:
            self._stamp(row)
        self._last = made
        bulk.insert(made)
        model.after_write(made)
        self._touched.setdefault(model, {}).update(dict.fromkeys(row.pk for row in made))
        self._told.append({"table": label(model), "created": len(made)})
        return made

    def lock(self, row: A, *, seen: int | None = None) -> A:
        """The row as stored now, locked until the command ends; Stale if `seen` (say, the form's version) is older."""
        stored = plain_rows(type(row)).select_for_update().filter(pk=row.pk).first()
        if stored is None:
            raise Refused(f"{row._meta.verbose_name}（编号 {row.pk}）不存在，请刷新页面。")
        if seen is not None and stored.version != seen:
            raise Stale(str(row._meta.verbose_name), seen=seen, current=stored.version)
        return stored

    def save(self, row: Audited, *, seen: int | None = None) -> None:
        """Write a changed row; its version goes up by one. A row without a change stays as it is.

        The row must be based on the stored version: `row.version`, or `seen` where a form carried the version. Raises
        Stale with both texts otherwise.
        """
        model, base = type(row), row.version if seen is None else seen
        row.before_write()
        stored = self.lock(row)
        changed = [column for column in _columns(model) if _value(stored, column) != _value(row, column)]
        if stored.version != base:
            raise Stale(
                str(model._meta.verbose_name),
                seen=base,
                current=stored.version,
                differences=tuple(_difference(stored, row, column) for column in changed),
            )
        if not changed:
            return
        self._last = [row]
        values = {column: getattr(row, column) for column in changed}
        written = plain_rows(model).filter(pk=row.pk, version=base)
        if written.update(**values, version=base + 1, changed_at=self.now) != 1:
            raise Stale(str(model._meta.verbose_name), seen=base, current=base + 1)
        row.version, row.changed_at = base + 1, self.now
        model.after_write([row])
        self._touch(row)
        self._tell(row, {column: [_told(stored, column), _told(row, column)] for column in changed})

    def save_all(self, rows: Sequence[A]) -> int:
        """Write many changed rows of one model under this one event, in batches; returns how many had a change.

        Each must be based on the stored version, else Stale. Beyond the first 200 the event only says how many.
        """
        changed_rows = 0
        for start in range(0, len(rows), CHUNK):
            changed_rows += self._save_some(rows[start : start + CHUNK])
        if changed_rows > TOLD_ROWS:
            self._told.append({"table": label(type(rows[0])), "changed": changed_rows})
        return changed_rows

    def _save_some(self, rows: Sequence[A]) -> int:
        model = type(rows[0])
        columns = _columns(model)
        stored = {row.pk: row for row in plain_rows(model).select_for_update().filter(pk__in=[row.pk for row in rows])}
        changed, touched = dict[str, None](), list[A]()
        for row in rows:
            row.before_write()
            old = stored.get(row.pk)
            if old is None or old.version != row.version:
                raise Stale(str(model._meta.verbose_name), seen=row.version, current=old.version if old else 0)
            # Most columns are the same object or text; only the others are worth a look in their Python type.
            differs = [
                column
                for column in columns
                if getattr(old, column) != getattr(row, column) and _value(old, column) != _value(row, column)
            ]
            if not differs:
                continue
            row.version, row.changed_at = row.version + 1, self.now
            touched.append(row)
            changed |= dict.fromkeys(differs)
            self._touch(row)
            if len(self._told) < TOLD_ROWS:
                self._tell(row, {column: [_told(old, column), _told(row, column)] for column in differs})
        if touched:
            self._last = touched
            names = [field.name for field in model._meta.concrete_fields if field.attname in changed]
            plain_rows(model).bulk_create(
                touched, update_conflicts=True, unique_fields=[model._meta.pk.name],
                update_fields=[*names, "version", "changed_at"],
            )  # fmt: skip
            model.after_write(touched)
        return len(touched)

    def change_all(self, rows: models.QuerySet[A], **fields: Any) -> int:
        """Give the same values to many rows under this one event; returns how many rows it were."""
        model = rows.model
        numbers = list(rows.select_for_update().values_list("pk", flat=True))
        for start in range(0, len(numbers), CHUNK):
            plain_rows(model).filter(pk__in=numbers[start : start + CHUNK]).update(
                **fields, version=models.F("version") + 1, changed_at=self.now
            )
        self._touched.setdefault(model, {}).update(dict.fromkeys(numbers))
        self._told.append({"table": label(model), "changed": len(numbers), "fields": sorted(fields)})
        return len(numbers)

    # ── saying ───────────────────────────────────────────────────────────────────────────────────────────────────

    def about(self, row: Audited) -> None:
        """Name the row the event is about; without it, the first row written."""
        self._subject = row

    def point(self, model: type[models.Model], number: int) -> None:
        """Name something the event is about that is no audited row."""
        self._pointed = (label(model), number)

    def note(self, **facts: Any) -> None:
        """Add facts to the event's text (a reason, a count, a file's hash)."""
        self._notes.update(facts)

    def tell(self, signal: Signal, *, sender: Any, **facts: Any) -> None:
        """Send a signal to the shelves above once the command is committed; never before, not if it fails.

        For what may be lost when the machine dies in between. What must follow is a Job or a write in this command.
        """
        transaction.on_commit(lambda: signal.send(sender=sender, **facts), robust=True)

    def reseal(self, model: type[Audited], number: int) -> None:
        """Seal a row anew without a change: its last seal's salt is being erased."""
        self._touched.setdefault(model, {})[number] = None

    # ── for the command layer ────────────────────────────────────────────────────────────────────────────────────

    def draft(self) -> Draft:
        """The event of what was done so far."""
        subject = self._subject
        payload: dict[str, Any] = {"rows": self._told[:TOLD_ROWS]}
        if len(self._told) > TOLD_ROWS:
            payload["more_rows"] = len(self._told) - TOLD_ROWS
        if self._notes:
            payload["note"] = self._notes
        if not isinstance(self.by, models.Model):
            payload["system"] = getattr(self.by, "reason", "")
        return Draft(
            command=self.command,
            actor=self.by.pk,
            acting_role=self.by.role,
            unit=self.by.unit_id,
            object_type=label(type(subject)) if subject else self._pointed[0],
            object_id=subject.pk if subject else self._pointed[1],
            object_version=subject.version if subject else 0,
            request_id=self.request_id,
            payload=payload,
            touched=self._touched,
        )

    def explain(self) -> None:
        """After the database refused rows: raise Refused with the sentence of the first broken constraint, if found.

        Called when the transaction is gone. Asked only now because asking costs a query per row and constraint. Of many
        rows the one that is not to be had is named: somebody else has brought it in meanwhile.
        """
        for row in self._last:
            try:
                row.validate_unique()
                row.validate_constraints()
            except ValidationError as error:
                where = f"“{str(row)[:60]}”：" if len(self._last) > 1 else ""
                raise Refused(where + "；".join(error.messages)) from error

    def _stamp(self, row: Audited) -> None:
        row.version = 1
        row.recorded_at = row.changed_at = self.now
        row.recorded_by = self.user
        row.before_write()
        self._last = [row]

    def _touch(self, row: Audited) -> None:
        self._touched.setdefault(type(row), {})[row.pk] = None
        self._subject = self._subject or row

    def _tell(self, row: Audited, values: dict[str, Any]) -> None:
        self._told.append({"row": f"{label(type(row))}:{row.pk}", "version": row.version, "values": values})


STAMPED = {"version", "recorded_at", "changed_at", "recorded_by_id"}


def _columns(model: type[Audited]) -> list[str]:
    """The columns a command may change, without the key and those the command layer fills."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and field.attname not in STAMPED and field.attname not in model.unsealed
    ]


def _value(row: Audited, column: str) -> Any:
    """The column's value in its Python type, so that "2026-01-02" equals the day it names."""
    return _field(row, column).to_python(getattr(row, column))


def _field(row: Audited, column: str) -> Any:
    field: Any = next(field for field in row._meta.concrete_fields if field.attname == column)
    return field.target_field if field.is_relation else field


def _empty(row: Audited, column: str) -> bool:
    return getattr(row, column) in (None, "", [], {})


def _told(row: Audited, column: str) -> Any:
    """The value as the event's text holds it; secrets only as the fact that they are there."""
    return "＊" if column in row.secret else _value(row, column)


def _difference(stored: Audited, sent: Audited, column: str) -> Difference:
    field = next(field for field in sent._meta.concrete_fields if field.attname == column)
    return Difference(
        field=field.name, label=str(field.verbose_name), stored=_text(stored, field), sent=_text(sent, field)
    )


def _text(row: Audited, field: models.Field[Any, Any]) -> str:
    """The value as a page shows it."""
    if field.attname in row.secret:
        return "＊"
    value = getattr(row, field.name)
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    return "" if value is None else str(value)
