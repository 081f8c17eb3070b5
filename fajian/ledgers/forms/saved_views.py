"""Naming a kept filter."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import CommandForm
from fajian.ledgers.models import SavedView


class KeepForm(CommandForm):
    """存为常用视图."""

    title = forms.CharField(
        label="名称", max_length=20, widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": "请填写名称。"},
    )  # fmt: skip


class ChangeForm(KeepForm):
    """修改常用视图: its name and, for a supervisor, whether the units of the office see it."""

    is_shared = forms.BooleanField(label="给下属单位使用", required=False)

    def __init__(self, *args: Any, row: SavedView, user: Any, **kwargs: Any) -> None:
        initial = {"title": row.title, "is_shared": row.is_shared}
        super().__init__(*args, row=row, initial=initial, prefix=f"view-{row.pk}", **kwargs)
        if user.role != "supervisor":
            del self.fields["is_shared"]

    @property
    def values(self) -> dict[str, Any]:
        """For the action."""
        return {"is_shared": False, **super().values}
