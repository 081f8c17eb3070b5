"""A ledger given out, worked on in a spreadsheet and taken back says exactly what was written into it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fajian.engine.faults import InputError
from fajian.engine.forms import takeback, workbook
from fajian.engine.forms.headings import match_headings
from fajian.engine.forms.merge import merge, same
from fajian.engine.forms.spec import LedgerColumn, LedgerSpec, specs
from fajian.engine.forms.takeback import Given, GivenSheet, TakeBack, Value, read, understood
from fajian.engine.office.layout import Heading

DAY = dt.date(2026, 3, 5)
SPECS = [spec for spec in specs().values() if spec.row != "statistics"]
WORDS = ("台账问题", "第一行\n第二行", "=1+1", "＠某", "甲、乙", "2024年3月", "0012")
Editor = Callable[[Worksheet], None]


def value_for(column: LedgerColumn, chance: random.Random) -> Value:
    match column.kind:
        case "date":
            return DAY + dt.timedelta(days=chance.randrange(900))
        case "money":
            return (Decimal(chance.randrange(1, 10**8)) / 100).normalize()
        case "number":
            return (Decimal(chance.randrange(1, 10**6)) / 100).normalize()
        case "int":
            return chance.randrange(10_000)
        case "bool":
            return chance.random() < 0.5
        case "choice":
            return chance.choice(column.choices)
        case _:
            return f"{chance.choice(WORDS)}{chance.randrange(10**6)}"


def made(spec: LedgerSpec, count: int, chance: random.Random) -> dict[str, dict[str, Value]]:
    return {
        f"entry:{number}": {
            column.name: value_for(column, chance) if chance.random() < 0.8 else None
            for column in spec.columns
            if column.kind != "serial"
        }
        for number in range(1, count + 1)
    }


def issue(path: Path, spec: LedgerSpec, rows: dict[str, dict[str, Value]]) -> Path:
    written = [workbook.Row(key, {name: shown(value) for name, value in cells.items()}) for key, cells in rows.items()]
    sheet = workbook.sheet(spec, written, unit="安澜市城市管理局")
    workbook.write(path, [sheet], [spec], made_on=DAY)
    return path


def shown(value: Value) -> Any:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value


def edited(path: Path, edit: Editor) -> Path:
    book = load_workbook(path)
    edit(book.worksheets[0])
    book.save(path)
    return path


def take(path: Path, tmp_path: Path, spec: LedgerSpec, **more: Any) -> TakeBack:
    return read(path, tmp_path, spec, **more)


def head_of(page: Worksheet) -> int:
    """The lower row of the headings: the one that holds the keys' heading."""
    return next(row[0].row for row in page.iter_rows() if any(cell.value == "行标识" for cell in row))


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.code)
def test_what_was_edited_in_any_order_comes_back_and_nothing_else(spec: LedgerSpec, tmp_path: Path) -> None:
    chance = random.Random(spec.code)
    given = made(spec, 8, chance)
    wanted = {key: dict(cells) for key, cells in given.items()}
    columns = [column for column in spec.columns if column.kind != "serial"]
    path = issue(tmp_path / "台账.xlsx", spec, given)

    def edit(page: Worksheet) -> None:
        head = head_of(page)
        places = {column.name: index for index, column in enumerate(spec.columns, 1)}
        rows = list(range(head + 1, head + 1 + len(given)))
        for _ in range(12):
            place, column = chance.randrange(len(given)), chance.choice(columns)
            value = value_for(column, chance) if chance.random() < 0.8 else None
            cell = page.cell(rows[place], places[column.name])
            cell.value = shown(value)
            if isinstance(value, str):
                cell.data_type = "s"
            wanted[f"entry:{place + 1}"][column.name] = value
        page.move_range(f"A{rows[0]}:{page.cell(1, page.max_column).column_letter}{rows[0]}", rows=len(given))
        page.delete_rows(rows[0])

    back = take(edited(path, edit), tmp_path, spec)
    assert [fault for fault in back.faults if fault.level == "refused"] == []
    found = merge(back.rows, issued=given, now=given)
    assert found.conflicts == ()
    assert found.new == ()
    assert found.absent == ()
    after = {key: dict(cells) for key, cells in given.items()}
    for change in found.changes:
        after[change.key][change.column] = change.after
    cells = [(key, name, value) for key, row in wanted.items() for name, value in row.items()]
    assert [cell for cell in cells if not same(after[cell[0]][cell[1]], cell[2])] == []
    touched = {(change.key, change.column) for change in found.changes}
    assert touched == {(key, name) for key, name, value in cells if not same(value, given[key][name])}


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.code)
def test_a_ledger_given_out_and_not_touched_changes_nothing(spec: LedgerSpec, tmp_path: Path) -> None:
    given = made(spec, 5, random.Random(1))
    back = take(issue(tmp_path / "台账.xlsx", spec, given), tmp_path, spec)
    assert back.refused == 0
    found = merge(back.rows, issued=given, now=given)
    assert (found.changes, found.conflicts, found.new, found.absent, found.unchanged) == ((), (), (), (), 5)


