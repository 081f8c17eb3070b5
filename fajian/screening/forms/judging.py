"""One row of the page on which many findings are answered or judged at once."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from fajian.core.forms import CommandForm
from fajian.screening.forms.offers import LedgerChoice, Offer
from fajian.screening.forms.steps import SOURCE_HINT, area, days_field, name_people, person_field, until_field
from fajian.screening.models import Finding


class Verdicts(CommandForm):
    """A verdict and what it needs; `wanted` names per verdict the fields without which it is no verdict."""

    wanted: ClassVar[dict[str, dict[str, str]]]

    def clean(self) -> dict[str, Any]:
        """What the chosen verdict needs must be there; what others need may stay."""
        cleaned = super().clean() or self.cleaned_data
        for name, sentence in self.wanted.get(cleaned.get("verdict", ""), {}).items():
            if name not in self.errors and not (cleaned.get(name) or ""):
                self.add_error(name, sentence)
        return cleaned

    @property
    def given(self) -> dict[str, Any]:
        """What the verdict's action takes beside the finding."""
        return {name: self.cleaned_data[name] for name in self.wanted[self.cleaned_data["verdict"]]}


class AnswerForm(Verdicts):
    """The unit's word on one finding."""

    wanted: ClassVar = {"explain": {"explanation": "请写明情况。"}, "admit": {}}

    verdict = forms.ChoiceField(
        label="单位意见",
        choices=(("", "暂不处理"), ("explain", "说明情况"), ("admit", "认可问题")),
        required=False,
        widget=forms.RadioSelect,
    )
    explanation = area("情况说明", limit=4000, required=False, hint="说明情况的必填。")

    def __init__(self, *args: Any, row: Finding, offer: Offer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)


class JudgeForm(Verdicts):
    """The office's verdict on one finding."""

    wanted: ClassVar = {
        "assign": {},
        "return_": {"reason": "退回须写明需要补充的内容。"},
        "dismiss": {"reason": "排除须写明理由。"},
        "exempt": {
            "reason": "豁免须写明理由。", "source": "豁免须写明依据。", "until": "豁免须写明到哪一天为止。",
        },
        "confirm": {"ledger": "请选择计入的台账。"},
    }  # fmt: skip

    verdict = forms.ChoiceField(
        label="研判结论",
        choices=(
            ("", "暂不处理"), ("confirm", "确认问题"), ("dismiss", "排除疑点"), ("exempt", "给予豁免"),
            ("assign", "交办单位说明"), ("return_", "退回补充说明"),
        ),
        required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = area("理由或意见", rows=2, required=False, hint="排除、豁免的必填；退回的写明需要补充的内容。")
    ledger = LedgerChoice(label="计入的台账", required=False)
    source = forms.CharField(label="豁免依据", max_length=200, required=False, help_text=SOURCE_HINT)
    until = until_field(required=False)
    to = person_field()
    working_days = days_field(required=False)

    def __init__(self, *args: Any, row: Finding, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.offer = offer
        offer.fill(self.fields["ledger"])
        name_people(self.fields["to"], offer)
        only = {"assign": "open", "return_": "explained"}
        refused = {verdict for verdict, state in only.items() if row.state != state}
        refused |= {"assign", "confirm", "return_"} if row.held else set()
        verdict: Any = self.fields["verdict"]
        verdict.choices = [choice for choice in verdict.choices if choice[0] not in refused]

    @property
    def given(self) -> dict[str, Any]:
        """What the verdict's action takes beside the finding."""
        cleaned = self.cleaned_data
        match cleaned["verdict"]:
            case "assign":
                return {"to": self.offer.people.get(cleaned["to"]), "working_days": cleaned["working_days"]}
            case "return_":
                return {"asked": cleaned["reason"], "working_days": cleaned["working_days"]}
            case "confirm":
                return {**self.offer.chosen(cleaned["ledger"]), "note": cleaned["reason"]}
        return super().given
