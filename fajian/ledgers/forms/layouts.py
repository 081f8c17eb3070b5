"""Forms of the pages on a superior's templates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fajian.core.errors import Refused
from fajian.core.files import Received, receive
from fajian.core.forms import CommandForm
from fajian.engine.faults import InputError
from fajian.engine.forms.shape import Shape
from fajian.engine.forms.spec import LedgerSpec
from fajian.ledgers import layouts
from fajian.ledgers.forms.fields import text_field
from fajian.ledgers.models import Layout
from fajian.ledgers.own import newest, offered


class LayoutForm(CommandForm):
    """A template, and the form whose rows go into it."""

    title = text_field("名称", required=False, limit=120, hint="不填就用文件名。")
    spec_code = forms.ChoiceField(label="台账样式", help_text="哪种台账写进这份表样")
    file = forms.FileField(
        label="上级表样",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="上级发来的空白 .xlsx 原件。表头、合并、页面设置、其他工作表都原样保留。",
        error_messages={"required": "请选择表样文件。", "empty": "这是空文件，请重新选择。"},
    )

    received: Received
    shape: Shape
    spec: LedgerSpec

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forms = offered(user.unit.path)
        field: Any = self.fields["spec_code"]
        field.choices = [(code, f"{spec.annex} {spec.title}".strip()) for code, spec in self.forms.items()]

    def clean(self) -> dict[str, Any]:
        """Take the file in and look at it."""
        given = super().clean() or {}
        if given.get("file") and given.get("spec_code"):
            self.spec = self.forms[given["spec_code"]]
            try:
                self.received = receive(given["file"], kinds=("xlsx",))
                self.shape = layouts.look(self.received, self.spec)
            except (Refused, InputError) as refused:
                raise ValidationError({"file": str(refused)}) from refused
        return given


class SlotsForm(CommandForm):
    """Which column of the form goes into which column of the template."""

    def __init__(self, *args: Any, row: Layout, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        spec = newest(row.spec_code)
        known = [(column.name, f"{column.group} {column.label}".strip()) for column in spec.columns] if spec else []
        for slot in row.shape.slots:
            self.fields[f"slot_{slot.number}"] = forms.ChoiceField(
                label=slot.heading, required=False, choices=[("", "空着，由人填"), *known], initial=slot.column,
            )  # fmt: skip

    @property
    def columns(self) -> dict[int, str]:
        """Number of the template's column → column of the form."""
        return {int(name[5:]): value for name, value in self.cleaned_data.items() if name.startswith("slot_")}
