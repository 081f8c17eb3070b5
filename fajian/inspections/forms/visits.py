"""Forms of the pages on visits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from fajian.core.forms import CommandForm, PlainSelect, SeveralField
from fajian.draws.forms import TYPE_ANYTHING, secret_field
from fajian.inspections import sending, words
from fajian.inspections.forms.plans import one_reason_a_line
from fajian.inspections.forms.targets import choice
from fajian.inspections.models import Item, PlanTarget, Target, Visit
from fajian.inspections.workflow import VISIT
from fajian.ledgers.forms.fields import SeveralFiles, day_field, text_field
from fajian.ledgers.forms.steps import WithFiles
from fajian.orgs.fields import UnitFilter, any_unit
from fajian.people.models import Officer


def one_of(label: str, rows: Any, said: str) -> forms.Field:
    """A drop-down of rows."""
    wrong = {"required": f"请选择{label}。", "invalid_choice": said}
    return forms.ModelChoiceField(
        label=label, queryset=rows, widget=PlainSelect, empty_label="请选择", error_messages=wrong
    )


def several(label: str, rows: Any, said: str) -> forms.Field:
    """Boxes of rows."""
    wrong = {"required": f"请选择{label}。", "invalid_choice": said, "invalid_pk_value": said,
             "invalid_list": "请从选项中选。"}  # fmt: skip
    return SeveralField(label=label, queryset=rows, widget=forms.CheckboxSelectMultiple, error_messages=wrong)


class OfficersForm(CommandForm):
    """准备抽取检查人员."""

    exclusions = text_field(
        "不参加抽取的", rows=3, required=False, hint="每行一个：人员编号，空一格，理由。没有的不填。"
    )
    public = text_field(
        "约定的公开数值", limit=200, required=False, hint="事前谁也不知道、事后谁都能查到的数。可以不填。"
    )
    secret = secret_field("您的口令", TYPE_ANYTHING)

    def clean_exclusions(self) -> dict[str, str]:
        """By 人员编号; a line without a reason is refused."""
        return one_reason_a_line(self.cleaned_data["exclusions"], "人员编号")


class OpenForm(CommandForm):
    """安排入企 of a target of a plan: on the day of the joint plan, if there is one."""

    visit_on = day_field("入企日期")

    def __init__(self, *args: Any, row: PlanTarget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = sending.joint_day(row.plan, row.target.uscc)
        field: Any = self.fields["visit_on"]
        field.initial = day or max(timezone.localdate(), row.plan.from_on)
        if day:
            field.help_text = f"联合检查计划排在{day:%Y-%m-%d}，改到别的日期的，其他单位不一同前往。"


class AskForm(CommandForm):
    """报批临时检查."""

    target = one_of("检查对象", Target.objects.none(), "没有这个检查对象，请从本单位名录里选。")
    items = several("检查事项", Item.objects.none(), "没有这个检查事项，请重新选择。")
    cause = choice("检查缘由", Visit.CAUSES[1:], required=True)
    cause_note = text_field("缘由说明", limit=300, rows=3, hint="线索来源和编号，或者是什么紧急情况。不写举报人。")
    visit_on = day_field("入企日期")
    away = forms.BooleanField(label="在本行政区域以外检查", required=False)
    assist_no = text_field("异地协助函号", limit=100, required=False, hint="跨区域检查的须填写。")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target: Any = self.fields["target"]
        target.queryset = Target.objects.filter(unit=user.unit_id).standing().order_by("name")
        target.label_from_instance = lambda one: f"{one.name}（{one.uscc}）"
        items: Any = self.fields["items"]
        items.queryset = Item.objects.filter(unit=user.unit_id, published_on__isnull=False).standing()
        self.fields["visit_on"].initial = timezone.localdate

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        return {name: self.cleaned_data[name] for name in ("cause", "cause_note", "visit_on", "away", "assist_no")}


class StaffForm(CommandForm):
    """派员、出通知书; officers are named only where nobody was drawn."""

    number = text_field("检查通知书文号", limit=100)
    officers = several("检查人员", Officer.objects.none(), "没有这名人员，请重新选择。")

    def __init__(self, *args: Any, row: Visit, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row.plan_id is not None:
            del self.fields["officers"]
            return
        cards = {card.officer_id: card for card in sending.certified(row.unit, row.visit_on)}
        field: Any = self.fields["officers"]
        field.queryset = Officer.objects.filter(pk__in=list(cards)).order_by("number")
        field.label_from_instance = lambda one: f"{one.name}（{cards[one.pk].number}）"
        field.help_text = "只列出入企当天持有有效执法证的人员，至少两名。"


class RecuseForm(CommandForm):
    """办理回避."""

    officer = one_of("回避的人员", Officer.objects.none(), "没有这名人员，请重新选择。")
    reason = text_field("回避理由", limit=300, rows=2)

    def __init__(self, *args: Any, row: Visit, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        field: Any = self.fields["officer"]
        field.queryset = Officer.objects.filter(pk__in=[one.officer_id for one in row.going()])


class MoveForm(CommandForm):
    """改期."""

    visit_on = day_field("新的入企日期")
    reason = text_field("改期理由", limit=300)


class ShowForm(CommandForm):
    """亮证."""

    pin = forms.CharField(
        label="检查码", max_length=12, help_text="企业扫描通知书上的二维码，页面上有六位检查码。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "请填写检查码。", "max_length": "检查码是六位数字。"},
    )  # fmt: skip


class RecordForm(WithFiles):
    """记录检查结果, with photographs."""

    wants_files = False
    FILES = ("uploads", "kept")

    result = choice("检查结果", words.result_choices(), required=True)
    facts = text_field("检查情况", rows=5, hint="查了什么、怎么查的、看到什么。")
    follow_up = choice("发现问题的处理", words.follow_choices(), required=True)
    order_by_on = day_field("改正期限", required=False, hint="责令限期改正的填写，到期复查。")
    ack = choice("企业确认", Visit.ACKS, required=True)
    ack_post = text_field("在场人员职务", limit=60, required=False, hint="例如：店长、安全员。不填姓名。")
    ack_note = text_field("企业意见或者拒签情况", limit=300, rows=2, required=False)

    def __init__(self, *args: Any, row: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # without the row: kinds of proof are of ledgers
        self.row = row
        self.fields["seen"].initial = row.version
        del self.fields["note"], self.fields["proof_kind"]
        uploads: Any = self.fields["uploads"]
        uploads.label = "照片和材料"
        uploads.help_text = "可以用手机当场拍照，可选多个文件。接受 JPG、PNG、PDF，每个不超过 50 MB。"
        uploads.widget = SeveralFiles(attrs={"accept": "image/*,application/pdf"})
        self.order_fields(["key", "seen", "result", "facts", "uploads", "kept"])

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        told = {name: value for name, value in self.values.items() if name not in self.FILES}
        return {"given": told, "received": self.received}


class TellForm(CommandForm):
    """告知."""

    told_on = day_field("告知日期")
    told_how = text_field("告知方式", limit=100, hint="例如：当场告知并交付记录、送达通知书、检查通知书页面。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_on"].initial = timezone.localdate


class RecheckForm(CommandForm):
    """登记复查."""

    righted = choice("复查结果", Visit.RIGHTED, required=True)
    note = text_field("复查情况", limit=300, rows=3)
    order_by_on = day_field("新的改正期限", required=False, hint="没有改正、准予延期的才填。")


class AwayForm(CommandForm):
    """登记异地检查备案."""

    filed_on = day_field("备案日期")
    filed_with = text_field("备案机关和文号", limit=300)


class ListForm(CommandForm):
    """列入台账."""

    title = text_field("问题", rows=3, hint="用自己的话写明发现了什么问题。")

    def __init__(self, *args: Any, row: Visit, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["title"].initial = f"{row.target.name}：{row.get_result_display()}"


class VisitFilter(UnitFilter):
    """Narrows the visits."""

    q = forms.CharField(label="企业", required=False, max_length=100)
    state = forms.ChoiceField(
        label="状态", required=False, widget=PlainSelect,
        choices=[("", "全部"), *VISIT.states.items(), ("recheck", "待复查"), ("urgent", "待补办批准")],
    )  # fmt: skip
    unit = any_unit()

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(target__name__icontains=said["q"])
        if said.get("unit"):
            rows = rows.filter(unit=said["unit"])
        match said.get("state"):
            case "recheck":
                return rows.unrighted()
            case "urgent":
                return rows.unapproved()
            case None | "":
                return rows
            case state:
                return rows.filter(state=state)
