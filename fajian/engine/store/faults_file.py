"""The faults of an import as a CSV file that the sender can work through."""

from __future__ import annotations

import csv
from pathlib import Path

from fajian.engine.store.validate import KINDS
from fajian.engine.store.warehouse import ImportResult

HEADINGS = ("文件", "工作表", "行", "列", "原值", "处理", "类别", "说明")
_LEVELS = {"refused": "未录入", "note": "已录入或提示"}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def write_faults(result: ImportResult, path: Path) -> None:
    """Write the faults, refused ones first, as UTF-8 with BOM; row "" means the whole sheet.

    Where there are more than are kept, a last line says how many.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        for fault in sorted(result.faults, key=lambda fault: fault.level != "refused"):
            cells = (fault.file, fault.sheet, fault.row or "", fault.column, fault.value)
            said = (_LEVELS[fault.level], KINDS[fault.kind], fault.message)
            writer.writerow([_harmless(str(cell)) for cell in (*cells, *said)])
        left = sum(result.fault_counts.values()) - len(result.faults)
        if left:
            writer.writerow(["", "", "", "", "", "", "", f"另有{left}条同类差错没有列出"])
