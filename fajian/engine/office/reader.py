"""Run as a program by office.gate: reads one workbook with calamine under limits and writes its rows as JSON lines.

Imports nothing of Fajian: it runs isolated (python -I), and what it parses comes from strangers.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any


def limit(memory: int, seconds: int) -> None:
    """Bound this process; where the system has no such limits (Windows) the parent's timeout is all there is."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 * memory, 4 * memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def encoded(cell: object) -> Any:
    """Days, moments and times as {"d": …}, {"t": …}, {"c": …}; everything else as JSON has it."""
    if isinstance(cell, datetime):
        return {"t": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time):
        return {"c": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"c": str(cell)}
    return str(cell)


def write(path: str) -> None:
    """One line per sheet {"sheet", "visible", "merged"}, after it one line per row that is not empty: [row, cells]."""
    import python_calamine

    out = sys.stdout
    book = python_calamine.CalamineWorkbook.from_path(path)
    for meta in book.sheets_metadata:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        visible = meta.visible == python_calamine.SheetVisibleEnum.Visible
        merged = [[r1 + 1, c1 + 1, r2 + 1, c2 + 1] for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or []]
        out.write(json.dumps({"sheet": meta.name, "visible": visible, "merged": merged}, ensure_ascii=False) + "\n")
        for number, row in enumerate(sheet.iter_rows(), start=1):
            while row and row[-1] == "":
                row.pop()
            if row:
                out.write(json.dumps([number, row], ensure_ascii=False, default=encoded) + "\n")


def main() -> int:
    """0, or 1 with one word on stderr: password, format, memory."""
    import python_calamine

    path, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]
    limit(memory, seconds)
    try:
        write(path)
    except python_calamine.PasswordError:
        sys.stderr.write("password\n")
        return 1
    except MemoryError:
        sys.stderr.write("memory\n")
        return 1
    except (python_calamine.CalamineError, OSError, ValueError):
        sys.stderr.write("format\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
