"""Forms of 收回: a file or pasted text, the columns put right, the conflicts decided."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from fajian.core.errors import Refused
from fajian.core.files import Received, receive
from fajian.core.forms import CommandForm, PlainSelect
from fajian.engine.forms.spec import LedgerSpec
from fajian.ledgers.comparing import SIDES, Clash, Decided, Side
from fajian.ledgers.kept import Reading
from fajian.ledgers.models.takeins import KINDS
from fajian.ledgers.readings import Chosen

PASTED = 1_000_000  # characters; larger tables come as files


class HandBackForm(CommandForm):
    """A workbook, or rows copied out of one."""

    file = forms.FileField(
        label="填好的表格",
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in KINDS)}),
        help_text="XLSX、XLS、ET 或者 CSV。最好用本系统发放的表格；自己的表格也行，系统按表头认栏目。",
        error_messages={"empty": "这是空文件，请重新选择。"},
    )
    pasted = forms.CharField(
        label="或者粘贴表格内容",
        required=False,
        max_length=PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text="在 Excel、WPS 里连同表头一起选中、复制，粘贴到这里。",
        error_messages={"max_length": "粘贴的内容过长，请保存成文件上传。"},
    )

    def clean(self) -> dict[str, Any]:
        """Take the file in; `received` is what the action takes."""
        cleaned = super().clean() or {}
        upload, pasted = cleaned.get("file"), cleaned.get("pasted") or ""
        if upload and pasted.strip():
            raise ValidationError("文件和粘贴的内容只能选一样，请清空其中一样。")
        if not upload and not pasted.strip() and not self.errors:
            raise ValidationError("请选择填好的表格，或者粘贴表格内容。")
        try:
            if upload:
                cleaned["received"] = receive(upload, kinds=KINDS, renamed=True)
            elif pasted.strip():
                cleaned["received"] = receive(io.BytesIO(pasted.encode()), "粘贴的表格.csv", kinds=("csv",))
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return cleaned

    @property
    def received(self) -> Received:
        """The file, on the disk."""
        received: Received = self.cleaned_data["received"]
        return received


class MapForm(CommandForm):
    """Which column of the file feeds which column of the form: a drop-down for each heading."""

    def __init__(self, *args: Any, reading: Reading, spec: LedgerSpec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, tuple[str, int, str]] = {}
        labels = [(c.name, f"{c.group}：{c.label}" if c.group else c.label) for c in spec.columns]
        for number, sheet in enumerate(reading.sheets):
            for place, heading, column, *_ in sheet.headings:
                name = f"column-{number}-{place}"
                self.places[name] = (sheet.name, place, heading)
                self.fields[name] = forms.ChoiceField(
                    label=f"{sheet.name}的“{heading}”一栏",
                    required=False,
                    choices=[("", "不收"), *labels],
                    initial=column,
                    widget=PlainSelect(attrs={"class": "form-select form-select-sm"}),
                )

    def clean(self) -> dict[str, Any]:
        """No column of the form twice in one sheet."""
        cleaned = super().clean() or {}
        told: dict[tuple[str, str], str] = {}
        for name, (sheet, _, heading) in self.places.items():
            column = cleaned.get(name)
            if not column:
                continue
            if (sheet, column) in told:
                self.add_error(name, f"“{told[sheet, column]}”和“{heading}”对到了同一栏，只能选一个。")
            told[sheet, column] = heading
        return cleaned

    @property
    def chosen(self) -> list[Chosen]:
        """Every column as it now is."""
        return [
            Chosen(sheet, place, heading, self.cleaned_data.get(name) or "")
            for name, (sheet, place, heading) in self.places.items()
        ]


class TakeForm(CommandForm):
    """The last word: `at` is the place of the audit chain that was seen, `without` the rows known to be left out."""

    at = forms.IntegerField(widget=forms.HiddenInput, required=False)
    without = forms.IntegerField(widget=forms.HiddenInput, required=False)


def decided(sent: QueryDict) -> Decided:
    """What a page's radio buttons say of the conflicts: `cell:entry:12:matter`, and `rest` for all others."""
    cells: dict[tuple[str, str], Side] = {}
    for name in sent:
        _, _, place = name.partition("cell:")
        key, _, column = place.rpartition(":")
        side: Any = sent[name]
        if key and side in SIDES:
            cells[key, column] = side
    rest: Any = sent.get("all") or sent.get("rest", "")
    if sent.get("all") in SIDES:
        cells = {}
    return Decided(cells, rest if rest in SIDES else "")


def field_name(clash: Clash) -> str:
    """The name of a conflict's radio buttons."""
    return f"cell:{clash.conflict.key}:{clash.conflict.column}"
