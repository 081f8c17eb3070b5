"""我的待办: what this person owes, by when; every number is a link to the rows it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import board
from fajian.campaigns.models import (
    Delivery,
    Draft,
    Duty,
    Filing,
    PastProblem,
    PlanDocument,
    Progress,
    Proposal,
    Recheck,
    SpotCheck,
)
from fajian.campaigns.workflow import DUTY, FILING, LOOK_BACK, PROGRESS, PROPOSAL, UNJUDGED_STATE
from fajian.commitments.models import PromiseItem, Verification
from fajian.commitments.workflow import APPROVERS
from fajian.core import notify
from fajian.core.models import Job
from fajian.core.remembered import remembered
from fajian.inspections.models import Plan as InspectionPlan
from fajian.ledgers.models import Extension, Listing, Pairing, Rectification
from fajian.ledgers.workflow import PAIRING
from fajian.orgs.roles import UNIT, WRITERS
from fajian.orgs.scope import domain_scope
from fajian.portal.forms.handling import waiting as complaints_of
from fajian.portal.models import Complaint
from fajian.publicity.forms.publications import waiting as to_publish
from fajian.publicity.models import Publication
from fajian.registers.forms.registrations import waiting as awaiting
from fajian.registers.kinds import kinds
from fajian.registers.models import Registration
from fajian.review.models import Batch, Sample, ScoreSheet
from fajian.screening.models import Finding
from fajian.supervision.models import Accountability, CircularCopy, Transfer
from fajian.supervision.waiting import WORDS as WAITING
from fajian.supervision.waiting import waiting
from fajian.web.todos.people import certificates, exams
from fajian.web.todos.todo import Todo

# State of a problem → what waits, and what to do about it.
PROBLEM_TODOS = {
    "found": ("待认领的问题", "填写原因、措施和整改时限"),
    "relapsed": ("反弹的问题", "重新认领整改"),
    "rectifying": ("整改中的问题", "整改后上传佐证、申请销号"),
    "submitted": ("待销号审核", "核对佐证，核准或退回"),
}
# State of a duty → what waits for the office that leads, and what to do about it.
OFFICE_TODOS = {
    "handed_in": ("待收的报送", "核对后收讫或退回"),
    "received": ("已收待核准的报送", "核准后锁定，内容不再改变"),
}
# State of a file under review → what waits for the office that reviews.
REVIEW_TODOS = {
    "drawn": ("待分配的案卷", "增加评查员，分配"),
    "scored": ("待反馈的评查结果", "核对后反馈给单位"),
    "objected": ("待复核的评查异议", "由没有评过的人员复核"),
}
# Role → state of a plan of inspection that waits for it.
INSPECTION_TODOS = {
    "unit_leader": ("submitted", "待批准的检查计划", "看过预警，批准或者退回"),
    "supervisor": ("approved", "待备案的检查计划", "登记备案，可以合并为联合检查"),
}
WATCHING = ("supervisor", "leader", "discipline")  # follow what has come back (重点督办)
# Role → state of a finding → what waits, and what to do about it. Those open wait for the unit first.
UNIT_FINDINGS = {"open": ("待核实的疑点", "说明情况，或者认可问题")}
FINDING_TODOS = {
    "clerk": UNIT_FINDINGS,
    "unit_leader": UNIT_FINDINGS,
    "supervisor": {
        "explained": ("单位已说明的疑点", "核对说明，排除或确认"),
        "admitted": ("单位已认可的疑点", "确认后计入台账"),
    },
}


def unread_notices(user: Any) -> Iterable[Todo]:
    """Notices not read yet."""
    if count := notify.unread(user):
        yield Todo(count, "未读提醒", reverse("notices"))


def running_jobs(user: Any) -> Iterable[Todo]:
    """Jobs on their way."""
    if count := Job.objects.filter(asked_by=user, state__in=("waiting", "running")).count():
        yield Todo(count, "正在进行的后台作业", reverse("jobs"), hint="可以离开，完成后在这里查看")


def duties(user: Any) -> Iterable[Todo]:
    """For units what they owe and what their leader must approve; for the office what came and waits for its answer."""
    today, address, role = timezone.localdate(), reverse("campaigns:duties"), user.role
    if DUTY.allowed("due", role):
        counted = Duty.objects.visible_to(user).owed().order_by()
        found = counted.aggregate(n=Count("pk"), due=Min("due_on"), late=Count("pk", filter=Q(due_on__lt=today)))
        if found["n"]:
            yield Todo(found["n"], "未报送的材料", f"{address}?state=owed", found["due"], found["late"], "到期前报送")
    if role == "unit_leader":
        waiting = Draft.objects.visible_to(user).filter(state="submitted", unit=user.unit_id).order_by()
        asked = waiting.aggregate(
            n=Count("pk"), due=Min("duty__due_on"), late=Count("pk", filter=Q(duty__due_on__lt=today))
        )
        if asked["n"]:
            url = f"{address}?state=to_approve"
            yield Todo(asked["n"], "待审定的报送", url, asked["due"], asked["late"], "看过后审定或退回修改")
    if DUTY.allowed("handed_in", role):
        led = Duty.objects.visible_to(user).filter(state__in=OFFICE_TODOS).led_by(user).order_by()
        counts = dict(led.values_list("state").annotate(n=Count("pk")))
        for state, (label, hint) in OFFICE_TODOS.items():
            if count := counts.get(state):
                yield Todo(count, label, f"{address}?state={state}", hint=hint)


def tasks(user: Any) -> Iterable[Todo]:
    """For units their tasks that slip; for the office that leads those too, and what waits to be confirmed."""
    if user.role not in WRITERS:
        return
    address = reverse("campaigns:tasks")
    slipping = [row for row in board.of_user(user, timezone.localdate()) if row.risk.level != "normal"]
    if slipping:
        due = min((row.task.due_on for row in slipping if row.task.due_on), default=None)
        late = sum(row.risk.level == "behind" for row in slipping)
        yield Todo(len(slipping), "有风险、已滞后的任务", f"{address}?risk=any", due, late, "看原因，抓紧推进、记进展")
    if PROGRESS.allowed("submitted", user.role):
        led = Progress.objects.visible_to(user).filter(state="submitted", task__campaign__state="running").led_by(user)
        if count := led.values("task").distinct().count():
            yield Todo(count, "待确认完成的任务", f"{address}?state=submitted", hint="看过佐证后确认或退回")


def deliveries(user: Any) -> Iterable[Todo]:
    """What was sent to one's units in campaigns that run and nobody signed for; for the office what is to be filed."""
    hint = "在行动的“签收和备案”里办理"
    if user.role in UNIT:
        sent = Delivery.objects.visible_to(user).filter(state="sent", campaign__state="running")
        found = sent.order_by().aggregate(n=Count("pk"), first=Min("campaign"), of=Count("campaign", distinct=True))
        yield from _of_one(found, "待签收的文件", "campaigns:distribution", hint)
    if FILING.allowed("handed_in", user.role):
        waiting = Filing.objects.visible_to(user).filter(state="handed_in").led_by(user).order_by()
        found = waiting.aggregate(
            n=Count("unit", distinct=True), first=Min("campaign"), of=Count("campaign", distinct=True)
        )
        yield from _of_one(found, "待备案的单位方案", "campaigns:distribution", hint, "?waiting=1")


