"""What the office and the handler fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from fajian.core import files
from fajian.core.forms import CommandForm, PlainSelect, UploadField
from fajian.engine.faults import InputError
from fajian.ledgers.forms.fields import text_field
from fajian.orgs.models import Unit
from fajian.portal import words
from fajian.portal.forms.questions import radio
from fajian.portal.models import Complaint
from fajian.portal.reading import Line, read
from fajian.portal.workflow import COMPLAINT, OFFICE


def unit_field(label: str, **given: Any) -> Any:
    """A unit; its choices are set by the form."""
    return forms.ModelChoiceField(label=label, queryset=Unit.objects.none(), widget=PlainSelect, **given)


class AboutComplaint(CommandForm):
    """Of a complaint; units to choose are those of its area."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name in {"handler", "respondent"} & set(fields):
            fields[name].queryset = Unit.objects.of_area(self.row.unit.path)


class AcceptForm(AboutComplaint):
    """受理并分派."""

    handler = unit_field("承办单位", empty_label="请选择", help_text="不能是被反映的单位、它的下级和上级主管部门。")
    respondent = unit_field(
        "被反映的单位", required=False, empty_label="没有明确", help_text="反映人没有写明的，在这里补上。"
    )
    topic = forms.ChoiceField(label="问题类别", choices=words.topics, widget=PlainSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["respondent"].initial, self.fields["topic"].initial = self.row.respondent_id, self.row.topic


class RefuseForm(CommandForm):
    """不予受理."""

    ground = radio("情形", words.grounds, "请选择不予受理的情形。")
    reason = text_field("理由和去处", rows=4, hint="反映人看得到：为什么不受理，可以到哪里去。")


class ForwardForm(CommandForm):
    """转有权机关."""

    forwarded_to = text_field("有权机关", limit=100)
    reason = text_field("理由", rows=3, hint="反映人看得到。")


class JoinForm(CommandForm):
    """并入另一件."""

    other = forms.ModelChoiceField(
        label="并入", queryset=Complaint.objects.none(), widget=PlainSelect, empty_label="请选择",
        help_text="反映同一单位的、还在办理的。",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Complaint.objects.visible_to(user).open().exclude(pk=self.row.pk)
        others: Any = self.fields["other"]
        others.queryset = rows.filter(respondent_path=self.row.respondent_path, joined_to=None)


class ReassignForm(AboutComplaint):
    """改派."""

    handler = unit_field("承办单位", empty_label="请选择")
    reason = text_field("理由", rows=3)


class ExtendForm(CommandForm):
    """延长."""

    days = forms.IntegerField(label="延长天数", min_value=1, max_value=90)
    reason = text_field("理由", rows=3, hint="反映人看得到。")


class DraftForm(CommandForm):
    """拟答复."""

    finding = radio("核查结论", words.findings, "请选择核查结论。")
    answer = text_field("答复内容", rows=6, hint="反映人看得到：查了什么、查实了什么、怎么处理。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"].initial, self.fields["answer"].initial = self.row.finding, self.row.answer


class ReasonForm(CommandForm):
    """A reason."""

    reason = text_field("理由", rows=3)


class AskForm(CommandForm):
    """询问."""

    text = text_field("要问的、要补充的", rows=4, hint="反映人凭回执号看到。不要问他是谁。")


class TitleForm(CommandForm):
    """登记问题台账."""

    title = text_field("问题", rows=4, hint="被反映的单位看得到。用自己的话写，不要写能认出反映人的细节。")


class ImportForm(CommandForm):
    """A table another channel exported."""

    channel = radio("渠道", [], "请选择是哪个渠道。")
    table = UploadField(
        label="表格", kinds=("xlsx", "xls", "et"), help_text="表头里要有反映内容一栏；姓名、电话读入时即封存。"
    )
    lines: list[Line]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channel: Any = self.fields["channel"]
        channel.choices = [one for one in words.channels() if one[0] != "portal"]

    def clean_table(self) -> Any:
        """Read it through; what is wrong stands at the field. The table names people: it is not kept."""
        table = self.cleaned_data["table"]
        try:
            self.lines = read(table)
        except InputError as error:
            raise ValidationError(str(error)) from error
        finally:
            files.forget(table)
        return table


class ComplaintFilter(forms.Form):
    """Narrows the list."""

    state = forms.ChoiceField(
        label="状态", required=False, widget=PlainSelect,
        choices=[("", "全部"), ("waits", "等我办理"), ("late", "已逾期"), ("held", "待核"), *COMPLAINT.states.items()],
    )  # fmt: skip
    kind = forms.ChoiceField(label="类型", required=False, widget=PlainSelect, choices=[("", "全部"), *Complaint.KINDS])
    channel = forms.ChoiceField(label="渠道", required=False, widget=PlainSelect)
    topic = forms.ChoiceField(label="问题类别", required=False, widget=PlainSelect)
    about = unit_field("被反映单位", required=False, empty_label="全部")

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query)
        self.user = user
        fields: Any = self.fields
        fields["channel"].choices = [("", "全部"), *words.channels()]
        fields["topic"].choices = [("", "全部"), *words.topics()]
        fields["about"].queryset = Unit.objects.visible_to(user).open()

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        match said.get("state"):
            case "waits":
                rows = waiting(rows, self.user)
            case "late":
                rows = rows.late(timezone.localdate())
            case "held":
                rows = rows.filter(held=True, state="received")
            case state if state:
                rows = rows.filter(state=state)
        if said.get("about"):
            rows = rows.filter(respondent_path=said["about"].path)
        return rows.filter(**{name: said[name] for name in ("kind", "channel", "topic") if said.get(name)})


def waiting(rows: Any, user: Any) -> Any:
    """What this person can do something about now."""
    mine = Q(state="assigned", handler=user.unit)
    if user.role in OFFICE:
        mine |= Q(state="drafted") | Q(state="received", held=False)
    return rows.filter(mine)
