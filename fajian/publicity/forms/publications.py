"""Forms of the pages on publications."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers.columns import keep
from fajian.ledgers.forms.fields import UnitField, column_field, day_field, text_field
from fajian.ledgers.forms.steps import WithFiles
from fajian.orgs.fields import UnitFilter, any_unit
from fajian.orgs.models import Unit
from fajian.publicity.actions import Given
from fajian.publicity.cleaning import KINDS, cleaned
from fajian.publicity.kinds import Kind, kinds
from fajian.publicity.models import Publication
from fajian.publicity.workflow import APPROVERS, CHANGES, GROUNDS, PUBLICATION

HINT = f"可选多个文件。接受：{'、'.join(KINDS)}。作者、日期、拍摄地点等自动去掉；PDF 不超过 20 页，公开的是页面图片。"
CREDIT = [("", "未分类"), ("minor", "轻微失信"), ("general", "一般失信"), ("serious", "严重失信")]


class PublicationForm(WithFiles):
    """拟制, or 修改 of `row`: the columns the kind declares, and the names that must not appear."""

    wants_files = False
    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")
    title = text_field("标题", limit=200)
    credit = forms.ChoiceField(
        label="失信等级",
        choices=CREDIT,
        required=False,
        widget=PlainSelect,
        help_text="决定公示多久；没有分类的不自动撤下。",
    )
    names = text_field(
        "须隐去的姓名", rows=2, required=False, hint="文字里出现的自然人，一行一个；公开时写成“张某”。这一栏不公开。"
    )

    def __init__(
        self, *args: Any, kind: Kind, user: Any, row: Publication | None = None, begun: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.row = kind, row
        del self.fields["note"], self.fields["proof_kind"]
        self.fields["uploads"].label = "附件"
        self.fields["uploads"].help_text = HINT
        if not kind.files or (row is not None and row.state != "draft"):
            del self.fields["uploads"], self.fields["kept"]
        if not kind.shown:
            del self.fields["credit"]
        if kind.about:
            self.fields["about"] = self._about(kind)
        own = [f"c_{column.name}" for column in kind.columns]
        for column in kind.columns:
            self.fields[f"c_{column.name}"] = column_field(column)
        self.order_fields(["key", "seen", "unit", "title", "about", *own, "credit", "names", "uploads", "kept"])
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user).open()
        unit.error_messages |= {"required": "请选择单位。", "invalid_choice": "没有这个单位，请重新选择。"}
        unit.initial = user.unit_id if user.role in ("clerk", "unit_leader") else None
        if row is not None:
            self._begin(row)
        for name, value in (begun or {}).items():
            self.fields[name].initial = value

    def _about(self, kind: Kind) -> forms.ChoiceField:
        """What is public and may be interpreted, the newest first."""
        rows = Publication.objects.shown().filter(kind__in=kind.about).order_by("-published_on", "-pk")
        fitting = [
            (str(pk), f"{unit}：{title}") for pk, unit, title in rows.values_list("pk", "unit__name", "title")[:300]
        ]
        return forms.ChoiceField(
            label="所解读的公示", choices=[("", "没有在这里公开"), *fitting], required=False, widget=PlainSelect,
            help_text="在这里公开过的文件，选上以后两边的公开页面互相链接。",
            error_messages={"invalid_choice": "这份文件没有公开，或者已经撤回，请重新选择。"},
        )  # fmt: skip

    def _begin(self, row: Publication) -> None:
        del self.fields["unit"]
        self.fields["seen"].initial, self.fields["title"].initial = row.version, row.title
        self.fields["names"].initial = row.names
        if "credit" in self.fields:
            self.fields["credit"].initial = row.credit
        if "about" in self.fields:
            self.fields["about"].initial = row.about_id
        for column in self.kind.columns:
            self.fields[f"c_{column.name}"].initial = row.data.get(column.name)
            if row.source:  # the data may lack what a form would ask for
                self.fields[f"c_{column.name}"].required = False

    @property
    def given(self) -> Given:
        """For the action."""
        said = self.cleaned_data
        data = {column.name: keep(column, said.get(f"c_{column.name}")) for column in self.kind.columns}
        about = int(said["about"]) if said.get("about") else None
        return Given(
            said["title"], data, names=said.get("names") or "", credit=said.get("credit") or "", about=about
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A form without files takes none; those taken are cleaned of what they say beside their content."""
        if "uploads" in self.fields:
            said = super().clean()
            try:
                self.received = [cleaned(one) for one in self.received]
            except Refused as refused:
                self.add_error("uploads", str(refused))
            return said
        self.received = []
        return forms.Form.clean(self) or self.cleaned_data


