"""Blank annexes of offices become draft forms: headings, groups, title, number, line of seals, kinds with doubts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import docx
import pytest

from fajian.engine.faults import InputError
from fajian.engine.forms import drafts, workbook
from fajian.engine.forms.spec import LedgerSpec, specs
from fajian.engine.office import documents
from tests.engine.office.papers import FONT
from tests.libreoffice import convert, needs_libreoffice

TWO_ROWS = (("序号", "单位", "存在问题", "整改情况", "", ""), ("", "", "", "整改措施", "整改时限", "是否销号"))
COUNTS = (
    "单位",
    "排查问题数",
    "立案件数(件)",
    "罚没金额(万元)",
    "问题来源(自查/督查/举报)",
    "是否办结",
    "报送日期",
    "甲乙丙",
)


def blank(spec: LedgerSpec, folder: Path) -> Path:
    path = folder / f"{spec.code}.xlsx"
    workbook.write(path, [workbook.sheet(spec, [], unit="安澜市司法局")], [spec], made_on=dt.date(2026, 1, 1))
    return path


@pytest.mark.parametrize("code", list(specs()))
def test_the_blank_of_a_shipped_form_is_read_as_that_form(code: str, tmp_path: Path) -> None:
    spec = specs()[code]
    (draft,) = drafts.from_file(blank(spec, tmp_path), tmp_path)
    assert (draft.spec.title, draft.spec.header) == (spec.title, spec.header)
    assert f"附件{draft.number}" == spec.annex or draft.number is None
    found = [(column.label, column.group) for column in draft.spec.columns]
    assert found == [(column.label, column.group) for column in spec.columns]
    asked = {doubt.column for doubt in draft.doubts}
    for mine, theirs in zip(draft.spec.columns, spec.columns, strict=True):
        strict = mine.kind in ("date", "money", "int", "number", "bool", "choice")
        assert not strict or mine.kind == theirs.kind or theirs.kind == "text" or mine.name in asked, mine.label


def test_most_kinds_are_guessed_right(tmp_path: Path) -> None:
    right = total = 0
    for spec in specs().values():
        (draft,) = drafts.from_file(blank(spec, tmp_path), tmp_path)
        kinds = {column.label: column.kind for column in draft.spec.columns}
        total += len(spec.columns)
        right += sum(kinds[column.label] == column.kind for column in spec.columns)
    assert right / total > 0.8


def annex(path: Path) -> Path:
    """A plan with a table of tasks in its text and two annexes behind it."""
    made: Any = docx.Document()
    made.styles["Normal"].font.name = FONT
    made.add_paragraph("一、重点任务")
    table(made, [("任务", "责任单位", "完成时限"), ("清理依据", "司法局", "6月底")])
    for line in ("附件：1.突出问题整改台账", "　　　2.工作情况统计表", "附件1", "行政执法突出问题整改工作台账"):
        made.add_paragraph(line)
    made.add_paragraph("填报单位（盖章）：　　　填报人：　　　联系电话：")
    rows = table(made, [*TWO_ROWS, *[("",) * 6] * 3])
    rows.cell(0, 3).merge(rows.cell(0, 5))
    for column in range(3):
        rows.cell(0, column).merge(rows.cell(1, column))
    made.add_paragraph("附件2")
    made.add_paragraph("工作情况统计表")
    table(made, [COUNTS, ("",) * len(COUNTS)])
    made.save(str(path))
    return path


def table(made: Any, rows: list[tuple[str, ...]]) -> Any:
    out = made.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(out.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return out


def check(found: tuple[drafts.Draft, ...]) -> None:
    problems, counts = found
    assert (problems.number, problems.spec.title) == (1, "行政执法突出问题整改工作台账")
    assert problems.spec.header == ("填报单位(盖章)", "填报人", "联系电话")
    assert problems.spec.row == "problem"
    columns = [(one.name, one.label, one.kind, one.group) for one in problems.spec.columns]
    assert columns == [
        ("serial", "序号", "serial", ""),
        ("unit", "单位", "unit", ""),
        ("problem", "存在问题", "long_text", ""),
        ("measure", "整改措施", "long_text", "整改情况"),
        ("due_on", "整改时限", "date", "整改情况"),
        ("closed", "是否销号", "bool", "整改情况"),
    ]
    assert problems.spec.problem_column == problems.spec["problem"]
    assert (counts.number, counts.spec.title) == (2, "工作情况统计表")
    kinds = [one.kind for one in counts.spec.columns]
    assert kinds == ["unit", "int", "int", "money", "choice", "bool", "date", "text"]
    assert counts.spec.columns[3].scale == "万元"
    assert counts.spec.columns[4].choices == ("自查", "督查", "举报")
    assert "没有认出" in next(doubt.says for doubt in counts.doubts if "甲乙丙" in doubt.says)


def test_annex_tables_of_a_plan_become_drafts_and_its_table_of_tasks_does_not(tmp_path: Path) -> None:
    check(drafts.from_document(documents.document(annex(tmp_path / "plan.docx"))))


@needs_libreoffice
@pytest.mark.parametrize("kind", ["doc", "pdf", "html"])
def test_the_drafts_are_the_same_in_every_format(kind: str, tmp_path: Path) -> None:
    (saved,) = convert([annex(tmp_path / "plan.docx")], kind, tmp_path)
    check(drafts.from_document(documents.document(saved)))


def test_money_without_a_unit_is_asked_about_and_a_second_unit_is_text(tmp_path: Path) -> None:
    made = docx.Document()
    table(made, [("单位", "责任单位", "罚款金额", "问题类别"), ("",) * 4])
    made.save(str(tmp_path / "a.docx"))
    (draft,) = drafts.from_file(tmp_path / "a.docx", tmp_path)
    assert [column.kind for column in draft.spec.columns] == ["unit", "text", "money", "text"]
    said = [doubt.says for doubt in draft.doubts]
    assert "表上没有读到名称，请填写" in said
    assert any("没有写元还是万元" in sentence for sentence in said)
    assert any("改成选项" in sentence for sentence in said)


def test_a_file_without_a_form_is_refused_with_what_to_do(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("附件1")
    table(made, [("甲", "乙"), ("", "")])
    made.save(str(tmp_path / "a.docx"))
    with pytest.raises(InputError, match="没有认出表样"):
        drafts.from_file(tmp_path / "a.docx", tmp_path)
