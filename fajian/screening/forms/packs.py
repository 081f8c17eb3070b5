"""Forms on rule packs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from fajian.core.forms import CommandForm, PlainSelect
from fajian.engine.rules.packs import packs
from fajian.screening.adjustable import adjustable
from fajian.screening.forms.steps import area

Choices = Sequence[tuple[str, Any]]


class PackForm(CommandForm):
    """A name, what it starts from and what it is meant for; `campaigns` are those to choose from (source, title)."""

    title = forms.CharField(label="名称", max_length=60, help_text="如“2026年罚款专项整治筛查”。")
    base = forms.ChoiceField(label="以此为底", required=False, help_text="先选用哪些规则，以后可以逐条停用。")
    source = forms.ChoiceField(label="用于", required=False)

    def __init__(self, *args: Any, campaigns: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaigns = campaigns
        fields: Any = self.fields
        fields["base"].choices = [("", "全部规则"), *((code, pack.title) for code, pack in packs().items())]
        fields["source"].choices = [("", "日常筛查"), *campaigns.items()]

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = super().values
        return given | {"source_label": self.campaigns.get(given["source"], "")}


class OffForm(CommandForm):
    """A rule that is not used, and why; `rules` are those to choose from (id, title)."""

    rule = forms.ChoiceField(label="规则", widget=PlainSelect)
    reason = area("停用理由", rows=2, hint="记在以后的每次筛查里，如“本市没有这类数据”。")

    def __init__(self, *args: Any, rules: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        fields: Any = self.fields
        fields["rule"].choices = [("", "请选择"), *((rule, f"{rule} {title}") for rule, title in rules.items())]

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = super().values
        return {"rule_id": given["rule"], "title": self.rules[given["rule"]], "reason": given["reason"]}


class ValueForm(CommandForm):
    """A number of the office's own."""

    parameter = forms.ChoiceField(
        label="参数", widget=PlainSelect, help_text="法律、法规统一规定的期限和金额不在其中，不能另定。"
    )
    value = forms.DecimalField(label="取值", max_digits=14, decimal_places=4, min_value=0)
    from_on = forms.DateField(
        label="自何日起",
        required=False,
        help_text="行为或者步骤在这一天以后（含当天）的，用这个取值；不填的，一律用这个取值。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    basis = area("依据", rows=2, hint="文件名称、文号和条款。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, one in adjustable().items():
            groups.setdefault(one.group, []).append((key, f"{one.group}：{one.label}，现为{one.usual}"))
        fields: Any = self.fields
        fields["parameter"].choices = [("", "请选择"), *(choice for group in groups.values() for choice in group)]


class ReasonForm(CommandForm):
    """Why."""

    reason = area("理由", rows=2)
