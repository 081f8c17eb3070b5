"""Forms of the pages on officers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from fajian.core.files import Received
from fajian.core.forms import CommandForm, PlainSelect, UploadField
from fajian.orgs.fields import UnitField, UnitFilter, any_unit, day_field, text_field
from fajian.orgs.models import Unit, User
from fajian.orgs.roles import UNIT
from fajian.people.actions import Given
from fajian.people.models import Certificate, Officer, Roster
from fajian.people.reading import FILES

YES_NO = [("", "没有记载"), ("yes", "是"), ("no", "否")]


class OfficerForm(CommandForm):
    """登记人员, or 修改 of `row`."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")
    number = text_field("人员编号", limit=40, hint="与执法数据里的人员编号一致，可以用工号。")
    name = text_field("姓名", limit=50)
    kind = forms.ChoiceField(
        label="人员类别", choices=[("", "请选择"), *Officer.KINDS], error_messages={"required": "请选择人员类别。"}
    )
    staffing = forms.ChoiceField(label="用工性质", choices=[("", "没有记载"), *Officer.STAFFING], required=False)
    post = text_field("岗位", required=False, limit=100)
    frontline = forms.ChoiceField(
        label="是否一线岗位", choices=YES_NO, required=False, help_text="直接面向执法对象的岗位。"
    )
    police = forms.BooleanField(label="人民警察", required=False)
    joined_on = day_field("到岗日期", required=False)
    first_reviewed_on = day_field("首次从事法制审核日期", required=False, hint="不做法制审核的不填。")
    bar_no = text_field("法律职业资格证号", required=False, limit=40)
    bar_on = day_field("法律职业资格取得日期", required=False)
    account = forms.ModelChoiceField(
        label="对应账号", queryset=User.objects.none(), required=False, empty_label="没有账号",
        help_text="执法人员用这个账号看自己的证件、参加法治测试。",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, row: Officer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user).open()
        unit.error_messages |= {"required": "请选择单位。", "invalid_choice": "没有这个单位，请重新选择。"}
        unit.initial = user.unit_id if user.role in UNIT else None
        account: Any = self.fields["account"]
        accounts = User.objects.visible_to(user).filter(is_active=True).select_related("unit")
        account.queryset = accounts.filter(unit=row.unit_id) if row else accounts.filter(unit=user.unit_id)
        if row is not None:
            del self.fields["unit"]
            for name in Given.__dataclass_fields__:
                self.fields[name].initial = getattr(row, name)
            self.fields["frontline"].initial = {True: "yes", False: "no"}.get(row.frontline)  # type: ignore[arg-type]

    @property
    def given(self) -> Given:
        """For the action."""
        said = {name: self.cleaned_data[name] for name in Given.__dataclass_fields__}
        return Given(**said | {"frontline": {"yes": True, "no": False}.get(said["frontline"])})


class LeaveForm(CommandForm):
    """登记离岗."""

    left_on = day_field("离岗日期", hint="最后一天在岗的日期。")
    left_why = text_field("离岗原因", limit=300, hint="例如退休、调离、辞职、调离执法岗位。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["left_on"].initial = timezone.localdate


class RosterForm(CommandForm):
    """确认名录完整."""

    sheet = forms.ChoiceField(label="名录", choices=Roster.SHEETS, widget=forms.RadioSelect, initial="certificates")
    from_on = day_field("起")
    to_on = day_field("止", hint="不晚于今天。")


class UploadForm(CommandForm):
    """A filled-in sheet."""

    file = UploadField(
        kinds=FILES, renamed=True, label="填好的表格", error_messages={"required": "请选择填好的表格。"},
        help_text="XLSX、XLS、ET 或者 CSV。有一格不对的整份不收，改好以后重新上传。",
    )  # fmt: skip

    @property
    def received(self) -> Received:
        """The file, on the disk."""
        received: Received = self.cleaned_data["file"]
        return received


class OfficerFilter(UnitFilter):
    """Narrows the roster."""

    STATES = (
        ("", "在岗"),
        ("uncertified", "在岗，无有效执法证"),
        ("unqualified", "法制审核，无法律职业资格"),
        ("left", "已离岗"),
        ("all", "全部"),
    )
    q = forms.CharField(label="姓名或者编号", required=False, max_length=50)
    unit = any_unit()
    kind = forms.ChoiceField(
        label="人员类别", required=False, widget=PlainSelect, choices=[("", "全部"), *Officer.KINDS]
    )
    state = forms.ChoiceField(label="状态", required=False, widget=PlainSelect, choices=STATES)

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said, today = self.cleaned_data, timezone.localdate()
        match said.get("state"):
            case "left":
                rows = rows.exclude(left_on=None).filter(left_on__lt=today)
            case "uncertified":
                good = Certificate.objects.good(today).values("officer")
                rows = rows.in_post(today).filter(kind="enforcer", police=False).exclude(pk__in=good)
            case "unqualified":
                rows = rows.in_post(today).unqualified()
            case "all":
                pass
            case _:
                rows = rows.in_post(today)
        if said.get("q"):
            rows = rows.filter(name__icontains=said["q"]) | rows.filter(number__icontains=said["q"])
        if said.get("unit"):
            rows = rows.of_subtree(said["unit"].path)
        return rows.filter(kind=said["kind"]) if said.get("kind") else rows
