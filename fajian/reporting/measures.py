"""What is counted, and how: each measure is one condition on rows, so a number and the list behind it are one thing."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from fajian.campaigns import rates
from fajian.campaigns.actions import of_campaign
from fajian.campaigns.models import Campaign, Duty, Participant
from fajian.campaigns.workflow import OWED
from fajian.core.audited import label
from fajian.core.models import Event
from fajian.ledgers.models import Entry, Rectification
from fajian.ledgers.workflow import NOT_CLOSED, PROBLEM
from fajian.screening.models import Finding

Subject = Literal["problems", "duties", "findings"]


@dataclass(frozen=True, slots=True)
class Span:
    """The days a report is about, both included, and the day it is made: what lies behind `today` is not known yet."""

    from_on: dt.date
    to_on: dt.date
    today: dt.date

    @property
    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """Its beginning and the beginning of the day after its end, in China."""
        first, last = (dt.datetime.combine(day, dt.time.min) for day in (self.from_on, self.to_on))
        return timezone.make_aware(first), timezone.make_aware(last + dt.timedelta(days=1))

    @property
    def words(self) -> str:
        """2026年6月, 2026年第2季度, or 2026年6月1日至2026年8月31日."""
        if self.from_on.day == 1 and self.to_on == month_end(self.from_on):
            return f"{self.from_on.year}年{self.from_on.month}月"
        if (self.from_on, self.to_on) == quarter_of(self.from_on):
            return f"{self.from_on.year}年第{(self.from_on.month + 2) // 3}季度"
        return f"{cn(self.from_on)}至{cn(self.to_on)}"


def cn(day: dt.date) -> str:
    """2026年6月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_end(day: dt.date) -> dt.date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def quarter_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of its quarter."""
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return first, month_end(first.replace(month=first.month + 2))


def month_of(day: dt.date, today: dt.date) -> Span:
    """The whole month in which the day lies."""
    return Span(day.replace(day=1), month_end(day), today)


@dataclass(frozen=True, slots=True)
class Measure:
    """`code` stands in addresses, `title` in reports; `says` is its definition in one sentence."""

    code: str
    subject: Subject
    title: str
    says: str
    where: Callable[[Span], Q]
    bad: bool = False


def _always(span: Span) -> Q:
    return Q()


def _state(state: str) -> Callable[[Span], Q]:
    return lambda span: Q(state=state)


def _within(column: str, **more: Any) -> Callable[[Span], Q]:
    def where(span: Span) -> Q:
        first, after = span.moments
        return Q(**{f"{column}__gte": first, f"{column}__lt": after}, **more)

    return where


def _rate(state: str) -> Callable[[Span], Q]:
    """As the rates of returns count it."""
    return lambda span: rates.conditions(span.today)[state]


PROBLEMS = (
    Measure("problems", "problems", "问题总数", "本行动台账里未作废的问题。", _always),
    *(
        Measure(state, "problems", word, f"问题现在的状态是“{word}”。", _state(state))
        for state, word in PROBLEM.states.items()
    ),
    Measure("open", "problems", "未销号", "没有核准销号的问题，含待整改、整改中、待销号审核、反弹。",
            lambda span: Q(state__in=NOT_CLOSED)),
    Measure("overdue", "problems", "逾期未销号", "整改时限已过而没有核准销号的问题。",
            lambda span: Q(state__in=NOT_CLOSED, due_on__lt=span.today), bad=True),
    Measure("new", "problems", "本期新增", "登记日期在本期内的问题。", _within("entry__recorded_at")),
    Measure("closed_now", "problems", "本期销号", "核准销号的日期在本期内、现在仍为已销号的问题。",
            _within("closed_at", state="closed")),
    Measure("at_once", "problems", "立行立改", "整改方式为立行立改的问题。", lambda span: Q(kind="at_once")),
    Measure("came_back", "problems", "曾反弹", "销号后被认定过反弹的问题，不论现在是否又已销号。",
            lambda span: Q(came_back=True), bad=True),
)  # fmt: skip
DUTIES = (
    Measure("duties", "duties", "报送义务", "本行动的报送义务，不论是否到期。", _always),
    Measure("expected", "duties", "应报送", "期限已过的，和期限未过但已经报送的报送义务。", _rate("expected")),
    Measure("received", "duties", "已报送", "已经报送、没有被退回的报送义务。", _rate("came")),
    Measure("on_time", "duties", "按时报送", "已报送的义务中，现行一次在期限内报送的。", _rate("on_time")),
    Measure("late", "duties", "迟报", "已报送的义务中，现行一次在期限之后报送的。", _rate("came_late")),
    Measure("returned", "duties", "曾退回", "至少被退回过一次的报送义务，不论后来是否重报。", _rate("sent_back")),
    Measure("nil", "duties", "零报告", "已报送的义务中，报的是零报告的。", _rate("nil")),
    Measure("duties_late", "duties", "逾期未报", "期限已过而没有报送、或者退回后没有重报的报送义务。",
            lambda span: Q(state__in=OWED, due_on__lt=span.today), bad=True),
)  # fmt: skip
FINDINGS = (
    Measure("findings", "findings", "筛查疑点", "参加单位的全部疑点；疑点是线索，核实后才是问题。", _always),
    Measure("findings_open", "findings", "待核实疑点", "没有排除也没有确认的疑点。",
            lambda span: ~Q(state__in=("dismissed", "confirmed"))),
    Measure("findings_confirmed", "findings", "已确认疑点", "监督人员已确认为问题、列入台账的疑点。",
            _state("confirmed")),
    Measure("findings_dismissed", "findings", "已排除疑点", "监督人员核实后排除的疑点。", _state("dismissed")),
)  # fmt: skip
MEASURES = {measure.code: measure for measure in (*PROBLEMS, *DUTIES, *FINDINGS)}
CAME_BACK = "ledgers.reopen"


def rows_of(subject: Subject, campaign: Campaign, user: Any) -> QuerySet[Any]:
    """All rows a user may see that numbers of this subject are counted from."""
    if subject == "problems":
        told = Event.objects.filter(command=CAME_BACK, object_type=label(Rectification), object_id=OuterRef("pk"))
        problems = Rectification.objects.visible_to(user).standing().filter(of_campaign(campaign, "ledger__"))
        # as a row of its own, in this campaign: what a later one finds does not change figures that were reported
        followed = Entry.objects.standing().filter(of_campaign(campaign, "ledger__"), follows=OuterRef("pk"))
        return problems.annotate(came_back=Exists(told) | Exists(followed))
    if subject == "duties":
        duties: QuerySet[Any] = Duty.objects.visible_to(user).filter(campaign=campaign).annotate(**rates.told())
        return duties
    joined = Participant.objects.filter(campaign=campaign).values("unit")
    return Finding.objects.visible_to(user).filter(unit__in=joined)


def rows(measure: Measure, campaign: Campaign, user: Any, span: Span) -> QuerySet[Any]:
    """Exactly the rows a measure counts."""
    return rows_of(measure.subject, campaign, user).filter(measure.where(span))
