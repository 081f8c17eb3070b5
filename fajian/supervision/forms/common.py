"""Fields that several forms of supervision share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fajian.core.files import Received
from fajian.core.forms import CommandForm
from fajian.ledgers.forms.fields import day_field, text_field
from fajian.ledgers.forms.steps import WithFiles
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT
from fajian.supervision.models import DocNumber


def choice(label: str, choices: list[tuple[str, str]], **more: Any) -> forms.ChoiceField:
    """One of a few, all of them seen."""
    wrong = {"required": f"请选择{label}。", "invalid_choice": f"{label}没有“%(value)s”这一项，请重新选择。"}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=wrong, **more)


def past_day(label: str) -> forms.DateField:
    """The day something was done: today unless said otherwise, never one to come."""

    def until_today(day: dt.date) -> None:
        if day > timezone.localdate():
            raise ValidationError(f"{label}不能晚于今天。")

    field = day_field(label)
    field.initial = timezone.localdate
    field.validators.append(until_today)
    return field


def concern(field: Any, user: Any, label: str) -> None:
    """Offer the units in reach: a unit's people begin with their own, an office never means itself."""
    field.queryset = Unit.objects.visible_to(user).open()
    if user.role in UNIT:
        field.initial = user.unit_id
    else:
        field.queryset = field.queryset.exclude(pk=user.unit_id)
    field.error_messages |= {"required": f"请选择{label}。", "invalid_choice": "没有这个单位，请重新选择。"}


def last_word(**of: Any) -> str:
    """The word of the number given out last to such a paper, to be offered again; "" for the first."""
    last = DocNumber.objects.filter(**of).order_by("-pk").first()
    return last.word if last else ""


class ReasonForm(CommandForm):
    """Why."""

    reason = text_field("理由", rows=3)


class ShortReasonForm(CommandForm):
    """Why, in a line or two."""

    reason = text_field("理由", rows=2, limit=300)


class FilesForm(WithFiles):
    """Takes files; those received stay received when the form is shown again."""

    wants_files = False
    FILES = ("uploads", "kept")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        row = kwargs.pop("row", None)
        super().__init__(*args, **kwargs)  # without the row: kinds of proof are of ledgers
        self.row = row
        self.fields["seen"].initial = row.version if row is not None else None
        del self.fields["note"], self.fields["proof_kind"]

    @property
    def told(self) -> dict[str, Any]:
        """What was filled in beside the files."""
        return {name: value for name, value in self.values.items() if name not in self.FILES}

    @property
    def file(self) -> Received | None:
        """The only one, where one is taken."""
        return self.received[0] if self.received else None
