"""A field of forms that takes an office's own layout in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from fajian.core.files import Received, path_of
from fajian.core.forms import UploadField
from fajian.engine.faults import InputError


class LayoutField(UploadField):
    """A layout with placeholders as DOCX; `check` raises InputError where it holds more than there is to fill in."""

    def __init__(self, *, check: Callable[[Path], None], label: str) -> None:
        self.check = check
        super().__init__(
            kinds=("docx",),
            label=label,
            help_text="下载现用的模板，用 WPS 或 Word 改好，另存为 DOCX 后上传。占位原样保留，或者从下面的清单里选。",
            error_messages={"required": "请选择模板文件。", "empty": "这是空文件，请重新选择。"},
        )

    def clean(self, data: Any, initial: Any = None) -> Received | None:
        """Take the file in, and look through it."""
        received = super().clean(data, initial)
        if received is None:
            return None
        with tempfile.TemporaryDirectory(prefix="fajian-template-") as folder:
            copy = Path(folder) / f"{Path(received.name).stem[:40]}.docx"
            shutil.copyfile(path_of(received.digest), copy)
            try:
                self.check(copy)
            except InputError as error:
                raise ValidationError(str(error)) from error
        return received
