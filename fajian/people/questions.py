"""Where questions come from: the ones shipped with the product, and sheets of an office's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from fajian import content
from fajian.core.files import Received
from fajian.engine.forms.spec import LedgerSpec
from fajian.people.actions import Asked
from fajian.people.models.exams import LETTERS, Question
from fajian.people.reading import Read, repeated, rows_of, wrong
from fajian.people.sheets import sheet

JUDGED = ("对", "错")
KINDS = {word: code for code, word in Question.KINDS}
SUBJECTS = {word: code for code, word in Question.SUBJECTS}


@cache
def bank() -> LedgerSpec:
    """题库."""
    return sheet("bank", "法治测试题库")


def shipped() -> list[Asked]:
    """content/people/questions.yaml."""
    found = []
    for row in content.read("people", "questions.yaml"):
        options = tuple(map(str, row.get("options", JUDGED)))
        found.append(_asked(row["kind"], "公共法律知识", row["stem"], options, row["answer"], row["basis"]))
    return found


def read_questions(received: Received) -> Read:
    """The questions of an upload, or a sentence for everything in it that is not one."""
    spec = bank()
    found = rows_of(received, spec)
    faults = [fault for fault in found.faults if fault.level == "refused"] + repeated(found, spec)
    questions = []
    for row in found.rows:
        cells: Mapping[str, Any] = row.cells
        kind = str(cells.get("kind"))
        options = JUDGED if kind == "判断" else _options(cells)
        answer = str(cells.get("answer") or "").strip().upper()
        said = _complaint(kind, options, answer)
        if said:
            faults.append(wrong(found, row, spec["answer"].label, answer, said))
            continue
        basis = str(cells["basis"])[:300]
        questions.append(_asked(kind, str(cells["subject"]), str(cells["stem"]), options, answer, basis))
    return Read(tuple(questions), tuple(faults))


def _options(cells: Mapping[str, Any]) -> tuple[str, ...]:
    """A to the last that is filled in; "" where one before it is not."""
    told = [str(cells.get(letter.lower()) or "").strip() for letter in LETTERS]
    while told and not told[-1]:
        told.pop()
    return tuple(told)


def _complaint(kind: str, options: tuple[str, ...], answer: str) -> str:
    """What is wrong with the answer; "" if nothing."""
    if kind == "判断":
        return "" if answer in JUDGED else "判断题的答案写“对”或者“错”"
    if len(options) < 2:
        return "选择题至少要有 A、B 两个选项"
    if not all(options):
        return "选项从 A 起依次填写，中间不能空"
    letters = LETTERS[: len(options)]
    if not answer or any(letter not in letters for letter in answer) or len(set(answer)) < len(answer):
        return f"答案应是 {'、'.join(letters)} 中的字母"
    if kind == "单选" and len(answer) > 1:
        return "单选题只能有一个答案"
    return "多选题至少有两个答案" if kind == "多选" and len(answer) < 2 else ""


def _asked(kind: str, subject: str, stem: str, options: tuple[str, ...], answer: str, basis: str) -> Asked:
    letters = LETTERS[JUDGED.index(answer)] if kind == "判断" else "".join(sorted(answer))
    return Asked(KINDS[kind], SUBJECTS[subject], stem.strip(), options, letters, basis)
