"""From an upload to a compiled plan."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from fajian.core.errors import Refused
from fajian.core.files import Received, path_of
from fajian.engine.forms import drafts
from fajian.engine.forms.drafts import Draft
from fajian.engine.forms.spec import match
from fajian.engine.office import documents
from fajian.engine.office.blocks import Document
from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.schema import Plan

KINDS = documents.KINDS
LONGEST = 300_000  # characters; the longest plans run to some 100,000, and a page shows the whole text


def document_of(received: Received) -> Document:
    """The document in an upload, through the gate. Raises InputError saying what is wrong with the file."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"{Path(received.name).stem[:40]}.{received.kind}"
        shutil.copyfile(path_of(received.digest), copy)
        return documents.document(copy)


def cleaned(text: str) -> str:
    """Line ends as \\n and no NUL, which PostgreSQL does not take; Refused when it is too long for a page."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n")
    if len(text) > LONGEST:
        raise Refused(f"全文有 {len(text)} 个字，超过 {LONGEST} 个字。请只保留方案正文和附件清单。")
    return text


def new_forms(document: Document) -> list[Draft]:
    """The annex tables in a plan that are none of the shipped forms, as drafts."""
    return [draft for draft in drafts.from_document(document) if not _is_shipped(draft)]


def _is_shipped(draft: Draft) -> bool:
    found = match(draft.spec.title, draft.number)
    labels = {column.label for column in draft.spec.columns}
    return found is not None and found.confidence == 1.0 and labels <= {column.label for column in found.spec.columns}


@lru_cache(maxsize=8)
def compiled(text: str, issued_on: dt.date | None = None) -> Plan:
    """The compiled plan; remembered, so that a view can have it made before its command begins to hold the database."""
    return compile_plan(text, issued_on)