def _of_one(found: dict[str, Any], label: str, route: str, hint: str, query: str = "") -> Iterable[Todo]:
    """The line, leading to the campaign where it is only one."""
    if found["n"]:
        url = reverse(route, args=[found["first"]]) + query if found["of"] == 1 else reverse("campaigns:list")
        yield Todo(found["n"], label, url, hint=hint)


def plans(user: Any) -> Iterable[Todo]:
    """Plans on their way to a campaign."""
    if user.role == "supervisor":
        waiting = PlanDocument.objects.visible_to(user).filter(state__in=("draft", "checked"))
        if count := waiting.count():
            yield Todo(count, "待核对、待启动的方案", reverse("campaigns:list"), hint="核定存疑，完成核对后启动")


def proposals(user: Any) -> Iterable[Todo]:
    """Proposals this person's office is to decide."""
    if not PROPOSAL.allowed("open", user.role):
        return
    if count := Proposal.objects.visible_to(user).waiting(timezone.localdate()).count():
        yield Todo(count, "待决定的督办建议", reverse("campaigns:proposals"), hint="采纳、暂缓或者不采纳")


def look_backs(user: Any) -> Iterable[Todo]:
    """Problems of earlier years: for units to judge, for the leading office to confirm; a line for each look-back."""
    today, rows = timezone.localdate(), PastProblem.objects.visible_to(user)
    waiting = [
        ("waiting", UNJUDGED_STATE, rows.unjudged(), "待检视的上年问题", "逐个认定已整改、未完成或反弹"),
        ("judged", "judged", rows.filter(state="judged").led_by(user), "待确认的回头看认定", "确认、退回或更改"),
    ]
    for state, asked, found, label, hint in waiting:
        if not LOOK_BACK.allowed(state, user.role):
            continue
        groups = found.order_by().values_list("look_back", "look_back__due_on", "look_back__title")
        for number, due, title, count in groups.annotate(n=Count("pk")):
            address = f"{reverse('campaigns:look_back', args=[number])}?state={asked}"
            yield Todo(count, label, address, due, count if due and due < today else 0, f"{hint}：{title}")


