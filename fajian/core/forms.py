"""Forms that end in a command."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from fajian.core.errors import Refused, Stale
from fajian.core.files import ORDINARY, Received, receive
from fajian.engine.faults import InputError


class FreshKey(forms.HiddenInput):
    """Hidden; a new number each time the form is shown."""

    def format_value(self, value: Any) -> str:
        """Whatever was there before."""
        return uuid.uuid4().hex


SELECTED = mark_safe(" selected")


class PlainSelect(forms.Select):
    """A drop-down written in one go: Django renders a template for each option, which is felt with 300 units."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The same HTML as Django's."""
        chosen = {str(part) for part in self.format_value(value)}
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SELECTED if str(key) in chosen else "", label)
                for key, label in ((("" if key is None else key), label) for key, label in self.choices)
            ),
        )
        attributes = format_html_join("", ' {}="{}"', self.build_attrs(self.attrs, attrs or {}).items())
        return format_html('<select name="{}"{}>{}</select>', name, attributes, options)


M = TypeVar("M", bound=Model)
PK_DIGITS = 18  # of a number that any database can compare


class SeveralField(forms.ModelMultipleChoiceField[M]):
    """Several rows to be ticked; what is no row's number, however long, is a sentence and no error of the database."""

    default_error_messages: ClassVar = {
        "required": "请至少选择一项。",
        "invalid_list": "请从选项中选。",
        "invalid_choice": "所选的有的不在可选范围内，请重新选择。",
        "invalid_pk_value": "所选的有的不存在，请重新选择。",
    }

    def clean(self, value: Any) -> Any:
        """As Django's, which hands numbers beyond 64 bit on to the database."""
        several = value if isinstance(value, (list, tuple)) else ()
        if any(len(str(one)) > PK_DIGITS for one in several if not isinstance(one, Model)):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class UploadField(forms.FileField):
    """One upload, taken in: its value is a Received, or None. `renamed` as in files.receive."""

    def __init__(self, *, kinds: tuple[str, ...] = ORDINARY, renamed: bool = False, **given: Any) -> None:
        self.kinds, self.renamed = kinds, renamed
        accept = ",".join(f".{kind}" for kind in kinds)
        super().__init__(widget=forms.FileInput(attrs={"accept": accept}), **given)

    def clean(self, data: Any, initial: Any = None) -> Received | None:
        """Take the file in; what is wrong with it stands at the field."""
        upload = super().clean(data, initial)
        try:
            return receive(upload, kinds=self.kinds, renamed=self.renamed) if upload else None
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


class CommandForm(forms.Form):
    """Carries the number of this submission (`key`: pressed twice, carried out once) and the version seen (`seen`).

    A form shown again gets a new number: what was refused has written nothing. `form.command` is what the action takes
    beside its own arguments: {"key": …}; `form.version` the version the user saw, None where the form has none.
    """

    key = forms.CharField(widget=FreshKey, max_length=64, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["seen"].initial = row.version if row is not None else None

    @property
    def command(self) -> dict[str, str]:
        """For the action: close(by=user, **form.command, …)."""
        return {"key": self.cleaned_data.get("key") or ""}

    @property
    def version(self) -> int | None:
        """The version the user saw."""
        version: int | None = self.cleaned_data.get("seen")
        return version

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned fields without `key` and `seen`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"key", "seen"}}


@contextmanager
def errors_in(form: forms.BaseForm) -> Iterator[None]:
    """Around the action: what was Refused stands on the form, beside what was typed. Stale passes: it has its page."""
    try:
        yield
    except Stale:
        raise
    except InputError as error:
        form.add_error(None, str(error))
