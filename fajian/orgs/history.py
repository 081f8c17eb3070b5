"""经过: what the audit chain says of one row, as people read it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db import models

from fajian.core.audit import history
from fajian.core.audited import Audited, label
from fajian.core.commands import command_title, role_title
from fajian.orgs.models import User

SYSTEM = "系统"
MOST = 200  # events shown, the newest


@dataclass(frozen=True, slots=True)
class Line:
    """One command that touched the row. `said` are the texts it wrote, by the columns' names."""

    seq: int
    at: dt.datetime
    who: str
    role: str
    what: str
    said: tuple[tuple[str, str], ...]


def of(row: Audited) -> list[Line]:
    """The row's events, oldest first; two queries however many there are."""
    events = list(history(row).order_by("-seq")[:MOST])[::-1]
    names = dict(User.objects.filter(pk__in={event.actor for event in events}).values_list("pk", "display_name"))
    return [
        Line(
            event.seq,
            event.recorded_at,
            names.get(event.actor, SYSTEM),
            role_title(event.acting_role) if event.actor else "",
            command_title(event.command),
            tuple(_said(event.payload, row)),
        )
        for event in events
    ]


def _said(payload: str | None, row: Audited) -> list[tuple[str, str]]:
    """Texts and states the event gave the row; nothing where the text was erased."""
    if payload is None:
        return []
    place = f"{label(type(row))}:{row.pk}"
    found: list[tuple[str, str]] = []
    for told in json.loads(payload).get("rows", ()):
        if told.get("row") == place:
            found += [part for name, value in told["values"].items() if (part := _part(row, name, value))]
    return found


def _part(row: Audited, name: str, value: Any) -> tuple[str, str] | None:
    """(column, its new text) for states and texts people wrote; None for the rest."""
    field = next((field for field in row._meta.concrete_fields if field.attname == name), None)
    new = value[1] if isinstance(value, list) and len(value) == 2 else None
    if (
        field is None
        or not field.editable
        or not isinstance(new, str)
        or not new
        or not isinstance(field, models.CharField | models.TextField)
    ):
        return None
    return str(field.verbose_name), str(dict(field.flatchoices).get(new, new))
