"""Forms of the pages on items."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from fajian.commitments import words
from fajian.commitments.actions import Notice
from fajian.commitments.models import PromiseItem
from fajian.commitments.workflow import ITEM
from fajian.core.forms import CommandForm, PlainSelect
from fajian.engine.law.periods import UNIT_LABELS
from fajian.ledgers.forms.fields import UnitField, day_field, text_field
from fajian.orgs.models import Unit


def pick(label: str, choices: Any, *, required: bool = False, hint: str = "") -> forms.ChoiceField:
    """One of a few words; where it may be left open, that stands first."""
    return forms.ChoiceField(
        label=label, required=required, help_text=hint,
        choices=choices if required else [("", "尚未确定"), *choices],
        error_messages={"required": f"请选择{label}。", "invalid_choice": f"{label}没有“%(value)s”，请从选项中选。"},
    )  # fmt: skip


class ItemForm(CommandForm):
    """拟制, 修改: what is missing may follow until the item is submitted."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")
    kind = pick("事项类别", words.kinds(), required=True)
    title = text_field("事项名称", limit=300)
    proof = text_field("证明（许可）名称", limit=300, hint="以承诺代替的那份证明，或者要办的许可。")
    office = text_field("办理单位", required=False, limit=200)
    risk = pick("高风险情形", words.risks(), hint="属于其中一种的不适用告知承诺。")
    check_way = pick("核查方式", words.ways())
    check_count = forms.IntegerField(
        label="核查时限", required=False, min_value=1, max_value=365, help_text="从作出决定起算；不填的照本地的规定。",
        error_messages={"invalid": "应为整数。", "min_value": "至少为 1。", "max_value": "最多为 365。"},
    )  # fmt: skip
    check_unit = pick("时限单位", list(UNIT_LABELS.items()), required=True)
    check_standard = text_field("核查标准", rows=3, required=False, hint="核对什么、怎样算属实。")
    exempt_when = text_field("免予核查的条件", rows=2, required=False)
    watched = pick("日常监管方式", words.watched(), hint="免予核查的须选。")

    def __init__(self, *args: Any, user: Any, row: PromiseItem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        own = []
        for one in words.elements():
            self.fields[f"c_{one.name}"] = text_field(one.label, rows=3, required=False, hint=one.hint)
            own.append(f"c_{one.name}")
        self.order_fields(["key", "seen", "unit", "kind", "title", "proof", "office", "risk", *own])
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user).open()
        unit.error_messages |= {"required": "请选择单位。", "invalid_choice": "没有这个单位，请重新选择。"}
        unit.initial = user.unit_id if user.role in ("clerk", "unit_leader") else None
        if row is not None:
            del self.fields["unit"]
            for name, field in self.fields.items():
                if name.startswith("c_"):
                    field.initial = row.data.get(name[2:])
                elif name not in ("key", "seen"):
                    field.initial = getattr(row, name)

    @property
    def notice(self) -> Notice:
        """For the action."""
        said = {name: value for name, value in self.values.items() if name != "unit" and not name.startswith("c_")}
        data = {one.name: self.cleaned_data[f"c_{one.name}"] for one in words.elements()}
        return Notice(**said, data=data)


class PublishForm(CommandForm):
    """审定公布."""

    published_on = day_field("公布日期")
    published_where = text_field("公布载体", limit=300, hint="服务场所、政府网站、政务服务平台。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["published_on"].initial = timezone.localdate


class WatcherForm(CommandForm):
    """落实监管单位."""

    watcher = UnitField(label="监管单位", queryset=Unit.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, row: PromiseItem, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        watcher: Any = self.fields["watcher"]
        watcher.queryset = Unit.objects.open()
        watcher.error_messages |= {"required": "请选择监管单位。", "invalid_choice": "没有这个单位，请重新选择。"}
        watcher.initial = row.watcher_id or row.unit_id


class ReasonForm(CommandForm):
    """Why."""

    reason = text_field("理由", rows=3)


class CatalogueFilter(forms.Form):
    """Looks up the public list."""

    q = forms.CharField(label="名称", required=False, max_length=100, widget=forms.TextInput)

    def narrowed(self, rows: Any) -> Any:
        """The rows whose name holds what was typed."""
        self.is_valid()
        asked = self.cleaned_data.get("q")
        return rows.filter(title__icontains=asked) if asked else rows


class ItemFilter(CatalogueFilter):
    """Narrows the list."""

    state = forms.ChoiceField(
        label="状态",
        required=False,
        widget=PlainSelect,
        choices=[("", "全部"), ("unwatched", "没有落实监管单位"), *ITEM.states.items()],
    )
    unit = UnitField(label="单位", queryset=Unit.objects.none(), required=False, empty_label="全部")

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user).open()

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        rows, said = super().narrowed(rows), self.cleaned_data
        if said.get("state") == "unwatched":
            rows, said["state"] = rows.unwatched(), ""
        return rows.filter(**{name: said[name] for name in ("state", "unit") if said.get(name)})
