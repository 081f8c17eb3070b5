"""fajian records, as people call it."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from fajian.cli.records import command
from fajian.engine.faults import InputError

HEAD = "案件编号,执法机关统一社会信用代码,执法领域,处罚决定日期\n"
ROW = "P{},114118000AYCG864XK,城市管理,{}\n"


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_a_template_is_written(tmp_path: Path) -> None:
    result = call("template", "--kind", "short", "--out", tmp_path / "短.xlsx")
    assert result.exit_code == 0
    assert "行政处罚案件" in result.output
    assert openpyxl.load_workbook(tmp_path / "短.xlsx").sheetnames[:2] == ["填写说明", "行政处罚案件"]


def test_a_template_of_one_table(tmp_path: Path) -> None:
    assert call("template", "--kind", "full", "--table", "行政检查", "--out", tmp_path / "x.xlsx").exit_code == 0
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames == ["填写说明", "行政检查"]


def test_good_records_pass(tmp_path: Path) -> None:
    (tmp_path / "penalties.csv").write_text(HEAD + ROW.format(1, "2024-03-05"), encoding="utf-8")
    result = call("check", tmp_path, "--as-of", "2026-11-21")
    assert result.exit_code == 0
    assert "可收 1 行，不收 0 行" in result.output


def test_refused_rows_are_listed_and_the_exit_code_is_1(tmp_path: Path) -> None:
    text = HEAD + ROW.format(1, "2024-03-05") + ROW.format(2, "2024-02-30") + ROW.format(3, "2026-11-22")
    (tmp_path / "penalties.csv").write_text(text, encoding="utf-8")
    out = tmp_path / "差错.csv"
    result = call("check", tmp_path / "penalties.csv", "--as-of", "2026-11-21", "--out", out)
    assert result.exit_code == 1
    assert "penalties.csv，第3行，“处罚决定日期”列：“2024-02-30”在日历上没有这一天" in result.output
    assert "可收 1 行，不收 2 行" in result.output
    with out.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["行"], row["列"], row["处理"]) for row in rows] == [
        ("3", "处罚决定日期", "未录入"), ("4", "处罚决定日期", "未录入"),
    ]  # fmt: skip


def test_what_cannot_be_read_is_an_input_error(tmp_path: Path) -> None:
    result = call("check", tmp_path / "没有")
    assert isinstance(result.exception, InputError)


def test_a_fault_list_holds_no_formula(tmp_path: Path) -> None:
    (tmp_path / "penalties.csv").write_text(HEAD + ROW.format(1, '"=HYPERLINK(""x"")"'), encoding="utf-8")
    call("check", tmp_path, "--out", tmp_path / "差错.csv")
    with (tmp_path / "差错.csv").open(encoding="utf-8-sig", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert row["原值"] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize("words", [("35张表", "756个栏目"), ("## 问题整改台账",)])
def test_the_manual_is_written(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert call("manual", "--out", tmp_path / "表.md").exit_code == 0
    text = (tmp_path / "表.md").read_text(encoding="utf-8")
    assert all(word in text for word in words)
