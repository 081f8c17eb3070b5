"""Writes on questions, tests and papers."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.orgs.reach import in_reach
from fajian.people.models import Exam, Officer, Question, Sitting

SUPERVISOR = ("supervisor",)
GRACE = datetime.timedelta(seconds=30)  # of the way from the phone to here
MOST = 100  # questions of a paper


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is handed in; `answer` in letters of `options`."""

    kind: str
    subject: str
    stem: str
    options: tuple[str, ...]
    answer: str
    basis: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a test is to be."""

    title: str
    subject: str
    from_on: datetime.date
    to_on: datetime.date
    minutes: int
    count: int
    pass_score: int = 60


@action("people.take_questions", title="收入题目", who=SUPERVISOR)
def take_questions(act: Act, *, unit: Unit, questions: Sequence[Asked]) -> int:
    """Into the unit's bank; a question whose words stand there already is left as it is. Returns how many came in."""
    in_reach(act, unit.path)
    standing = set(Question.objects.filter(unit=unit).standing().values_list("stem", flat=True))
    new = [
        Question(
            unit=unit, kind=one.kind, subject=one.subject, stem=one.stem, options=list(one.options), answer=one.answer,
            basis=one.basis,
        )
        for one in questions
        if one.stem not in standing
    ]  # fmt: skip
    act.bulk_create(Question, new)
    return len(new)


@action("people.strike_question", title="作废题目", who=SUPERVISOR)
def strike_question(act: Act, *, question: Question, seen: int, reason: str) -> Question:
    """Wrong, or overtaken by the law; papers already set keep it."""
    row = act.lock(question, seen=seen)
    in_reach(act, row.unit_path)
    if row.struck_out:
        raise Refused("这道题已经作废。")
    row.struck_out, row.reason = True, reason.strip()
    act.save(row)
    return row


@action("people.set_exam", title="组织法治测试", who=SUPERVISOR)
def set_exam(act: Act, *, unit: Unit, terms: Terms) -> Exam:
    """A test for the officers of a unit and those under it; what it is drawn from is fixed now."""
    in_reach(act, unit.path)
    rows = Question.objects.visible_to(act.by) if act.user else Question.objects.all()
    rows = rows.standing().order_by("pk")
    rows = rows.filter(subject=terms.subject) if terms.subject else rows
    pool = list(rows.values_list("pk", flat=True))
    if not 1 <= terms.count <= MOST:
        raise Refused(f"题数应在 1 到 {MOST} 之间。")
    if len(pool) < terms.count:
        raise Refused(f"题库里符合范围的只有 {len(pool)} 题，不够抽 {terms.count} 题。")
    if terms.to_on < act.today:
        raise Refused("截止日期不能早于今天。")
    made = act.create(
        Exam, unit=unit, title=terms.title.strip(), subject=terms.subject, from_on=terms.from_on, to_on=terms.to_on,
        minutes=terms.minutes, count=terms.count, pass_score=terms.pass_score, pool=pool,
    )  # fmt: skip
    act.about(made)
    return made


@action("people.sit", title="开始答题")
def sit(act: Act, *, exam: Exam) -> Sitting:
    """The acting person's own paper, once; the clock begins to run."""
    row, officer = act.lock(exam), of_account(act)
    if not officer.unit_path.startswith(row.unit_path) or not row.is_open(act.today):
        raise Refused("这次测试没有开始、已经截止，或者不是给您的。")
    chance = random.Random(f"{row.seed}:{officer.pk}")
    questions = chance.sample(row.pool, row.count)
    made = act.create(
        Sitting, exam=row, officer=officer, unit=officer.unit, questions=questions, started_at=act.now,
        ends_at=act.now + datetime.timedelta(minutes=row.minutes),
    )  # fmt: skip
    act.about(made)
    return made


@action("people.answer", title="答题")
def answer(act: Act, *, sitting: Sitting, answers: Mapping[str, str], hand_in: bool) -> Sitting:
    """Keep the answers; handed in, they are marked. What comes after the time is not taken: what was kept is marked.

    A right choice of several is all of the right letters and no other.
    """
    row = act.lock(sitting)
    if row.officer_id != of_account(act).pk:
        raise Refused("只能答自己的卷。")
    if row.handed_at is not None:
        raise Refused("已经交卷，不能再改。")
    late = act.now > row.ends_at + GRACE
    if not late:
        row.answers = {str(one): answers.get(str(one), "") for one in row.questions}
    if hand_in or late:
        _mark(act, row)
    act.save(row)
    return row


@action("people.collect", title="收卷")
def collect(act: Act) -> dict[str, int]:
    """Papers nobody handed in are marked as they were kept when their time was over."""
    rows = Sitting.objects.filter(handed_at=None, ends_at__lt=act.now - GRACE)
    for row in rows:
        _mark(act, row)
        act.save(row)
    return {"collected": len(rows)}


def of_account(act: Act) -> Officer:
    """The person behind the acting account; Refused where none is linked."""
    rows = Officer.objects.filter(account=act.by.pk).select_related("unit")
    found: Officer | None = rows.first()
    if found is None or not found.is_in_post(act.today):
        raise Refused("您的账号没有对应在岗的人员，请单位填报员在“人员与证件”里对应账号。")
    return found


def _mark(act: Act, row: Any) -> None:
    right = dict(Question.objects.filter(pk__in=row.questions).values_list("pk", "answer"))
    good = sum(row.answers.get(str(one), "") == right[one] for one in row.questions)
    row.score = (Decimal(100) * good / len(row.questions)).quantize(Decimal("0.1"))
    row.handed_at = min(act.now, row.ends_at)
