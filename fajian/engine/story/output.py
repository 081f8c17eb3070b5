"""The files a run hands over, with the names people know them by."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from fajian.engine.forms import workbook
from fajian.engine.forms.workbook import Row
from fajian.engine.office import workbooks
from fajian.engine.office.workbooks import Cell, Column, Sheet, file_name, write_csv
from fajian.engine.plans.schema import Plan
from fajian.engine.story import duties, summary
from fajian.engine.story.findings import UNNAMED_UNIT, Finding, Gap, group_name
from fajian.engine.story.prefill import Opened, entries_by_ledger, units_of
from fajian.engine.story.summary import Account

Progress = Callable[[int, int, str], None]
OUT_OF_SCOPE = "超出方案回溯范围，未列入台账"
DOUBTS = {
    "year_inferred": "年份系推断", "date_conflict": "日期不一致", "due_outside_stage": "期限在阶段之外",
    "due_on_holiday": "期限逢节假日", "due_in_past_at_issue": "印发时期限已过", "no_due": "没有期限",
    "unclear_due": "期限不明", "annex_shared": "附件共用", "unit_alias": "单位名称疑似同一",
    "overlap_stages": "阶段重叠", "missing_text": "文字缺失", "no_lead": "没有牵头单位", "other": "其他",
}  # fmt: skip
# A ledger people can still work in; the whole list stands in 疑点.csv.
MAX_LEDGER_ROWS = 20_000
_FINDING_COLUMNS = (
    ("序号", 6.0), ("单位", 20.0), ("类别", 14.0), ("疑点", 22.0), ("说明", 52.0), ("依据", 26.0), ("可靠程度", 10.0),
    ("严重程度", 9.0), ("用语", 10.0), ("行为日期", 11.0), ("所在台账", 22.0), ("规则编号", 19.0), ("记录编号", 14.0),
    ("核实状态", 10.0),
)  # fmt: skip
_GAP_COLUMNS = ("单位", "类别", "规则编号", "规则", "无法判断（条次）", "缺少的字段")
_NOTE = (
    f"标“【{workbook.PENDING}】”的行由系统按筛查结果预填，是待核实的疑点，不是已认定的问题；"
    "核实属实后改写并去掉标记，不属实的写明理由。"
)
_LISTED_NOTE = "表中各行由系统据导入数据列出，请逐行核对补全。"


def write(made: Path, account: Account, *, progress: Progress) -> None:
    """Write everything but the notes: plan, findings, gaps, duties, ledgers, summary. `made` is an empty folder."""
    units = units_of(account.filled, account.units)
    steps = len(units) + 3
    progress(0, steps, "写疑点和报送任务")
    write_plan(made, account.plan)
    write_findings(made, account)
    write_gaps(made, account)
    title = summary.campaign_name(account.plan)
    duties.write(made / "报送任务.xlsx", account.duties, account.units, title, as_of=account.as_of)
    progress(1, steps, "写汇总台账")
    write_merged(made / "台账" / "汇总", account, units)
    names = _file_names([account.unit_name(unit) for unit in units])
    for done, (unit, name) in enumerate(zip(units, names, strict=True), start=2):
        progress(done, steps, f"写单位台账：{account.unit_name(unit)}")
        write_unit(made / "台账" / "单位" / f"{name}.xlsx", account, unit)
    progress(steps - 1, steps, "写总结（草稿）")
    summary.write(made / "总结（草稿）.docx", account)
    progress(steps, steps, "完成")


def write_plan(made: Path, plan: Plan) -> None:
    """The compiled plan as JSON, and its doubts as a table."""
    text = json.dumps(plan.to_json(), ensure_ascii=False, indent=1)
    (made / "方案.json").write_text(text + "\n", encoding="utf-8")
    rows = [(number, DOUBTS[d.kind], d.says, d.quote) for number, d in enumerate(plan.doubts, start=1)]
    write_csv(made / "方案存疑.csv", ("序号", "种类", "需要核定的事项", "方案原文"), rows)


def write_findings(made: Path, account: Account) -> None:
    """Findings under Chinese headings, as CSV and as a workbook with filters."""
    pairs = zip(account.findings, account.filled.placed, strict=True)
    rows = [_finding_cells(number, finding, placed, account) for number, (finding, placed) in enumerate(pairs, start=1)]
    write_csv(made / "疑点.csv", [label for label, _ in _FINDING_COLUMNS], rows)
    columns = tuple(
        Column(label, width, kind="date" if label == "行为日期" else "int" if label == "序号" else "text")
        for label, width in _FINDING_COLUMNS
    )
    starts = range(0, max(1, len(rows)), workbooks.MAX_ROWS)
    sheets = [
        Sheet("疑点", "疑点清单（均待核实）", columns, rows[start : start + workbooks.MAX_ROWS], freeze_columns=2)
        for start in starts
    ]
    workbooks.write(made / "疑点.xlsx", sheets, made_on=account.as_of)


def write_gaps(made: Path, account: Account) -> None:
    """What could not be judged, by unit and rule, the most frequent first."""
    gaps = sorted(account.gaps, key=lambda gap: (-gap.count, gap.rule_id, gap.agency_id))
    write_csv(made / "无法判断.csv", _GAP_COLUMNS, [_gap_cells(gap, account) for gap in gaps])


def write_merged(folder: Path, account: Account, units: Sequence[str]) -> None:
    """One workbook per ledger with the rows of all units."""
    filled = account.filled
    names = _file_names([ledger.name for ledger in filled.ledgers])
    for ledger, by_unit, name in zip(filled.ledgers, filled.rows, names, strict=True):
        rows = [row for unit in units for row in by_unit.get(unit, ())]
        sheet = _sheet(ledger, rows, "各单位汇总")
        workbook.write(folder / f"{name}.xlsx", [sheet], [ledger.spec], made_on=account.as_of, **_versions(account))


def write_unit(path: Path, account: Account, unit: str) -> None:
    """A unit's workbook: every ledger of the plan as a sheet, those without a row ruled for filling in."""
    filled, name = account.filled, account.unit_name(unit)
    sheets = [
        _sheet(ledger, rows.get(unit, ()), name) for ledger, rows in zip(filled.ledgers, filled.rows, strict=True)
    ]
    specs = [ledger.spec for ledger in filled.ledgers]
    workbook.write(path, sheets, specs, made_on=account.as_of, **_versions(account), 单位=f"{name} {unit}".strip())