def rechecks(user: Any) -> Iterable[Todo]:
    """Closed problems that were drawn and are still to be looked at on site; a line for each spot check."""
    if user.role != "supervisor":
        return
    waiting = Recheck.objects.visible_to(user).filter(state="waiting").order_by()
    led = waiting.filter(spot_check__in=SpotCheck.objects.visible_to(user).values("pk"))
    for number, title, count in led.values_list("spot_check", "spot_check__title").annotate(n=Count("pk")):
        yield Todo(
            count,
            "待复核的抽查问题",
            f"{reverse('campaigns:spot_check', args=[number])}?state=waiting",
            hint=f"到现场复核，认定属实或虚假销号：{title}",
        )


def problems(user: Any) -> Iterable[Todo]:
    """Problems whose next step is this person's: to accept, to rectify, to review."""
    today, address = timezone.localdate(), reverse("ledgers:problems")
    # Shared by all of the same scope and role, unlike the page's own memory.
    question = ["problems waiting", list(domain_scope(user).prefixes), user.role, today]
    for state, (count, due, late) in remembered(question, lambda: _waiting(user, today)).items():
        url = reverse("ledgers:review") if state == "submitted" else f"{address}?state={state}"
        yield Todo(count, PROBLEM_TODOS[state][0], url, due, late, PROBLEM_TODOS[state][1])
    if user.role in WATCHING and (count := Rectification.objects.visible_to(user).watched().count()):
        yield Todo(count, "重点督办的问题", f"{address}?state=watched", hint="挂牌、反弹和虚假销号的，跟踪到销号")


def _waiting(user: Any, today: dt.date) -> dict[str, tuple[int, dt.date | None, int]]:
    """By state how many problems wait for this role, the earliest day among theirs, and how many are late."""
    waiting = Rectification.objects.visible_to(user).waiting_for(user.role).order_by()
    # By day too, though the days are added up again: so it is read from an index alone, a hundred thousand in 20 ms.
    days: dict[str, list[tuple[dt.date | None, int]]] = {}
    for state, day, count in waiting.values_list("state", "due_on").annotate(n=Count("*")):
        days.setdefault(state, []).append((day, count))
    return {
        state: (
            sum(n for _, n in counted),
            min((day for day, _ in counted if day), default=None),
            sum(n for day, n in counted if day and day < today),
        )
        for state, counted in days.items()
    }


def putting_right(user: Any) -> Iterable[Todo]:
    """Requests for a later day that wait for this office; listed problems of which a unit has not told for a month."""
    if user.role == "supervisor":
        asked = Extension.objects.visible_to(user).waiting_for(user).order_by()
        found = asked.aggregate(n=Count("pk"), due=Min("old_due_on"))
        if found["n"]:
            url = reverse("ledgers:extensions")
            yield Todo(found["n"], "等答复的延期申请", url, found["due"], hint="看理由，同意或者不同意")
    if user.role in UNIT:
        silent = Listing.objects.visible_to(user).silent(timezone.localdate())
        if silent:
            url = f"{reverse('ledgers:listings')}?silent=1"
            yield Todo(len(silent), "待填报的挂牌进展", url, hint="挂牌督办的问题每月填报一次")


