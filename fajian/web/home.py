"""我的待办: what this person owes, by when; every number is a link to the rows it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fajian.core.remembered import remembered
from fajian.web.todos.campaigns import deliveries, duties, look_backs, plans, proposals, rechecks, tasks
from fajian.web.todos.commitments import commitments
from fajian.web.todos.inspections import inspection_plans, visits
from fajian.web.todos.ledgers import pairings, problems, putting_right
from fajian.web.todos.people import certificates, exams
from fajian.web.todos.personal import running_jobs, unread_notices
from fajian.web.todos.portal import complaints, first_contacts, held_complaints, silent_points
from fajian.web.todos.publicity import publicity
from fajian.web.todos.registers import registers
from fajian.web.todos.review import file_reviews
from fajian.web.todos.screening import findings
from fajian.web.todos.supervision import accountability, circulars, supervision
from fajian.web.todos.todo import Todo

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
    held_complaints,
    silent_points,
    first_contacts,
    inspection_plans,
    visits,
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
