"""CSV files and workbooks as rows; workbooks out of rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fajian.engine.faults import InputError
from fajian.engine.office.sheets import EntryColumn, EntrySheet, open_csv, read_workbook, write_entry_workbook


@pytest.mark.parametrize(
    ("content", "is_plain"),
    [
        ("甲,乙\n1,2\n", True),
        ("甲,乙\r\n1,2\r\n\r\n\r\n", True),
        ("甲,乙\n\n1,2\n", False),
        ("甲,乙\r\n1,2\r\n\r\n3,4\r\n", False),
        ('甲,乙\n"1\n\n2",2\n', False),
        ('"甲\n甲",乙\n1,2\n', False),
        ("甲,乙\n1\x1f,2\n", False),
    ],
)
def test_a_file_that_counts_lines_differently_is_known(tmp_path: Path, content: str, is_plain: bool) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(content.encode())
    assert open_csv(path, tmp_path).is_plain is is_plain


def test_a_blank_line_across_two_chunks_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    row = b"1,2\n"
    for shift in range(6):
        body = "甲,乙\n".encode() + row * ((1 << 18) - 3) + b"x" * shift + b",2\r\n\r\n" + row
        path.write_bytes(body)
        assert not open_csv(path, tmp_path).is_plain


def test_rows_are_numbered_as_records(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text('甲,乙\n"1\n1",2\n\n3,4\n', encoding="utf-8")
    assert list(open_csv(path, tmp_path).rows()) == [(2, ["1\n1", "2"]), (3, []), (4, ["3", "4"])]


def test_a_cell_too_long_to_be_one_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("甲,乙\n" + '"' + "长" * ((1 << 20) + 1) + '",2\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"表\.csv第2行附近"):
        list(open_csv(path, tmp_path).rows())


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    columns = (EntryColumn("文字"), EntryColumn("日期", "date"), EntryColumn("数", "number"))
    rows = [("=1+1", date(2024, 3, 5), 1.5), ("+甲", None, None), ("http://example.org", None, 0), ("007", None, None)]
    write_entry_workbook(tmp_path / "表.xlsx", [EntrySheet("表", columns, rows)])
    (sheet,) = read_workbook(tmp_path / "表.xlsx", tmp_path)
    assert sheet.facts.formulas == {}
    assert [cells for _, cells in sheet.rows] == [
        ["文字", "日期", "数"],
        ["=1+1", date(2024, 3, 5), 1.5],
        ["+甲"],
        ["http://example.org", "", 0.0],
        ["007"],
    ]


def test_long_lists_of_words_stand_in_a_hidden_sheet(tmp_path: Path) -> None:
    words = tuple(f"一个很长很长的词{i}" for i in range(40))
    sheet = EntrySheet("表", (EntryColumn("词", choices=words), EntryColumn("又", choices=words)))
    write_entry_workbook(tmp_path / "表.xlsx", [sheet])
    found = list(read_workbook(tmp_path / "表.xlsx", tmp_path))
    assert [(one.name, one.is_hidden) for one in found] == [("表", False), ("词表", True)]
    assert [cells for _, cells in found[1].rows] == [[word] for word in words]
