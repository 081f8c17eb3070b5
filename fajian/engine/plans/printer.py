"""A plan as a plain plan document again: title, grounds, tasks, stages, problems, duties, annexes, signature.

Compiling what is printed gives the same plan, quotes and doubts aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fajian.engine.plans.schema import EVERY, Duty, Plan, Stage, Task

_CN = "一二三四五六七八九十"
_STEPS = re.compile(r"第.部分|[一二三四五六七八九十]{1,3}|\([一二三四五六七八九十]{1,3}\)|\d{1,2}")


def document(plan: Plan) -> str:
    """The text of the plan; what it leaves out (null) stays out."""
    return "\n".join(_lines(plan)) + "\n"


def cn(day: date) -> str:
    """2026年6月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _lines(plan: Plan) -> Iterator[str]:
    yield from (line for line in (plan.title, plan.doc_number) if line)
    yield from _opening(plan)
    yield from _parts(plan)
    yield from _annexes(plan)
    if plan.issued_on:
        yield ""
        yield from [plan.issuer] if plan.issuer else []
        yield cn(plan.issued_on)


def _opening(plan: Plan) -> Iterator[str]:
    cited = "、".join(
        f"《{basis.name}》" + (f"（{basis.doc_number}）" if basis.doc_number else "") for basis in plan.bases
    )
    span = plan.period
    when = f"自{cn(span.from_on)}至{cn(span.to_on)}开展工作，" if span and span.from_on and span.to_on else ""
    yield f"{f'根据{cited}，' if cited else ''}{when}制定本方案。"


def _parts(plan: Plan) -> Iterator[str]:
    """The numbered parts. Tasks keep their numbers, so the parts around them take the numbers that are free."""
    taken = {_STEPS.match(task.number.replace("（", "(").replace("）", ")")) for task in plan.tasks}
    used = {m.group() for m in taken if m}
    free = iter([number for number in (*_CN, *(f"十{n}" for n in _CN[:9])) if number not in used])
    first_task = next((number for number in _CN if number in used), None)
    before = _CN[: _CN.index(first_task)] if first_task else ""
    parts = [part for part in (_problems(plan), _stages(plan), _demands(plan)) if part[1]]
    numbered = [(next(free), *part) for part in parts]
    for number, words, lines in numbered:
        if number in before:
            yield from (f"{number}、{words}", *lines)
    yield from _tasks(plan)
    for number, words, lines in numbered:
        if number not in before:
            yield from (f"{number}、{words}", *lines)


def _tasks(plan: Plan) -> Iterator[str]:
    open_path: list[str] = []
    for task in plan.tasks:
        path = _STEPS.findall(task.number.replace("（", "(").replace("）", ")"))
        same = 0
        while same < min(len(path) - 1, len(open_path)) and path[same] == open_path[same]:
            same += 1
        for depth in range(same, len(path) - 1):
            yield f"{_marker(path[depth])}{'主要任务' if depth == 0 else '有关工作'}"
        if path:
            yield f"{_marker(path[-1])}{task.title}。{_said(task)}"
        open_path = path


def _marker(step: str) -> str:
    if step.isdigit():
        return f"{step}."
    return step.replace("(", "（").replace(")", "）") if step.startswith("(") else f"{step}、"


def _said(task: Task) -> str:
    """What stands behind a task's heading: what it looks at, its annexes, and the note in brackets."""
    scope = f"核查{task.scope_from.year}年以来的情况。" if task.scope_from else ""
    annexes = f"填写附件{'、'.join(map(str, task.annexes))}。" if task.annexes else ""
    limits = [cn(due.on) + "前" for due in task.due if due.on] + ["持续推进"] * task.standing
    limits = limits or [due.quote for due in task.due]
    parts = (
        ("牵头单位", "、".join(task.lead)), ("配合单位", "、".join(task.support)),
        ("责任单位", "、".join(task.responsible)), ("完成时限", "，".join(limits)),
    )  # fmt: skip
    note = "；".join(f"{label}：{value}" for label, value in parts if value)
    return f"{scope}{annexes}" + (f"（{note}）" if note else "")


def _stages(plan: Plan) -> tuple[str, list[str]]:
    return "实施步骤", [f"（{_CN[i]}）{stage.title}{_span(stage)}。" for i, stage in enumerate(plan.stages[:10])]


def _span(stage: Stage) -> str:
    if stage.from_on and stage.to_on:
        return f"（{cn(stage.from_on)}至{cn(stage.to_on)}）"
    return f"（{cn(stage.to_on)}前）" if stage.to_on else f"（{cn(stage.from_on)}起）" if stage.from_on else ""


def _problems(plan: Plan) -> tuple[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for problem in plan.problems:
        groups.setdefault(problem.group, []).append(problem.text)
    return "整治重点问题", [
        f"（{_CN[i % 10]}）{name}。{'；'.join(texts)}。" for i, (name, texts) in enumerate(groups.items())
    ]


def _demands(plan: Plan) -> tuple[str, list[str]]:
    lines = [f"（{_CN[i % 10]}）{_handed_in(duty)}。" for i, duty in enumerate(plan.duties)]
    contacts = {"phone": "联系电话", "email": "邮箱", "person": "联系人", "address": "地址"}
    reach = "；".join(f"{contacts[one.kind]}：{one.value}" for one in plan.contacts)
    return "工作要求", lines + ([f"{reach}。"] if reach else [])


def _handed_in(duty: Duty) -> str:
    when = f"于{cn(duty.due)}前" if duty.due else EVERY.get(duty.every or "", "")
    annexes = f"（附件{'、'.join(map(str, duty.annexes))}）" if duty.annexes else ""
    return f"{duty.from_unit or ''}{when}将{duty.what}{annexes}报送{duty.to_unit or ''}"


def _annexes(plan: Plan) -> Iterator[str]:
    numbered = [annex for annex in plan.annexes if annex.number is not None]
    if numbered:
        yield "附件："
        yield from (f"{annex.number}.{annex.title}" for annex in numbered)
    yield from (f"附件：{annex.title}" for annex in plan.annexes if annex.number is None)