def book(path: Path, rows: list[list[object]], name: str = "台账") -> Path:
    with xlsxwriter.Workbook(str(path)) as out:
        page = out.add_worksheet(name)
        for number, cells in enumerate(rows):
            page.write_row(number, 0, cells)
    return path


SELF_CHECK = specs()["fines-self-check"]


def test_a_sheet_of_the_units_own_making_is_read_by_its_headings(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["某局罚款自查台账"],
        ["填报单位：某局"],
        ["备注", "问题类型", "处罚决定书文号", "罚款金额（元）", "问题描述", "单位", "处罚决定日期"],
        ["", "⑩无问题", "某罚决字〔2026〕1号", "5,000元", "无", "某局", "2026.3.5"],
        ["", "无问题", "某罚决字〔2026〕2号", "叁万元", "文书有误", "同上", "二〇二六年三月六日"],
        ["合计", "", "", 35000, "", "", ""],
    ]
    back = take(book(tmp_path / "a.xlsx", rows), tmp_path, SELF_CHECK)
    assert [row.row for row in back.rows] == [4, 5]
    first, second = (row.cells for row in back.rows)
    assert first["fine"] == Decimal("0.5")
    assert (second["fine"], second["unit"], second["defect"]) == (Decimal(3), "某局", "⑩无问题")
    assert second["decided_on"] == dt.date(2026, 3, 6)
    assert back.sheets[0].ignored == ("备注",)
    assert "案件名称" in back.sheets[0].missing


def test_a_heading_nearly_the_same_is_proposed_and_shown_as_unsure(tmp_path: Path) -> None:
    rows: list[list[object]] = [["处罚决定书的文号", "问题类型", "问题的描述"], ["某罚〔2026〕1号", "⑩无问题", "一"]]
    back = take(book(tmp_path / "a.xlsx", rows), tmp_path, SELF_CHECK)
    unsure = {match.heading: match.column.label for match in back.sheets[0].unsure}
    assert unsure == {"处罚决定书的文号": "处罚决定书文号", "问题的描述": "问题描述"}


def test_what_a_person_matched_before_wins_over_likeness() -> None:
    headings = [Heading("文号"), Heading("问题描述"), Heading("说明")]
    known = {"文号": "decision_no", "说明": "problem", "问题描述": ""}
    matches, others = match_headings(headings, SELF_CHECK, known)
    assert {match.heading: match.column.name for match in matches} == {"文号": "decision_no", "说明": "problem"}
    assert others == ()


def test_a_bad_cell_is_one_sentence_with_its_address_and_its_row_is_not_taken(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["处罚决定书文号", "问题类型", "问题描述", "处罚决定日期"],
        ["某罚〔2026〕1号", "⑩无问题", "一", "2026-02-30"],
        ["某罚〔2026〕2号", "别的问题", "二", "2026-03-01"],
        ["某罚〔2026〕3号", "⑩无问题", "三", "2026-03-01"],
    ]
    back = take(book(tmp_path / "a.xlsx", rows), tmp_path, SELF_CHECK)
    assert [row.row for row in back.rows] == [4]
    assert back.refused == 2
    said = [str(fault) for fault in back.faults if fault.level == "refused"]
    assert said[0].startswith("a.xlsx，台账，第2行，“处罚决定日期”列：“2026-02-30”在日历上没有这一天")
    assert said[1].startswith("a.xlsx，台账，第3行，“问题类型”列：“别的问题”不在词表里")


