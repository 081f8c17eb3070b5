"""Writes on score sheets: filled in, handed in, given back for recusal, given to another."""

from __future__ import annotations

from collections.abc import Mapping

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.reviews import scoring
from fajian.engine.reviews.scoring import Mark
from fajian.review.actions.shared import SUPERVISOR, fill, free_places, leads, runs
from fajian.review.models import Sample, ScoreSheet
from fajian.review.models.sheets import kept
from fajian.review.results import conclude
from fajian.review.workflow import REVIEWERS, SAMPLE, SHEET


@action("review.save", title="保存评分", who=REVIEWERS)
def save(
    act: Act, *, sheet: ScoreSheet, seen: int, marks: Mapping[str, Mark], vetoes: Mapping[str, str], opinion: str = ""
) -> ScoreSheet:
    """What is filled in so far; it may be unfinished."""
    row = _own(act, sheet, seen)
    SHEET.take(row, "save", by=act.by)
    _fill_in(row, marks, vetoes, opinion)
    act.save(row)
    return row


@action("review.submit", title="提交评分", who=REVIEWERS)
def submit(
    act: Act, *, sheet: ScoreSheet, seen: int, marks: Mapping[str, Mark], vetoes: Mapping[str, str], opinion: str = ""
) -> ScoreSheet:
    """The sheet is handed in and no longer changes; with the last one the file gets its score, or a third reader."""
    row = _own(act, sheet, seen)
    SHEET.take(row, "submit", by=act.by)
    _fill_in(row, marks, vetoes, opinion)
    standard = row.sample.batch.standard
    if wrong := scoring.faults(standard, row.filled):
        raise Refused(f"还有{len(wrong)}项没有评完：{'、'.join(wrong)}。")
    row.score, row.submitted_at = scoring.score(standard, row.filled).score, act.now
    act.save(row)
    sample = act.lock(row.sample)
    _next(act, sample)
    act.about(row)
    return row


def _next(act: Act, sample: Sample) -> None:
    """What the sheets that are in come to, once nobody else is to be waited for."""
    sheets = list(sample.sheets.standing().order_by("place"))
    if free_places(sample) or any(one.state != "submitted" for one in sheets):
        return
    standard = sample.batch.standard
    scores = [scoring.score(standard, one.filled) for one in sheets]
    if sample.state == "assigned" and not scoring.agree(standard, *scores):
        SAMPLE.take(sample, "differ", by=act.by)
        act.save(sample)
        fill(act, sample)
        return
    SAMPLE.take(sample, "concur" if sample.state == "assigned" else "conclude", by=act.by)
    conclude(sample, sheets)
    sample.scored_on = act.today
    act.save(sample)


@action("review.recuse", title="申请回避", who=REVIEWERS)
def recuse(act: Act, *, sheet: ScoreSheet, seen: int, reason: str) -> ScoreSheet:
    """The reader stays away, with the reason; the next one takes over at once."""
    row = _own(act, sheet, seen)
    SHEET.take(row, "recuse", by=act.by, reason=reason.strip())
    return _given_back(act, row, reason)


@action("review.replace", title="更换评查员", who=SUPERVISOR)
def replace(act: Act, *, sheet: ScoreSheet, seen: int, reason: str) -> ScoreSheet:
    """The office takes a sheet back that was not handed in; who takes over is not its choice."""
    row = act.lock(sheet, seen=seen)
    leads(act, row.sample.batch)
    runs(row.sample.batch)
    SHEET.take(row, "replace", by=act.by, reason=reason.strip())
    return _given_back(act, row, reason)


@action("review.supply", title="补派评查员", who=SUPERVISOR)
def supply(act: Act, *, sample: Sample) -> list[ScoreSheet]:
    """Ask somebody for the places nobody holds, after readers were added."""
    row = act.lock(sample)
    leads(act, row.batch)
    SAMPLE.take(row, "supply_third" if row.state == "third" else "supply", by=act.by)
    if not free_places(row):
        raise Refused("这份案卷的评查员已经齐了。")
    made = fill(act, row)
    if free_places(row):
        raise Refused("除去须回避的，没有可以接替的评查员，请先增加其他单位的评查员。")
    act.about(row)
    return made


def _own(act: Act, sheet: ScoreSheet, seen: int) -> ScoreSheet:
    """One's own sheet of a review that is going on, as stored, locked."""
    row = act.lock(sheet, seen=seen)
    if act.user is None or row.reviewer_id != act.user.pk:
        raise Refused("没有找到这份评分表，或者它不是分配给您的。")
    runs(row.sample.batch)
    return row


def _given_back(act: Act, row: ScoreSheet, reason: str) -> ScoreSheet:
    row.reason = reason.strip()
    act.save(row)
    fill(act, act.lock(row.sample))
    act.about(row)
    return row


def _fill_in(row: ScoreSheet, marks: Mapping[str, Mark], vetoes: Mapping[str, str], opinion: str) -> None:
    known = row.sample.batch.standard
    items, vetoed = {one.code for one in known.items}, {one.code for one in known.vetoes}
    if strange := (set(marks) - items) | (set(vetoes) - vetoed):
        raise Refused(f"评查标准里没有“{min(strange)}”这一项，请刷新页面。")
    row.marks, row.vetoes, row.opinion = kept(dict(marks)), dict(vetoes), opinion.strip()
