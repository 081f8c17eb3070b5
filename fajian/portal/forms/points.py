"""联系点, 信息单, 监督卡."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fajian.core.forms import CommandForm, PlainSelect
from fajian.engine.forms.spec import LedgerColumn
from fajian.ledgers.forms.fields import column_field, day_field, text_field
from fajian.orgs.models import Unit
from fajian.portal import cards, words
from fajian.portal.actions.complaints import LONGEST
from fajian.portal.actions.points import Filled, Note
from fajian.portal.forms.area import OfArea, area_field
from fajian.portal.forms.handling import unit_field
from fajian.portal.forms.questions import radio
from fajian.portal.models import Card, ContactPoint
from fajian.portal.sealing import Person

GATHERED = ("social", "enterprise", "none")
UNSURE = ""


class PointForm(OfArea):
    """设立联系点."""

    unit = area_field("所在地区")
    name = text_field("联系点名称", limit=100)
    kind = forms.ChoiceField(label="种类", choices=cards.points, widget=PlainSelect)
    address = text_field("地址", required=False, limit=200)
    liaison = text_field("联络员", limit=50)
    phone = text_field("联系电话", required=False, limit=50, hint="单位电话。")
    guided_by = text_field("指导人", required=False, limit=50, hint="监督机关负责联系、指导这个点的人。")
    opened_on = day_field("设立日期")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["opened_on"].initial = timezone.localdate


class RecordForm(CommandForm):
    """联系点记录."""

    kind = forms.ChoiceField(label="种类", choices=cards.records, widget=PlainSelect)
    held_on = day_field("日期")
    who = text_field("参加人", required=False, limit=200)
    text = text_field(
        "内容", rows=5, required=False, hint="不要写能认出反映人的细节；要查办的，用联系点页面填报或者录入监督卡。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = timezone.localdate


class FromPoint(forms.Form):
    """What is sent from a point's page: the units to choose from lie in its area."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    respondent = unit_field("被监督的执法单位", required=False, empty_label="不清楚，或者不在其中")
    respondent_text = text_field("单位名称", required=False, limit=100, hint="上面没有的写在这里。")

    def __init__(self, *args: Any, point: ContactPoint, token: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = token
        unit: Any = self.fields["respondent"]
        unit.queryset = Unit.objects.open().exclude(parent=None).exclude(kind="government")
        unit.label_from_instance = lambda one: one.name


class NoteForm(FromPoint):
    """信息单."""

    kind = radio("种类", [(code, cards.words().records[code]) for code in GATHERED], "请选择种类。")
    text = text_field(
        "内容", rows=6, required=False, limit=LONGEST, hint="不想让人知道是谁反映的，不要写姓名和企业名称。"
    )
    topic = forms.ChoiceField(label="问题类别", choices=words.topics, widget=PlainSelect, initial="other")
    wants_answer = forms.BooleanField(
        label="需要核查、答复", required=False, help_text="给一个回执号，凭它看答复和整改情况。"
    )
    field_order = ("token", "kind", "text", "respondent", "respondent_text", "topic", "wants_answer")

    def clean(self) -> None:
        """Words where something was gathered."""
        if self.cleaned_data.get("kind") != "none" and not self.cleaned_data.get("text", "").strip():
            self.add_error("text", "请写明反映的内容。")

    @property
    def note(self) -> Note:
        """For the action."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return Note(**said)


class CardForm(FromPoint):
    """监督卡: the annex's columns in its order; who fills it in says so last, or not at all."""

    filled = radio("谁在填写", [one for one in Card.FILLED if one[0] != "paper"], "请选择谁在填写。")
    enterprise = text_field("企业名称", required=False, limit=100)
    uscc = text_field("统一社会信用代码", required=False, limit=18)
    contact = text_field("联系人及电话", required=False, limit=100)
    filled_by = text_field(
        "填写人", required=False, limit=50,
        hint="以上四项可以都不写。写了的加密封存，只有身份保管人能打开，执法单位和办理人员都看不到；没有反映问题的卡不保存。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in cards.words().asked:
            self.fields[column.name] = asked(column)
        names = [column.name for column in cards.words().asked]
        self.order_fields(["token", "filled", "respondent", "respondent_text", *names, *cards.words().sealed])

    def clean_acted_on(self) -> dt.date | None:
        """Not to come."""
        day: dt.date | None = self.cleaned_data["acted_on"]
        if day and day > timezone.localdate():
            raise ValidationError("执法时间不能晚于今天。")
        return day

    def clean(self) -> None:
        """A unit is named one way or the other."""
        said = self.cleaned_data
        if not said.get("respondent") and not str(said.get("respondent_text") or "").strip():
            self.add_error("respondent", "请选择执法单位，或者在下面写明名称。")

    @property
    def card(self) -> Filled:
        """For the action."""
        said = self.cleaned_data
        who = [said[name].strip() for name in ("enterprise", "uscc", "filled_by") if said[name].strip()]
        person = Person("，".join(who) or "未写", said["contact"].strip()) if who or said["contact"].strip() else None
        return Filled(
            data={one.name: kept(one, said.get(one.name)) for one in cards.words().asked}, person=person,
            filled=said.get("filled") or "paper", respondent=said["respondent"],
            respondent_text=said["respondent_text"], filled_on=said.get("filled_on"),
        )  # fmt: skip


class PaperForm(CardForm):
    """A card on paper, entered by the office."""

    filled_on = day_field("填写日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["filled"]
        self.fields["filled_on"].initial = timezone.localdate


def asked(column: LedgerColumn) -> forms.Field:
    """Its field; 是 and 否 side by side, with a way not to say."""
    if column.kind in ("bool", "choice"):
        words_ = [("yes", "是"), ("no", "否")] if column.kind == "bool" else [(one, one) for one in column.choices]
        wrong = {"invalid_choice": "请从选项中选。"}
        return forms.ChoiceField(
            label=column.label, choices=[*words_, (UNSURE, "不清楚、没有")], required=False, widget=forms.RadioSelect,
            error_messages=wrong, initial=UNSURE,
        )  # fmt: skip
    return column_field(column)


def kept(column: LedgerColumn, value: Any) -> Any:
    """As the card keeps it."""
    if column.kind == "bool":
        return {"yes": True, "no": False}.get(value)
    return value.isoformat() if isinstance(value, dt.date) else value or ""


class CardFilter(forms.Form):
    """Narrows the list of cards."""

    point = forms.ModelChoiceField(
        label="联系点", queryset=ContactPoint.objects.none(), required=False, widget=PlainSelect, empty_label="全部"
    )
    about = unit_field("被监督单位", required=False, empty_label="全部")
    problem = forms.ChoiceField(
        label="问题",
        required=False,
        widget=PlainSelect,
        choices=[("", "全部"), ("yes", "有问题"), ("open", "还没有答复")],
    )
    since = day_field("填写日期从", required=False)
    until = day_field("到", required=False)

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query)
        fields: Any = self.fields
        fields["point"].queryset = ContactPoint.objects.visible_to(user)
        fields["about"].queryset = Unit.objects.visible_to(user).open()

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        if said.get("point"):
            rows = rows.filter(point=said["point"])
        if said.get("about"):
            rows = rows.filter(respondent_path=said["about"].path)
        if said.get("problem"):
            rows = rows.filter(complaint__isnull=False)
        if said.get("problem") == "open":
            rows = rows.filter(complaint__answered_on=None)
        days = (("filled_on__gte", "since"), ("filled_on__lte", "until"))
        return rows.filter(**{key: said[name] for key, name in days if said.get(name)})
