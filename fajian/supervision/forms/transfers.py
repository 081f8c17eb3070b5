"""Forms of the pages on 移送、建议."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers.forms.fields import UnitField, day_field, text_field
from fajian.orgs.models import Unit
from fajian.supervision.actions import Sent
from fajian.supervision.forms.common import FilesForm, choice, concern, last_word, past_day
from fajian.supervision.models import Transfer
from fajian.supervision.models.transfers import TransferKind, kind_choices
from fajian.supervision.workflow import TRANSFER

WHEN = "%Y-%m-%dT%H:%M"


class SentForm(CommandForm):
    """What is sent; a draft is shown as it is."""

    unit = UnitField(label="所涉单位", queryset=Unit.objects.none(), empty_label="请选择")
    title = text_field("案由", limit=200)
    to = text_field("接收机关", limit=100)
    facts = text_field("案情", rows=6, hint="一段一行。查明了什么，为什么认为应当移送。")
    basis = text_field("依据", rows=2)
    penalised = choice("行政处罚", Transfer.PENALTY, initial="none")
    penalty_document = text_field("处罚决定书文号", required=False, limit=100, hint="已作行政处罚的填写。")
    suggestion = text_field("处理建议", rows=3, hint="一条一行，如批评教育、离岗培训、调离执法岗位、取消执法资格。")
    materials = text_field("材料目录", rows=4, hint="一份一行。全部材料随案移送；已作行政处罚的，列入处罚决定书。")
    contact = text_field("联系人", required=False, limit=100)
    source = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    source_label = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, kind: TransferKind, row: Transfer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        dropped = [] if kind.police else ["penalised", "penalty_document"]
        dropped += [] if kind.code in ("suggestion", "proposal") else ["suggestion"]
        dropped += ["unit", "source", "source_label"] if row is not None else []
        for name in dropped:
            del self.fields[name]
        self.fields["to"].help_text = f"{kind.receiver}的全称。"
        self.fields["basis"].initial = kind.basis
        if row is None:
            concern(self.fields["unit"], user, "所涉单位")
            return
        for name in self.fields:
            if name not in ("key", "seen"):
                self.fields[name].initial = getattr(row, name)

    @property
    def sent(self) -> Sent:
        """For the action."""
        return Sent(**{name: text for name, text in self.values.items() if name in Sent.__slots__})


class WordForm(CommandForm):
    """批准移送; the word last used for this kind is offered."""

    word = text_field("发文机关代字", limit=20, hint="如“安城管移”。年份和序号由系统按登记簿连续编。")

    def __init__(self, *args: Any, row: Transfer, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["word"].initial = last_word(issuer=row.office, transfer__kind=row.kind)


class SendForm(CommandForm):
    """登记移送."""

    sent_at = forms.DateTimeField(
        label="移送时间",
        input_formats=[WHEN, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(format=WHEN, attrs={"type": "datetime-local"}),
        error_messages={"required": "请填写移送时间。", "invalid": "移送时间应写到分钟，例如 2026-11-21 09:30。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent_at"].initial = timezone.localtime


class ReceiveForm(FilesForm):
    """登记签收."""

    received_on = day_field("签收日期")
    received_by = text_field("签收人", limit=50)
    field_order = ("key", "seen", "received_on", "received_by", "uploads", "kept")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = timezone.localdate
        self.fields["uploads"].label = "回执"

    def clean(self) -> dict[str, Any]:
        """One file."""
        cleaned = super().clean()
        if len(self.received) > 1:
            self.add_error("uploads", "请合并成一份文件上传。")
        return cleaned

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        return {"receipt": self.file, **self.told}


class AnsweredForm(CommandForm):
    """登记回复."""

    answered_on = past_day("回复日期")
    answer = text_field("回复内容", rows=3, hint="文书名称、文号和结论。")


class AskedForm(CommandForm):
    """提请复议、建议立案监督."""

    asked_on = past_day("提出日期")
    reason = text_field("理由", rows=3)


class HandedOverForm(CommandForm):
    """移交物品材料."""

    handed_over_on = past_day("移交日期")


class OutcomeForm(CommandForm):
    """登记结果."""

    outcome = text_field("结果", rows=3, hint="处分、刑事处理或者不处理；不立案后怎样依法处理。")


class TransferFilter(forms.Form):
    """Narrows the list."""

    kind = forms.ChoiceField(label="种类", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("running", "没有办结"), *TRANSFER.states.items()],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )  # fmt: skip
    waits = forms.ChoiceField(
        label="待办", required=False, choices=[("", "全部"), ("1", "等我办理")],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )  # fmt: skip

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query)
        self.user = user
        kind: Any = self.fields["kind"]
        kind.choices = [("", "全部"), *kind_choices()]

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        if given.get("state") == "running":
            rows = rows.exclude(state__in=("closed", "dropped", "refused"))
        elif given.get("state"):
            rows = rows.filter(state=given["state"])
        if given.get("waits"):
            rows = rows.filter(pk__in=Transfer.objects.waiting_for(self.user).order_by().values("pk"))
        return rows.filter(kind=given["kind"]) if given.get("kind") else rows
