"""Forms of the pages on tests; the paper itself is a form of its questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from fajian.core.forms import CommandForm
from fajian.orgs.fields import UnitField, day_field, text_field
from fajian.orgs.models import Unit
from fajian.people.actions import Terms
from fajian.people.models import Question

SUBJECTS = [("", "全部题目"), *Question.SUBJECTS]


def whole(label: str, most: int, *, initial: int, least: int = 1) -> forms.IntegerField:
    """A whole number within bounds."""
    said = f"{label}应在 {least} 到 {most} 之间。"
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, initial=initial,
        error_messages={
            "required": f"请填写{label}。", "invalid": f"{label}应为整数。", "min_value": said, "max_value": said,
        },
    )  # fmt: skip


class ExamForm(CommandForm):
    """组织法治测试."""

    unit = UnitField(label="参加单位", queryset=Unit.objects.none(), empty_label="请选择")
    title = text_field("名称", limit=200)
    subject = forms.ChoiceField(label="范围", required=False, choices=SUBJECTS)
    from_on = day_field("开始日期")
    to_on = day_field("截止日期", hint="当天仍可以答题。")
    minutes = whole("时长（分钟）", 240, initial=60)
    count = whole("题数", 100, initial=20)
    pass_score = whole("合格分", 100, initial=60)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user).open()
        unit.help_text = "所选单位和它下面的单位里对应了账号的在岗人员都可以参加。"
        unit.error_messages |= {"required": "请选择单位。", "invalid_choice": "没有这个单位，请重新选择。"}
        self.fields["from_on"].initial = timezone.localdate

    @property
    def terms(self) -> Terms:
        """For the action."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__dataclass_fields__})


class PaperForm(CommandForm):
    """The questions of a paper in their order; nothing is compulsory, for it may be kept half done."""

    def __init__(self, *args: Any, questions: Sequence[Question], answers: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for number, one in enumerate(questions, 1):
            said = answers.get(str(one.pk), "")
            choices = [
                (letter, option if one.kind == "judge" else f"{letter}. {option}") for letter, option in one.lettered
            ]
            label = f"{number}. 【{one.get_kind_display()}】{one.stem}"
            several = one.kind == "multiple"
            made = forms.MultipleChoiceField if several else forms.ChoiceField
            widget = forms.CheckboxSelectMultiple if several else forms.RadioSelect
            self.fields[f"q{one.pk}"] = made(
                label=label, required=False, choices=choices, widget=widget, initial=list(said) if several else said,
                error_messages={"invalid_choice": "没有这个选项，请从选项中选。"},
            )  # fmt: skip

    @property
    def answers(self) -> dict[str, str]:
        """For the action: letters in their order."""
        return {str(one.pk): "".join(sorted(self.cleaned_data.get(f"q{one.pk}") or "")) for one in self.questions}
