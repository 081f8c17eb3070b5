"""The page of tables and columns for the user manual, generated from their declaration."""

from __future__ import annotations

import re

from fajian.engine.store.schema import Column, TableSchema, tables

_WRITTEN = {
    "text": "文字", "date": "日期，如 2024-03-05", "timestamp": "时间，如 2024-03-05 09:30:00", "bool": "是、否",
    "int": "整数", "decimal": "数，至多{scale}位小数", "code": "一个词", "codes": "一个或几个词，用、隔开",
}  # fmt: skip


def how_to_write(column: Column) -> str:
    """What a cell of the column looks like, with the words to choose from."""
    text = _WRITTEN[column.kind].format(scale=column.scale)
    return f"{text}：{'、'.join(column.codes)}" if column.codes else text


def when_required(column: Column) -> str:
    """A sentence on when the column has to be filled; empty where it need not be."""
    if column.required == "y":
        return "应填。"
    if column.required.startswith("if "):
        condition = column.required.removeprefix("if ").strip()
        negated = condition.removeprefix("not ").strip()
        return f"不是“{negated}”时应填。" if condition.startswith("not ") else f"“{condition}”时应填。"
    return ""


def _value(column: Column, value: str) -> str:
    """A default's value in words: a word of the list, a number, or a day reckoned from another column."""
    if found := re.fullmatch(r"([a-z_]+_on)(?:\+(\d+)d)?", value):
        label = tables()[column.table][found[1]].label
        return f"“{label}”后{found[2]}日" if found[2] else f"“{label}”"
    return f"“{value}”"


def what_blank_means(column: Column) -> str:
    """What an empty cell of the column means, in one phrase."""
    blank = column.blank
    match blank.kind:
        case "required":
            return "不收这一行"
        case "unknown":
            return "没有记录，与此有关的规则不作判断"
        case "none":
            return "没有这回事"
        case "not_yet" if blank.unless:
            labels = "、".join(f"“{tables()[column.table][name].label}”" for name in blank.unless)
            return f"还没有发生；但{labels}填了的，是发生过而日期没有记录"
        case "not_yet":
            return "还没有发生"
        case "default":
            return f"视为{_value(column, blank.value)}"
        case _:
            return f"视为{_value(column, blank.value)}，整列没有也一样" if blank.value else "视为没有，整列没有也一样"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _table(table: TableSchema) -> list[str]:
    lines = [f"## {table.label}", "", f"文件名或工作表名：`{table.label}` 或 `{table.name}`。", ""]
    if table.record_key:
        labels = "、".join(table[name].label for name in table.record_key)
        lines += [f"编号：{labels}。同一编号只收一条。", ""]
    lines += [
        "| 栏目 | 字段 | 怎么填 | 必填 | 空白表示 | 双公示 | 互联网+监管 | 用到的规则 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for column in table:
        cells = (
            column.label, f"`{column.name}`", how_to_write(column), when_required(column).rstrip("。"),
            what_blank_means(column), column.sgs, column.hlwjg, " ".join(column.used_by),
        )  # fmt: skip
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return [*lines, ""]


def manual_page() -> str:
    """All tables and columns as Markdown: how to fill them in and what a blank means."""
    known = tables()
    count = sum(len(table.columns) for table in known.values())
    lines = [
        "# 执法数据的表和栏目",
        "",
        f"共{len(known)}张表、{count}个栏目。本页由程序从 `content/records/tables.csv` 生成，请勿手改。",
        "",
        "一张表是一个 CSV 文件或一个工作表，首行是栏目名称。金额以元为单位。"
        "表里**整列没有**的栏目一律是“没有记录”（注明“整列没有也一样”的除外）；**一格空白**的含义见“空白表示”。",
        "",
        "“没有发生过的事”（如没有延期）只有在“数据报送清单”里声明该表已报全的机关和期间才作数，否则是“没有记录”。",
        "",
        "| 表 | 名称 | 栏目数 |",
        "|---|---|---|",
        *(f"| {table.label} | `{table.name}` | {len(table.columns)} |" for table in known.values()),
        "",
    ]
    for table in known.values():
        lines += _table(table)
    return "\n".join(lines)
