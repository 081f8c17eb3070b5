"""投诉举报, one question after another; the answers travel along in the page, nothing is kept before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fajian.core.errors import Refused
from fajian.core.forms import PlainSelect
from fajian.ledgers.forms.fields import SeveralFiles, text_field
from fajian.orgs.models import Unit
from fajian.portal import cleaning, words
from fajian.portal.actions import Told
from fajian.portal.actions.complaints import LONGEST
from fajian.portal.models import Complaint
from fajian.portal.sealing import Person


class CleanFilesField(forms.FileField):
    """Uploads of strangers: a list of what was drawn anew. Each that is not accepted has its own sentence."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Take every file in."""
        most = words.words().files["most"]
        if len(data or []) > most:
            raise ValidationError(f"一次最多上传 {most} 个文件，其余的提交以后凭回执号补交。")
        received, wrong = [], []
        for number, upload in enumerate(data or [], 1):
            try:
                received.append(cleaning.cleaned(upload, number))
            except Refused as refused:
                wrong.append(str(refused))
        if wrong:
            raise ValidationError(wrong)
        return received


def files_field(label: str = "图片、PDF") -> CleanFilesField:
    """For pictures and documents."""
    return CleanFilesField(
        label=label,
        required=False,
        help_text=f"最多 {words.words().files['most']} 个，JPG、PNG 或者 PDF。系统重新生成图片，去掉地点、作者等信息。"
        "画面里有不想让人看到的内容的，请先遮住。",
    )


def radio(label: str, choices: Any, missing: str) -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
    )  # fmt: skip


class Question(forms.Form):
    """One page. `title` is the question."""

    title = ""
    lead = ""


class KindQuestion(Question):
    """What it is."""

    title = "您要反映什么？"
    kind = radio("类型", Complaint.KINDS, "请选择要反映什么。")


class UnitQuestion(Question):
    """About whom."""

    title = "反映的是哪个单位？"
    lead = "被反映的单位、它的下级和上级主管部门都看不到您反映的内容。"
    respondent = forms.ModelChoiceField(
        label="单位",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="不清楚，或者不在其中",
        widget=PlainSelect,
    )
    respondent_text = text_field("单位名称", required=False, limit=100, hint="上面没有的写在这里；不清楚的可以不写。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units: Any = self.fields["respondent"]
        units.queryset = Unit.objects.open().exclude(parent=None)
        units.label_from_instance = lambda unit: unit.name


class TopicQuestion(Question):
    """What sort of trouble."""

    title = "是哪一类问题？"
    topic = radio("问题类别", words.topics, "请选择最接近的一类。")


class TextQuestion(Question):
    """What happened."""

    title = "发生了什么？"
    lead = "写清时间、地点、经过和您的要求。不想让人知道您是谁的，不要写姓名、电话和只有您知道的细节。"
    happened = text_field("时间、地点", required=False, limit=200)
    text = text_field("经过和要求", rows=8, limit=LONGEST)


class NamedQuestion(Question):
    """Who."""

    title = "匿名还是实名？"
    lead = "匿名的同样办理，凭回执号看答复。实名的身份信息加密封存，只有保管人能打开，办理人员和被反映的单位都看不到。"
    named = radio("是否实名", [("no", "匿名"), ("yes", "实名")], "请选择匿名或者实名。")


class PersonQuestion(Question):
    """How to reach them."""

    title = "怎样联系您？"
    lead = "这一页的内容提交时即加密封存。"
    person_name = text_field("姓名", limit=50)
    contact = text_field("电话或者邮箱", limit=100)
    address = text_field("地址", required=False, limit=100)


class SendQuestion(Question):
    """The last look."""

    title = "核对后提交"
    uploads = files_field()


QUESTIONS: Mapping[str, type[Question]] = {
    "kind": KindQuestion,
    "unit": UnitQuestion,
    "topic": TopicQuestion,
    "text": TextQuestion,
    "named": NamedQuestion,
    "person": PersonQuestion,
    "send": SendQuestion,
}
ANSWERS = tuple(name for form in QUESTIONS.values() for name in form.base_fields if name != "uploads")


def asked(answers: Mapping[str, str]) -> list[str]:
    """The questions in their order; who stays anonymous is not asked for a name."""
    return [name for name in QUESTIONS if name != "person" or answers.get("named") == "yes"]


def unanswered(answers: Mapping[str, str]) -> str | None:
    """The first question before the last whose answer will not do."""
    return next((name for name in asked(answers)[:-1] if not QUESTIONS[name](answers).is_valid()), None)


def told(answers: Mapping[str, str]) -> Told:
    """What was told, once every question has its answer."""
    given: dict[str, Any] = {}
    for name in asked(answers)[:-1]:
        form = QUESTIONS[name](answers)
        form.is_valid()
        given |= form.cleaned_data
    person = None
    if given.pop("named") == "yes":
        person = Person(given.pop("person_name"), given.pop("contact"), given.pop("address"))
    return Told(person=person, **given)


def summary(answers: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(question, label, answer as people read it), to be looked over."""
    lines = []
    for name in asked(answers)[:-1]:
        form = QUESTIONS[name](answers)
        form.is_valid()
        for field in form:
            value = form.cleaned_data.get(field.name)
            choices = dict(getattr(field.field, "choices", ())) if isinstance(value, str) else {}
            shown = str(choices.get(value, value.name if isinstance(value, Unit) else value or ""))
            if shown:
                lines.append((name, str(field.label), shown))
    return lines
