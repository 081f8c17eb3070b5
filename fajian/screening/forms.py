"""Forms of the pages on runs and findings."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone

from fajian.core.forms import CommandForm
from fajian.engine.forms.spec import specs
from fajian.ledgers.models import Ledger
from fajian.ledgers.own import offered
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope
from fajian.screening.models import Finding
from fajian.screening.workflow import FINDING

CERTAINTIES = ("确定", "确定(条件)", "线索")
SEVERITIES = ("严重", "较重", "一般", "提示")
PENDING = "pending"


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
    run = forms.IntegerField(required=False, widget=forms.HiddenInput)
    record = forms.CharField(required=False, max_length=250, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = Finding.objects.visible_to(user).order_by("rule_id").values_list("rule_id", "title").distinct()
        units = Unit.objects.filter(domain_scope(user).condition("path")).order_by("path")
        self.fields["rule"] = select("规则", [(rule, f"{rule} {title}") for rule, title in dict(rules).items()])
        self.fields["unit"] = select("单位", [(str(unit.pk), "　" * (unit.level - 1) + unit.name) for unit in units])
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
        if chosen.get("run"):
            rows = rows.filter(last_run=chosen["run"])
        if chosen.get("record"):
            subject, _, number = chosen["record"].partition(":")
            rows = rows.filter(subject=subject, record_id=number)
        return rows


class AskForm(CommandForm):
    """As of which day to screen."""

    as_of = forms.DateField(
        label="截止日",
        help_text="没有办结的事项按这一天判断是否超期，一般填今天。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = timezone.localdate()


class ExplainForm(CommandForm):
    """How it came about."""

    explanation = forms.CharField(label="情况说明", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)


class AdmitForm(CommandForm):
    """The unit agrees; nothing to fill in."""


class DismissForm(CommandForm):
    """Why it is no problem."""

    reason = forms.CharField(
        label="排除理由",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        help_text="理由随疑点留存，计入该规则的排除率。",
    )


class LedgerChoice(forms.ChoiceField):
    """A ledger there is, or the form of a new one; opened in between, a new one is the one there is."""

    codes: Collection[str] = ()  # of the forms the unit may keep

    def valid_value(self, value: str) -> bool:
        """Also what stood in the list before the same form was sent."""
        code = value.removeprefix("new:")
        return super().valid_value(value) or (value != code and code in self.codes)


class ConfirmForm(CommandForm):
    """Into which ledger of the unit the problem goes."""

    ledger = LedgerChoice(label="计入的台账")
    note = forms.CharField(label="意见", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, row: Finding, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        known = {code: spec for code, spec in offered(row.unit_path).items() if spec.row == "problem"}
        own = Ledger.objects.filter(unit_id=row.unit_id).order_by("id")
        self.ledgers = {str(ledger.pk): ledger for ledger in own if ledger.has_problems}
        kept = {ledger.spec_code for ledger in self.ledgers.values()}
        held = sorted(self.ledgers.items(), key=lambda item: -item[1].spec.fit(row.rule_id))
        # An office's own form says nothing of rules: it stands behind those that are meant for this one.
        fresh = [
            code for code, spec in known.items() if code not in kept and (spec.fit(row.rule_id) or code not in specs())
        ]
        fresh.sort(key=lambda code: -known[code].fit(row.rule_id))
        choices: list[Any] = [("本单位已有的台账", [(number, ledger.title) for number, ledger in held])] if held else []
        choices.append(("新建台账", [(f"new:{code}", known[code].title) for code in fresh]))
        field: Any = self.fields["ledger"]
        field.choices, field.codes = choices, known

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes: a ledger there is, or the form of a new one."""
        chosen, note = self.cleaned_data["ledger"], self.cleaned_data["note"]
        if chosen.startswith("new:"):
            return {"spec_code": chosen.removeprefix("new:"), "note": note}
        return {"ledger": self.ledgers[chosen], "note": note}
