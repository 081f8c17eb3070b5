"""A worksheet's rows of plain cells, counted at once: as its cells are one by one."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fajian.engine.faults import InputError
from fajian.engine.office import worksheet
from fajian.engine.office.gate import check_zip
from fajian.engine.office.limits import LIMITS, Limits
from tests.engine.office.test_gate import cell_xml, pack, parts, sheet_xml

PLAIN = st.tuples(
    st.sampled_from(["A", "B", "C", "ZZ", "XFD", "XFE"]),
    st.sampled_from(["", "n", "s", "b", "e", "str", "inlineStr"]),
    st.sampled_from(["v", "v", "v", "is", "f", ""]),
    st.sampled_from(["1", "真 是", "", "a>b", "&amp;", "]]>", "长" * 30]),
)
ROWS = st.lists(st.tuples(st.sampled_from(["1", "2", "3", "400", "1048577"]), st.lists(PLAIN, max_size=5)), max_size=6)


@settings(max_examples=150, deadline=None)
@given(rows=ROWS)
@example(rows=[("1", [("XFE", "", "", "1")])])
def test_a_row_of_plain_cells_is_counted_as_its_cells_are_one_by_one(rows: list[tuple[str, list[Any]]]) -> None:
    body = "".join(
        f'<row r="{number}">{"".join(cell_xml(letters + number, *cell) for letters, *cell in cells)}</row>'
        for number, cells in rows
    )
    head = "<sheetViews>" + "<sheetView/>" * 30 + "</sheetViews>"
    narrow = replace(LIMITS, area=100_000, cells=12, text=25)
    with tempfile.TemporaryDirectory() as folder:
        path = pack(Path(folder) / "平.xlsx", parts(sheet_xml(body).replace("<sheetData>", f"{head}<sheetData>")))
        with pytest.MonkeyPatch.context() as patch:
            for limits in (narrow, replace(narrow, text=10_000)):
                patch.undo()
                at_once = _told(path, limits)
                patch.setattr(worksheet, "_ROW", re.compile(rb"(?!)"))
                assert at_once == _told(path, limits)


def _told(path: Path, limits: Limits) -> object:
    try:
        return check_zip(path, limits).sheets
    except InputError:
        return "refused"