def notes(account: Account, plan_name: str) -> str:
    """What is what in the folder, and the counts."""
    known = summary.facts(account)
    by_ledger = "".join(f"    {name}：{count}条\n" for name, count in entries_by_ledger(account.filled).items())
    return f"""法鉴　运行说明

截止日：{known["as_of"]}（未办结的事项按这一天判断是否超期）
方案：{plan_name}　{known["plan_title"]}

一、文件
方案.json            编译出的方案（阶段、任务、报送义务、附件、问题清单），每项附原文
方案存疑.csv         方案文本中需要人工核定的地方（{known["doubts"]}处）
差错.csv             导入数据的差错：文件、工作表、行、列、怎么改
疑点.xlsx、疑点.csv  疑点清单；都是待核实的疑点，不是已认定的问题
无法判断.csv         因数据缺失无法判断的，按单位、规则计数并列出所缺字段
报送任务.xlsx、.csv  按方案列出的报送任务和完成时限，逢节假日的有提示，没有日期的单列
台账/汇总/           方案要求的各台账，各单位合在一起
台账/单位/           每个单位一册，方案要求的台账各占一张表，已按疑点预填
总结（草稿）.docx    总结草稿，数字由系统计算，标黄处由人填写
findings.csv、findings.parquet、cannot_judge.csv、run.json　供程序读取的同一结果

二、数字
导入单位：{known["units"]}个；导入数据：{known["records"]}条；差错和提示：{known["faults"]}处（未采用{known["refused"]}处）
筛查规则：{known["rules"]}条；疑点：{known["findings"]}条；无法判断：{known["unknown"]}条次
台账：{known["ledgers"]}本，预填疑点{known["entries"]}条；超出方案回溯范围未列入台账的疑点：{known["unplaced"]}条
{by_ledger}报送任务：{known["duties"]}项，其中有日期的{known["dated_duties"]}项

三、注意
1.单位台账右侧灰色表头的列由系统填写，不在打印范围内，报送前可以删去。
2.不要把填报内容写在本文件夹后又重新生成；文件改动过的文件夹，系统不会覆盖。
"""


def _sheet(ledger: Opened, rows: Sequence[Row], unit: str) -> Sheet:
    rows = rows or _preset(ledger, unit)
    note = _NOTE if any(row.beside for row in rows) else _LISTED_NOTE if ledger.spec.rows_from and rows else ""
    if len(rows) > MAX_LEDGER_ROWS:
        note = f"本表只列前{MAX_LEDGER_ROWS}条（共{len(rows)}条），全部见“疑点.csv”。{note}"
    title = f"{ledger.title}（{unit}）" if ledger.spec.row == "statistics" and unit == "各单位汇总" else ledger.title
    return workbook.sheet(
        ledger.spec, rows[:MAX_LEDGER_ROWS], unit=unit, note=note, name=ledger.name, title=title, annex=ledger.annex
    )


def _preset(ledger: Opened, unit: str) -> tuple[Row, ...]:
    """The rows a statistics form always has: one for each choice of its leading column."""
    if not ledger.spec.rows_by:
        return ()
    column = ledger.spec[ledger.spec.rows_by]
    return tuple(Row(f"{unit}|{word}", {column.name: word}) for word in column.choices)


def _finding_cells(number: int, finding: Finding, placed: str, account: Account) -> tuple[Cell, ...]:
    return (
        number, account.unit_name(finding.agency_id), group_name(finding.rule_id), finding.title, finding.explanation,
        finding.basis, finding.certainty, finding.severity, finding.wording, finding.step_on, placed or OUT_OF_SCOPE,
        finding.rule_id, finding.record_id, workbook.PENDING,
    )  # fmt: skip


def _gap_cells(gap: Gap, account: Account) -> tuple[Cell, ...]:
    return (
        account.unit_name(gap.agency_id), group_name(gap.rule_id), gap.rule_id, gap.title, gap.count, gap.missing,
    )  # fmt: skip


def _versions(account: Account) -> dict[str, str]:
    return {"方案": account.plan.title or "", "截止日": account.as_of.isoformat()}


def _file_names(wanted: Sequence[str]) -> list[str]:
    """Names of files, no two alike."""
    names: list[str] = []
    for text in wanted:
        plain = file_name(text or UNNAMED_UNIT)
        name, number = plain, 2
        while name.casefold() in {taken.casefold() for taken in names}:
            name, number = f"{plain}（{number}）", number + 1
        names.append(name)
    return names
