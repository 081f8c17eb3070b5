"""Forms of the exchange with the credit platforms."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import CommandForm, UploadField
from fajian.ledgers.forms.fields import day_field


class ReportForm(forms.Form):
    """Which days."""

    since = day_field("公开日期从", required=False)
    until = day_field("到", required=False)

    def narrowed(self, rows: Any) -> Any:
        """The rows of these days; a day that cannot be read narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        if said.get("since"):
            rows = rows.filter(published_on__gte=said["since"])
        return rows.filter(published_on__lte=said["until"]) if said.get("until") else rows


class ReturnedForm(CommandForm):
    """The file of faults."""

    file = UploadField(label="差错文件", kinds=("xlsx", "csv"), error_messages={"required": "请选择文件。"})
