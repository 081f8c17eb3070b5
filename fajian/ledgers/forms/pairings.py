"""Judging a pair, and narrowing the lists about pairs, closings and repeats."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers import matching
from fajian.ledgers.actions import default_kept
from fajian.ledgers.forms.fields import day_field, text_field
from fajian.ledgers.forms.lists import EntryFilter
from fajian.ledgers.lasting import REPEATED
from fajian.ledgers.models import Fix, Pairing
from fajian.ledgers.workflow import PAIRING

VERDICTS = {"follow": "认定反弹", "join": "合并", "reject": "不是", "undo": "撤销认定"}
NEEDS_REASON = ("reject", "undo")
EARLIEST = dt.date(2000, 1, 1)


class PairingFilter(EntryFilter):
    """Narrows the list of pairs; without a state those that wait."""

    kind = forms.ChoiceField(
        label="种类", required=False, choices=[("", "全部"), *Pairing.KINDS],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )  # fmt: skip
    entry = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query, user=user)
        for name in set(self.fields) - {"kind", "state", "unit", "entry"}:
            del self.fields[name]
        self.chosen("state").choices = [("", PAIRING.states["proposed"]), *list(PAIRING.choices)[1:]]
        self.order_fields(["kind", "state", "unit", "entry"])


class PairForm(CommandForm):
    """One click: the button says the verdict. `keep` only where two rows may be joined."""

    verdict = forms.ChoiceField(choices=list(VERDICTS.items()), widget=forms.HiddenInput)
    keep = forms.TypedChoiceField(label="合并时保留", required=False, coerce=int, widget=forms.RadioSelect)
    reason = text_field("理由", required=False, limit=300, hint="认定“不是”或者撤销认定时必须填写。")

    def __init__(self, *args: Any, row: Pairing, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        field: Any = self.fields["keep"]
        if row.state == "confirmed":
            del self.fields["keep"]
        else:
            field.choices = [(one.pk, str(one)) for one in (row.earlier, row.later)]
            field.initial = default_kept(row).pk
        self.fields["reason"].initial = ""

    def clean(self) -> dict[str, Any]:
        """Some verdicts need a reason."""
        cleaned = super().clean() or self.cleaned_data
        verdict = cleaned.get("verdict", "")
        if verdict in NEEDS_REASON and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", f"“{VERDICTS[verdict]}”须写明理由。")
        return cleaned

    def clean_verdict(self) -> str:
        """One of the buttons."""
        verdict: str = self.cleaned_data["verdict"]
        if (verdict == "undo") != (self.row.state == "confirmed"):
            raise ValidationError("这一对的状态已经变了，请核对后重新选择。")
        return verdict


class AsOf(forms.Form):
    """Of which day, and after how many months."""

    as_of = day_field("截至", required=False)
    months = forms.TypedChoiceField(label="销号满", required=False, coerce=int, empty_value=None, widget=PlainSelect())

    def __init__(self, query: Any) -> None:
        super().__init__(query)
        field: Any = self.fields["months"]
        field.choices = [(months, f"{months}个月") for months in matching.settings().lasting]

    @property
    def query(self) -> dict[str, Any]:
        """The day (not after today, not before there were records) and the months; what cannot be read is left out."""
        self.is_valid()
        today = timezone.localdate()
        day = self.cleaned_data.get("as_of") or today
        months = self.cleaned_data.get("months") or matching.settings().lasting[0]
        return {"as_of": max(min(day, today), EARLIEST), "months": months}


class AnalysisForm(CommandForm):
    """剖析."""

    cause = text_field("原因剖析", rows=5, hint="为什么这么多单位都有：制度、机制、能力、监督上的原因。")
    remedy = text_field("长效机制", rows=5, hint="从制度上怎样防止再发生，谁来做，什么时候做完。")
    fix = forms.ModelChoiceField(
        label="制度成果", queryset=Fix.objects.none(), required=False, empty_label="还没有",
        widget=forms.Select(attrs={"class": "form-select"}), help_text="已经印发的，从制度清单里选。",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["fix"]
        field.queryset = Fix.objects.visible_to(user).filter(struck_out=False)


class RepeatFilter(forms.Form):
    """By item or by kind of problem."""

    by = forms.ChoiceField(
        label="按", required=False, choices=list(REPEATED.items()), widget=PlainSelect(attrs={"class": "form-select"})
    )

    @property
    def query(self) -> str:
        """item or kind."""
        self.is_valid()
        return self.cleaned_data.get("by") or "item"
