"""对账、核账、销账: all units of a campaign, one unit, the steps."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from fajian.campaigns import actions
from fajian.campaigns.forms.progress import ReasonForm
from fajian.campaigns.forms.reconciliations import SignForm, VerifyForm
from fajian.campaigns.models import Participant, Reconciliation
from fajian.campaigns.reconciling import Account, accounts, compared, digest_of, moved
from fajian.campaigns.views.campaigns import visible
from fajian.campaigns.views.steps import leads
from fajian.campaigns.workflow import RECONCILIATION
from fajian.core.forms import CommandForm
from fajian.core.pages import bound, step
from fajian.orgs import history

COLOURS = {"waiting": "grey", "signed": "blue", "returned": "yellow", "verified": "blue", "written_off": "green"}
SHOWN = 50  # rows that differ, of one unit


def index(request: HttpRequest, number: int) -> HttpResponse:
    """A row for each unit: what it handed in, what its ledgers say, how they differ, how far it is."""
    row = visible(request, number)
    joined = list(_participants(request).filter(campaign=row).order_by("unit_path"))
    newest = {
        one.unit_id: one.state
        for one in Reconciliation.objects.visible_to(request.user).filter(campaign=row).order_by("number")
    }
    told = accounts(row, [one.unit for one in joined], timezone.localdate())
    states = [newest.get(one.unit_id, "waiting") for one in joined]
    context = {
        "campaign": row,
        "rows": [
            (one, account, COLOURS[state], RECONCILIATION.states[state])
            for one, account, state in zip(joined, told, states, strict=True)
        ],
        "done": states.count("written_off"),
    }
    return render(request, "campaigns/reconcile.html", context)


def _participants(request: HttpRequest) -> Any:
    return Participant.objects.visible_to(request.user).select_related("campaign__unit", "unit")


def unit(request: HttpRequest, number: int) -> HttpResponse:
    """One unit: its ledgers, the rows that differ, every round."""
    joined, account = _found(request, number)
    user: Any = request.user
    rounds = list(
        Reconciliation.objects.visible_to(user)
        .filter(campaign=joined.campaign, unit=joined.unit)
        .select_related("recorded_by", "verified_by", "returned_by", "written_off_by")
        .order_by("-number")
    )
    state = rounds[0].state if rounds else "waiting"
    may = {one.name for one in RECONCILIATION.allowed(state, user.role)}
    if not leads(request, joined.campaign):
        may &= {"sign"}
    changed, now = moved(account), digest_of(compared(account))
    same = bool(rounds) and rounds[0].digest == now
    if joined.campaign.state != "running" or (same and state in ("signed", "written_off")):
        may -= {"sign"}
    context = {
        "joined": joined,
        "campaign": joined.campaign,
        "account": account,
        "moved": changed[:SHOWN],
        "more": max(len(changed) - SHOWN, 0),
        "rounds": [(one, COLOURS[one.state]) for one in rounds],
        "state": (COLOURS[state], RECONCILIATION.states[state]),
        "newest": rounds[0] if rounds else None,
        "may": may,
        "stale": state == "signed" and not same,
        "history": history.of(rounds[0]) if rounds else None,
    }
    return render(request, "campaigns/reconciliation.html", context)


def _found(request: HttpRequest, number: int) -> tuple[Participant, Account]:
    """The unit that takes part, and its ledgers; or 404."""
    joined: Participant = get_object_or_404(_participants(request), pk=number)
    (account,) = accounts(joined.campaign, [joined.unit], timezone.localdate())
    return joined, account


def sign(request: HttpRequest, number: int) -> HttpResponse:
    """对账确认."""
    joined, account = _found(request, number)

    def act(form: Any) -> str:
        given = {"campaign": joined.campaign, "unit": joined.unit, **form.values}
        return f"{actions.sign_accounts(by=request.user, **form.command, **given)}已确认，等待核账。"

    form = bound(request, SignForm, initial={"digest": digest_of(compared(account))})
    back = reverse("campaigns:reconciliation", args=[number])
    told = "确认后由牵头单位的监督人员核账；核账以前数字又变了的，要重新确认。"
    return step(request, form, act, back, title="对账确认", lead=joined.campaign.title, told=told, facts=facts(account))


def facts(account: Account) -> list[tuple[str, str]]:
    """What is signed or verified, to look at before."""
    return [
        ("单位", account.unit.name),
        ("报送数", str(account.told)),
        ("台账数", str(account.now)),
        ("差异", account.words),
    ]


def verify(request: HttpRequest, number: int) -> HttpResponse:
    """核账."""
    return _answer(request, number, VerifyForm, actions.verify_accounts, "核账", "已核账。")


def return_(request: HttpRequest, number: int) -> HttpResponse:
    """退回重新对账."""
    return _answer(request, number, ReasonForm, actions.return_accounts, "退回重新对账", "已退回，单位会收到提醒。")


def write_off(request: HttpRequest, number: int) -> HttpResponse:
    """销账."""
    return _answer(request, number, CommandForm, actions.write_off, "销账", "已销账。")


def _answer(request: HttpRequest, number: int, form: Any, action: Any, title: str, done: str) -> HttpResponse:
    rows = Reconciliation.objects.visible_to(request.user).select_related("campaign__unit", "unit", "recorded_by")
    row: Reconciliation = get_object_or_404(rows, pk=number)
    if not leads(request, row.campaign):
        raise Http404
    (account,) = accounts(row.campaign, [row.unit], timezone.localdate())

    def act(filled: Any) -> str:
        action(by=request.user, **filled.command, reconciliation=row, seen=filled.version or 0, **filled.values)
        return f"{row}{done}"

    back = row.get_absolute_url()
    still = format_html('{} 个，<a href="{}#ledgers">查看条目</a>', account.now.open, back)
    told = [
        *facts(account),
        ("未销号", still),
        ("确认人", f"{row.recorded_by}"),
        ("差异说明", row.explained),
        ("状态", row.state_word),
    ]
    filled = bound(request, form, row=row)
    return step(request, filled, act, back, title=title, lead=row.campaign.title, facts=told)
