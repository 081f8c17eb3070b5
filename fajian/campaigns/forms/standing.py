"""Forms of the pages on 常态化报送."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.campaigns.contents import of_campaign
from fajian.campaigns.ladders import default
from fajian.campaigns.models import Campaign
from fajian.core.forms import CommandForm, SeveralField
from fajian.engine.plans.schema import EVERY
from fajian.ledgers.forms.fields import day_field, text_field
from fajian.ledgers.models import Ledger
from fajian.orgs.models import Unit


class StandingForm(CommandForm):
    """What is to be handed in again and again, by when, by whom."""

    what = text_field("报送内容", limit=200, hint="例如：问题发现情况和整改进度。")
    every = forms.ChoiceField(label="周期", choices=[(word, word) for word in EVERY.values()], initial="每季度")
    words = text_field(
        "期限",
        limit=100,
        hint="写明哪一天，例如：每周五前、每月5日前、每季度末月25日前、每季度结束后10日内、每年12月20日前。",
    )
    from_on = day_field("开始")
    to_on = day_field("结束", required=False, hint="长期的不填。")
    open_before = forms.IntegerField(
        label="提前多少个工作日下达",
        min_value=0,
        max_value=120,
        error_messages={
            "required": "请填写提前多少个工作日下达。",
            "invalid": "提前多少个工作日下达应为整数。",
            "min_value": "提前多少个工作日下达不能小于 0。",
            "max_value": "提前多少个工作日下达不能大于 120。",
        },
    )
    to = text_field("报送至", required=False, limit=100, hint="不填的，报送至本单位。")
    annexes = forms.MultipleChoiceField(
        label="随报台账",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="报送时附上台账当时的数字。",
    )
    units = SeveralField(
        label="单位",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="一个也不选，就是全部参加单位，以后新参加的也在内。",
        error_messages={
            "invalid_choice": "所选单位有的没有参加这项行动，请重新选择。",
            "invalid_pk_value": "所选单位有的不存在，请重新选择。",
        },
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        joined: Any = self.fields["units"]
        joined.queryset = Unit.objects.open().filter(pk__in=campaign.participants.current().values("unit"))
        self.fields["open_before"].initial = default().open_before
        books = Ledger.objects.filter(of_campaign(campaign)).exclude(annex="").order_by("annex")
        named = dict(books.values_list("annex", "title").distinct())
        annexes: Any = self.fields["annexes"]
        annexes.choices = [(annex, f"{annex} {title}") for annex, title in named.items()]
        if not named:
            del self.fields["annexes"]

    def clean_annexes(self) -> str:
        """As duties keep them."""
        return "、".join(self.cleaned_data["annexes"])


class EndForm(CommandForm):
    """Why it ends."""

    reason = text_field("终止理由", rows=2, limit=300)
