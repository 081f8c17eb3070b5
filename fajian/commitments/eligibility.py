"""适用对象核对 (PRM-ELIG): may this applicant promise? What is not known is said, and does not pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fajian.commitments.models import Application, CreditEvent

Verdict = Literal["yes", "no", "unknown"]
WORDS: dict[Verdict, str] = {"yes": "符合", "no": "不适用", "unknown": "无法判断"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at, the verdict and why."""

    what: str
    verdict: Verdict
    why: str

    @property
    def word(self) -> str:
        """The verdict as people read it."""
        return WORDS[self.verdict]

    @property
    def kept(self) -> list[str]:
        """As it is stored with the application."""
        return [self.what, self.word, self.why]


def examine(row: Application, day: dt.date) -> list[Line]:
    """The item, what is on record here, what the credit platform says."""
    return [_item(row), *_records(row, day), _platform(row)]


def _item(row: Application) -> Line:
    if row.item.state == "published":
        return Line("事项在目录内", "yes", str(row.item))
    return Line("事项在目录内", "no", f"{row.item}现在是“{row.item.state_word}”。")


def _records(row: Application, day: dt.date) -> Iterator[Line]:
    barring = [one for one in CreditEvent.objects.of(row.party).standing() if one.spec.bars]
    for one in barring:
        yield _record(one, day)
    if not barring:
        yield Line("本系统的信用记录", "yes", "没有严重失信、黑名单、虚假承诺的记录。")


def _record(event: CreditEvent, day: dt.date) -> Line:
    what = event.get_kind_display()
    said = f"{event.happened_on:%Y-%m-%d}认定，没有修复"
    if event.shown_until is None:
        return Line(what, "unknown", f"{said}；最长公示期无法判断。")
    if day <= event.shown_until:
        return Line(what, "no", f"{said}，最长公示期到{event.shown_until:%Y-%m-%d}。")
    return Line(what, "yes", f"{said}，最长公示期{event.shown_until:%Y-%m-%d}已满。")


def _platform(row: Application) -> Line:
    what = "信用平台查询"
    if not row.query_result or row.queried_on is None:
        return Line(what, "unknown", "没有登记查询结果。")
    said = f"{row.queried_on:%Y-%m-%d}在{row.queried_where}查询：{row.get_query_result_display()}。"
    if row.query_result == "bad":
        return Line(what, "no", said)
    if row.queried_on < row.received_on:
        return Line(what, "unknown", f"{said}查询在收件以前，请重新查询。")
    return Line(what, "yes", said)
