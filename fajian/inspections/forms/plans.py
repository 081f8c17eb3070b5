"""Forms of the pages on items, bounds, plans and joint plans."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fajian import content
from fajian.core.forms import CommandForm, PlainSelect, SeveralField
from fajian.draws.forms import TYPE_ANYTHING, secret_field
from fajian.inspections.actions.items import WRITTEN as ITEM
from fajian.inspections.actions.plans import WRITTEN as PLAN_COLUMNS
from fajian.inspections.forms.targets import choice, of_units
from fajian.inspections.models import Bound, Directory, Item, Plan, Target
from fajian.inspections.workflow import PLAN
from fajian.ledgers.forms.fields import UnitField, day_field, text_field
from fajian.orgs.fields import UnitFilter, any_unit
from fajian.orgs.models import Unit

GRADES = ("A", "B", "C", "D", "")


def whole(label: str, *, least: int = 1, most: int = 100_000, required: bool = True, hint: str = "") -> forms.Field:
    """A whole number."""
    said = {
        "required": f"请填写{label}。", "invalid": f"{label}应为整数。",
        "min_value": f"{label}不能小于 {least}。", "max_value": f"{label}不能大于 {most}。",
    }  # fmt: skip
    return forms.IntegerField(
        label=label, required=required, min_value=least, max_value=most, help_text=hint, error_messages=said
    )


def one_reason_a_line(text: str, what: str) -> dict[str, str]:
    """Lines of a mark, a space and why, by the mark."""
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        mark, *why = line.split(maxsplit=1)  # a space of Chinese width too
        if not why:
            raise ValidationError(f"“{line}”没有写理由，请写成：{what}、空格、理由。")
        found[mark.upper()] = why[0]
    return found


class ItemForm(CommandForm):
    """登记, or 修改 of `row`: the item with its guide."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")
    title = text_field("检查事项", limit=200)
    subject = text_field("检查领域", limit=40, hint="领域相同的事项可以并为一次入企，例如：食品安全、安全生产。")
    basis = text_field("依据", limit=300, hint="法律法规的名称和条款。")
    remote = forms.BooleanField(label="可以用书面、信息共享等非现场方式核查", required=False)
    draw_way = text_field("抽取方法", rows=2, required=False)
    process = text_field("检查流程", rows=2, required=False)
    standard = text_field("检查标准", rows=2, required=False)
    approval = text_field("审批权限", rows=2, required=False)
    publication = text_field("公示程序", rows=2, required=False)
    keeping = text_field("归档方式", rows=2, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_units(self, user)
        if self.row is not None:
            del self.fields["unit"]
            for name in ITEM:
                self.fields[name].initial = getattr(self.row, name)

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        return {name: self.cleaned_data[name] for name in ITEM}


class PublishItemForm(CommandForm):
    """登记公布."""

    published_on = day_field("公布日期")
    published_where = text_field("公布载体", limit=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["published_on"].initial = timezone.localdate


class BoundForm(CommandForm):
    """A cap or quiet days: the one or the other half is filled in."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")
    kind = choice("类型", Bound.KINDS, required=True)
    year = whole("年度", least=2020, most=2100, required=False, hint="频次上限填。")
    risk = forms.ChoiceField(
        label="风险等级", required=False, widget=PlainSelect, choices=[("", "各等级"), *Target.RISKS],
        error_messages={"invalid_choice": "没有这种风险等级，请重新选择。"},
    )  # fmt: skip
    most = whole("上限（次）", most=365, required=False, hint="频次上限填。")
    from_day = whole("每月起日", most=31, required=False, hint="宁静日填。")
    to_day = whole("每月止日", most=31, required=False, hint="宁静日填，当天也是宁静日。")
    basis = text_field("依据", limit=300)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_units(self, user)
        self.fields["year"].initial = timezone.localdate().year

    def clean(self) -> dict[str, Any]:
        """What the kind needs, and nothing of the other."""
        said = super().clean() or self.cleaned_data
        cap = said.get("kind") == "cap"
        needed, spare = (
            (("year", "most"), ("from_day", "to_day")) if cap else (("from_day", "to_day"), ("year", "most"))
        )
        for name in needed:
            if said.get(name) is None and name not in self.errors:
                self.add_error(name, f"请填写{self.fields[name].label}。")
        if not cap and (said.get("from_day") or 0) > (said.get("to_day") or 31):
            self.add_error("to_day", "止日不能早于起日；跨月的分两次登记。")
        return said | dict.fromkeys(spare) | ({} if cap else {"risk": ""})

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        return {name: value for name, value in self.values.items() if name != "unit"}


class PlanForm(CommandForm):
    """拟制, or 修改 of `row`. The items are those of the units within reach; the action says which belong together."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")
    title = text_field("名称", limit=200)
    kind = choice("类型", Plan.KINDS, required=True)
    basis = text_field("依据", limit=300, hint="年度计划写部署文件；专项计划写批准机关和文号。")
    from_on = day_field("开始日期")
    to_on = day_field("结束日期")
    pairs = whole("每日可派出的检查组数", most=500, hint="每组两名以上持证人员。")
    items = SeveralField(
        label="检查事项", queryset=Item.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择检查事项。", "invalid_choice": "没有这个检查事项，请重新选择。",
                        "invalid_pk_value": "没有这个检查事项，请重新选择。", "invalid_list": "请从选项中选。"},
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_units(self, user)
        items: Any = self.fields["items"]
        items.queryset = Item.objects.visible_to(user).standing().select_related("unit")
        items.label_from_instance = lambda item: f"{item}（{item.subject}，{item.unit}）"
        self.fields["pairs"].initial = 2
        if self.row is not None:
            del self.fields["unit"]
            items.queryset, items.initial = items.queryset.filter(unit=self.row.unit_id), self.row.items
            for name in PLAN_COLUMNS:
                self.fields[name].initial = getattr(self.row, name)

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        return {name: self.cleaned_data[name] for name in PLAN_COLUMNS}


class DrawPlanForm(CommandForm):
    """准备抽取: of which version, how many of each grade, who is left out and why."""

    directory = forms.ModelChoiceField(
        label="名录版本", queryset=Directory.objects.none(), empty_label=None, widget=PlainSelect,
        error_messages={"required": "请先把名录成册。", "invalid_choice": "没有这一版名录，请重新选择。"},
    )  # fmt: skip
    exclusions = text_field(
        "不参加抽取的", rows=3, required=False, hint="每行一个：统一社会信用代码，空一格，理由。没有的不填。"
    )
    public = text_field(
        "约定的公开数值",
        limit=200,
        required=False,
        hint="事前谁也不知道、事后谁都能查到的数，例如某日某期的开奖号码。可以不填。",
    )
    secret = secret_field("您的口令", TYPE_ANYTHING)

    def __init__(self, *args: Any, row: Plan, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        directory: Any = self.fields["directory"]
        directory.queryset = Directory.objects.filter(unit=row.unit, across=False).order_by("-number").defer("lines")
        directory.label_from_instance = lambda one: f"{one}，{one.made_on}，{one.count}个"
        newest = directory.queryset.first()
        shares = content.read("inspections", "planning.yaml")["share_by_credit"]
        for grade in GRADES:
            size = sum(line["credit"] == grade for line in newest.lines) if newest else 0
            field: Any = whole(
                f"信用{grade}级抽取数" if grade else "未定级抽取数", least=0, hint=f"最新一版有 {size} 个。"
            )
            field.initial = -(-size * shares[grade or "未定"] // 100)
            self.fields[f"take_{grade}"] = field
        self.order_fields(["key", "seen", "directory", *(f"take_{grade}" for grade in GRADES)])

    def clean_exclusions(self) -> dict[str, str]:
        """By code; a line without a reason is refused."""
        return one_reason_a_line(self.cleaned_data["exclusions"], "代码")

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        shares = {grade: self.cleaned_data[f"take_{grade}"] for grade in GRADES}
        return {"shares": shares} | {name: self.cleaned_data[name] for name in
                                     ("directory", "exclusions", "public", "secret")}  # fmt: skip


class ApproveForm(CommandForm):
    """批准, with a reason where there are warnings."""

    reason = text_field("仍然批准的理由", rows=3, required=False, hint="有预警的必须填写。")


class ReasonForm(CommandForm):
    """Why."""

    reason = text_field("理由", rows=3)


class JointForm(CommandForm):
    """合并: filed plans within reach."""

    title = text_field("名称", limit=200)
    plans = SeveralField(
        label="检查计划", queryset=Plan.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择检查计划。", "invalid_choice": "没有这个检查计划，请重新选择。",
                        "invalid_pk_value": "没有这个检查计划，请重新选择。", "invalid_list": "请从选项中选。"},
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans: Any = self.fields["plans"]
        rows = Plan.objects.visible_to(user).filter(state="filed", to_on__gte=timezone.localdate())
        plans.queryset = rows.select_related("unit").order_by("unit_path", "id")
        plans.label_from_instance = lambda plan: f"{plan.unit}：{plan}（{plan.from_on} 至 {plan.to_on}）"


class PlanFilter(UnitFilter):
    """Narrows the plans."""

    q = forms.CharField(label="名称", required=False, max_length=100)
    state = forms.ChoiceField(
        label="状态", required=False, widget=PlainSelect, choices=[("", "全部"), *PLAN.states.items()]
    )
    unit = any_unit()

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(title__icontains=said["q"])
        return rows.filter(**{name: said[name] for name in ("state", "unit") if said.get(name)})
