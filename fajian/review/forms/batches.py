"""Forms on batches and their readers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from fajian.core.forms import CommandForm, PlainSelect, SeveralField
from fajian.draws.forms import TYPE_ANYTHING, secret_field
from fajian.engine.reviews.standards import newest
from fajian.ledgers.forms.fields import day_field, text_field
from fajian.orgs.models import User
from fajian.orgs.scope import Scope
from fajian.review.models import Batch
from fajian.review.workflow import REVIEWERS, SAMPLE

LOTTERY = "如“福彩3D第2026300期开奖号码”，须是现在谁都不知道、届时谁都查得到的。不填的只由各方口令决定。"


class BatchForm(CommandForm):
    """发起案卷评查."""

    title = text_field("名称", limit=200, hint="例如：2026年全市涉企行政处罚案卷集中评查")
    standard = forms.ChoiceField(
        label="评查哪种案卷", widget=PlainSelect, error_messages={"required": "请选择评查哪种案卷。"}
    )
    from_on = day_field("办结日期自")
    to_on = day_field("办结日期至")
    only_enterprise = forms.BooleanField(
        label="只评涉企案卷", required=False, help_text="当事人是自然人的不列入名单；没有登记当事人类别的另外计数。"
    )
    take = forms.IntegerField(
        label="每个单位抽几件",
        min_value=1,
        max_value=200,
        initial=3,
        help_text="办结案卷不到这个数的单位，全部抽取。",
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "请填 1 到 200 的整数。"),
    )
    due_on = day_field("评查时限", hint="评查员在这一天以前提交评分表。")
    joint = text_field("会同单位", required=False, limit=200, hint="联合评查的写明，例如档案馆。")
    public = text_field("公开数值来源", required=False, limit=200, hint=LOTTERY)
    secret = secret_field("您的口令", TYPE_ANYTHING)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["standard"]
        field.choices = [(code, f"{one.kind}（{one.title}第{one.version}版）") for code, one in newest().items()]

    def clean(self) -> dict[str, Any]:
        """The span runs forward."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("from_on"), given.get("to_on")
        if isinstance(first, dt.date) and isinstance(last, dt.date) and first > last:
            self.add_error("to_on", "止日不能早于起日。")
        return given


class PeopleField(SeveralField[User]):
    """People with their units."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user: User) -> str:
        """Who it is and from where."""
        return f"{user.unit}　{user}（{user.duty or user.get_role_display()}）"


class ReviewersForm(CommandForm):
    """增加评查员."""

    users = PeopleField(
        label="评查员",
        queryset=User.objects.none(),
        help_text="勾选可以担任评查员的人。分配时按抽取的种子排定，本单位、上下级单位和本案承办人员自动回避。",
        error_messages={"required": "请至少勾选一人。", "invalid_choice": "有人已经不能担任评查员，请刷新页面。"},
    )

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["users"]
        people = User.objects.filter(Scope((batch.unit.area_path,)).condition("unit__path"))
        fit = people.filter(role__in=REVIEWERS, is_active=True).exclude(pk__in=batch.reviewers.values("user"))
        field.queryset = fit.select_related("unit").order_by("unit__path", "pk")


class SampleFilter(forms.Form):
    """Narrows the files of a batch."""

    unit = forms.ChoiceField(label="单位", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), *SAMPLE.choices],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )  # fmt: skip
    grade = forms.ChoiceField(label="等次", required=False, widget=PlainSelect(attrs={"class": "form-select"}))

    def __init__(self, query: Any, *, batch: Batch, units: list[tuple[int, str]]) -> None:
        super().__init__(query)
        fields: dict[str, Any] = self.fields
        fields["unit"].choices = [("", "全部"), *((str(number), name) for number, name in units)]
        fields["grade"].choices = [("", "全部"), *((one.title, one.title) for one in batch.standard.grades)]

    def narrow(self, rows: Any) -> Any:
        """The rows that were asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return rows.filter(**asked)
