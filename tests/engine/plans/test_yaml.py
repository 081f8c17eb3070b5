"""Plans as YAML: what is written is read back the same; what is wrong is told with its line and taken by nobody."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fajian import content
from fajian.engine.plans import yaml
from fajian.engine.plans.columns import COLUMNS, HEADER, PERIOD, SECTIONS
from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.schema import Plan, Task

SAMPLE = content.path("plans", "sample.txt").read_text(encoding="utf-8")
PLAN = compile_plan(SAMPLE)


def wrong(text: str, **given: Any) -> tuple[str, ...]:
    with pytest.raises(yaml.WrongLines) as caught:
        yaml.read(text, **given)
    return caught.value.lines


def test_a_plan_is_read_back_as_it_was_written() -> None:
    assert yaml.read(yaml.write(PLAN), lambda quote: quote in SAMPLE) == replace(PLAN, doubts=())


def test_every_field_of_a_plan_can_be_written() -> None:
    listed = {column.name for column in (*HEADER, PERIOD)} | {section.name for section in SECTIONS} | {"doubts"}
    assert {field.name for field in fields(Plan)} == listed
    for kind, columns in COLUMNS.items():
        assert [column.name for column in columns] == list(dict.fromkeys(column.name for column in columns))
        assert {field.name for field in fields(kind)} == {column.name for column in columns}
        assert len({column.label for column in columns}) == len(columns)


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
runs = st.text(st.characters(exclude_categories=("Cs",)), max_size=30).filter(lambda text: text == "" or text.strip())
days = st.none() | st.dates(dt.date(1949, 1, 1))


def value(kind: type[Any], column: Any) -> st.SearchStrategy[Any]:
    match column.kind:
        case "day":
            return days
        case "yes":
            return st.booleans()
        case "names":
            return st.lists(words.map(str.strip).filter(bool), max_size=3).map(tuple)
        case "numbers":
            return st.lists(st.integers(0, 9999), max_size=3).map(tuple)
        case "count":
            numbers = st.integers(0, 9999)
            return numbers if column.required else st.none() | numbers
        case "number":
            return st.floats(allow_nan=False, allow_infinity=False)
        case "choice":
            codes = st.sampled_from(list(column.choices))
            return codes if column.required else st.none() | codes
        case "rows":
            return st.lists(element(column.of), max_size=2).map(tuple)
        case "quote":
            return runs
        case _:
            texts = words.map(str.strip)
            blank = yaml.blank(kind, column)
            return texts.filter(bool) if column.required else texts.map(lambda text: text or blank)


def element(kind: type[Any]) -> st.SearchStrategy[Any]:
    made = st.builds(kind, **{column.name: value(kind, column) for column in COLUMNS[kind]})
    return made.filter(lambda one: not (getattr(one, "from_on", 0) and one.to_on and one.from_on > one.to_on))


plans = st.builds(
    Plan,
    title=st.none() | words.map(str.strip).filter(bool),
    issued_on=days,
    period=st.none() | element(PERIOD.of),  # type: ignore[arg-type]
    **{section.name: st.lists(element(section.kind), max_size=3).map(tuple) for section in SECTIONS},
)


@settings(max_examples=60, deadline=None)
@given(plan=plans)
def test_any_plan_is_read_back_as_it_was_written(plan: Plan) -> None:
    assert yaml.read(yaml.write(plan)) == plan


@settings(max_examples=200, deadline=None)
@given(text=st.text() | st.text("任务:阶段标题-开始 \n\t[]{}&*!|>'\"#%@2026是", max_size=200))
def test_no_text_raises_anything_but_its_wrong_lines(text: str) -> None:
    with suppress(yaml.WrongLines):
        yaml.read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "第1行：应为“标题: ……”"),
        ("- 标题", "第1行：应为"),
        ("标题: 甲\n名称: 乙\n", "第2行：“方案”里没有“名称”这一项，可以写的有：标题、"),
        ("标题: 甲\n标题: 乙\n", "第2行：“标题”写了两次"),
        ("标题: [甲]\n", "第1行：“标题”应为一句话"),
        ("印发日期: 3月初\n", "第1行：“印发日期”不是日期：3月初。请写成 2026-03-31。"),
        ("印发日期: 2026-02-30\n", "第1行：“印发日期”不是日期：2026-02-30"),
        ("任务: 清理依据\n", "第1行：“任务”应当逐项列出"),
        ("任务:\n- 编号: '1'\n", "第2行：这一项“任务”没有写“内容”，请补上。"),
        ("任务:\n- 清理依据\n", "第2行：“任务”应写成“名称: 内容”的形式"),
        ("任务:\n- 内容: 甲\n  长期推进: 对\n", "第3行：“长期推进”只能写“是”或者“否”。"),
        ("任务:\n- 内容: 甲\n  附件: [一]\n", "第3行：“附件”应为附件的序号，“一”不是"),
        ("任务:\n- 内容: 甲\n  牵头单位:\n  - 局: 甲\n", "第4行：“牵头单位”里应当只有名称"),
        ("报送:\n- 报送内容: 甲\n  周期: 每旬\n", "第3行：“周期”不能是“每旬”，只能是：每周、每月、每季度、每年。"),
        ("附件:\n- 名称: 甲\n  序号: 一\n", "第3行：“序号”应为不超过四位的整数"),
        ("目标:\n- 目标: 甲\n  数值: 多\n", "第3行：“数值”应为数字，“多”不是。"),
        ("目标:\n- 目标: 甲\n  数值: .inf\n", "第3行：“数值”应为数字"),
        ("阶段:\n- 名称: 甲\n  开始: 2026-03-02\n  结束: 2026-03-01\n", "第2行：“阶段”的结束（2026-03-01）早于开始"),
        ("标题: '甲\n", "格式有误"),
        ("标题: 甲\n---\n标题: 乙\n", "第2行：一个文件只能写一份方案"),
        ("标题: &a 甲\n", "第1行：不能用 & 和 * 引用"),
        ("标题: !!python/object:os.system 甲\n", "第1行：不能用 ! 指定类型"),
        ("标题: " + "[" * 30, "层次太深"),
        ("标题: \x00", "不能读的字符"),
    ],
)
def test_a_wrong_line_is_told_in_one_sentence(text: str, expected: str) -> None:
    assert any(expected in line for line in wrong(text)), wrong(text)


def test_every_wrong_line_is_told_at_once() -> None:
    lines = wrong("印发日期: 春天\n任务:\n- 编号: '1'\n  长期推进: 对\n报送: 月报\n")
    assert [line.partition("：")[0] for line in lines] == ["第1行", "第4行", "第5行"]


def test_of_very_many_wrong_lines_the_first_are_told() -> None:
    lines = wrong("任务:\n" + "- 名称: 甲\n" * 80)
    assert (len(lines), lines[-1]) == (yaml.TOLD + 1, "另有30处，请先改正以上各行。")


def test_a_quotation_that_stands_nowhere_is_refused() -> None:
    text = "任务:\n- 内容: 甲\n  原文: 1.清理依据。\n"
    assert wrong(text, is_quoted=lambda quote: False)[0].startswith("第3行：方案里没有这句原文：1.清理依据。")
    assert yaml.read(text).tasks == (Task("", "甲", "1.清理依据。"),)


def test_references_that_would_swell_are_refused_before_they_are_followed() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    assert wrong(bomb)[0].startswith("第1行：不能用 & 和 *")


def test_a_text_longer_than_any_plan_is_refused() -> None:
    assert "超过" in wrong("标题: " + "甲" * yaml.LONGEST)[0]


def test_names_may_stand_on_one_line_and_brackets_stay_whole() -> None:
    plan = yaml.read("任务:\n- 内容: 甲\n  责任单位: 各县(市、区)人民政府、市直各部门\n")
    assert plan.tasks[0].responsible == ("各县(市、区)人民政府", "市直各部门")
