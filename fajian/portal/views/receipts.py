"""What the holder of a receipt sees and sends, and what anybody may check."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from fajian.core.downloads import download
from fajian.core.errors import Refused
from fajian.portal import actions, codes, floods, receipts
from fajian.portal.actions import PUBLIC
from fajian.portal.forms.receipts import CodeForm, MoreForm, RateForm, VerifyForm
from fajian.portal.models import Complaint
from fajian.portal.rectified import told_of
from fajian.portal.views.public import CROWDED, address, are_too_many, signed

GUESSED = "输错的次数太多。请一小时以后再试；手上有回执的，请对照逐位核对。"
NONE = "没有找到。请对照回执逐位核对回执号。"


@sensitive_post_parameters()
def follow(request: HttpRequest) -> HttpResponse:
    """凭回执号查询: the code is asked for each time and stands in no address."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "portal/follow.html", {"form": form})
    if floods.has_guessed(address(request)):
        form.add_error(None, GUESSED)
        response = render(request, "portal/follow.html", {"form": form}, status=429)
        response["Retry-After"] = "3600"
        return response
    row = found(form) if form.is_valid() else None
    if row is None:
        if form.is_valid():
            floods.counted("guesses", address(request))
            form.add_error("code", NONE)
        return render(request, "portal/follow.html", {"form": form}, status=422)
    return act(request, row, form.cleaned_data["code"])


def found(form: CodeForm) -> Complaint | None:
    """The complaint of the code."""
    rows = Complaint.objects.filter(code_digest=codes.digest(form.cleaned_data["code"]))
    return rows.select_related("unit", "respondent", "joined_to").first()


def act(request: HttpRequest, row: Complaint, code: str) -> HttpResponse:
    """What the holder asked for, then the page."""
    if "take" in request.POST:
        return download(f"回执 {row}.txt", signed(row).encode(), "text/plain; charset=utf-8")
    forms: dict[str, Any] = {"more": MoreForm(), "rate": RateForm()}
    done = ""
    form: Any = None
    try:
        if "more" in request.POST:
            crowded = are_too_many(request)
            form = forms["more"] = MoreForm(request.POST, None if crowded else request.FILES)
            if crowded:
                form.add_error("uploads", CROWDED)
            elif form.is_valid():
                done = added(row, form)
        elif "rate" in request.POST:
            form = forms["rate"] = RateForm(request.POST)
            if form.is_valid():
                actions.rate(by=PUBLIC, complaint=row, rating=form.cleaned_data["rating"])
                done = "评价已经收到。"
    except Refused as refused:
        form.add_error(None, str(refused))
    if done:
        row = Complaint.objects.select_related("unit", "respondent", "joined_to").get(pk=row.pk)
        forms = {"more": MoreForm(), "rate": RateForm()}
    context = {"row": row, "main": row.main, "code": code, "done": done, "rectified": told_of(row.main), **forms}
    wrong = any(form.errors for form in forms.values())
    return render(request, "portal/followed.html", context, status=422 if wrong else 200)


def added(row: Complaint, form: Any) -> str:
    """The complainant's further words and files."""
    actions.write(by=PUBLIC, complaint=row, text=form.cleaned_data["text"], received=form.cleaned_data["uploads"])
    return "补充已经收到。"


@sensitive_post_parameters()
def verify(request: HttpRequest) -> HttpResponse:
    """核验回执: is it ours, and of this text?"""
    form = VerifyForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "public": receipts.public_key()}
    if request.method == "POST" and form.is_valid():
        claim = receipts.checked(form.cleaned_data["receipt"], context["public"])
        original = form.cleaned_data["original"].strip()
        context |= {"asked": True, "claim": claim}
        if claim and original:
            context["matches"] = receipts.digest_of(original) == claim.digest
    return render(request, "portal/verify.html", context, status=422 if form.errors else 200)
