"""Fields that several forms of supervision share."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.files import Received
from fajian.core.forms import CommandForm
from fajian.ledgers.forms.fields import text_field
from fajian.ledgers.forms.steps import WithFiles


def choice(label: str, choices: list[tuple[str, str]], **more: Any) -> forms.ChoiceField:
    """One of a few, all of them seen."""
    wrong = {"required": f"请选择{label}。", "invalid_choice": f"{label}没有“%(value)s”这一项，请重新选择。"}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=wrong, **more)


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
