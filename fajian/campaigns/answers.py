"""What a doubt asks, what is proposed, and what an answer changes in the plan. Nothing here writes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fajian.engine.plans.schema import Doubt, Due, Plan, Task

TITLES = {
    "year_inferred": "年份系推断", "date_conflict": "日期不一致", "due_outside_stage": "期限在阶段之外",
    "due_on_holiday": "期限逢节假日", "due_in_past_at_issue": "印发时期限已过", "no_due": "没有期限",
    "unclear_due": "期限不明", "annex_shared": "附件共用", "unit_alias": "单位名称疑似同一",
    "overlap_stages": "阶段重叠", "missing_text": "文字缺失", "no_lead": "没有责任单位", "other": "其他",
}  # fmt: skip
HOW = {"proposal": "按建议", "own": "另行核定", "none": "不适用"}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMES = re.compile("“(.+?)”与“(.+?)”")
_TASK = re.compile("任务([^，。]+?)(?:的时限|没有)")
_STAGES = re.compile("“(.+?)”到.*?，“(.+?)”从")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said to a doubt: `how` is a key of HOW; of 另行核定 the text, the day, or both."""

    how: str
    text: str = ""
    day: dt.date | None = None

    def to_json(self) -> dict[str, str]:
        """For the document's `settled`."""
        return {"how": self.how, "text": self.text, "day": self.day.isoformat() if self.day else ""}

    @classmethod
    def from_json(cls, data: Mapping[str, str]) -> Answer:
        """Read back."""
        return cls(data["how"], data["text"], dt.date.fromisoformat(data["day"]) if data["day"] else None)


@dataclass(frozen=True, slots=True)
class Question:
    """What the page asks about a doubt.

    `proposal` is what 按建议 will do, "" where nothing can be proposed; `none` what 不适用 means here. `day` and `text`
    label the fields of an own answer, "" = no such field. `proposed` is the day the proposal sets, if it sets one.
    """

    proposal: str
    none: str
    day: str = ""
    text: str = "核定意见"
    proposed: dt.date | None = None


def question(doubt: Doubt) -> Question:
    """The question behind a doubt."""
    days = [dt.date.fromisoformat(day) for day in _ISO.findall(doubt.says)]
    return _QUESTIONS[doubt.kind](doubt, days)


def _of_year(doubt: Doubt, days: list[dt.date]) -> Question:
    year = re.search(r"按(\d{4})年", doubt.says)
    return Question(f"按{year[1]}年" if year else "", "日期留待以后核定", text="年份（如 2026）")


def _of_issue(doubt: Doubt, days: list[dt.date]) -> Question:
    return Question(f"按落款{cn(days[-1])}" if days else "", "不影响执行", day="印发日期", proposed=None)


def _of_gap(doubt: Doubt, days: list[dt.date]) -> Question:
    if "标题" in doubt.says:
        return Question("", "按“未命名的方案”处理", text="方案标题")
    if days:
        return Question(f"应为{cn(days[0])}", "保留原文，日期留待以后核定", day="正确的日期")
    return Question("选用内置台账样式", "不需要表样")


def _of_holiday(doubt: Doubt, days: list[dt.date]) -> Question:
    on, before = days[0], days[-1] if len(days) > 1 else None
    said = f"提前到{cn(before)}" if before and before != on else ""
    return Question(said, f"仍按{cn(on)}", day="期限", proposed=before)


def _of_day(doubt: Doubt, days: list[dt.date]) -> Question:
    kept = f"仍按{cn(days[0])}" if days else "按原文"
    return Question(kept, "期限作废，不设日期", day="期限")


def _of_limit(doubt: Doubt, days: list[dt.date]) -> Question:
    if "旬前" in doubt.says:
        return Question(f"按末日{cn(days[-1])}" if days else "按末日", "按原文", day="期限")
    return Question("长期推进", "不设期限", day="完成时限")


def _of_annex(doubt: Doubt, days: list[dt.date]) -> Question:
    return Question("各任务合填一份", "按原文")


def _of_alias(doubt: Doubt, days: list[dt.date]) -> Question:
    names = _NAMES.search(doubt.says)
    return Question(f"统一为“{names[2]}”" if names else "", "是两个单位", text="应用的名称")


def _of_stages(doubt: Doubt, days: list[dt.date]) -> Question:
    names = _STAGES.search(doubt.says)
    return Question("两个阶段交叉进行", "按原文", day=f"“{names[2]}”的开始日期" if names else "后一阶段的开始日期")


def _of_lead(doubt: Doubt, days: list[dt.date]) -> Question:
    return Question("", "不设责任单位", text="责任单位（几个单位用顿号隔开）")


def _of_other(doubt: Doubt, days: list[dt.date]) -> Question:
    return Question("", "按原文")


