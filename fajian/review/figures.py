"""What a batch comes to: scores by unit, frequent problems, how far the readers agree, who drifts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from fajian.engine.reviews import agreement
from fajian.engine.reviews.agreement import Drift
from fajian.engine.reviews.scoring import CENT
from fajian.engine.reviews.standards import Standard
from fajian.review.models import Batch, Objection, Sample, ScoreSheet
from fajian.review.workflow import OPENED


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One unit's files: read, their mean, the worst of them, how many failed, problems told."""

    number: int
    name: str
    files: int
    mean: Decimal
    lowest: Decimal
    failed: int
    problems: int


@dataclass(frozen=True, slots=True)
class Frequent:
    """A veto or item, in how many files and units it was found short."""

    code: str
    title: str
    files: int
    units: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """A veto or item and how far the readers of the same file agree on it; None = not defined."""

    code: str
    title: str
    alpha: float | None
    same: int
    files: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything counted of a batch's files that have their score."""

    samples: tuple[Sample, ...]
    units: tuple[UnitFigures, ...]
    grades: tuple[tuple[str, int], ...]
    frequent: tuple[Frequent, ...]
    items: tuple[Agreed, ...]
    alpha: float | None
    drifts: tuple[tuple[Any, Drift], ...]
    third: int
    objections: int
    changed: int

    @property
    def mean(self) -> Decimal | None:
        """Over all files."""
        return mean([one.score for one in self.samples if one.score is not None])

    @property
    def vetoed(self) -> int:
        """Files that fail by a veto."""
        return sum(bool(one.vetoes) for one in self.samples)

    @property
    def problems(self) -> int:
        """Told, over all files."""
        return sum(len(one.problems) for one in self.samples)


def mean(scores: Sequence[Decimal]) -> Decimal | None:
    """With two places; None of nothing."""
    return (sum(scores, Decimal(0)) / len(scores)).quantize(CENT, ROUND_HALF_UP) if scores else None


def of(batch: Batch) -> Figures:
    """Counted from the sheets and files as they stand; whoever asks has settled who may see the batch."""
    rows = list(batch.samples.filter(state__in=OPENED).select_related("unit", "batch").order_by("unit_path", "pk"))
    given = ScoreSheet.objects.filter(sample__batch=batch, sample__state__in=OPENED, state="submitted")
    sheets = list(given.select_related("reviewer__unit").order_by("submitted_at", "pk"))
    by_sample: dict[int, list[ScoreSheet]] = defaultdict(list)
    for one in sheets:
        by_sample[one.sample_id].append(one)
    first = [[one for one in found if one.place < 3] for found in by_sample.values()]
    objections = Objection.objects.filter(sample__batch=batch)
    standard = batch.standard
    return Figures(
        samples=tuple(rows),
        units=tuple(_units(rows, standard)),
        grades=tuple((grade.title, sum(one.grade == grade.title for one in rows)) for grade in standard.grades),
        frequent=tuple(_frequent(rows, standard)),
        items=tuple(_agreed(first, standard)),
        alpha=agreement.alpha([[one.score for one in found] for found in first], agreement.interval),
        drifts=tuple(_drifts(by_sample, sheets)),
        third=sum(one.place == 3 for one in sheets),
        objections=objections.count(),
        changed=objections.exclude(dropped=[]).count(),
    )


def _units(rows: Sequence[Sample], standard: Standard) -> list[UnitFigures]:
    by_unit: dict[int, list[Sample]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit_id].append(row)
    found = []
    for number, own in by_unit.items():
        scores = [one.score for one in own if one.score is not None]
        failed = sum(one.grade == standard.worst.title for one in own)
        told = sum(len(one.problems) for one in own)
        middle = mean(scores) or Decimal(0)
        found.append(UnitFigures(number, own[0].unit.name, len(own), middle, min(scores), failed, told))
    return found


def _frequent(rows: Sequence[Sample], standard: Standard) -> list[Frequent]:
    files: Counter[str] = Counter(code for row in rows for code in row.problems)
    units = {code: len({row.unit_id for row in rows if code in row.problems}) for code in files}
    titles = standard.titles()
    order = {code: place for place, code in enumerate(titles)}
    told = sorted(files, key=lambda code: (-files[code], order[code]))
    return [Frequent(code, titles[code], files[code], units[code]) for code in told]


def _agreed(first: Sequence[Sequence[ScoreSheet]], standard: Standard) -> list[Agreed]:
    pairs = [found for found in first if len(found) == 2]
    said = [
        (veto.code, veto.title, [[veto.code in one.vetoes for one in found] for found in pairs])
        for veto in standard.vetoes
    ]
    said += [
        (item.code, item.title, [[one.marks[item.code]["verdict"] for one in found] for found in pairs])
        for item in standard.items
    ]
    return [
        Agreed(code, title, agreement.alpha(told), sum(len(set(one)) == 1 for one in told), len(told))
        for code, title, told in said
    ]


def _drifts(by_sample: dict[int, list[ScoreSheet]], sheets: Sequence[ScoreSheet]) -> list[tuple[Any, Drift]]:
    people = {one.reviewer_id: one.reviewer for one in sheets}
    # A file's moment is that of its last sheet: by_sample was filled in the order of handing in.
    order = sorted(by_sample.values(), key=lambda found: found[-1].submitted_at or found[-1].recorded_at)
    found = agreement.drift([[(one.reviewer_id, one.score) for one in sheets] for sheets in order])
    return sorted(((people[number], drift) for number, drift in found.items()), key=lambda one: -abs(one[1].mean))
