"""The public search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fajian.core.checkpoints import Checkpoint, parse
from fajian.core.forms import PlainSelect
from fajian.engine.faults import InputError
from fajian.ledgers.forms.fields import day_field
from fajian.publicity.kinds import kinds


class SearchForm(forms.Form):
    """Narrows what is public. Searched is what went out, never what was kept back."""

    q = forms.CharField(label="文号、名称或者内容", required=False, max_length=100, widget=forms.TextInput)
    kind = forms.ChoiceField(
        label="种类", required=False, widget=PlainSelect,
        choices=[("", "全部"), *((kind.code, kind.title) for kind in kinds().values())],
    )  # fmt: skip
    agency = forms.CharField(label="机关", required=False, max_length=100, widget=forms.TextInput)
    since = day_field("公开日期从", required=False)

    def narrowed(self, rows: Any) -> Any:
        """The rows the search leaves; what cannot be read narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(shown_text__icontains=said["q"])
        if said.get("kind"):
            rows = rows.filter(kind=said["kind"])
        if said.get("agency"):
            rows = rows.filter(unit__name__icontains=said["agency"])
        if said.get("since"):
            rows = rows.filter(published_on__gte=said["since"])
        return rows


class NumberForm(forms.Form):
    """A decision by its number."""

    number = forms.CharField(
        label="文书号", max_length=100, help_text="照决定书抄写，例如 安城管罚决〔2026〕12号。",
        error_messages={"required": "请填写文书号。", "max_length": "文书号最多 100 字。"},
    )  # fmt: skip


class CheckpointForm(forms.Form):
    """The three lines of a checkpoint, as printed on a report."""

    checkpoint = forms.CharField(
        label="检查点", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="报告上印的三行：来源、条数、摘要。", error_messages={"required": "请填写检查点的三行。"},
    )  # fmt: skip

    def clean_checkpoint(self) -> list[Checkpoint]:
        """Read; what cannot be read is said at the field."""
        try:
            return parse(self.cleaned_data["checkpoint"])
        except InputError as error:
            raise ValidationError(str(error)) from error