_QUESTIONS: dict[str, Callable[[Doubt, list[dt.date]], Question]] = {
    "year_inferred": _of_year, "date_conflict": _of_issue, "missing_text": _of_gap, "due_on_holiday": _of_holiday,
    "due_in_past_at_issue": _of_day, "due_outside_stage": _of_day, "no_due": _of_limit, "unclear_due": _of_limit,
    "annex_shared": _of_annex, "unit_alias": _of_alias, "overlap_stages": _of_stages, "no_lead": _of_lead,
    "other": _of_other,
}  # fmt: skip


def proposals(plan: Plan, given: Mapping[int, Answer]) -> dict[int, str]:
    """What is proposed for each doubt nobody has settled, by place; without those for which nothing is."""
    asked = ((place, question(doubt).proposal) for place, doubt in enumerate(plan.doubts) if place not in given)
    return {place: proposal for place, proposal in asked if proposal}


def said(doubt: Doubt, answer: Answer) -> str:
    """The answer in words, as the page and the history show it."""
    asked = question(doubt)
    if answer.how == "proposal":
        return asked.proposal
    if answer.how == "none":
        return f"不适用：{asked.none}"
    return "，".join(filter(None, (cn(answer.day) if answer.day else "", answer.text)))


def cn(day: dt.date) -> str:
    """2026年6月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


# ── reading again ────────────────────────────────────────────────────────────────────────────────────────────────────


def reread_from(plan: Plan, doubt: Doubt, answer: Answer) -> dt.date | None:
    """A day of issue with which the document has to be read again, since all dates hang on it; None: no need.

    An own year is told to the compiler as its 1 January: every date without a year is then of that year.
    """
    if answer.how != "own":
        return None
    if doubt.kind == "year_inferred" and (year := re.search(r"(?:19|20)\d\d", answer.text)):
        return dt.date(int(year[0]), 1, 1)
    days = _ISO.findall(doubt.says)
    about_issue = doubt.kind == "date_conflict" or (
        doubt.kind == "missing_text" and days and plan.issued_on and plan.issued_on.isoformat() == days[0]
    )
    return answer.day if about_issue and answer.day and answer.day != plan.issued_on else None


# ── taking the answers in ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Settled:
    """The plan with the answers taken in; `notes` say at each element (anchor → sentences) what was settled."""

    plan: Plan
    notes: Mapping[str, tuple[str, ...]]


def settled(plan: Plan, answers: Mapping[int, Answer]) -> Settled:
    """Take every answer in, in the order of the doubts. What an answer cannot change becomes a note at its element."""
    desk = _Desk(plan)
    for place, doubt in enumerate(plan.doubts):
        if answer := answers.get(place):
            desk.take(doubt, answer)
    return Settled(desk.plan, {anchor: tuple(lines) for anchor, lines in desk.notes.items()})


class _Desk:
    """One plan being amended."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.notes: dict[str, list[str]] = {}

    def take(self, doubt: Doubt, answer: Answer) -> None:
        """Take one answer in."""
        line = f"{TITLES[doubt.kind]}：{said(doubt, answer)}"
        day = answer.day if answer.how == "own" else question(doubt).proposed if answer.how == "proposal" else None
        match doubt.kind:
            case "due_on_holiday":
                touched = self.move(doubt, day)
            case "due_in_past_at_issue" | "due_outside_stage":
                touched = self.move(doubt, day, clear=answer.how == "none")
            case "missing_text" if _ISO.search(doubt.says):
                touched = self.move(doubt, day)
            case "missing_text" if "标题" in doubt.says:
                touched = self.name(answer)
            case "no_due" | "unclear_due":
                touched = self.limit(doubt, answer)
            case "no_lead":
                touched = self.lead(doubt, answer)
            case "unit_alias":
                touched = self.rename(doubt, answer)
            case "overlap_stages":
                touched = self.begin(doubt, day)
            case "annex_shared" | "missing_text":
                touched = [f"annex-{i}" for i, annex in enumerate(self.plan.annexes) if annex.quote == doubt.quote]
            case _:
                touched = []
        for anchor in touched or ["header"]:
            self.notes.setdefault(anchor, []).append(line)

    def move(self, doubt: Doubt, day: dt.date | None, *, clear: bool = False) -> list[str]:
        """Another day for the duties and limits that fall on the doubtful one, or none at all; returns which they are.

        Without a day they stay as they are.
        """
        found = _ISO.search(doubt.says)
        old = dt.date.fromisoformat(found[0]) if found else None
        new = None if clear else day or old
        duties, tasks, touched = list(self.plan.duties), list(self.plan.tasks), []
        for i, duty in enumerate(duties):
            if old and duty.due == old and _meet(duty.quote, doubt.quote):
                duties[i] = replace(duty, due=new)
                touched.append(f"duty-{i}")
        for i, task in enumerate(tasks):
            if old and any(due.on == old and _meet(due.quote, doubt.quote) for due in task.due):
                moved = (replace(due, on=new) if due.on == old else due for due in task.due)
                tasks[i] = replace(task, due=tuple(moved))
                touched.append(f"task-{i}")
        self.plan = replace(self.plan, duties=tuple(duties), tasks=tuple(tasks))
        return touched

    def limit(self, doubt: Doubt, answer: Answer) -> list[str]:
        """A task's day, or that it has none and goes on."""
        if "旬前" in doubt.says:
            return self.ten_days(doubt, answer.day if answer.how == "own" else None)
        i = self.task_of(doubt)
        if i is None:
            return []
        task = self.plan.tasks[i]
        if answer.how == "own" and answer.day:
            undated = [due for due in task.due if due.on is None]
            quote = undated[0].quote if undated else doubt.quote
            dated = tuple(due for due in task.due if due.on is not None)
            self.put(i, replace(task, due=(*dated, Due(answer.day, quote))))
        elif answer.how == "proposal":
            self.put(i, replace(task, standing=True))
        return [f"task-{i}"]

    def ten_days(self, doubt: Doubt, day: dt.date | None) -> list[str]:
        """9月下旬前: the end of a stage or the limit of a task."""
        touched, stages = [], list(self.plan.stages)
        for i, stage in enumerate(stages):
            if _meet(stage.quote, doubt.quote) and stage.to_on and stage.to_on.isoformat() in doubt.says:
                stages[i] = replace(stage, to_on=day or stage.to_on)
                touched.append(f"stage-{i}")
        self.plan = replace(self.plan, stages=tuple(stages))
        for i, task in enumerate(self.plan.tasks):
            if any(_meet(due.quote, doubt.quote) for due in task.due) and not touched:
                moved = (replace(due, on=day or due.on) if _meet(due.quote, doubt.quote) else due for due in task.due)
                self.put(i, replace(task, due=tuple(moved)))
                return [f"task-{i}"]
        return touched

    def lead(self, doubt: Doubt, answer: Answer) -> list[str]:
        """The units of a task that names none."""
        i = self.task_of(doubt)
        if i is None:
            return []
        if answer.how == "own":
            names = tuple(name.strip() for name in re.split("[、，,；;]", answer.text) if name.strip())
            self.put(i, replace(self.plan.tasks[i], responsible=names))
        return [f"task-{i}"]

    def rename(self, doubt: Doubt, answer: Answer) -> list[str]:
        """One name for one unit, wherever tasks and duties have the other."""
        names = _NAMES.search(doubt.says)
        if names is None:
            return []
        wanted = names[2] if answer.how == "proposal" else answer.text.strip() if answer.how == "own" else ""
        others = {names[1], names[2]} - {wanted}

        def one(name: str) -> str:
            return wanted if wanted and name in others else name

        touched = []
        for i, task in enumerate(self.plan.tasks):
            listed = [task.lead, task.support, task.responsible]
            if any(name in (names[1], names[2]) for part in listed for name in part):
                lead, support, responsible = (tuple(dict.fromkeys(map(one, part))) for part in listed)
                self.put(i, replace(task, lead=lead, support=support, responsible=responsible))
                touched.append(f"task-{i}")
        duties = [
            replace(duty, from_unit=one(duty.from_unit or "") or None, to_unit=one(duty.to_unit or "") or None)
            for duty in self.plan.duties
        ]
        self.plan = replace(self.plan, duties=tuple(duties))
        return touched

    def begin(self, doubt: Doubt, day: dt.date | None) -> list[str]:
        """The first day of the second of two stages that overlap."""
        stages, touched = list(self.plan.stages), []
        for i, stage in enumerate(stages):
            if stage.quote == doubt.quote:
                stages[i] = replace(stage, from_on=day or stage.from_on)
                touched.append(f"stage-{i}")
        self.plan = replace(self.plan, stages=tuple(stages))
        return touched

    def name(self, answer: Answer) -> list[str]:
        """The title."""
        if answer.how == "own" and answer.text.strip():
            self.plan = replace(self.plan, title=answer.text.strip())
        return ["header"]

    def task_of(self, doubt: Doubt) -> int | None:
        """The task a doubt is about: by its words, else by its number."""
        said = _TASK.search(doubt.says)
        number = _flat(said[1]) if said else ""
        numbered = [i for i, task in enumerate(self.plan.tasks) if not number or _flat(task.number) == number]
        quoted = [i for i in numbered if self.plan.tasks[i].quote == doubt.quote]
        return next(iter(quoted or (numbered if number else [])), None)

    def put(self, i: int, task: Task) -> None:
        """Replace one task."""
        self.plan = replace(self.plan, tasks=(*self.plan.tasks[:i], task, *self.plan.tasks[i + 1 :]))


def _meet(one: str, other: str) -> bool:
    """Do the two quotes stand in the same place? The longer one holds the shorter."""
    one, other = one.lstrip("于在"), other.lstrip("于在")
    return one in other or other in one


def _flat(number: str) -> str:
    return number.replace("（", "(").replace("）", ")")


def read(stored: Mapping[str, Any]) -> dict[int, Answer]:
    """The answers of a document's `settled`, by place."""
    return {int(place): Answer.from_json(data) for place, data in stored.items()}
