"""Forms of the pages on instruments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fajian.core.forms import CommandForm
from fajian.core.uploads import LayoutField
from fajian.engine.law.unknown import Unknown
from fajian.ledgers.forms.fields import day_field, text_field
from fajian.supervision import papers, words
from fajian.supervision.actions import Service, Text
from fajian.supervision.forms.common import FilesForm, choice, last_word, past_day
from fajian.supervision.models import Instrument, Matter
from fajian.supervision.terms import REPORT, usual

WHOLE = dict.fromkeys(("required", "invalid", "min_value", "max_value"), "请填 1 到 365 的整数。")


class TextForm(CommandForm):
    """What an instrument says; a draft is shown as it is, a new one begins with what the matter knows."""

    facts = text_field("查明事实", rows=6, hint="一段一行。只写查明的事实，不写举报人。")
    basis = text_field("依据", rows=3)
    demands = text_field("处理要求", rows=5, hint="一条一行。")
    evidence = text_field("证据目录", rows=3, required=False)
    major = text_field("报请理由", rows=3, required=False, hint="涉及什么重大问题，或者哪一份文书没有落实。")
    term = forms.IntegerField(label="报送时限", min_value=1, max_value=365, error_messages=WHOLE)
    term_unit = choice("时限单位", Instrument.TERM_UNITS, initial="calendar_days")
    contact = text_field("联系人", required=False, limit=100)

    def __init__(self, *args: Any, matter: Matter, kind: str, row: Instrument | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["evidence"].required = kind == "opinion"
        if kind != "opinion":
            del self.fields["evidence"]
        if kind != "decision":
            del self.fields["major"]
        days = usual(REPORT, matter.office, timezone.localdate())
        if not isinstance(days, Unknown):
            self.fields["term"].help_text = f"写进文书，自送达次日起算。本地一般为{days.value}日（{days.basis}）。"
            self.fields["term"].initial = days.value
        situation = words.words("situations").get(matter.situation)
        self.fields["basis"].initial = f"《行政执法监督条例》{situation.basis}" if situation else ""
        for name in self.fields if row is not None else ():
            if name not in ("key", "seen"):
                self.fields[name].initial = getattr(row, name)

    @property
    def text(self) -> Text:
        """For the action."""
        return Text(**self.values)


class WordForm(CommandForm):
    """The word of the number; the one last used for this kind is offered."""

    word = text_field("发文机关代字", limit=20, hint="如“安司督函”。年份和序号由系统按登记簿连续编。")

    def __init__(self, *args: Any, row: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["word"].initial = last_word(issuer=row.issuer, instrument__kind=row.kind)


class ProposeForm(CommandForm):
    """报请政府决定."""

    major = text_field("报请理由", rows=3, hint="涉及什么重大问题，或者哪一份文书没有落实。")

    def __init__(self, *args: Any, row: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["major"].initial = row.major


class ServeForm(FilesForm):
    """登记送达."""

    served_on = past_day("送达日期")
    served_to = text_field("收件人", limit=50)
    served_how = choice("送达方式", Instrument.SERVICE, initial="exchange")
    field_order = ("key", "seen", "served_on", "served_to", "served_how", "uploads", "kept")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uploads"].label = "盖章件、送达回证"

    def clean(self) -> dict[str, Any]:
        """One file."""
        cleaned = super().clean()
        if len(self.received) > 1:
            self.add_error("uploads", "请合并成一份文件上传。")
        return cleaned

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        return {"service": Service(scan=self.file, **self.told)}


class AnswerForm(FilesForm):
    """反馈."""

    text = text_field("纠正情况", rows=6, hint="逐条对应文书的要求。")
    field_order = ("key", "seen", "text", "uploads", "kept")

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        return {**self.told, "received": self.received}


class ObjectionForm(CommandForm):
    """提出异议."""

    text = text_field("异议和理由", rows=5)


class AnswerObjectionForm(CommandForm):
    """答复异议."""

    how = choice("答复", [("uphold", "采纳，撤回文书"), ("reject", "不采纳")])
    answer = text_field("理由", rows=3)


class SettleForm(CommandForm):
    """核实到位."""

    note = text_field("核实意见", rows=3, hint="怎么核实的、看了什么。")


class SendBackForm(CommandForm):
    """退回再改."""

    reason = text_field("理由", rows=3)
    due_on = day_field("新的期限")

    def clean_due_on(self) -> dt.date:
        """Not before today."""
        day: dt.date = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise ValidationError("新的期限不能早于今天。")
        return day


class PaperLayoutForm(CommandForm):
    """更换文书样式; the file is looked through before it is taken."""

    kind = forms.ChoiceField(label="文书", error_messages={"required": "请选择文书。"})
    received = LayoutField(label="样式文件", check=papers.check)
    note = text_field("说明", required=False, limit=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(one.code, one.title) for one in papers.kinds().values()]
