"""Forms of the pages on activities and channels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from fajian.campaigns.actions.activities import Held
from fajian.campaigns.forms.distribution import ForUnit
from fajian.campaigns.kinds import NEEDS, Kind
from fajian.campaigns.models import Channel
from fajian.core.forms import PlainSelect, UploadField
from fajian.ledgers.forms.fields import UnitField, day_field, text_field
from fajian.orgs.models import Unit

EMPTY = {"empty": "这是空文件，请重新选择。"}


class ActivityForm(ForUnit):
    """登记活动."""

    kind = forms.ChoiceField(label="类别", widget=forms.RadioSelect, error_messages={"required": "请选择类别。"})
    subject = text_field("主题", limit=200)
    held_on = day_field("日期")
    place = text_field("地点", required=False, limit=100)
    attended = forms.IntegerField(
        label="参加人数",
        min_value=1,
        max_value=100_000,
        error_messages={
            "required": "请填写参加人数。",
            "invalid": "参加人数应为整数。",
            "min_value": "参加人数至少 1 人。",
        },
    )
    attendees = text_field("参加人员", rows=3, required=False, hint="名单较长的，上传签到表即可。")
    text = text_field("主要内容", rows=4, hint="议定了什么、学了什么、听到哪些意见。")
    sign_in = UploadField(label="签到表", required=False, error_messages=EMPTY)
    minutes = UploadField(label="记录、纪要或者佐证", required=False, error_messages=EMPTY)

    def __init__(self, *args: Any, offered: Sequence[tuple[Kind, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(one.code, self.told(one, asked)) for one, asked in offered]

    def told(self, kind: Kind, asked: bool) -> str:
        """The kind with what it needs."""
        needs = "、".join(NEEDS[need] for need in kind.needs)
        notes = [note for note in ("方案要求" if asked else "", f"须有{needs}" if needs else "") if note]
        return f"{kind.title}（{'，'.join(notes)}）" if notes else kind.title

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        told = {name: value for name, value in self.values.items() if name != "unit"}
        return {"unit": self.cleaned_data["unit"], "held": Held(**told)}


class ActivityFilter(forms.Form):
    """Narrows the list of activities."""

    kind = forms.ChoiceField(label="类别", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    unit = UnitField(label="单位", queryset=Unit.objects.none(), required=False, empty_label="全部")

    def __init__(self, query: Any, *, units: Sequence[Unit], offered: Sequence[tuple[Kind, bool]]) -> None:
        super().__init__(query)
        kind: Any = self.fields["kind"]
        kind.choices = [("", "全部"), *((one.code, one.title) for one, _ in offered)]
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(pk__in=[one.pk for one in units])

    @property
    def query(self) -> dict[str, Any]:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        return self.cleaned_data


class ChannelForm(ForUnit):
    """登记公示."""

    kind = forms.ChoiceField(label="渠道", choices=Channel.KINDS, widget=forms.RadioSelect, initial="phone")
    value = text_field("号码或地址", limit=200, hint="向社会公布的，不要填个人手机。")
    where = forms.ChoiceField(label="公布在", choices=Channel.PLACES, widget=forms.RadioSelect, initial="portal")
    url = forms.URLField(
        label="网址",
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text="网址和截图至少填一样。",
        error_messages={"invalid": "网址应以 http:// 或 https:// 开头。"},
    )
    picture = UploadField(label="公布截图", required=False, error_messages=EMPTY)
    from_on = day_field("公布日期")
