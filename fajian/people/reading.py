"""A roster somebody else kept: its lines, and a sentence for every cell that cannot be taken."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fajian.core.files import Received, path_of
from fajian.engine.faults import Fault, InputError
from fajian.engine.forms import takeback
from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.forms.takeback import Row, TakeBack
from fajian.orgs.models import Unit
from fajian.people.actions import Given, Line
from fajian.people.sheets import KINDS, STAFFING, roster

FILES = ("xlsx", "xls", "et", "csv")


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: lines to be taken, or the faults for which nothing is taken."""

    lines: tuple[Any, ...]
    faults: tuple[Fault, ...]


def rows_of(received: Received, spec: LedgerSpec) -> TakeBack:
    """The rows of every sheet of the upload that is this form; raises InputError where none is, or one lacks a column.

    A compulsory column must be there, or nobody could say of any row what stands in it.
    """
    with tempfile.TemporaryDirectory(prefix="fajian-people-") as folder:
        named = Path(folder) / f"{Path(received.name).stem[:60] or '表格'}.{received.kind}"
        os.symlink(path_of(received.digest), named)
        scratch = Path(folder) / "scratch"
        scratch.mkdir()
        required = [column for column in spec.columns if column.required]
        found = takeback.understood(takeback.given(named, scratch), spec, required=[column.name for column in required])
    for one in found.sheets:
        if lacking := [column.label for column in required if column.label in one.missing]:
            where = f"{found.file}的工作表“{one.name}”" if one.name else found.file
            raise InputError(f"{where}缺少“{'、'.join(lacking)}”栏，请补上以后重新上传，或者下载空表填写。")
    return found


def wrong(found: TakeBack, row: Row, column: str, value: object, message: str) -> Fault:
    """A fault of one cell that only the database knows to be one."""
    return Fault(found.file, row.sheet, row.row, column, str(value), "unknown", message)


def repeated(found: TakeBack, spec: LedgerSpec) -> list[Fault]:
    """Cells that may stand once and stand twice."""
    faults, seen = list[Fault](), dict[tuple[str, str], Row]()
    for row in found.rows:
        for column in spec.columns:
            value = row.cells.get(column.name)
            if not column.unique or not value:
                continue
            first = seen.setdefault((column.name, str(value)), row)
            if first is not row:
                said = f"与第{first.row}行重复，请只留一行"
                faults.append(wrong(found, row, column.label, value, said))
    return faults


def read_roster(received: Received, *, units: Mapping[str, Unit], own: Unit | None) -> Read:
    """The people of an upload. `units` by every name they go by; `own` is meant where no unit is written."""
    spec = roster()
    found = rows_of(received, spec)
    faults = [fault for fault in found.faults if fault.level == "refused"]
    faults += repeated(found, spec)
    lines = list[Line]()
    for row in found.rows:
        name = str(row.cells.get("unit") or "")
        unit = units.get(name) if name else own
        if unit is None:
            unknown = f"没有“{name}”这个单位，或者有几个同名（写统一社会信用代码），或者不在您的权限范围内"
            faults.append(wrong(found, row, spec["unit"].label, name, unknown if name else "请写明单位"))
            continue
        lines.append(_line(row.cells, unit))
    return Read(tuple(lines), tuple(faults))


def _line(cells: Mapping[str, Any], unit: Unit) -> Line:
    texts = {name: str(cells.get(name) or "").strip() for name in roster_names()}
    given = Given(
        number=texts["number"], name=texts["name"], kind=KINDS[texts["kind"]],
        staffing=STAFFING.get(texts["staffing"], ""), post=texts["post"], frontline=cells.get("frontline"),
        police=bool(cells.get("police")), joined_on=cells.get("joined_on"),
        first_reviewed_on=cells.get("first_reviewed_on"), bar_no=texts["bar_no"], bar_on=cells.get("bar_on"),
    )  # fmt: skip
    return Line(
        unit, given, certificate=texts["certificate"], region=texts["region"], domains=texts["domains"],
        valid_from_on=cells.get("valid_from_on"), valid_to_on=cells.get("valid_to_on"), stated=frozenset(cells),
    )  # fmt: skip


def roster_names() -> Sequence[str]:
    """The columns of the roster."""
    return [column.name for column in roster().columns]
