"""Forms of the pages on matters."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers.forms.fields import UnitField, text_field
from fajian.orgs.fields import UnitFilter, any_unit
from fajian.orgs.models import Unit
from fajian.supervision import words
from fajian.supervision.actions import Clue
from fajian.supervision.forms.common import choice, past_day
from fajian.supervision.models import Matter
from fajian.supervision.waiting import WORDS as WAITING
from fajian.supervision.waiting import waiting
from fajian.supervision.workflow import MATTER


class UnitForm(CommandForm):
    """About a unit in reach; never the own office."""

    unit = UnitField(label="被监督单位", queryset=Unit.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.visible_to(user).open().exclude(pk=user.unit_id)
        field.error_messages |= {"required": "请选择被监督单位。", "invalid_choice": "没有这个单位，请重新选择。"}


class ClueForm(UnitForm):
    """登记线索."""

    title = text_field("事项", limit=200, hint="发文书时单位会看到，不要写举报人、来信人。")
    origin = choice("线索来源", [])
    clue = text_field("线索内容", rows=5, hint="照原样记录，只有监督机关看得到，不进任何文书。")
    received_on = past_day("收到日期")
    source = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    source_label = text_field("来源说明", required=False, limit=200, hint="如文号、热线工单号、台账和第几号。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        origin: Any = self.fields["origin"]
        origin.choices = words.choices("origins")

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        said = self.cleaned_data
        names = ("title", "origin", "received_on", "source", "source_label")
        return {"unit": said["unit"], "clue": Clue(text=said["clue"], **{name: said[name] for name in names})}


class AcceptForm(CommandForm):
    """受理."""

    way = choice("监督方式", [])
    situation = choice("监督情形", [])
    upper_document = text_field("上级部署文件", required=False, limit=200, hint="落实上级专项监督的填写。")
    superior = text_field(
        "上一级主管部门", required=False, limit=100, hint="实行垂直管理的单位（税务、海关等）填写，办结前须告知。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, part in (("way", "ways"), ("situation", "situations")):
            field: Any = self.fields[name]
            field.choices = words.choices(part)


class ForwardForm(CommandForm):
    """转办."""

    to = text_field("转给", limit=100, hint="有权处理的机关；可以复议、诉讼的，写明已引导当事人。")
    reason = text_field("理由", rows=3)


class SuperiorForm(CommandForm):
    """登记告知上一级."""

    superior = text_field("上一级主管部门", limit=100)
    told_on = past_day("告知日期")

    def __init__(self, *args: Any, row: Matter, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["superior"].initial = row.superior


class CloseForm(CommandForm):
    """办结."""

    outcome = choice("办结方式", [])
    summary = text_field("办结情况", rows=4, hint="查明了什么、怎么处理的、结果怎样。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.choices = words.choices("outcomes")


class MatterFilter(UnitFilter):
    """Narrows the list of matters."""

    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("open", "没有办结"), *MATTER.states.items()],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )  # fmt: skip
    way = forms.ChoiceField(label="监督方式", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    unit = any_unit()
    waits = forms.ChoiceField(label="待办", required=False, widget=PlainSelect(attrs={"class": "form-select"}))

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query, user=user)
        self.waiting = {one.name: one for one in waiting(user)}
        waits: Any = self.fields["waits"]
        waits.choices = [("", "全部"), *((name, WAITING[name][0]) for name in self.waiting)]
        way: Any = self.fields["way"]
        way.choices = [("", "全部"), *words.choices("ways")]

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        if given.get("state") == "open":
            rows = rows.exclude(state__in=("refused", "forwarded", "closed"))
        elif given.get("state"):
            rows = rows.filter(state=given["state"])
        if given.get("waits"):
            rows = rows.filter(pk__in=self.waiting[given["waits"]].matters)
        return rows.filter(**{name: given[name] for name in ("way", "unit") if given.get(name)})
