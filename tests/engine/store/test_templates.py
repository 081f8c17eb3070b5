"""Templates: made of the declaration, and read back by the importer that they are made for."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from fajian.engine.faults import InputError
from fajian.engine.office.sheets import read_workbook
from fajian.engine.store.manual import manual_page, what_blank_means, when_required
from fajian.engine.store.schema import tables
from fajian.engine.store.templates import TemplateKind, template_columns, write_template
from fajian.engine.store.warehouse import TableCount, import_records

AS_OF = date(2026, 11, 21)


@pytest.mark.parametrize(("kind", "columns", "sheets"), [("short", 29, 11), ("recommended", 86, 11), ("full", 143, 35)])
def test_each_template_has_its_tables_and_columns(
    tmp_path: Path, kind: TemplateKind, columns: int, sheets: int
) -> None:
    names = write_template(tmp_path / "模板.xlsx", kind)
    assert len(names) == sheets
    found = {sheet.name: sheet for sheet in read_workbook(tmp_path / "模板.xlsx", tmp_path)}
    headings = found["行政处罚案件"].rows[0][1]
    assert headings == [column.label for column in template_columns(kind, "penalties")]
    assert len(headings) == columns
    for table in tables().values():
        if table.label in found and table.name != "penalties":
            assert found[table.label].rows == ((1, [column.label for column in table]),)


def test_an_empty_template_passes_the_check_without_a_word(tmp_path: Path) -> None:
    write_template(tmp_path / "模板.xlsx", "full")
    result = import_records(tmp_path / "模板.xlsx", tmp_path / "store", batch="b", as_of=AS_OF)
    assert list(result.tables) == list(tables())
    assert set(result.tables.values()) == {TableCount()}
    assert result.faults == []


def test_a_template_filled_in_is_taken(cases: Path, tmp_path: Path) -> None:
    """Filled with openpyxl, which keeps the template's own formats and checks."""
    path = tmp_path / "模板.xlsx"
    write_template(path, "short", "行政处罚案件")
    with (cases / "sample" / "penalties.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))[:50]
    book = openpyxl.load_workbook(path)
    page = book["行政处罚案件"]
    columns = template_columns("short", "penalties")
    for number, row in enumerate(rows, start=2):
        for index, column in enumerate(columns, start=1):
            if text := row[column.label]:
                value = {"date": date.fromisoformat, "timestamp": datetime.fromisoformat, "decimal": float}.get(
                    column.kind, str
                )
                page.cell(number, index).value = value(text)
    book.save(path)
    result = import_records(path, tmp_path / "store", batch="b", as_of=AS_OF)
    assert result.tables == {"penalties": TableCount(read=50, taken=50)}


def test_text_columns_keep_long_numbers_whole_and_lists_warn_only(tmp_path: Path) -> None:
    write_template(tmp_path / "模板.xlsx", "short", "penalties")
    page = openpyxl.load_workbook(tmp_path / "模板.xlsx")["行政处罚案件"]
    labels = {cell.value: cell.column_letter for cell in page[1]}
    assert page.column_dimensions[labels["自然人证件号码"]].number_format == "@"
    rules = {str(rule.sqref).split(":")[0]: rule for rule in page.data_validations.dataValidation}
    procedure = rules[f"{labels['处罚程序']}2"]
    assert procedure.formula1 == '"简易程序,普通程序"'
    assert {rule.errorStyle for rule in rules.values()} == {"warning"}
    assert page[f"{labels['处罚决定日期']}1"].comment.text.startswith("处罚决定日期\n日期")


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        write_template(tmp_path / name, "full")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_unknown_table_is_answered_with_the_list(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"没有“行政处分”这张表；可选的有：行政处罚案件、"):
        write_template(tmp_path / "x.xlsx", "full", "行政处分")


def test_the_manual_has_a_line_for_every_column() -> None:
    page = manual_page()
    for table in tables().values():
        _, _, section = page.partition(f"## {table.label}\n")
        section = section.partition("\n## ")[0]
        for column in table:
            assert f"| {column.label} | `{column.name}` |" in section
    assert not any(line.count("|") not in (0, 4, 9) for line in page.splitlines())


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("penalties", "penalty_id", "不收这一行"),
        ("penalties", "confiscated_yuan", "视为“0”"),
        ("penalties", "is_act_ongoing", "视为“否”，整列没有也一样"),
        ("penalties", "limit_months", "视为没有，整列没有也一样"),
        ("penalties", "decided_on", "还没有发生；但“送达日期”、“结案日期”填了的，是发生过而日期没有记录"),
        ("penalties", "notice_served_on", "没有这回事"),
        ("ledger_issues", "closed_on", "还没有发生"),
    ],
)
def test_the_meaning_of_a_blank_is_said_in_words(table: str, column: str, words: str) -> None:
    assert what_blank_means(tables()[table][column]) == words


def test_every_meaning_of_a_blank_can_be_said() -> None:
    for table in tables().values():
        for column in table:
            said = what_blank_means(column) + when_required(column)
            assert said.isprintable()
            assert not any(word in said for word in ("_on", "if ", "not "))


def test_conditions_are_said_in_words() -> None:
    penalties = tables()["penalties"]
    assert when_required(penalties["party_uscc"]) == "不是“自然人”时应填。"
    assert when_required(penalties["fine_yuan"]) == "“罚款”时应填。"
    assert when_required(penalties["remark"]) == ""
