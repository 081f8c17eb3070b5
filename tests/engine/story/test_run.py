"""The whole story on three real plans and the sample records: what is written, whether it opens, whether it adds up."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest

from fajian.engine.faults import InputError
from fajian.engine.story import folder
from fajian.engine.story.run import RunResult, read_plan, run
from tests.engine.story.conftest import AS_OF, RULES, SHARED
from tests.libreoffice import needs_libreoffice, pages

LEDGERS = {"city": 10, "district": 3, "county": 9}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def filled_sheets(path: Path) -> dict[str, int]:
    """Rows that carry the mark 疑点待核, by sheet."""
    book = openpyxl.load_workbook(path, read_only=True)
    return {
        sheet.title: sum(any(cell == "疑点待核" for cell in row) for row in sheet.iter_rows(values_only=True))
        for sheet in book.worksheets
        if not sheet.title.startswith("_")
    }


@pytest.mark.parametrize("name", list(LEDGERS))
def test_every_plan_gives_every_file(name: str, request: pytest.FixtureRequest) -> None:
    result: RunResult = request.getfixturevalue(name)
    out = result.out
    for file in (
        "方案.json", "方案存疑.csv", "差错.csv", "疑点.csv", "疑点.xlsx", "无法判断.csv", "报送任务.xlsx",
        "报送任务.csv", "总结（草稿）.docx", "说明.txt", "findings.csv", "cannot_judge.csv",
    ):  # fmt: skip
        assert (out / file).is_file(), file
    assert len(list((out / "台账" / "汇总").glob("*.xlsx"))) == result.ledgers == LEDGERS[name]
    assert len(list((out / "台账" / "单位").glob("*.xlsx"))) >= result.units > 40
    assert set(result.files) == {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert json.loads((out / "方案.json").read_text(encoding="utf-8"))["format"] == "fajian-plan/1"


def test_every_finding_stands_once_in_a_unit_and_once_in_the_merged_ledgers(city: RunResult) -> None:
    listed = [row for row in rows(city.out / "疑点.csv") if not row["所在台账"].startswith("超出")]
    assert listed
    for part in ("单位", "汇总"):
        marked = [sum(filled_sheets(path).values()) for path in (city.out / "台账" / part).glob("*.xlsx")]
        assert sum(marked) == len(listed) == city.entries


def test_findings_stand_in_the_workbook_of_their_unit_under_the_ledger_named(city: RunResult) -> None:
    wanted = Counter((row["单位"], row["所在台账"][:31]) for row in rows(city.out / "疑点.csv"))
    for unit in {unit for unit, _ in wanted}:
        marked = filled_sheets(city.out / "台账" / "单位" / f"{unit}.xlsx")
        assert len(marked) == city.ledgers
        found = {(unit, sheet): count for sheet, count in marked.items() if count}
        assert found == {key: n for key, n in wanted.items() if key[0] == unit and not key[1].startswith("超出")}


def test_findings_of_the_table_are_those_of_the_screening(city: RunResult) -> None:
    screened = [row for row in rows(city.out / "findings.csv") if row["verdict"] == "hit"]
    told = rows(city.out / "疑点.csv")
    assert [(row["记录编号"], row["规则编号"]) for row in told] == [
        (row["record_id"], row["rule_id"]) for row in screened
    ]
    assert {row["核实状态"] for row in told} == {"疑点待核"}
    assert len(told) == city.findings > 0
    assert sum(int(row["无法判断（条次）"]) for row in rows(city.out / "无法判断.csv")) == city.unknown > 0


def test_registers_of_the_county_plan_list_the_imported_records(county: RunResult) -> None:
    book = openpyxl.load_workbook(county.out / "台账" / "汇总" / "执法人员名单.xlsx", read_only=True)
    names = [row[2] for row in book.worksheets[0].iter_rows(min_row=5, values_only=True) if row[0]]
    officers = rows(SHARED / "cases" / "sample" / "officers.csv")
    assert len(names) == sum(row["人员类别"] == "执法人员" for row in officers) > 100


def numbers_counted(out: Path) -> set[str]:
    """Every number a summary may hold, counted afresh from the files beside it."""
    plan = json.loads((out / "方案.json").read_text(encoding="utf-8"))
    found, gaps, faults = rows(out / "疑点.csv"), rows(out / "无法判断.csv"), rows(out / "差错.csv")
    ledgers = len(list((out / "台账" / "汇总").glob("*.xlsx")))
    groups = Counter(row["类别"] for row in found)
    placed = [not row["所在台账"].startswith("超出") for row in found]
    refused = [row["处理"] == "未录入" for row in faults]
    tasks, duties = plan["tasks"], plan["duties"]
    counts: list[int] = [
        len(found), len({row["单位"] for row in found}), len({row["记录编号"] for row in found}), ledgers, len(RULES),
        sum(placed), len(placed) - sum(placed), len(faults), sum(refused), len(refused) - sum(refused),
        sum(int(row["无法判断（条次）"]) for row in gaps), len({row["规则编号"] for row in gaps}),
        len(tasks), sum(any(due["on"] for due in task["due"]) for task in tasks), sum(t["standing"] for t in tasks),
        len(duties), sum(bool(duty["due"]) for duty in duties), len(plan["annexes"]), len(plan["doubts"]),
    ]  # fmt: skip
    for column in ("单位", "类别", "疑点", "可靠程度", "用语"):
        counts += Counter(row[column] for row in found).values()
    per_unit: Counter[str] = Counter()
    for row in gaps:
        per_unit[row["单位"]] += int(row["无法判断（条次）"])
    units = {row["单位"] for row in found} | set(per_unit)
    counts += [*per_unit.values(), 0, *range(1, len(units) + 1)]
    shares = {f"{100 * count / len(found):.1f}%" for count in groups.values()} if found else set()
    return {str(count) for count in counts} | shares


@pytest.mark.parametrize("name", list(LEDGERS))
def test_every_number_of_the_summary_is_computed(name: str, request: pytest.FixtureRequest) -> None:
    out = request.getfixturevalue(name).out
    document = docx.Document(str(out / "总结（草稿）.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    for title in {row["疑点"] for row in rows(out / "疑点.csv")}:
        text = text.replace(title, "某情形")
    text = re.sub(r"\d{4}年\d{1,2}月\d{1,2}日|《[^》]*》", "", text)
    sample = SHARED / "cases" / "sample"
    imported = [len(rows(path)) for path in sample.glob("*.csv") if path.stem != "truth"]
    acts = {str(len(rows(sample / f"{table}.csv"))) for table in ("penalties", "licences", "coercions", "inspections")}
    agencies = rows(sample / "agencies.csv")
    reporting = sum(row["主体性质"] not in ("第三方机构", "议事协调机构") for row in agencies)
    allowed = numbers_counted(out) | acts | {str(sum(imported)), str(reporting)}
    used = re.findall(r"\d+(?:\.\d+)?%?", re.sub(r"(?m)^(\d+)\.", "", text))
    assert len(used) > 20
    assert [number for number in used if number not in allowed] == []


def test_the_notes_tell_what_is_what_with_the_same_counts(city: RunResult) -> None:
    notes = (city.out / "说明.txt").read_text(encoding="utf-8")
    for name in ("方案.json", "差错.csv", "疑点.xlsx", "无法判断.csv", "台账/汇总/", "台账/单位/", "总结（草稿）.docx"):
        assert name in notes
    assert f"疑点：{city.findings}条" in notes
    assert f"导入单位：{city.units}个" in notes


@needs_libreoffice
def test_libreoffice_opens_what_is_handed_over(city: RunResult, tmp_path: Path) -> None:
    unit = rows(city.out / "疑点.csv")[0]["单位"]
    (fines,) = (city.out / "台账" / "汇总").glob("附件2*.xlsx")
    for path, words in (
        (city.out / "台账" / "单位" / f"{unit}.xlsx", ("疑点待核", "附件9", unit)),
        (fines, ("行政处罚案件罚款自查工作台账", "各单位汇总", "疑点待核")),
        (city.out / "总结（草稿）.docx", ("一、基本情况", "六、下步工作", "待填")),
        (city.out / "报送任务.xlsx", ("2024-10-03", "国庆节")),
    ):
        text = "".join(pages(path, tmp_path)).replace("\n", "")
        assert [word for word in words if word not in text] == [], path.name


def test_a_second_run_over_an_untouched_folder_gives_the_same_files(district: RunResult, tmp_path: Path) -> None:
    again = tmp_path / "again"
    shutil.copytree(district.out, again)
    (plan,) = (SHARED / "plans").glob("002_*.txt")
    run(plan, SHARED / "cases" / "sample", again, as_of=AS_OF, rules=RULES[:1])
    for name in district.files:
        if name.endswith((".xlsx", ".docx", ".csv", "方案.json")):
            assert (again / name).read_bytes() == (district.out / name).read_bytes(), name


def test_a_touched_folder_is_left_alone(district: RunResult, tmp_path: Path) -> None:
    again = tmp_path / "again"
    shutil.copytree(district.out, again)
    with (again / "方案存疑.csv").open("a", encoding="utf-8") as lines:
        lines.write("已核定\n")
    before = sorted(path.name for path in again.rglob("*"))
    (plan,) = (SHARED / "plans").glob("002_*.txt")
    with pytest.raises(InputError, match=r"方案存疑\.csv"):
        run(plan, SHARED / "cases" / "sample", again, as_of=AS_OF, rules=RULES[:1])
    assert sorted(path.name for path in again.rglob("*")) == before


def test_nothing_is_left_behind_when_the_records_cannot_be_used(tmp_path: Path) -> None:
    plan = tmp_path / "方案.txt"
    plan.write_text(
        "关于开展某项整治的方案\n一、主要任务\n（一）清理。各单位10月底前完成。\n2024年7月31日", encoding="utf-8"
    )
    (tmp_path / "空").mkdir()
    with pytest.raises(InputError):
        run(plan, tmp_path / "空", tmp_path / "out", as_of=AS_OF)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["方案.txt", "空"]


def test_a_settled_plan_can_be_run_from_its_json(city: RunResult, tmp_path: Path) -> None:
    plan = read_plan(city.out / "方案.json")
    assert (plan.title, plan.issued_on) == (city.plan.title, dt.date(2024, 7, 31))
    broken = tmp_path / "坏.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"坏\.json"):
        read_plan(broken)


def test_the_folder_says_it_is_its_own(city: RunResult) -> None:
    folder.check(city.out)
