"""What the sheets of a file come to: its score, its grade, and the problems its unit is told."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from fajian.engine.reviews import scoring
from fajian.engine.reviews.scoring import SHORT, Mark, Sheet
from fajian.engine.reviews.standards import Standard
from fajian.review.models import Sample, ScoreSheet


def conclude(sample: Sample, sheets: Sequence[ScoreSheet], dropped: Sequence[str] = ()) -> None:
    """Fill in score, grade, vetoes and problems by the sheets handed in; without what a re-check does not uphold."""
    standard = sample.batch.standard
    read = [without(standard, one.filled, dropped) for one in sheets]
    result = scoring.outcome(standard, [scoring.score(standard, one) for one in read])
    sample.score, sample.grade, sample.vetoes = result.score, result.grade, list(result.vetoes)
    sample.counted = [sheets[place].place for place in result.counted]
    sample.problems = problems(standard, read, result)


def without(standard: Standard, sheet: Sheet, dropped: Sequence[str]) -> Sheet:
    """The sheet with these deductions and vetoes taken out: the item counts as met."""
    items = {item.code for item in standard.items}
    good = {code: Mark(scoring.GOOD) for code in dropped if code in items and sheet.marks[code].verdict == SHORT}
    return scoring.changed(sheet, good, [code for code in dropped if code not in items])


def problems(standard: Standard, sheets: Sequence[Sheet], result: scoring.Outcome) -> dict[str, dict[str, Any]]:
    """By code: vetoes that hold, then items short on a sheet that counts – the mean deduction and every reason."""
    told: dict[str, dict[str, Any]] = {}
    for code in result.vetoes:
        told[code] = {"deducted": "", "reason": _joined(sheet.vetoes.get(code, "") for sheet in sheets)}
    counted = [sheets[place] for place in result.counted]
    for item in standard.items:
        short = [sheet.marks[item.code] for sheet in counted if sheet.marks[item.code].verdict == SHORT]
        if short:
            mean = sum((mark.deducted for mark in short), Decimal(0)) / len(counted)
            told[item.code] = {"deducted": f"{mean.normalize():f}", "reason": _joined(mark.reason for mark in short)}
    return told


def _joined(reasons: Any) -> str:
    return "；".join(dict.fromkeys(reason for reason in reasons if reason))
