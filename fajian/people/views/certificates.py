"""执法证件: the list, one certificate, its steps, the code on it and what the public sees."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core import qr
from fajian.core.forms import CommandForm
from fajian.core.pages import Way, bound, step, taking
from fajian.core.paging import keyset
from fajian.orgs import history
from fajian.orgs.channels import outside
from fajian.people import actions
from fajian.people.forms.certificates import (
    AgainForm,
    ApproveForm,
    CertificateFilter,
    IssueForm,
    ReasonForm,
    ReviewForm,
    ScopeForm,
    SuspendForm,
)
from fajian.people.models import Certificate
from fajian.people.views.officers import visible as visible_officer
from fajian.people.workflow import CERTIFICATE, HELD, STANDING

ISSUED = (*STANDING, "revoked", "cancelled", "replaced")


WAYS: dict[str, Way] = {
    "resubmit": Way(AgainForm, actions.resubmit, "按退回的理由改好再提交。", "已重新提交。"),
    "withdraw": Way(ReasonForm, actions.cancel, "", "已撤回。"),
    "return_": Way(ReasonForm, actions.decide, "理由会告诉单位。", "已退回。"),
    "approve": Way(ApproveForm, actions.decide, "审核资格条件和考试成绩；通过以后制发。", "资格审核已通过。"),
    "issue": Way(IssueForm, actions.issue, "制发以后，扫证上的二维码可以查验。", "已制发。"),
    "recognise": Way(IssueForm, actions.recognise, "与发证机关的底册核对无误后入册。", "已入册。"),
    "ask_review": Way(ReviewForm, actions.ask_review, "年审期间证件仍然有效。", "已申请年审。"),
    "pass_": Way(CommandForm, actions.decide, "", "年审合格。"),
    "fail": Way(SuspendForm, actions.fail, "年审不合格的暂扣，补足后发还。", "年审不合格，已暂扣。"),
    "ask_change": Way(AgainForm, actions.ask_change, "核准以前，仍按原来的区域和类别执法。", "已申请变更。"),
    "change": Way(CommandForm, actions.decide, "", "已变更。"),
    "keep": Way(ReasonForm, actions.decide, "", "不予变更，已告知单位。"),
    "replace": Way(IssueForm, actions.replace, "原证从今天起作废（已换发），区域和类别照旧。", "已换发。"),
    "suspend": Way(SuspendForm, actions.suspend, "暂扣期间不得执法；筛查时按无证对待。", "已暂扣。"),
    "restore": Way(ReasonForm, actions.decide, "提前发还的写明理由；期满的系统自动发还。", "已发还。"),
    "revoke": Way(ReasonForm, actions.decide, "吊销以后不能恢复。", "已吊销。"),
    "cancel": Way(ReasonForm, actions.cancel, "注销以后不能恢复；离岗的请在人员页登记离岗。", "已注销。"),
}
GRAVE = ("revoke", "cancel", "withdraw", "suspend", "fail")


def listing(request: HttpRequest) -> HttpResponse:
    """Certificates."""
    filters = CertificateFilter(request.GET, user=request.user)
    rows = filters.narrowed(Certificate.objects.visible_to(request.user)).select_related("unit", "officer")
    page, today = keyset(rows, request.GET), timezone.localdate()
    lines = [(row, row.validity(today)) for row in page.rows]
    context = {"page": page, "lines": lines, "filters": filters, "asked": bool(filters.changed_data)}
    return render(request, "people/certificates.html", context)


def visible(request: HttpRequest, number: int) -> Certificate:
    """The certificate, or 404."""
    rows = Certificate.objects.visible_to(request.user).select_related("unit", "officer", "follows", "applied_by")
    found: Certificate = get_object_or_404(rows, pk=number)
    return found


def steps(row: Certificate, user: Any) -> list[tuple[str, str]]:
    """(name, button) of what this person may do with it now; what one asked for oneself is left to another."""
    mine = user.is_person(row.applied_by)
    fits = {"recognise": bool(row.number), "approve": not row.number}
    found = []
    for one in CERTIFICATE.allowed(row.state, user.role):
        if fits.get(one.name, True) and not (mine and one.name in actions.BLIND):
            found.append((one.name, one.button))
    return sorted(found, key=lambda one: (one[0] in GRAVE, one[0] in ("return_", "keep")))


def certificate(request: HttpRequest, number: int) -> HttpResponse:
    """One certificate with everything that became of it."""
    row = visible(request, number)
    labels = {field.name: str(field.verbose_name) for field in Certificate._meta.concrete_fields}
    context = {
        "row": row,
        "validity": row.validity(timezone.localdate()),
        "asked": [(labels[name], value) for name, value in row.asked.items()],
        "steps": steps(row, request.user),
        "grave": GRAVE,
        "issued": row.state in ISSUED,
        "suspensions": row.suspensions.all(),
        "successor": row.successors.first(),
        "address": address(request, row),
        "history": history.of(row),
    }
    return render(request, "people/certificate.html", context)


def apply(request: HttpRequest, number: int) -> HttpResponse:
    """申领执法证."""
    row, made = visible_officer(request, number), list[Certificate]()

    def act(form: Any) -> str:
        made.append(actions.apply(by=request.user, **form.command, officer=row, **form.values))
        return "已申领，由监督机关审核资格。"

    form = bound(request, ScopeForm)
    lead = f"{row.name}，{row.unit.name}"
    back = row.get_absolute_url()
    return step(request, form, act, back, title="申领执法证", lead=lead, onward=lambda: made[0].get_absolute_url())


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step."""
    row = visible(request, number)
    button = dict(steps(row, request.user)).get(name)
    if button is None:
        raise Http404
    more = {"step": name} if WAYS[name].act is actions.decide else {}
    facts = [("持证人", row.officer.name), ("单位", row.unit.name), ("执法证号", row.number), ("状态", row.state_word)]
    facts += [("理由", row.reason)] if row.reason else []
    return taking(request, WAYS[name], "certificate", row, title=button, lead=str(row), facts=facts, more=more)


# ── the public ───────────────────────────────────────────────────────────────────────────────────────────────────────


def address(request: HttpRequest, row: Certificate) -> str:
    """Where anybody looks whether it is good; the installation's own address if it knows one."""
    return outside(request, reverse("people:verify", args=[row.code]))


def picture(request: HttpRequest, number: int) -> HttpResponse:
    """The code to print on the card: SVG, black on white."""
    row = visible(request, number)
    if row.state not in ISSUED:
        raise Http404
    return qr.answer(address(request, row))


def verify(request: HttpRequest, code: str) -> HttpResponse:
    """证件查验: number, unit, kind and validity of an issued certificate, and nothing else."""
    rows = Certificate.objects.filter(state__in=ISSUED).select_related("unit")
    row: Certificate = get_object_or_404(rows, code=code)
    today = timezone.localdate()
    light, word = row.validity(today)
    context = {"row": row, "light": light, "word": "有效" if row.state in HELD and light == "green" else word}
    return render(request, "people/verify.html", context | {"day": today})
