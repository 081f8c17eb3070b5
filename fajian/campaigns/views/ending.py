"""结束行动: what is still open, and why it ends; and the way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fajian.campaigns import actions
from fajian.campaigns.actions import ending
from fajian.campaigns.forms.plans import EndForm
from fajian.campaigns.views.campaigns import visible
from fajian.core.forms import errors_in


def end(request: HttpRequest, number: int) -> HttpResponse:
    """Finish a running campaign, or take a finished one up again."""
    row = visible(request, number)
    running = row.state == "running"
    form = EndForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            step = actions.finish if running else actions.resume
            step(by=request.user, **form.command, campaign=row, seen=form.version or 0, **form.values)
            messages.success(request, "行动已结束。" if running else "行动已恢复。")
            return redirect(row)
    context = {
        "campaign": row,
        "form": form,
        "running": running,
        "owed": ending.owed(row),
        "unclosed": ending.unclosed(row),
    }
    return render(request, "campaigns/end.html", context, status=422 if form.errors else 200)
