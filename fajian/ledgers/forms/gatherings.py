"""Forms of 集中收回: many files or one ZIP of them, and whose a file is."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fajian.core.errors import Refused
from fajian.core.files import Received, path_of, receive
from fajian.core.forms import CommandForm
from fajian.engine.faults import InputError
from fajian.ledgers.forms.fields import SeveralFiles
from fajian.ledgers.models import Ledger
from fajian.ledgers.models.takeins import KINDS
from fajian.ledgers.own import offered
from fajian.records.unpack import unpack

MOST_FILES = 300
TAKEN = (*(kind for kind in KINDS if kind != "txt"), "zip")


class WorkbooksField(forms.FileField):
    """Uploads, and what is in ZIPs among them: a list of Received. Each file that is not accepted has its sentence."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Received]:
        """Take every file in."""
        received: list[Received] = []
        wrong: list[str] = []
        for upload in data or []:
            try:
                one = receive(upload, kinds=TAKEN)
                received += _unpacked(one) if one.kind == "zip" else [one]
            except (Refused, InputError) as refused:
                wrong.append(str(refused))
        if len(received) > MOST_FILES:
            wrong.append(f"一次最多收 {MOST_FILES} 个文件，现有 {len(received)} 个，请分几次上传。")
        if not received and not wrong:
            wrong.append("请选择各单位交来的表格，或者装有这些表格的 ZIP。")
        if wrong:
            raise ValidationError(wrong)
        return received


def _unpacked(archive: Received) -> list[Received]:
    """The tables in a ZIP, each kept as a file of its own."""
    with tempfile.TemporaryDirectory(prefix="fajian-zip-") as folder:
        named = Path(folder) / f"{Path(archive.name).stem[:60] or '压缩包'}.zip"
        named.symlink_to(path_of(archive.digest))
        out = []
        for file in sorted(unpack(named, Path(folder) / "in").iterdir()):
            with file.open("rb") as stream:
                out.append(receive(stream, file.name, kinds=TAKEN))
        return out


class FilesForm(CommandForm):
    """More files for a gathering there is."""

    workbooks = WorkbooksField(
        label="各单位的表格",
        help_text="可以一次选多个文件，也可以是一个 ZIP。接受 XLSX、XLS、ET、CSV。同一个文件不会收两次。",
        widget=SeveralFiles(attrs={"accept": ",".join(f".{kind}" for kind in TAKEN)}),
    )


class GatherForm(FilesForm):
    """A new gathering: of which ledgers; of one source only those forms that were opened for it."""

    spec_code = forms.ChoiceField(label="台账样式", help_text="收的是哪种台账")
    field_order = ("spec_code", "workbooks")

    def __init__(self, *args: Any, user: Any, source: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["spec_code"]
        known = offered(user.unit.path)
        if source:
            opened = Ledger.objects.visible_to(user).filter(source=source)
            codes = set(opened.order_by().values_list("spec_code", flat=True).distinct())
            known = {code: spec for code, spec in known.items() if code in codes}
        field.choices = [(code, f"{spec.annex} {spec.title}".strip()) for code, spec in known.items()]


class AssignForm(CommandForm):
    """Whose a file is."""

    ledger = forms.ChoiceField(label="归入哪个单位的台账")

    def __init__(self, *args: Any, ledgers: list[Ledger], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in ledgers}
        field: Any = self.fields["ledger"]
        field.choices = [
            ("", "请选择"),
            *((number, f"{one.unit.name} {one.title}") for number, one in self.known.items()),
        ]

    @property
    def chosen(self) -> Ledger:
        """The ledger a person chose."""
        return self.known[self.cleaned_data["ledger"]]