class CorrectForm(PublicationForm):
    """提出更正: the new text and why."""

    told = text_field("更正理由", rows=3, hint="随公示一起公开，不要写姓名和号码。")


class SubmitForm(CommandForm):
    """送审."""

    secrecy = text_field(
        "保密和隐私审查", rows=3, hint="写明由谁审查，是否涉及国家秘密、商业秘密、个人隐私、未成年人，怎么处理的。"
    )


class ApproveForm(CommandForm):
    """批准公开: what was looked at, as its digest."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class WithholdForm(CommandForm):
    """不予公开."""

    ground = forms.ChoiceField(
        label="情形", choices=[("", "请选择"), *GROUNDS.items()], error_messages={"required": "请选择情形。"}
    )
    reason = text_field("理由", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.row is not None:
            self.fields["ground"].initial = self.row.barred


class WithdrawForm(CommandForm):
    """撤回."""

    ground = forms.ChoiceField(
        label="情形", choices=[("", "请选择"), *CHANGES.items()], error_messages={"required": "请选择情形。"}
    )
    reason = text_field("撤回理由", rows=3, hint="向社会公开，不要写姓名和号码。")
    changed_on = day_field(
        "决定变更的日期", hint="变更、撤销、确认违法或者无效的文书生效的日期；公示有误的填发现的日期。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["changed_on"].initial = timezone.localdate


class ReasonForm(CommandForm):
    """Why."""

    reason = text_field("理由", rows=3)


class PlaceForm(CommandForm):
    """登记公示渠道."""

    channel = text_field("渠道", limit=100, hint="信用网站、企业信用信息公示系统、本部门网站、公告栏。")
    address = text_field("地址", limit=300, required=False)
    placed_on = day_field("公开日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["placed_on"].initial = timezone.localdate


class TakeDownForm(CommandForm):
    """登记撤下."""

    removed_on = day_field("撤下日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["removed_on"].initial = timezone.localdate


class PublicationFilter(UnitFilter):
    """Narrows the list."""

    q = forms.CharField(label="标题或文号", required=False, max_length=100, widget=forms.TextInput)
    kind = forms.ChoiceField(
        label="种类", required=False, widget=PlainSelect,
        choices=[("", "全部"), *((kind.code, kind.title) for kind in kinds().values())],
    )  # fmt: skip
    state = forms.ChoiceField(
        label="状态", required=False, widget=PlainSelect,
        choices=[("", "全部"), ("waits", "等我办理"), ("owed", "还没有公开的"), ("late", "已逾期的"),
                 ("lingering", "还有渠道没有撤下的"), ("returned", "报送被退回的"), *PUBLICATION.states.items()],
    )  # fmt: skip
    unit = any_unit()

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        match said.get("state"):
            case "waits":
                rows = waiting(rows, self.user)
            case "owed":
                rows = rows.owed()
            case "late":
                rows = rows.owed().filter(due_on__lt=timezone.localdate())
            case "returned":
                rows = rows.exclude(returned="")
            case "lingering":
                rows = rows.lingering()
            case state if state:
                rows = rows.filter(state=state)
        if said.get("q"):
            rows = rows.filter(title__icontains=said["q"])
        return rows.filter(**{name: said[name] for name in ("kind", "unit") if said.get(name)})


def waiting(rows: Any, user: Any) -> Any:
    """What this person has to do next: whoever approves looks at what was sent, the unit sends what is due."""
    if user.role in APPROVERS:
        return rows.filter(state__in=("submitted", "correcting")).exclude(submitted_by=user)
    return rows.filter(state="draft") if user.role == "clerk" else rows.none()
