"""Forms of the steps of one finding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from fajian.core.forms import CommandForm
from fajian.screening.dues import policy
from fajian.screening.forms.offers import LedgerChoice, Offer, offers
from fajian.screening.models import Finding

SOURCE_HINT = "写明文件或者条款，如某条例第几条、某批复文号。"


def area(label: str, *, rows: int = 3, limit: int = 300, required: bool = True, hint: str = "") -> forms.CharField:
    """A text of some lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=limit, help_text=hint, widget=widget)


def until_field(*, required: bool = True) -> forms.DateField:
    """The last day of an exemption."""
    return forms.DateField(
        label="豁免至",
        required=required,
        help_text="到这一天为止（含当天），以后的筛查再发现的，重新列为待核实。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def days_field(*, required: bool = True) -> forms.IntegerField:
    """Working days to explain in."""
    return forms.IntegerField(
        label="说明期限（工作日）",
        required=required,
        min_value=1,
        max_value=policy().longest_working_days,
        initial=policy().explain_working_days,
        help_text="从交办次日起算，法定节假日不计。",
    )


def person_field() -> forms.ChoiceField:
    """One of the unit's people."""
    return forms.ChoiceField(label="经办人", required=False, help_text="不选的，由该单位填报员办理。")


def name_people(field: Any, offer: Offer) -> None:
    """Put the unit's people into the field."""
    named = [(number, f"{user}（{user.get_role_display()}）") for number, user in offer.people.items()]
    field.choices = [("", "不指定"), *named]


class ExplainForm(CommandForm):
    """How it came about."""

    explanation = area("情况说明", rows=4, limit=4000)


class AdmitForm(CommandForm):
    """The unit agrees; nothing to fill in."""


class ReturnForm(CommandForm):
    """What the explanation lacks, and within how many working days it is wanted."""

    asked = area("需要补充的内容", hint="写清还缺哪些事实或者材料。")
    working_days = days_field()


class DismissForm(CommandForm):
    """Why it is no problem."""

    reason = area("排除理由", hint="理由随疑点留存，计入该规则的排除率。")


class ExemptForm(CommandForm):
    """By what norm it is in order, and until when."""

    reason = area("豁免理由", rows=2, hint="为什么规则所指的情形在这里不是问题。")
    source = forms.CharField(label="豁免依据", max_length=200, help_text=SOURCE_HINT)
    until = until_field()

    def clean_until(self) -> Any:
        """Not over already."""
        day = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise forms.ValidationError("豁免至的日期不能早于今天。")
        return day


class AssignForm(CommandForm):
    """Who explains, and within how many working days where the office asks."""

    to = person_field()
    working_days = days_field()

    def __init__(self, *args: Any, row: Finding, role: str = "supervisor", **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.offer = offers([row])[row.pk]
        name_people(self.fields["to"], self.offer)
        self.fields["to"].initial = str(row.assignee_id or "")
        if role != "supervisor":
            del self.fields["working_days"]

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = super().values
        return given | {"to": self.offer.people.get(given["to"])}


class ConfirmForm(CommandForm):
    """Into which ledger of the unit the problem goes."""

    ledger = LedgerChoice(label="计入的台账")
    note = area("意见", rows=2, required=False)

    def __init__(self, *args: Any, row: Finding, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.offer = offers([row])[row.pk]
        self.offer.fill(self.fields["ledger"])

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes: a ledger there is, the form of a new one, or the finding it is one problem with."""
        return {**self.offer.chosen(self.cleaned_data["ledger"]), "note": self.cleaned_data["note"]}
