"""What waits in campaigns: plans, handed-down tasks, returns, look-backs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, Q
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
from fajian.orgs.roles import UNIT, WRITERS
from fajian.web.todos.todo import Todo

# State of a duty → what waits for the office that leads, and what to do about it.
OFFICE_TODOS = {
    "handed_in": ("待收的报送", "核对后收讫或退回"),
    "received": ("已收待核准的报送", "核准后锁定，内容不再改变"),
}


def plans(user: Any) -> Iterable[Todo]:
    """Plans on their way to a campaign."""
    if user.role == "supervisor":
        waiting = PlanDocument.objects.visible_to(user).filter(state__in=("draft", "checked"))
        if count := waiting.count():
            yield Todo(count, "待核对、待启动的方案", reverse("campaigns:list"), hint="核定存疑，完成核对后启动")


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


def proposals(user: Any) -> Iterable[Todo]:
    """Proposals this person's office is to decide."""
    if not PROPOSAL.allowed("open", user.role):
        return
    if count := Proposal.objects.visible_to(user).waiting(timezone.localdate()).count():
        yield Todo(count, "待决定的督办建议", reverse("campaigns:proposals"), hint="采纳、暂缓或者不采纳")


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
