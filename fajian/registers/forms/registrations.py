"""Forms of the pages on registrations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fajian.core.files import RECORDINGS, largest
from fajian.core.forms import CommandForm, PlainSelect
from fajian.engine.discretion.reckoning import Range, reckon
from fajian.engine.discretion.table import HOW
from fajian.ledgers.columns import keep
from fajian.ledgers.forms.fields import PROOF_KINDS, UnitField, column_field, day_field, text_field
from fajian.ledgers.forms.steps import WithFiles
from fajian.orgs.fields import UnitFilter, any_unit
from fajian.orgs.models import Unit
from fajian.registers.actions import Given
from fajian.registers.kinds import Kind
from fajian.registers.models import Registration
from fajian.registers.standards import Standard
from fajian.registers.workflow import REGISTRATION, WRITERS


class RegistrationForm(WithFiles):
    """登记, or 修改 of `row`: the columns the kind declares behind the name."""

    wants_files = False
    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")
    title = text_field("名称", limit=300)

    def __init__(self, *args: Any, kind: Kind, user: Any, row: Registration | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.row = kind, row
        del self.fields["note"], self.fields["proof_kind"]
        uploads: Any = self.fields["uploads"]
        uploads.label = "附件"
        if kind.logged:
            uploads.label, uploads.kinds = "音像资料", (*PROOF_KINDS, *RECORDINGS)
            uploads.help_text = (
                f"{'、'.join(RECORDINGS)}，每个不超过 {largest('mp4') // 2**20} MB；查阅须写明事由，逐次留痕。"
            )
        own = [f"c_{column.name}" for column in kind.columns]
        for column in kind.columns:
            self.fields[f"c_{column.name}"] = column_field(column)
            if column.name in kind.cites:
                self.fields[f"c_{column.name}"].help_text = "法条写成《行政处罚法》第三十六条的样子，系统逐条核对。"
            if column.name in (kind.table, kind.superior):
                self.fields[f"c_{column.name}"].help_text = HOW
                self.fields[f"c_{column.name}"].widget.attrs["rows"] = 8
        self.order_fields(["key", "seen", "unit", "title", *own, "uploads", "kept"])
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user).open()
        unit.error_messages |= {"required": "请选择单位。", "invalid_choice": "没有这个单位，请重新选择。"}
        unit.initial = user.unit_id if user.role in ("clerk", "unit_leader") else None
        if row is not None:
            del self.fields["unit"]
            self.fields["seen"].initial, self.fields["title"].initial = row.version, row.title
            for column in kind.columns:
                stored = row.data.get(column.name)
                self.fields[f"c_{column.name}"].initial = {True: "yes", False: "no"}.get(stored, stored)

    @property
    def given(self) -> Given:
        """For the action."""
        said = self.cleaned_data
        data = {}
        for column in self.kind.columns:
            value = keep(column, said.get(f"c_{column.name}"))
            data[column.name] = {"yes": True, "no": False}.get(value) if column.kind == "bool" else value
        return Given(said["title"], data)


class RenewForm(RegistrationForm):
    """登记修改结果: the new text, when and how it came about."""

    done_on = day_field("修改完成日期")
    told = text_field("修改情况", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = timezone.localdate


class ProposeForm(CommandForm):
    """提出清理意见."""

    superior = text_field("对照的上位规定", rows=3, required=False, hint="写明法条或者文件名、文号和条款，没有的不填。")
    agrees = forms.ChoiceField(
        label="对照结论", choices=Registration.AGREES, widget=forms.RadioSelect,
        error_messages={"required": "请选择对照结论。"},
    )  # fmt: skip
    verdict = forms.ChoiceField(
        label="清理意见", widget=forms.RadioSelect, error_messages={"required": "请选择清理意见。"}
    )
    reason = text_field("理由", rows=3)

    def __init__(self, *args: Any, row: Registration, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        verdict: Any = self.fields["verdict"]
        verdict.choices = [(one.code, one.title) for one in row.spec.verdicts]
        if not row.spec.compares:
            del self.fields["superior"], self.fields["agrees"]


class PublishForm(CommandForm):
    """公布清理结果."""

    published_on = day_field("公布日期")
    published_where = text_field("公布载体", limit=300, hint="网站栏目的地址，或者公报、公告栏。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["published_on"].initial = timezone.localdate

    def clean_published_on(self) -> dt.date:
        """Not to come."""
        day: dt.date = self.cleaned_data["published_on"]
        if day > timezone.localdate():
            raise ValidationError("公布日期不能晚于今天。")
        return day


class FileForm(CommandForm):
    """登记备案."""

    filed_on = day_field("备案日期")
    filed_with = text_field("备案机关和文号", limit=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["filed_on"].initial = timezone.localdate


class ReckonForm(forms.Form):
    """A case held against a standard: which grounds are met, the amounts, how many pieces."""

    def __init__(self, query: Any, *, standard: Standard) -> None:
        super().__init__(query)
        self.standard = standard
        self.fields["met"] = forms.MultipleChoiceField(
            label="符合的情形", required=False, choices=[(one, one) for one in standard.conditions],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "没有“%(value)s”这种情形，请从选项中选。"},
        )  # fmt: skip
        said = {"invalid": "请填数字，不带单位。", "min_value": "不能小于 0。"}
        for number, base in enumerate(standard.bases):
            self.fields[f"base{number}"] = forms.DecimalField(
                label=f"{base}（元）", required=False, min_value=0, max_digits=18, decimal_places=2,
                error_messages=said,
            )  # fmt: skip
        if standard.pieces:
            self.fields["count"] = forms.IntegerField(
                label=f"几{'、'.join(standard.pieces)}", required=False, min_value=1, max_value=10**6,
                error_messages=said | {"min_value": "至少为 1。", "max_value": "数字过大，请核对。"},
            )  # fmt: skip

    @property
    def ranges(self) -> tuple[Range, ...]:
        """What the standard gives for the case."""
        said = self.cleaned_data
        given = {base: said.get(f"base{number}") for number, base in enumerate(self.standard.bases)}
        amounts = {base: amount for base, amount in given.items() if amount is not None}
        return reckon(self.standard.tiers, said["met"], amounts=amounts, count=said.get("count") or 1)


class DoneForm(CommandForm):
    """登记落实."""

    done_on = day_field("落实日期")
    note = text_field("落实情况", rows=3, hint="废止的文号，撤销、调离的文件和时间。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = timezone.localdate


class ReasonForm(CommandForm):
    """Why."""

    reason = text_field("理由", rows=3)


class OpenForm(CommandForm):
    """查阅."""

    reason = text_field("查阅事由", rows=2, limit=300, hint="办理哪件案件、哪次评查或者投诉核查。")


class RegistrationFilter(UnitFilter):
    """Narrows a register."""

    q = forms.CharField(label="名称", required=False, max_length=100, widget=forms.TextInput)
    state = forms.ChoiceField(
        label="状态", required=False, widget=PlainSelect,
        choices=[("", "全部"), ("waits", "等我办理"), ("shaken", "须核对的"), ("improper", "不合规的"),
                 *REGISTRATION.states.items()],
    )  # fmt: skip
    verdict = forms.ChoiceField(label="清理意见", required=False, widget=PlainSelect)
    unit = any_unit()
    since = day_field("变动起日", required=False)

    def __init__(self, query: Any, *, kind: Kind, user: Any) -> None:
        super().__init__(query, user=user)
        self.kind = kind
        verdict: Any = self.fields["verdict"]
        verdict.choices = [("", "全部"), *((one.code, one.title) for one in kind.verdicts)]

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        match said.get("state"):
            case "waits":
                rows = waiting(rows, self.user)
            case "shaken":
                rows = rows.shaken()
            case "improper":
                rows = rows.filter(verdict__in=improper(self.kind)).exclude(state__in=("kept", "struck"))
            case state if state:
                rows = rows.filter(state=state)
        if said.get("q"):
            rows = rows.filter(title__icontains=said["q"])
        if said.get("since"):
            rows = rows.filter(changed_at__date__gte=said["since"])
        return rows.filter(**{name: said[name] for name in ("verdict", "unit") if said.get(name)})


def improper(kind: Kind) -> list[str]:
    """The verdicts that say something is not as it should be."""
    return [one.code for one in kind.verdicts if one.ends or one.changes]


def waiting(rows: Any, user: Any) -> Any:
    """What this person has to do next: supervisors settle and publish, units see to what is shaken or published."""
    if user.role == "supervisor":
        return rows.filter(state__in=("proposed", "settled"))
    if user.role in WRITERS:
        return rows.shaken().filter(state__in=("kept", "published"))
    return rows.none()
