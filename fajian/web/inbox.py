"""提醒 and 后台作业: what came in, and what runs in the background."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fajian.core import notify
from fajian.core.models import Job
from fajian.core.paging import keyset


def notices(request: HttpRequest) -> HttpResponse:
    """The own notices, newest first; POST marks all as read."""
    if request.method == "POST":
        messages.success(request, f"已将 {notify.read(request.user)} 条提醒标为已读。")
        return redirect("notices")
    return render(request, "notices.html", {"page": keyset(notify.inbox(request.user), request.GET)})


def jobs(request: HttpRequest) -> HttpResponse:
    """The own jobs, newest first."""
    user: Any = request.user
    own = Job.objects.filter(asked_by=user)
    return render(request, "jobs.html", {"page": keyset(own, request.GET)})


def job(request: HttpRequest, number: int) -> HttpResponse:
    """One own job: how far it is, what came out. The page asks again by itself while it runs."""
    own = get_object_or_404(Job, pk=number, asked_by=request.user)
    return render(request, "job.html", {"job": own, "running": own.state in {"waiting", "running"}})
