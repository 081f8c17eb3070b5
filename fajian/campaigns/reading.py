"""From an upload to a compiled plan."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from fajian.core.errors import Refused
from fajian.core.files import Received, path_of
from fajian.engine.office import documents
from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.schema import Plan

KINDS = documents.KINDS
LONGEST = 300_000  # characters; the longest plans run to some 100,000, and a page shows the whole text


def text_of(received: Received) -> str:
    """The text of an upload, through the gate. Raises InputError saying what is wrong with the file."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"{Path(received.name).stem[:40]}.{received.kind}"
        shutil.copyfile(path_of(received.digest), copy)
        return documents.read(copy)


def cleaned(text: str) -> str:
    """Line ends as \\n and no NUL, which PostgreSQL does not take; Refused when it is too long for a page."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n")
    if len(text) > LONGEST:
        raise Refused(f"全文有 {len(text)} 个字，超过 {LONGEST} 个字。请只保留方案正文和附件清单。")
    return text


@lru_cache(maxsize=8)
def compiled(text: str, issued_on: dt.date | None = None) -> Plan:
    """The compiled plan; remembered, so that a view can have it made before its command begins to hold the database."""
    return compile_plan(text, issued_on)
