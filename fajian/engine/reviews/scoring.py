"""计分: a reader's marks → a score; two or three scores → the file's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from fajian.engine.faults import InputError
from fajian.engine.reviews.standards import FULL, Standard

GOOD, SHORT, ABSENT = "good", "short", "absent"
VERDICTS = {GOOD: "符合", SHORT: "扣分", ABSENT: "不适用"}
STEP = Decimal("0.5")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader says of one item: a verdict (key of VERDICTS), the points deducted, why."""

    verdict: str
    deducted: Decimal = Decimal(0)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reader's sheet: marks by item, reasons by veto that was found to hold."""

    marks: Mapping[str, Mark]
    vetoes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 0 to 100 with two places. `applicable`: what the items that apply are worth together."""

    score: Decimal
    applicable: Decimal
    deducted: Decimal
    vetoes: tuple[str, ...]
    grade: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a file. `counted`: the sheets (from 0) whose scores were averaged; `vetoes`: held by most."""

    score: Decimal
    grade: str
    vetoes: tuple[str, ...]
    counted: tuple[int, ...]


def faults(standard: Standard, sheet: Sheet) -> dict[str, str]:
    """What still stands in the way of handing a sheet in, by the code of the item or veto."""
    found = {}
    for item in standard.items:
        mark = sheet.marks.get(item.code)
        if mark is None or mark.verdict not in VERDICTS:
            found[item.code] = "还没有评，请选符合、扣分或者不适用。"
        elif mark.verdict == ABSENT and not item.optional:
            found[item.code] = "这一项每份案卷都要有，不能按合理缺项处理。"
        elif mark.verdict != SHORT and mark.deducted:
            found[item.code] = "填了扣分而结论不是“扣分”，请核对。"
        elif mark.verdict != GOOD and not mark.reason:
            found[item.code] = "扣分、不适用须写明理由。"
        elif mark.verdict == SHORT and not 0 < mark.deducted <= item.points:
            found[item.code] = f"扣分应大于0、不超过本项{_plain(item.points)}分。"
        elif mark.verdict == SHORT and mark.deducted % STEP:
            found[item.code] = f"扣分以{STEP}分为一档。"
    found |= {code: "否决项属实须写明事实和依据。" for code, reason in sheet.vetoes.items() if not reason}
    return found


def score(standard: Standard, sheet: Sheet) -> Score:
    """The score of a whole sheet: items that do not apply (合理缺项) are left out, the rest is scaled to 100.

    100 × (applicable − deducted) ÷ applicable, half a cent rounds up. A veto leaves the score and takes the grade.
    Raises InputError for a sheet with faults, and where nothing at all applies.
    """
    if wrong := faults(standard, sheet):
        raise InputError("；".join(f"{code}：{said}" for code, said in wrong.items()))
    applying = [item for item in standard.items if sheet.marks[item.code].verdict != ABSENT]
    applicable = sum((item.points for item in applying), Decimal(0))
    if not applicable:
        raise InputError("没有一项适用，不能计分，请核对。")
    deducted = sum((sheet.marks[item.code].deducted for item in applying), Decimal(0))
    points = (FULL * (applicable - deducted) / applicable).quantize(CENT, ROUND_HALF_UP)
    vetoes = tuple(veto.code for veto in standard.vetoes if veto.code in sheet.vetoes)
    grade = standard.worst if vetoes else standard.grade(points)
    return Score(points, applicable, deducted, vetoes, grade.title)


def agree(standard: Standard, one: Score, other: Score) -> bool:
    """Do two readers say the same: no veto but both see it, and scores no further apart than the standard allows."""
    return set(one.vetoes) == set(other.vetoes) and abs(one.score - other.score) <= standard.gap


def outcome(standard: Standard, scores: Sequence[Score]) -> Outcome:
    """What two or three scores make of a file.

    The two that lie nearest each other are averaged (of equally near pairs the one with the earlier sheets). A veto
    holds when more than half of the readers see it. Raises ValueError for another number of scores.
    """
    if len(scores) not in (2, 3):
        raise ValueError(f"{len(scores)} scores")
    pair = min(combinations(range(len(scores)), 2), key=lambda pair: abs(scores[pair[0]].score - scores[pair[1]].score))
    mean = (sum((scores[place].score for place in pair), Decimal(0)) / 2).quantize(CENT, ROUND_HALF_UP)
    seen = [code for one in scores for code in one.vetoes]
    vetoes = tuple(veto.code for veto in standard.vetoes if 2 * seen.count(veto.code) > len(scores))
    grade = standard.worst if vetoes else standard.grade(mean)
    return Outcome(mean, grade.title, vetoes, pair)


def changed(sheet: Sheet, marks: Mapping[str, Mark], no_veto: Sequence[str] = ()) -> Sheet:
    """The sheet with what a re-check (复核) put in place of some marks, and without the vetoes it does not uphold."""
    kept = {code: reason for code, reason in sheet.vetoes.items() if code not in no_veto}
    return replace(sheet, marks={**sheet.marks, **marks}, vetoes=kept)


def _plain(points: Decimal) -> str:
    return f"{points.normalize():f}"