def pairings(user: Any) -> Iterable[Todo]:
    """Problems that may be a relapse, or one problem told twice."""
    if PAIRING.allowed("proposed", user.role) and (count := Pairing.objects.visible_to(user).waiting().count()):
        yield Todo(count, "待认定的相似问题", reverse("ledgers:pairings"), hint="认定反弹、合并，或者不是")


def findings(user: Any) -> Iterable[Todo]:
    """Findings whose next step is this person's: to explain, or to judge."""
    own = FINDING_TODOS.get(user.role, {})
    if not own:
        return
    groups = Finding.objects.visible_to(user).filter(state__in=own).order_by().values_list("state")
    counted = groups.annotate(
        count=Count("pk"),
        due=Min("due_on", filter=Q(state="open", held="")),
        late=Count("pk", filter=Q(state="open", held="", due_on__lt=timezone.localdate())),
    )
    for state, count, due, late in counted:
        yield Todo(count, own[state][0], f"{reverse('screening:findings')}?state={state}", due, late, own[state][1])


def supervision(user: Any) -> Iterable[Todo]:
    """Matters whose next step is this person's."""
    today, address = timezone.localdate(), reverse("supervision:list")
    for one in waiting(user):
        found = one.counted(today)
        if found["n"]:
            label, hint = WAITING[one.name]
            yield Todo(found["n"], label, f"{address}?waits={one.name}", found["due"], found["late"], hint)


def accountability(user: Any) -> Iterable[Todo]:
    """Cases of 责任追究 and transfers whose next step is this person's."""
    if user.role not in ("clerk", "unit_leader", "supervisor"):
        return
    if count := Accountability.objects.waiting_for(user).count():
        url = f"{reverse('supervision:accountabilities')}?waits=1"
        yield Todo(count, "待办的责任追究", url, hint="认定、决定、执行或者核查")
    if count := Transfer.objects.waiting_for(user).count():
        url = f"{reverse('supervision:transfers')}?waits=1"
        yield Todo(count, "待办的移送", url, hint="批准、移送、登记结果；移送公安机关的有法定时限")


def circulars(user: Any) -> Iterable[Todo]:
    """Circulars a unit has not signed for."""
    if user.role not in UNIT:
        return
    if count := CircularCopy.objects.visible_to(user).unsigned().values("circular").distinct().count():
        yield Todo(count, "待签收的通报", f"{reverse('supervision:circulars')}?unsigned=1", hint="对照检查，签收")


def file_reviews(user: Any) -> Iterable[Todo]:
    """Files given to this person to read; for units results they may object to; for the office what waits for it."""
    url = reverse("review:list")
    mine = ScoreSheet.objects.filter(reviewer=user, state="assigned").order_by()
    found = mine.aggregate(n=Count("pk"), due=Min("sample__batch__due_on"))
    if found["n"]:
        hint = "逐项评分后提交；应当回避的申请回避"
        yield Todo(found["n"], "待评查的案卷", f"{url}?state=assigned", found["due"], hint=hint)
    rows = Sample.objects.visible_to(user).order_by()
    if user.role in UNIT:
        found = rows.filter(state="fed_back").aggregate(n=Count("pk"), due=Min("object_by_on"))
        if found["n"]:
            hint = "有异议的提出，没有的确认"
            yield Todo(found["n"], "待确认的评查结果", f"{url}?state=fed_back", found["due"], hint=hint)
    if user.role == "supervisor":
        states = REVIEW_TODOS
        groups = rows.filter(state__in=states, batch__in=Batch.objects.visible_to(user)).values_list("batch", "state")
        for batch, state, count in groups.annotate(n=Count("pk")):
            label, hint = states[state]
            yield Todo(count, label, f"{reverse('review:batch', args=[batch])}?state={state}", hint=hint)


def registers(user: Any) -> Iterable[Todo]:
    """Opinions to settle and publish; for units what no longer rests on the law of the day."""
    waits = awaiting(Registration.objects.visible_to(user), user).order_by()
    label, hint = ("待核定、待公布的清理意见", "另一人提出的才能核定") if user.role == "supervisor" else (
        "依据已变动的登记事项", "核对依据，提出清理意见"
    )  # fmt: skip
    for kind, count in waits.values_list("kind").annotate(n=Count("pk")):
        where = f"{reverse('registers:list', args=[kind])}?state=waits"
        yield Todo(count, f"{label}（{kinds()[kind].title}）", where, hint=hint)


