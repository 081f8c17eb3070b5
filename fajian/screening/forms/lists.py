"""What narrows the list of findings, and what starts a run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from fajian.core.forms import CommandForm
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope
from fajian.screening.models import Finding, RulePack
from fajian.screening.workflow import FINDING

CERTAINTIES = ("确定", "确定(条件)", "线索")
SEVERITIES = ("严重", "较重", "一般", "提示")
PENDING = "pending"
HANDED = (
    ("mine", "交给我的"),
    ("given", "已交办未说明"),
    ("overdue", "逾期未说明"),
    ("none", "未交办"),
    ("held", "复议诉讼中"),
)


def select(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """A choice that may be left open."""
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, required=False, choices=[("", "全部"), *choices], widget=widget)


class FindingFilter(forms.Form):
    """Narrows the list of findings; what is not understood narrows nothing."""

    rule = forms.ChoiceField(label="规则", required=False)
    unit = forms.ChoiceField(label="单位", required=False)
    state = select("状态", [(PENDING, "未办结"), *FINDING.choices])
    certainty = select("确定程度", [(word, word) for word in CERTAINTIES])
    severity = select("严重程度", [(word, word) for word in SEVERITIES])
    month = forms.ChoiceField(label="行为月份", required=False)
    handed = select("交办", list(HANDED))
    run = forms.IntegerField(required=False, widget=forms.HiddenInput)
    record = forms.CharField(required=False, max_length=250, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = Finding.objects.visible_to(user).order_by("rule_id").values_list("rule_id", "title").distinct()
        units = Unit.objects.filter(domain_scope(user).condition("path")).order_by("path")
        self.fields["rule"] = select("规则", [(rule, f"{rule} {title}") for rule, title in dict(rules).items()])
        months = Finding.objects.visible_to(user).order_by().dates("step_on", "month", order="DESC")
        self.fields["month"] = select("行为月份", [(f"{day:%Y-%m}", f"{day.year}年{day.month}月") for day in months])
        self.fields["unit"] = select("单位", [(str(unit.pk), "　" * (unit.level - 1) + unit.name) for unit in units])
        self.user = user
        self.paths = {str(unit.pk): unit.path for unit in units}

    def narrowed(self, rows: Any) -> Any:
        """The rows that fit what is chosen."""
        self.is_valid()
        chosen = self.cleaned_data
        for name, column in (("rule", "rule_id"), ("certainty", "certainty"), ("severity", "severity")):
            if chosen.get(name):
                rows = rows.filter(**{column: chosen[name]})
        if chosen.get("unit"):
            rows = rows.of_subtree(self.paths[chosen["unit"]])
        if chosen.get("state"):
            rows = rows.pending() if chosen["state"] == PENDING else rows.filter(state=chosen["state"])
        if chosen.get("month"):
            year, month = chosen["month"].split("-")
            rows = rows.filter(step_on__year=int(year), step_on__month=int(month))
        if chosen.get("handed"):
            rows = self.handed_over(rows, chosen["handed"])
        if chosen.get("run"):
            rows = rows.filter(last_run=chosen["run"])
        if chosen.get("record"):
            subject, _, number = chosen["record"].partition(":")
            rows = rows.filter(subject=subject, record_id=number)
        return rows

    def handed_over(self, rows: Any, how: str) -> Any:
        """Those in the hands of a unit: of this person, overdue, not yet given out; or held by a review or suit."""
        match how:
            case "mine":
                return rows.filter(assignee=self.user, state="open")
            case "given":
                return rows.filter(state="open", due_on__isnull=False)
            case "overdue":
                return rows.overdue(timezone.localdate())
            case "none":
                return rows.filter(state="open", due_on=None, assignee=None, held="")
        return rows.pending().exclude(held="")


class AskForm(CommandForm):
    """As of which day to screen, and with which rule pack of the area."""

    as_of = forms.DateField(
        label="截止日",
        help_text="没有办结的事项按这一天判断是否超期，一般填今天。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    pack = forms.ModelChoiceField(
        RulePack.objects.none(),
        label="规则包",
        required=False,
        empty_label="全部规则，参数按法律和地方规定",
        help_text="规则包里停用的规则不用，另定的参数按规则包；以后改动规则包，不影响这一次。",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = timezone.localdate()
        field: Any = self.fields["pack"]
        field.queryset = RulePack.objects.filter(ended_on=None, unit_path=user.unit.area_path)
