"""Filters of lists, and opening a ledger."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers.forms.categories import category_choices
from fajian.ledgers.forms.fields import UnitField, indented
from fajian.ledgers.models import Ledger
from fajian.ledgers.own import offered, titles
from fajian.ledgers.selection import NO_CATEGORY, STATES
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope

UNITS_SHOWN = 400


class EntryFilter(forms.Form):
    """Narrows a list of entries, and names what is exported."""

    q = forms.CharField(
        label="内容", required=False, max_length=50, widget=forms.TextInput(attrs={"class": "form-control"})
    )
    unit = UnitField(label="单位", queryset=Unit.objects.none(), required=False, empty_label="全部")
    form = forms.ChoiceField(label="台账样式", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    state = forms.ChoiceField(label="状态", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    category = forms.ChoiceField(label="问题类别", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    source = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, query: Any, *, user: Any, ledger: Ledger | None = None) -> None:
        super().__init__(query)
        states = STATES if ledger is None or ledger.has_problems else {"struck": STATES["struck"]}
        self.chosen("state").choices = [("", "全部"), *states.items()]
        self.chosen("category").choices = [("", "全部"), *category_choices(NO_CATEGORY)]
        if ledger is not None and not ledger.has_problems:
            del self.fields["category"]
        if ledger is not None:
            del self.fields["unit"], self.fields["form"], self.fields["source"]
            return
        self.chosen("form").choices = [("", "全部"), *titles(user).items()]
        units = Unit.objects.filter(domain_scope(user).condition("path"))
        rows = list(units.values_list("pk", "path", "name"))
        if len(rows) <= 1:
            del self.fields["unit"]
            return
        field: Any = self.fields["unit"]
        field.queryset, field.widget.attrs["class"] = units, "form-select"
        field.widget.choices = [("", "全部"), *((number, indented(path, name)) for number, path, name in upper(rows))]

    def chosen(self, name: str) -> Any:
        """The field."""
        return self.fields[name]

    @property
    def query(self) -> dict[str, Any]:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        return self.cleaned_data

    @property
    def told(self) -> dict[str, str]:
        """The same as an address holds it: by name, without what narrows nothing."""
        return {name: str(getattr(value, "pk", value)) for name, value in self.query.items() if value}


class LedgerFilter(EntryFilter):
    """Narrows the list of ledgers, and the statistics by category."""

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query, user=user)
        del self.fields["state"], self.fields["q"], self.fields["category"]


class OpenForm(CommandForm):
    """建立台账."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label=None)
    spec_code = forms.ChoiceField(label="台账样式")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units: Any = self.fields["unit"]
        units.queryset = Unit.objects.filter(domain_scope(user).condition("path"), closed_on=None)
        units.initial = user.unit_id
        field: Any = self.fields["spec_code"]
        known = offered(user.unit.path)
        field.choices = [(code, f"{spec.annex} {spec.title}".strip()) for code, spec in known.items()]
        field.initial = "general"


def upper(rows: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Of (number, path, name) of units as many levels of the tree as fit a drop-down, and can still be read there."""
    if len(rows) <= UNITS_SHOWN:
        return rows
    lengths = [len(path) for _, path, _ in rows]
    fitting = (length for length in set(lengths) if sum(n <= length for n in lengths) <= UNITS_SHOWN)
    deepest = max(fitting, default=0)
    return [row for row in rows if len(row[1]) <= deepest]
