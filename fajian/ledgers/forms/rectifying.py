"""Forms of what goes on while a problem is put right: extensions, steps, fixes, ties, listings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from fajian.core.files import Received
from fajian.core.forms import CommandForm
from fajian.engine.forms.closing import closing
from fajian.ledgers.actions import NewFix
from fajian.ledgers.forms.fields import FilesField, day_field, text_field
from fajian.ledgers.models import Fix, FixUse, Listing, Rectification


class ExtensionForm(CommandForm):
    """申请延期."""

    due_on = day_field("申请延至")
    reason = text_field("延期理由", rows=3, limit=500)


class AnswerForm(CommandForm):
    """同意延期: a word is welcome, not asked for."""

    answer = text_field("答复意见", rows=2, required=False, limit=500)


class PhaseForm(CommandForm):
    """添加整改步骤."""

    text = text_field("这一步做什么", rows=2, limit=500)
    due_on = day_field("步骤时限", hint="不晚于问题的整改时限")


class PhaseDoneForm(CommandForm):
    """完成整改步骤."""

    done_on = day_field("完成日期")
    outcome = text_field("完成情况", rows=3, limit=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = timezone.localdate()


class FixForm(CommandForm):
    """登记制度成果."""

    title = text_field("制度名称", limit=200)
    doc_no = text_field("文号", required=False, limit=60)
    issued_on = day_field("印发日期")
    document = FilesField(label="制度文件", required=False, help_text="一份文件，可以以后再传佐证。")

    @property
    def new(self) -> NewFix:
        """What was filled in."""
        given = self.cleaned_data
        files: list[Received] = given.get("document") or []
        return NewFix(given["title"], given["doc_no"], given["issued_on"], files[0] if files else None)


class UseFixForm(FixForm):
    """关联制度成果: one of those registered at the unit, or a new one."""

    fix = forms.ModelChoiceField(
        label="已登记的制度",
        queryset=Fix.objects.none(),
        required=False,
        empty_label="没有，在下面登记一项新的",
        error_messages={"invalid_choice": "没有这项制度，请从下拉选项中选。"},
    )
    field_order = ("key", "seen", "fix", "title", "doc_no", "issued_on", "document")

    def __init__(self, *args: Any, row: Rectification, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        used = FixUse.objects.filter(rectification=row, struck_out=False).values("fix")
        field: Any = self.fields["fix"]
        field.queryset = Fix.objects.filter(unit=row.unit, struck_out=False).exclude(pk__in=used)
        for name in ("title", "issued_on"):
            self.fields[name].required = False
        self.fields["title"].help_text = "上面选了已登记的制度，以下不用填。"

    def clean(self) -> dict[str, Any]:
        """The one or the other."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("fix"):
            return cleaned
        for name, said in (("title", "请选一项已登记的制度，或者填写制度名称。"), ("issued_on", "请填写印发日期。")):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, said)
        return cleaned

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        fix = self.cleaned_data.get("fix")
        return {"fix": fix} if fix else {"new": self.new}


class TieForm(CommandForm):
    """关联事项."""

    kind = forms.ChoiceField(label="关联的是", widget=forms.RadioSelect)
    number = text_field("编号", limit=40, hint="疑点、投诉、案卷、追责决定的编号或者文号。")
    label = text_field("说明", limit=200, hint="例如：12345工单，反映同一路段重复检查。")
    reason = text_field("更正理由", rows=2, required=False, limit=500)

    def __init__(self, *args: Any, row: Rectification, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = list(closing().ties.items())
        if row.state not in ("submitted", "closed"):
            del self.fields["reason"]
            return
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = "请填写更正理由。"

    @property
    def source(self) -> str:
        """As the row keeps it."""
        return f"{self.cleaned_data['kind']}:{self.cleaned_data['number']}"


class ListForm(CommandForm):
    """挂牌督办."""

    reason = text_field("挂牌理由", rows=3, limit=500, hint="性质严重、影响恶劣、群众反映强烈、反弹、重大舆情等。")
    listed_on = day_field("挂牌日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["listed_on"].initial = timezone.localdate()


class ListingNoteForm(CommandForm):
    """填报挂牌进展."""

    month = forms.ChoiceField(label="月份", error_messages={"invalid_choice": "请选择挂牌期间的月份。"})
    text = text_field("这个月的进展", rows=4, limit=2000)

    def __init__(self, *args: Any, row: Listing, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        today = timezone.localdate()
        months = [*row.months(today), today.replace(day=1)]
        noted = {note.month for note in row.notes.all()}
        field: Any = self.fields["month"]
        field.choices = [
            (f"{month}", f"{month.year}年{month.month}月{'（已填过）' if month in noted else ''}") for month in months
        ]
        field.initial = str(next((month for month in months if month not in noted), months[-1]))

    @property
    def day(self) -> dt.date:
        """The first of the month."""
        return dt.date.fromisoformat(self.cleaned_data["month"])
