"""The form of 指定表头: for every sheet of a file the rows that are its headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fajian.core.forms import CommandForm, PlainSelect
from fajian.engine.forms.headings import Head
from fajian.engine.forms.takeback import Given, GivenSheet
from fajian.engine.office.layout import WITHIN
from fajian.engine.store.validate import text_of

BY_ITSELF, NOT_THIS = "auto", "none"
HEIGHTS = (("1", "1行"), ("2", "2行"), ("3", "3行"))
SHOWN = 60  # signs of a row


class HeadForm(CommandForm):
    """Where the headings of each sheet stand: one of its first rows, and how many of them; hidden ones are named so."""

    def __init__(self, *args: Any, given: Given, heads: Mapping[str, Head | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets = [sheet for sheet in given.sheets if sheet.rows]
        for number, sheet in enumerate(self.sheets):
            head = heads.get(sheet.name, ())
            name = f"“{sheet.name}”{'（隐藏的）' if sheet.is_hidden else ''}" if sheet.name else "文件"
            default = [] if sheet.is_hidden else [(BY_ITSELF, "由系统认")]
            self.fields[f"row-{number}"] = forms.ChoiceField(
                label=f"{name}的表头从哪一行起",
                choices=[*default, (NOT_THIS, "这张表不读"), *rows_of(sheet)],
                initial=str(head[0]) if head else NOT_THIS if head is None or sheet.is_hidden else BY_ITSELF,
                widget=PlainSelect(attrs={"class": "form-select"}),
            )
            self.fields[f"height-{number}"] = forms.ChoiceField(
                label=f"{name}的表头有几行",
                choices=HEIGHTS,
                initial=str(head[1] - head[0] + 1) if head else "1",
                widget=PlainSelect(attrs={"class": "form-select"}),
            )

    def by_sheet(self) -> Iterator[tuple[GivenSheet, Any, Any]]:
        """(sheet, its two fields)."""
        for number, sheet in enumerate(self.sheets):
            yield sheet, self[f"row-{number}"], self[f"height-{number}"]

    def clean(self) -> dict[str, Any]:
        """At least one sheet is read."""
        cleaned = super().clean() or {}
        if self.sheets and all(cleaned.get(f"row-{number}") == NOT_THIS for number in range(len(self.sheets))):
            raise ValidationError("每张表都选了不读。请至少留一张；整个文件都不要，请在核对页点“不收这个文件”。")
        return cleaned

    @property
    def heads(self) -> dict[str, Head | None]:
        """The rows chosen, by sheet; a sheet that the system should recognise is not among them."""
        found: dict[str, Head | None] = {}
        for number, sheet in enumerate(self.sheets):
            told = self.cleaned_data[f"row-{number}"]
            if told == NOT_THIS:
                found |= {} if sheet.is_hidden else {sheet.name: None}
            elif told != BY_ITSELF:
                height = int(self.cleaned_data[f"height-{number}"])
                found[sheet.name] = (int(told), int(told) + height - 1)
        return found


def rows_of(sheet: GivenSheet) -> Iterator[tuple[str, str]]:
    """The first rows that hold something, each with what stands in it."""
    filled = ((number, [text for cell in cells if (text := text_of(cell).strip())]) for number, cells in sheet.rows)
    shown = [(number, texts) for number, texts in filled if texts][:WITHIN]
    for number, texts in shown:
        words = " | ".join(texts)
        yield str(number), f"第{number}行：{words[:SHOWN]}{'…' if len(words) > SHOWN else ''}"
