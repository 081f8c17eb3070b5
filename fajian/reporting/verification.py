"""核验: is this what was frozen? Asked with a digest, or with the workbook that was handed in."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fajian.campaigns.models import Snapshot, SnapshotPart
from fajian.core.digests import digest
from fajian.core.numbers import whole
from fajian.engine.faults import InputError
from fajian.engine.office.sheets import Cell, read_workbook
from fajian.engine.office.workbooks import VERSION_SHEET
from fajian.reporting import annex
from fajian.reporting.models import YearlyReport

MOST = 20  # differing cells named
SIGNED = "填报单位"  # the line above the headings in which people sign


@dataclass(frozen=True, slots=True)
class Verdict:
    """`holds`: it is what was frozen. `says` in one sentence, `differences` cell by cell."""

    holds: bool
    says: str
    snapshot: Snapshot | YearlyReport | None = None
    differences: tuple[str, ...] = ()


def of_digest(text: str, user: Any) -> Verdict:
    """Whether something the user may see was frozen under this digest, and still gives it."""
    wanted = re.sub(r"\s", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", wanted):
        raise InputError("摘要应为 64 位十六进制字符（0–9、a–f），请对照台账页脚核对。")
    snapshots = Snapshot.objects.visible_to(user).select_related("campaign", "unit").order_by("-pk")
    whole = snapshots.filter(digest=wanted).first()
    part = SnapshotPart.objects.visible_to(user).filter(digest=wanted).select_related("snapshot", "unit").first()
    if whole is not None:
        return Verdict(intact(whole), f"这是“{whole.campaign}”{whole}的摘要。{_state(whole)}", whole)
    if part is not None:
        row = snapshots.get(pk=part.snapshot_id)
        return Verdict(intact(row), f"这是{part.unit.name}在“{row.campaign}”{row}里的摘要。{_state(row)}", row)
    report = YearlyReport.objects.visible_to(user).filter(digest=wanted).select_related("unit").first()
    if report is not None:
        whole_still = digest(report.content, report.algorithm) == report.digest
        return Verdict(whole_still, f"这是{report.unit.name}{report}的摘要。{_kept(whole_still)}", report)
    return Verdict(False, "没有找到以这个摘要固化的台账。请核对是否抄错，或者它不在您的权限范围内。")


def of_workbook(file: Path, user: Any) -> Verdict:
    """Whether the workbook says what was frozen under the digest it carries; names the cells that don't."""
    with tempfile.TemporaryDirectory(prefix="fajian-verify-") as folder:
        sheets = _cells(file, Path(folder))
        told = {str(row[0]): str(row[1]) for row in sheets.pop(VERSION_SHEET, {}).values() if len(row) > 1}
        snapshot = _named(told, user)
        if snapshot is None:
            return Verdict(False, "这个文件不是本系统固化的推进情况台账，或者它不在您的权限范围内。")
        units = {name.removeprefix(annex.PART): mark for name, mark in told.items() if name.startswith(annex.PART)}
        parts = [part for part in snapshot.parts.visible_to(user).select_related("unit") if str(part.unit_id) in units]
        if len(parts) != len(units) or any(part.digest != units[str(part.unit_id)] for part in parts):
            return Verdict(False, f"文件里各单位的摘要与{snapshot}不符，或者有的单位不在您的权限范围内。", snapshot)
        _, issued = annex.write(snapshot, parts)
        if issued == file.read_bytes():
            return Verdict(intact(snapshot), f"与{snapshot}逐字节一致。{_state(snapshot)}", snapshot)
        copy = Path(folder) / "issued.xlsx"
        copy.write_bytes(issued)
        differing = list(_differing(_cells(copy, Path(folder)), sheets))
    if differing:
        says = f"与{snapshot}不一致，有 {len(differing)} 处不同。"
        return Verdict(False, says, snapshot, tuple(differing[:MOST]))
    return Verdict(intact(snapshot), f"内容与{snapshot}一致（文件重新保存过）。{_state(snapshot)}", snapshot)


def intact(snapshot: Snapshot) -> bool:
    """Do the stored texts still give the digests they were frozen with?"""
    parts = list(snapshot.parts.order_by("unit_path"))
    same = all(digest(part.content, snapshot.algorithm) == part.digest for part in parts)
    return same and snapshot.sealed([(part.unit_id, part.digest) for part in parts]) == snapshot.digest


def _state(snapshot: Snapshot) -> str:
    return _kept(intact(snapshot))


def _kept(intact: bool) -> str:
    return "存档完好。" if intact else "但存档内容与摘要不符，请保护现场，联系审计员。"


def _named(told: dict[str, str], user: Any) -> Snapshot | None:
    number = whole(told.get(annex.NUMBER, ""))
    if number is None:
        return None
    rows = Snapshot.objects.visible_to(user).select_related("campaign", "unit")
    found: Snapshot | None = rows.filter(pk=number, digest=told.get(annex.DIGEST, "")).first()
    return found


def _cells(file: Path, scratch: Path) -> dict[str, dict[int, list[Cell]]]:
    return {sheet.name: dict(sheet.rows) for sheet in read_workbook(file, scratch)}


def _differing(issued: dict[str, dict[int, list[Cell]]], given: dict[str, dict[int, list[Cell]]]) -> Iterator[str]:
    """One line for each cell that says otherwise; what was left blank for a person to fill in is no difference."""
    issued.pop(VERSION_SHEET, None)
    for name in dict.fromkeys((*issued, *given)):
        if name not in issued or name not in given:
            yield f"工作表“{name}”{'缺少' if name in issued else '是多出来的'}"
            continue
        for row in sorted({*issued[name], *given[name]}):
            ours, theirs = issued[name].get(row, []), given[name].get(row, [])
            for column in range(max(len(ours), len(theirs))):
                was = ours[column] if column < len(ours) else ""
                now = theirs[column] if column < len(theirs) else ""
                if was not in ("", None) and was != now and not str(was).startswith(SIGNED):
                    yield f"“{name}”第{row}行第{column + 1}列：固化时“{_said(was)}”，文件里“{_said(now)}”"


def _said(cell: Cell) -> str:
    """A cell as a spreadsheet shows it: whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
