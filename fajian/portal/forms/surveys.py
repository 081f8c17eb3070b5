"""监督员, 测评, 评价."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fajian.core.forms import CommandForm, PlainSelect, SeveralField
from fajian.ledgers.forms.fields import UnitField, day_field, text_field
from fajian.orgs.models import Unit
from fajian.portal import ballots, tallies
from fajian.portal.forms.area import OfArea
from fajian.portal.forms.questions import radio
from fajian.portal.models import Survey


class PanelistForm(OfArea):
    """聘任监督员."""

    name = text_field("姓名", limit=50)
    group = forms.ChoiceField(label="组别", choices=tallies.groups, widget=PlainSelect)
    organisation = text_field("所在单位", required=False, limit=100)
    since = day_field("聘任日期")
    until = day_field("聘期至", required=False)


class SurveyForm(OfArea):
    """设立测评: the groups with their weights, the units."""

    title = text_field("名称", limit=100)
    questionnaire = forms.ChoiceField(label="问卷", choices=tallies.questionnaires, widget=PlainSelect)
    opens_on = day_field("开始日期")
    closes_on = day_field("结束日期", required=False, hint="入企评价长期进行，不填。")
    targets = SeveralField(
        label="被测评单位", queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="入企评价不选，谁去检查就评谁。",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["opens_on"].initial = timezone.localdate
        targets: Any = self.fields["targets"]
        targets.queryset = Unit.objects.visible_to(user).open().filter(kind__in=Unit.ENFORCING)
        targets.label_from_instance = lambda one: one.name
        for code, title in tallies.groups():
            self.fields[f"w_{code}"] = forms.IntegerField(
                label=f"权重：{title}", required=False, min_value=0, max_value=100, initial=0,
                error_messages={"invalid": "请填整数。", "min_value": "不能小于 0。", "max_value": "不能大于 100。"},
            )  # fmt: skip
        weights = [f"w_{code}" for code, _ in tallies.groups()]
        self.order_fields(
            ["key", "seen", "unit", "title", "questionnaire", "opens_on", "closes_on", *weights, "targets"]
        )

    @property
    def values(self) -> dict[str, Any]:
        """For the action."""
        said = {name: value for name, value in super().values.items() if not name.startswith("w_")}
        weights = {code: self.cleaned_data.get(f"w_{code}") or 0 for code, _ in tallies.groups()}
        return said | {"weights": weights, "targets": list(said["targets"])}


class GroupForm(CommandForm):
    """Which group's codes."""

    group = forms.ChoiceField(label="组别", widget=PlainSelect)

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group: Any = self.fields["group"]
        group.choices = [(code, tallies.words().groups[code]) for code in survey.weights]


class VisitCodeForm(CommandForm):
    """开入企评价码."""

    unit = UnitField(label="检查单位", queryset=Unit.objects.none(), empty_label="请选择")
    reference = text_field(
        "检查编号", required=False, limit=64, hint="检查任务、检查通知书的编号；一个编号只开一个评价码。不写企业名称。"
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset, unit.initial = Unit.objects.visible_to(user).open(), user.unit_id


class CodeForm(forms.Form):
    """The code, where it is typed."""

    code = forms.CharField(
        label="评价码", max_length=40, help_text="16 位字母和数字，横线、空格可以不写。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "请填写评价码。"},
    )  # fmt: skip

    def clean_code(self) -> str:
        """A slip is told here."""
        code = ballots.plain(self.cleaned_data["code"])
        if not code:
            raise ValidationError("评价码是 16 位字母和数字，没有 0、1、O、I，请逐位核对。")
        return code


class AnswerForm(forms.Form):
    """The questions about one unit."""

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, one.title) for code, one in tallies.words().scale.items()]
        for question in survey.form.questions:
            self.fields[f"q_{question.code}"] = radio(question.title, choices, f"请选择“{question.title}”的评价。")

    @property
    def choices(self) -> dict[str, str]:
        """Question → choice."""
        return {name.removeprefix("q_"): value for name, value in self.cleaned_data.items()}