def complaints(user: Any) -> Iterable[Todo]:
    """Complaints to take up, to look into, to approve."""
    found = complaints_of(Complaint.objects.visible_to(user), user).order_by().aggregate(
        n=Count("pk"), accept=Min("accept_by", filter=Q(state="received")),
        done=Min("done_by", filter=~Q(state="received")),
    )  # fmt: skip
    if found["n"]:
        due = min((day for day in (found["accept"], found["done"]) if day), default=None)
        yield Todo(found["n"], "投诉举报", f"{reverse('portal:list')}?state=waits", due, hint="受理、核查、审核答复")


def inspection_plans(user: Any) -> Iterable[Todo]:
    """Plans of inspection that wait for the chief, or for the office to file them."""
    if user.role not in INSPECTION_TODOS:
        return
    state, label, hint = INSPECTION_TODOS[user.role]
    if count := InspectionPlan.objects.visible_to(user).filter(state=state).count():
        yield Todo(count, label, f"{reverse('inspections:plans')}?state={state}", hint=hint)


def commitments(user: Any) -> Iterable[Todo]:
    """Promises to verify, and what waits for a second person."""
    if user.role not in WRITERS:
        return
    today, address = timezone.localdate(), reverse("commitments:applications")
    tasks = Verification.objects.visible_to(user).filter(state="open").order_by()
    if user.role == "supervisor":
        tasks = tasks.filter(due_on__lt=today)
    asked = tasks.aggregate(n=Count("pk"), due=Min("due_on"), late=Count("pk", filter=Q(due_on__lt=today)))
    if asked["n"]:
        check = "late" if user.role == "supervisor" else "open"
        yield Todo(
            asked["n"], "待核查的承诺", f"{address}?check={check}", asked["due"], asked["late"], "核查后登记结果"
        )
    if user.role in APPROVERS:
        waiting_items = PromiseItem.objects.visible_to(user).filter(state="submitted").count()
        if waiting_items:
            url = f"{reverse('commitments:items')}?state=submitted"
            yield Todo(waiting_items, "待审定的告知承诺事项", url, hint="看过告知内容后审定公布")


def publicity(user: Any) -> Iterable[Todo]:
    """Decisions to make public in time, what others owe too late, copies still to be taken down."""
    if user.role not in WRITERS:
        return
    rows, today = Publication.objects.visible_to(user), timezone.localdate()
    late = rows.owed().filter(due_on__lt=today) if user.role == "supervisor" else rows.none()
    for state, found, label, hint in (
        ("waits", to_publish(rows, user), "待办的公示", "核对公开内容，送审、批准或者退回"),
        ("late", late, "逾期没有公开的决定", "督促作出决定的单位公开"),
        ("lingering", rows.lingering(), "还有渠道没有撤下的公示", "逐个撤下并登记"),
    ):
        if count := found.count():
            yield Todo(count, label, f"{reverse('publicity:list')}?state={state}", hint=hint)


# One function per kind of duty, in the order of the page; add a line when an app lands. Each costs a query or two, and
# asks audited rows only: what they say is remembered until the next command of anybody, or the next day.
PROVIDERS: tuple[Callable[[Any], Iterable[Todo]], ...] = (
    plans,
    deliveries,
    duties,
    proposals,
    tasks,
    look_backs,
    rechecks,
    problems,
    pairings,
    putting_right,
    supervision,
    accountability,
    circulars,
    findings,
    file_reviews,
    registers,
    complaints,
    inspection_plans,
    commitments,
    certificates,
    exams,
    publicity,
)
LIVE: tuple[Callable[[Any], Iterable[Todo]], ...] = (running_jobs, unread_notices)  # no command writes these


def todos(user: Any) -> list[Todo]:
    """Everything that waits for this user: what is due comes first, by day."""
    question = ["todos", user, timezone.localdate()]
    found = remembered(question, lambda: [todo for provider in PROVIDERS for todo in provider(user)])
    found = [*found, *(todo for provider in LIVE for todo in provider(user))]
    return sorted(found, key=lambda todo: (todo.due is None, todo.due or dt.date.max))


def home(request: HttpRequest) -> HttpResponse:
    """The first page after log-in."""
    return render(request, "home.html", {"todos": todos(request.user)})