def test_several_sheets_add_up_and_those_that_are_no_ledger_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as out:
        for name in ("一队", "二队"):
            page = out.add_worksheet(name)
            page.write_row(0, 0, ["处罚决定书文号", "问题类型", "问题描述"])
            page.write_row(1, 0, [f"{name}〔2026〕1号", "⑩无问题", "一"])
        out.add_worksheet("说明").write(0, 0, "每月5日前报送")
        hidden = out.add_worksheet("旧")
        hidden.write_row(0, 0, ["处罚决定书文号", "问题类型", "问题描述"])
        hidden.hide()
    back = take(path, tmp_path, SELF_CHECK)
    assert [row.sheet for row in back.rows] == ["一队", "二队"]
    assert set(back.left_out) == {"说明", "旧"}


def test_a_file_that_is_no_ledger_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有一张表能认作《行政处罚案件罚款自查工作台账》"):
        take(book(tmp_path / "a.xlsx", [["姓名", "电话"], ["某某", "1"]]), tmp_path, SELF_CHECK)


def test_a_csv_file_in_the_offices_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("处罚决定书文号,问题类型,问题描述\n某罚〔2026〕1号,⑩无问题,一\n", encoding="gb18030")
    assert take(path, tmp_path, SELF_CHECK).rows[0].cells["problem"] == "一"


def test_whoever_waits_hears_how_many_rows_of_all_sheets_were_looked_at() -> None:
    spec = next(spec for spec in SPECS if spec.row == "problem")
    headings = [column.label for column in spec.columns]
    rows = [(1, headings), *((number, [f"第{number}件"] * len(headings)) for number in range(2, 1_201))]
    heard: list[tuple[int, int]] = []
    file = Given("表.xlsx", "", (GivenSheet("甲", rows), GivenSheet("乙", rows[:400])), {})
    understood(file, spec, hear=lambda done, total: heard.append((done, total)))
    assert heard == [(0, 1_600), (500, 1_600), (1_000, 1_600), (1_200, 1_600)]


def test_however_many_cells_cannot_be_read_each_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takeback, "KEPT", 2)
    head: list[object] = ["处罚决定书文号", "问题类型", "问题描述", "处罚决定日期"]
    bad: list[list[object]] = [[f"某罚〔2026〕{n}号", "⑩无问题", "一", "二月三十日"] for n in range(5)]
    good: list[list[object]] = [[f"某罚〔2026〕{n}号", "⑩无问题", "一", "2026.3.5"] for n in range(5, 9)]
    back = take(book(tmp_path / "a.xlsx", [head, *bad, *good]), tmp_path, SELF_CHECK)
    assert back.refused == 5
    levels = [fault.level for fault in back.faults]
    assert levels.count("refused") == 5
    assert len(levels) - levels.count("refused") <= 2 * 2


def test_the_rows_a_person_names_are_the_headings_and_a_sheet_can_be_left_out() -> None:
    head = ["序号", "具体问题", "涉及案件或事项"]
    rows = [head, ["例", "示例", "某案"], ["号", "哪里不对", "涉及案件或事项"], ["1", "逾期送达", "甲案"]]
    sheets = tuple(GivenSheet(name, [*enumerate(rows, 1)]) for name in ("一", "二"))  # type: ignore[list-item]
    back = understood(Given("表.xlsx", "", sheets, {}), specs()["self-check"], heads={"一": (3, 3), "二": None})
    (sheet,) = back.sheets
    assert (sheet.block.first, [match.column.name for match in sheet.matches]) == (3, ["matter"])
    assert [(row.row, dict(row.cells)) for row in back.rows] == [(4, {"matter": "甲案"})]
    assert dict(back.left_out) == {"二": "按您指定的，没有读"}
