"""评分表 as a form: three fields for each item, two for each veto."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from fajian.core.forms import CommandForm
from fajian.engine.reviews import scoring
from fajian.engine.reviews.scoring import ABSENT, GOOD, VERDICTS, Mark, Sheet
from fajian.engine.reviews.standards import Item, Veto
from fajian.ledgers.forms.fields import text_field
from fajian.review.models import ScoreSheet

LONG = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One veto or item with its fields and what rules say."""

    told: Veto | Item
    first: BoundField
    deducted: BoundField | None
    reason: BoundField
    hints: list[str]


class SheetForm(CommandForm):
    """评分表. What is unfinished may be saved; handed in it must be whole (engine.reviews.scoring.faults)."""

    opinion = text_field("总的意见", rows=3, required=False, limit=2000)

    def __init__(self, *args: Any, sheet: ScoreSheet, whole: bool = False, rest: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, row=sheet, **kwargs)
        self.whole, self.rest = whole, rest
        self.standard = sheet.sample.batch.standard
        self.hints = hints(sheet)
        self.fields["opinion"].initial = sheet.opinion
        for veto in self.standard.vetoes:
            self._veto(veto, sheet.vetoes)
        for item in self.standard.items:
            self._item(item, sheet.marks.get(item.code, {}))

    def _veto(self, veto: Veto, told: Mapping[str, str]) -> None:
        said = forms.BooleanField(label=f"{veto.code} 属实", required=False, initial=veto.code in told)
        self.fields[f"v-{veto.code}"] = said
        self.fields[f"r-{veto.code}"] = _reason(f"{veto.code} 事实和依据", told.get(veto.code, ""), rows=1)

    def _item(self, item: Item, told: Mapping[str, str]) -> None:
        words = [(code, word) for code, word in VERDICTS.items() if item.optional or code != ABSENT]
        self.fields[f"v-{item.code}"] = forms.ChoiceField(
            label=f"{item.code} 结论",
            required=False,
            choices=words,
            widget=forms.RadioSelect,
            initial=told.get("verdict", ""),
            error_messages={"invalid_choice": "请选符合、扣分或者不适用。"},
        )
        deducted = Decimal(told.get("deducted", "0"))
        self.fields[f"d-{item.code}"] = forms.DecimalField(
            label=f"{item.code} 扣分",
            required=False,
            min_value=0,
            max_value=item.points,
            max_digits=4,
            decimal_places=1,
            initial=deducted or None,
            widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"),
                f"扣分应为 0 至 {item.points.normalize():f} 的数，以 0.5 为一档。",
            ),
        )
        self.fields[f"r-{item.code}"] = _reason(f"{item.code} 理由", told.get("reason", ""))

    def clean(self) -> dict[str, Any]:
        """Put the marks together; handed in, each must be whole."""
        given: dict[str, Any] = super().clean() or {}
        self.vetoes = {
            one.code: given.get(f"r-{one.code}", "") for one in self.standard.vetoes if given.get(f"v-{one.code}")
        }
        for one in self.standard.vetoes:
            if given.get(f"r-{one.code}") and one.code not in self.vetoes:
                self.add_error(f"v-{one.code}", f"{one.code}：写了事实而没有勾选“属实”，请勾选，或者删去。")
        self.marks = {item.code: self._mark(item, given) for item in self.standard.items}
        if self.whole and not self.errors:
            for code, said in scoring.faults(self.standard, Sheet(self.marks, self.vetoes)).items():
                self.add_error(f"r-{code}" if "写明" in said else f"v-{code}", f"{code}：{said}")
        return given

    def _mark(self, item: Item, given: Mapping[str, Any]) -> Mark:
        verdict = given.get(f"v-{item.code}") or ""
        deducted, reason = given.get(f"d-{item.code}") or Decimal(0), given.get(f"r-{item.code}") or ""
        if self.rest and not (verdict or deducted or reason or item.code in self.hints):
            verdict = GOOD
        return Mark(verdict, deducted, reason)

    def vetoed(self) -> Iterator[Line]:
        """The vetoes."""
        for veto in self.standard.vetoes:
            yield Line(veto, self[f"v-{veto.code}"], None, self[f"r-{veto.code}"], self.hints.get(veto.code, []))

    def parts(self) -> Iterator[tuple[str, list[Line]]]:
        """The items under their headings."""
        for part, items in self.standard.parts():
            yield part, [
                Line(
                    item, self[f"v-{item.code}"], self[f"d-{item.code}"], self[f"r-{item.code}"],
                    self.hints.get(item.code, []),
                )
                for item in items
            ]  # fmt: skip


def _reason(label: str, told: str, rows: int = 2) -> forms.CharField:
    field = text_field(label, rows=rows, required=False, limit=LONG)
    field.initial = told
    return field


def hints(sheet: ScoreSheet) -> dict[str, list[str]]:
    """What rules said of the record, by the veto or item each hints at."""
    found: dict[str, list[str]] = {}
    for rule_id, said in sheet.sample.hits:
        for code in sheet.sample.batch.standard.hinted(rule_id):
            found.setdefault(code, []).append(f"{rule_id} {said}")
    return found


def elsewhere(sheet: ScoreSheet) -> list[str]:
    """What rules said that no line of the standard has a place for."""
    standard = sheet.sample.batch.standard
    return [f"{rule_id} {said}" for rule_id, said in sheet.sample.hits if not standard.hinted(rule_id)]
