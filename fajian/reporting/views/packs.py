"""资料包: asked for, taken away."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from fajian.campaigns.views.campaigns import visible
from fajian.core import handouts
from fajian.core.models import Job
from fajian.orgs.models import User
from fajian.orgs.scope import domain_scope
from fajian.reporting import jobs
from fajian.reporting.forms import PackForm


def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Queue it, unless the same is on its way already."""
    row, user = visible(request, number), cast(User, request.user)
    form = PackForm(request.POST, campaign=row, user=user)
    if not form.is_valid():
        messages.error(request, "请选择列出的单位。")
        return redirect("reporting:completeness", number)
    return redirect("job", jobs.ask(row, form.chosen, user).pk)


def download(request: HttpRequest, number: int) -> HttpResponseBase:
    """The pack of an own job, while everything it was made of is still in reach."""
    job = get_object_or_404(Job, pk=number, name=jobs.pack.name, asked_by=request.user, state="done")
    if not domain_scope(request.user).covers_all(job.told["scope"]):
        raise Http404
    return handouts.download(job)
