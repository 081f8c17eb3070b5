"""测评的算法: answers of groups that carry weights → a score that shows nobody's answer.

A sheet's score is the mean of its answers' points, weighted by question; 不了解 does not count. A group's is the mean
of its sheets, a unit's the mean of its groups by their weights. Groups with too few sheets are taken together with the
next smallest, with the sum of their weights. Below the least number of sheets there is no figure at all.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from fajian import content

FORMULA = (
    "每份问卷得分＝各题分值按题目权重的平均，“不了解”不计；各组得分＝组内各份的平均；单位得分＝各组得分按组权重的平均。"
    "满意率＝得分达到“基本满意”的份数÷有效份数。"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer. `points` None: no opinion."""

    title: str
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a questionnaire."""

    code: str
    title: str
    weight: int


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """`rolling`: answered all the year, after each visit; the others within their days."""

    code: str
    title: str
    questions: tuple[Question, ...]
    rolling: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The file as shipped."""

    least: int
    satisfied: int
    below: int
    days: int
    scale: Mapping[str, Choice]
    groups: Mapping[str, str]
    questionnaires: Mapping[str, Questionnaire]


@cache
def words() -> Words:
    """Read once."""
    told: dict[str, Any] = dict(content.read("portal", "questionnaires.yaml"))
    scale = {code: Choice(**one) for code, one in told.pop("scale").items()}
    sheets = {}
    for code, one in told.pop("questionnaires").items():
        questions = tuple(Question(**question) for question in one.pop("questions"))
        sheets[code] = Questionnaire(code=code, questions=questions, **one)
    return Words(scale=scale, questionnaires=sheets, **told)


def questionnaires() -> list[tuple[str, str]]:
    """Of the model's column."""
    return [(code, one.title) for code, one in words().questionnaires.items()]


def groups() -> list[tuple[str, str]]:
    """Of the model's column."""
    return list(words().groups.items())


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answered questionnaire: whose group, and question → choice."""

    group: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """Some groups together."""

    groups: tuple[str, ...]
    weight: int
    count: int
    score: Decimal


@dataclass(frozen=True, slots=True)
class Tally:
    """What may be said of one unit. `questions`: code → (choice → how many)."""

    count: int
    score: Decimal
    satisfied: Decimal
    parts: tuple[Part, ...]
    questions: Mapping[str, Mapping[str, int]]


def points(sheet: Sheet, form: Questionnaire) -> Fraction | None:
    """Of one sheet; None where every answer was 不了解."""
    said = [(one.weight, words().scale[sheet.choices[one.code]].points) for one in form.questions
            if one.code in sheet.choices]  # fmt: skip
    known = [(weight, given) for weight, given in said if given is not None]
    if not known:
        return None
    return Fraction(sum(weight * given for weight, given in known), sum(weight for weight, _ in known))


def tally(sheets: Iterable[Sheet], form: Questionnaire, weights: Mapping[str, int]) -> Tally | None:
    """The figures of one unit; None where fewer than the least number of sheets say anything."""
    scored = [(sheet, given) for sheet in sheets if (given := points(sheet, form)) is not None]
    if len(scored) < words().least:
        return None
    by_group: dict[str, list[Fraction]] = {}
    for sheet, given in scored:
        by_group.setdefault(sheet.group, []).append(given)
    parts = merged(by_group, weights)
    whole = sum(weight for _, weight, _ in parts)
    score = sum((weight * mean(given) for _, weight, given in parts), Fraction()) / whole
    content_ = sum(given >= words().satisfied for _, given in scored)
    counts = {one.code: Counter(sheet.choices.get(one.code, "none") for sheet, _ in scored) for one in form.questions}
    return Tally(
        len(scored), rounded(score), rounded(Fraction(100 * content_, len(scored))),
        tuple(Part(names, weight, len(given), rounded(mean(given))) for names, weight, given in parts),
        {code: dict(counted) for code, counted in counts.items()},
    )  # fmt: skip


def merged(
    by_group: Mapping[str, Sequence[Fraction]], weights: Mapping[str, int]
) -> list[tuple[tuple[str, ...], int, list[Fraction]]]:
    """(groups, weight, scores), each with the least number of sheets; the small ones together, the smallest first."""
    order = sorted(by_group, key=lambda name: (len(by_group[name]), name))
    made: list[tuple[tuple[str, ...], int, list[Fraction]]] = []
    names: list[str] = []
    for name in order:
        names.append(name)
        held = [given for one in names for given in by_group[one]]
        if len(held) >= words().least:
            made.append((tuple(names), sum(weights.get(one, 1) for one in names), held))
            names = []
    if names and made:
        last, weight, held = made.pop()
        rest = [given for one in names for given in by_group[one]]
        made.append(((*last, *names), weight + sum(weights.get(one, 1) for one in names), held + rest))
    return made


def mean(given: Sequence[Fraction]) -> Fraction:
    """Plain."""
    return sum(given, Fraction()) / len(given)


def rounded(value: Fraction) -> Decimal:
    """To two places, half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def periods(months: Mapping[dt.date, int], today: dt.date) -> list[tuple[dt.date, dt.date, int]]:
    """(first month, last month, how many), of months that are over, each long enough for the least number.

    A month once told never changes, so nobody learns the newest answer by looking before and after.
    """
    made: list[tuple[dt.date, dt.date, int]] = []
    first, held = None, 0
    for month in sorted(month for month in months if month < today.replace(day=1)):
        first, held = first or month, held + months[month]
        if held >= words().least:
            made.append((first, month, held))
            first, held = None, 0
    return made
