"""A selection of rows written into a superior's own template."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from fajian.core.errors import Refused
from fajian.core.files import Received, path_of
from fajian.engine.forms.shape import Shape
from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.forms.takeback import Value
from fajian.engine.office.workbooks import file_name
from fajian.ledgers import columns
from fajian.ledgers.models import Entry, Layout
from fajian.ledgers.own import newest
from fajian.ledgers.selection import Selection

MOST = 5_000  # rows a page can wait for


def look(received: Received, spec: LedgerSpec) -> Shape:
    """Where an uploaded template takes the form's rows; before the command, for it takes its time."""
    from fajian.engine.forms import filling

    with tempfile.TemporaryDirectory(prefix="fajian-layout-") as folder:
        named = Path(folder) / f"{Path(received.name).stem[:60] or '表样'}.xlsx"
        os.symlink(path_of(received.digest), named)
        return filling.look(named, spec)


def filled(layout: Layout, selection: Selection) -> tuple[str, bytes]:
    """(file name, the template with the rows of the selection in it). Raises Refused for too many rows, or no form."""
    from fajian.engine.forms import filling

    spec = newest(layout.spec_code)
    if spec is None:
        raise Refused(f"没有编号为“{layout.spec_code}”的台账样式。")
    if selection.size() > MOST:
        raise Refused(f"一次最多导出 {MOST} 行。请先按单位或状态筛选，再分次导出。")
    wanted = [slot.column for slot in layout.shape.slots if slot.column]
    rows = [cells_of(entry, wanted) for entry in selection.entries(selection.ledgers())]
    with tempfile.TemporaryDirectory(prefix="fajian-layout-") as folder:
        source, made = Path(folder) / f"{file_name(layout.title)}.xlsx", Path(folder) / "out.xlsx"
        os.symlink(path_of(layout.file.digest), source)
        filling.fill(source, made, spec, layout.shape, rows)
        return f"{file_name(layout.title)} {selection.today:%Y%m%d}.xlsx", made.read_bytes()


def cells_of(entry: Entry, wanted: list[str]) -> dict[str, Value]:
    """What a row says in these columns; by the edition of the form that its own ledger keeps."""
    spec = entry.ledger.spec
    found: dict[str, Value] = {}
    for column in spec.columns:
        if column.name in wanted and column.kind != "serial":
            value = columns.value(spec, entry, column)
            found[column.name] = value  # type: ignore[assignment]
    return found
