"""Forms of the pages on plans and their launch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from fajian.campaigns.actions import Higher
from fajian.campaigns.addressees import Area, Match
from fajian.campaigns.answers import Question
from fajian.campaigns.legal import EXPLAINED, TYPES
from fajian.campaigns.models import PlanDocument
from fajian.campaigns.reading import KINDS
from fajian.core.forms import CommandForm, SeveralField, UploadField
from fajian.engine.plans.schema import Basis
from fajian.ledgers.forms.fields import UnitField, day_field, indented, text_field
from fajian.orgs.models import Unit

MOST_HIGHER = 8  # plans a campaign follows


class PlanForm(CommandForm):
    """A plan: a file or its text."""

    file = UploadField(
        label="方案文件",
        kinds=KINDS,
        renamed=True,
        required=False,
        help_text="收到什么样就传什么样：Word（DOCX、DOC）、WPS、PDF、存下来的网页、TXT。扫描件请先识别成文字。",
        error_messages={"empty": "这是空文件，请重新选择。"},
    )
    text = forms.CharField(
        label="或者粘贴方案全文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="连同标题、文号、附件清单一起粘贴。",
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        cleaned = super().clean() or {}
        text = (cleaned.get("text") or "").strip()
        if "file" in cleaned and not cleaned["file"] and not text:
            self.add_error("file", "请选择方案文件，或者在下面粘贴方案全文。")
        elif cleaned.get("file") and text:
            self.add_error("text", "文件和粘贴的全文只要一样。请清空其中一样。")
        return cleaned


class SettleForm(CommandForm):
    """The answer to one doubt; which way is said by the button pressed."""

    place = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    how = forms.CharField(
        max_length=10, widget=forms.HiddenInput, error_messages={"required": "请选择按建议、另行核定或者不适用。"}
    )
    day = day_field("日期", required=False)
    text = text_field("核定意见", required=False, limit=500)

    def __init__(self, *args: Any, asked: Question | None = None, place: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"d{place}_%s", **kwargs)
        self.fields["place"].initial = place
        if asked is None:
            return
        self.fields["text"].label = asked.text
        if asked.day:
            self.fields["day"].label = asked.day
        else:
            del self.fields["day"]


class ProposalsForm(CommandForm):
    """The doubts that are settled as proposed."""

    places = forms.TypedMultipleChoiceField(
        label="按建议核定",
        coerce=int,
        error_messages={
            "required": "请至少选择一处存疑。",
            "invalid_choice": "所选存疑有的已经核定，请重新选择。",
        },
    )

    def __init__(self, *args: Any, offered: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["places"]
        field.choices = list(offered.items())


class AliasForm(CommandForm):
    """Which unit one of the plan's words means; the candidates first."""

    place = forms.IntegerField(widget=forms.HiddenInput)
    unit = UnitField(
        label="就是这个单位",
        queryset=Unit.objects.none(),
        error_messages={"required": "请选择单位。", "invalid_choice": "所选单位不存在，请重新选择。"},
    )
    from_on = day_field("这个名称从何日起用", required=False)
    to_on = day_field("到何日停用（机构改革前的名称）", required=False)

    def __init__(self, *args: Any, place: int, match: Match, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"u{place}_%s", **kwargs)
        self.fields["place"].initial = place
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in area.units])
        others = [unit for unit in area.units if unit not in match.candidates]
        field.widget.choices = [
            ("", "请选择"),
            *((unit.pk, f"可能是：{unit.name}") for unit in match.candidates),
            *((unit.pk, indented(unit.path, unit.name)) for unit in others),
        ]


class DropForm(CommandForm):
    """Why a plan is dropped."""

    reason = text_field("作废理由", rows=2, limit=300)


class LaunchForm(CommandForm):
    """The units that take part, and who is meant where the plan's words mean nobody."""

    units = SeveralField(
        label="参加单位",
        queryset=Unit.objects.none(),
        error_messages={
            "required": "请至少选择一个参加单位。",
            "invalid_choice": "所选单位有的不存在或不在您的权限范围内，请重新选择。",
            "invalid_pk_value": "所选单位有的不存在，请重新选择。",
        },
    )

    legal_type = forms.ChoiceField(
        label="监督方式（行政执法监督条例）",
        choices=[("", "请选择"), *((key, f"{word}：{EXPLAINED[key]}") for key, word in TYPES.items())],
        error_messages={
            "required": "请选择这次行动属于哪种监督。",
            "invalid_choice": "监督方式没有这一项，请从下拉选项中选。",
        },
    )

    again = forms.BooleanField(label="同一份方案的行动正在进行，确需再启动一次", required=False)

    def __init__(
        self, *args: Any, offered: Any, unmet: list[str], bases: Sequence[Basis] = (), plans: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = range(min(len(bases), MOST_HIGHER - 1) + 1)
        for place in self.places:
            base = bases[place] if place < len(bases) else None
            self.fields[f"higher_{place}"] = text_field("名称", required=False, limit=300)
            self.fields[f"doc_number_{place}"] = text_field("文号", required=False, limit=60)
            self.fields[f"higher_{place}"].initial = base.name if base else ""
            self.fields[f"doc_number_{place}"].initial = (base.doc_number or "") if base else ""
            self.fields[f"document_{place}"] = forms.ModelChoiceField(
                PlanDocument.objects.none() if plans is None else plans,
                label="本系统里的方案",
                required=False,
                empty_label="不在本系统",
                error_messages={"invalid_choice": "所选方案不存在，请重新选择。"},
            )
        field: Any = self.fields["units"]
        field.queryset = offered
        self.words = {f"meant_{place}": word for place, word in enumerate(unmet)}
        choices = [("", "不设这项义务"), *((unit.pk, "　" * (unit.level - 1) + unit.name) for unit in offered)]
        for name, word in self.words.items():
            meant = UnitField(label=word, queryset=offered, required=False)
            meant.widget.choices = choices
            self.fields[name] = meant

    @property
    def higher(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each higher plan: name, number, itself in this system."""
        return [(self[f"higher_{i}"], self[f"doc_number_{i}"], self[f"document_{i}"]) for i in self.places]

    @property
    def chain(self) -> list[Higher]:
        """The higher plans named, in their order; one of this system may go by its own title."""
        found = []
        for place in self.places:
            name, number, document = (
                self.cleaned_data.get(f"{part}_{place}") for part in ("higher", "doc_number", "document")
            )
            if name or document:
                found.append(Higher(name or str(document), number or "", document))
        return found

    @property
    def asked(self) -> list[Any]:
        """The fields that ask who is meant."""
        return [self[name] for name in self.words]

    @property
    def assigned(self) -> dict[str, Unit]:
        """The plan's words → the unit chosen for them."""
        return {word: self.cleaned_data[name] for name, word in self.words.items() if self.cleaned_data.get(name)}


class EndForm(CommandForm):
    """Why a campaign ends, or runs again."""

    note = text_field("说明", rows=3, limit=500, hint="写明依据和还没有办完的事怎么办；随行动留存，并告知参加单位。")
