"""Forms of rows, by the ledger's spec."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from fajian.core.forms import CommandForm
from fajian.engine.forms.spec import LedgerColumn, LedgerSpec
from fajian.ledgers.columns import filled_in, keep, places, value
from fajian.ledgers.forms.categories import category_field
from fajian.ledgers.forms.fields import choice_field, column_field, day_field, text_field
from fajian.ledgers.models import Entry, Ledger


class EntryForm(CommandForm):
    """One row of a ledger, by its spec. `title` and `data` are what the action takes.

    `entry` is the row that is changed, None for a new one; `fixed`: title and day are not this user's to change.
    """

    def __init__(
        self, *args: Any, ledger: Ledger, entry: Entry | None = None, fixed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, row=entry, **kwargs)
        self.spec: LedgerSpec = ledger.spec
        self.entry, self.fixed = entry, fixed
        for column in filled_in(self.spec):
            self.fields[f"c_{column.name}"] = self.field_of(column, ledger)
        if ledger.has_problems:
            self.fields["happened_on"] = day_field("发生日期", required=False, hint="问题发生的日期，不是登记日期")
            self.fields["happened_on"].initial = entry.happened_on if entry else None
            self.fields["happened_on"].disabled = fixed
        if ledger.has_problems and entry is None:
            self.fields["category"] = category_field(required=False, hint="不选的，按所填类别栏的词自动归类")

    def field_of(self, column: LedgerColumn, ledger: Ledger) -> forms.Field:
        """A column's field with what stands there now."""
        made = column_field(column)
        where = places(self.spec)[column.name]
        if where == "title":
            made.required, made.disabled = True, self.fixed
            if isinstance(made.widget, forms.Textarea):
                made.widget.attrs["rows"] = 4
        if self.entry is None:
            made.initial = ledger.unit.name if where == "unit" else None
            return made
        stored = value(self.spec, self.entry, column)
        made.initial = {True: "yes", False: "no"}[stored] if isinstance(stored, bool) else stored
        if column.kind == "choice" and stored and stored not in column.choices:
            words = [*column.choices, str(stored)]  # of an older form; it may stay
            return choice_field(column, [(word, word) for word in words], initial=stored)
        return made

    @property
    def title(self) -> str:
        """What the row is about."""
        return next(
            str(self.cleaned_data[f"c_{column.name}"])
            for column in filled_in(self.spec)
            if places(self.spec)[column.name] == "title"
        )

    @property
    def content(self) -> dict[str, Any]:
        """The declared columns as the ledger keeps them."""
        kept = {}
        for column in filled_in(self.spec):
            if places(self.spec)[column.name] == "title":
                continue
            given = self.cleaned_data[f"c_{column.name}"]
            if column.kind == "bool":
                given = {"yes": True, "no": False}.get(given)
            kept[column.name] = keep(column, given)
        if self.entry is None:
            return {name: stored for name, stored in kept.items() if stored is not None}
        return kept

    @property
    def category(self) -> str:
        """The law's category that was chosen for a new row."""
        return str(self.cleaned_data.get("category") or "")

    @property
    def day(self) -> dt.date | None:
        """When it happened."""
        day: dt.date | None = self.cleaned_data.get("happened_on")
        return day


class CorrectForm(EntryForm):
    """更正: the row's text, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = text_field(
            "更正理由", rows=3, limit=500, hint="更正后原核准失效，须由另一位监督人员重新核准。"
        )
