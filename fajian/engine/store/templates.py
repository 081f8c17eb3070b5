"""The workbooks people fill in, generated from the declaration of tables and columns."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.office.sheets import ColumnKind, EntryColumn, EntrySheet, write_entry_workbook
from fajian.engine.store.headings import table_by_name
from fajian.engine.store.manual import how_to_write, what_blank_means, when_required
from fajian.engine.store.schema import FALSE_WORD, TRUE_WORD, Column, Kind, TableSchema, tables
from fajian.engine.store.words import words

TemplateKind = Literal["short", "recommended", "full"]
KINDS: tuple[TemplateKind, ...] = ("short", "recommended", "full")

_CELL_KINDS: dict[Kind, ColumnKind] = {
    "text": "text", "code": "text", "codes": "text", "bool": "text",
    "date": "date", "timestamp": "moment", "int": "whole", "decimal": "number",
}  # fmt: skip
_GUIDE = {
    "short": "短模板：案件表只留29栏，填得快；60条处罚规则里能判断24条（覆盖95%以上的案件），其余“无法判断”。",
    "recommended": "推荐模板：案件表86栏；60条处罚规则里能判断52条（覆盖95%以上的案件）。",
    "full": "完整模板：全部35张表、全部栏目。用不到的表可以整张删去，用不到的栏目可以整列删去。",
}


@cache
def _template_columns() -> MappingProxyType[str, tuple[str, ...]]:
    """Kind of template → columns of the penalties sheet."""
    found: dict[str, list[str]] = {}
    with content.path("records", "templates.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["template"], []).append(row["column"])
    return MappingProxyType({kind: tuple(columns) for kind, columns in found.items()})


def template_columns(kind: TemplateKind, table: str) -> tuple[Column, ...]:
    """The columns of one table in one kind of template: penalties has fewer in the short and the recommended one."""
    schema = tables()[table]
    if kind == "full" or table != "penalties":
        return schema.columns
    return tuple(schema[name] for name in _template_columns()[kind])


def _note(column: Column) -> str:
    return f"{column.label}\n{how_to_write(column)}\n{when_required(column)}空白：{what_blank_means(column)}"


def _entry_sheet(kind: TemplateKind, table: TableSchema) -> EntrySheet:
    columns = []
    for column in template_columns(kind, table.name):
        choices: tuple[str, ...] = (TRUE_WORD, FALSE_WORD) if column.kind == "bool" else ()
        if column.kind == "code":
            choices = tuple(column.codes)
        is_required = column.blank.kind == "required"
        columns.append(EntryColumn(column.label, _CELL_KINDS[column.kind], choices, _note(column), is_required))
    return EntrySheet(table.label, tuple(columns))


def write_template(path: Path, kind: TemplateKind = "short", table: str = "") -> tuple[str, ...]:
    """Write the template of all its tables, or of one (by name or Chinese label); gives the sheets' names.

    Raises InputError for a table that does not exist. The same input gives the same bytes.
    """
    chosen: tuple[str, ...]
    if table:
        name = table_by_name(table)
        if name is None:
            listed = "、".join(schema.label for schema in tables().values())
            raise InputError(f"没有“{table}”这张表；可选的有：{listed}")
        chosen = (name,)
    elif kind == "full":
        chosen = tuple(tables())
    else:
        chosen = ("penalties", *words().template_tables)
    sheets = [_entry_sheet(kind, tables()[name]) for name in chosen]
    guide = [
        ("怎么填", _GUIDE[kind]),
        ("标题", "首行是栏目名称，请勿改动；鼠标停在标题上可以看到填写要求。红色标题为必填，空白的行不收。"),
        ("日期", "写成 2024-03-05；时间写成 2024-03-05 09:30:00。"),
        ("金额", "以元为单位，只写数字，如 5000.00。"),
        ("多个值", "一格里要填几个词的（如处罚种类），中间用顿号隔开：警告、罚款。"),
        ("空白", "没有的栏目请整列删去，不要留着空列：整列没有表示没有记录；一格空白另有含义，见标题的说明。"),
        ("证件号码", "自然人证件号码导入时即变为不可还原的编码，数据仓里不留原号码。"),
        ("检查", "填好后用“fajian records check 文件名”检查，每个有问题的格都会指明位置和改法。"),
    ]
    write_entry_workbook(path, sheets, guide)
    return tuple(sheet.name for sheet in sheets)
