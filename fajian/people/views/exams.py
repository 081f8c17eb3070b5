"""法治测试: the bank, tests with their results, and an officer's own page and papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.core.errors import Refused
from fajian.core.forms import CommandForm, errors_in
from fajian.core.pages import bound, pressed, step
from fajian.core.paging import keyset
from fajian.engine.faults import Fault
from fajian.engine.office.workbooks import Column, Sheet
from fajian.people import actions, hours, questions, sheets
from fajian.people.forms.exams import ExamForm, PaperForm
from fajian.people.forms.officers import UploadForm
from fajian.people.forms.trainings import StrikeForm
from fajian.people.models import Exam, Officer, Question, Sitting

SHOWN = 200


# ── the office ───────────────────────────────────────────────────────────────────────────────────────────────────────


def bank(request: HttpRequest) -> HttpResponse:
    """题库."""
    rows = Question.objects.visible_to(request.user).select_related("unit")
    return render(request, "people/questions.html", {"page": keyset(rows, request.GET)})


def take_shipped(request: HttpRequest) -> HttpResponse:
    """收入内置题目."""
    user: Any = request.user
    count = actions.take_questions(by=user, unit=user.unit, questions=questions.shipped())
    messages.success(request, f"收入 {count} 题；已有的不重复收。")
    return redirect("people:questions")


def upload(request: HttpRequest) -> HttpResponse:
    """导入题目: the whole sheet or nothing."""
    user: Any = request.user
    form, faults = bound(request, UploadForm), tuple[Fault, ...]()
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            found = questions.read_questions(form.received)
            faults = found.faults
            if not faults:
                count = actions.take_questions(by=user, **form.command, unit=user.unit, questions=found.lines)
                messages.success(request, f"收入 {count} 题；已有的不重复收。")
                return redirect("people:questions")
    context = {"form": form, "faults": faults[:SHOWN], "count": len(faults)}
    return render(request, "people/take_questions.html", context, status=422 if form.errors or faults else 200)


def blank(request: HttpRequest) -> HttpResponse:
    """The bank to be filled in."""
    note = "判断题不写选项，答案写“对”或者“错”；多选题的答案写成 ACD。"
    return workbook("法治测试题库（空表）", [sheets.blank(questions.bank(), note)], timezone.localdate())


def strike_question(request: HttpRequest, number: int) -> HttpResponse:
    """作废题目."""
    row: Question = get_object_or_404(Question.objects.visible_to(request.user).standing(), pk=number)

    def act(form: Any) -> str:
        actions.strike_question(by=request.user, **form.command, question=row, seen=form.version or 0, **form.values)
        return "已作废，以后不再抽到。"

    form = bound(request, StrikeForm, row=row)
    return step(request, form, act, reverse("people:questions"), title="作废题目", lead=row.stem)


def listing(request: HttpRequest) -> HttpResponse:
    """Tests, newest first."""
    rows = Exam.objects.visible_to(request.user).select_related("unit")
    return render(request, "people/exams.html", {"page": keyset(rows, request.GET), "day": timezone.localdate()})


def new(request: HttpRequest) -> HttpResponse:
    """组织法治测试."""
    made: list[Exam] = []

    def act(form: Any) -> str:
        made.append(actions.set_exam(by=request.user, **form.command, unit=form.cleaned_data["unit"], terms=form.terms))
        return "已发布，执法人员用自己的账号答题。"

    form, back = bound(request, ExamForm, user=request.user), reverse("people:exams")
    lead = "从题库随机抽题，每人一份，按时收卷，自动判分。"
    return step(request, form, act, back, title="组织法治测试", lead=lead, onward=lambda: made[0].get_absolute_url())


def exam(request: HttpRequest, number: int) -> HttpResponse:
    """One test: who has which mark, and who has not sat it."""
    row: Exam = get_object_or_404(Exam.objects.visible_to(request.user).select_related("unit"), pk=number)
    found = results(row, request.user)
    scores = [one.score for _, one in found if one is not None and one.score is not None]
    context = {
        "row": row,
        "results": found,
        "sat": len(scores),
        "passed": sum(score >= row.pass_score for score in scores),
        "open": row.is_open(timezone.localdate()),
    }
    return render(request, "people/exam.html", context)


def results(row: Exam, user: Any) -> list[tuple[Officer, Sitting | None]]:
    """Everybody in reach whom the test is for, and whoever else sat it, with the paper; by unit."""
    sat = Sitting.objects.filter(exam=row).order_by().values("officer")
    people = Officer.objects.visible_to(user).of_subtree(row.unit_path).in_post(row.from_on)
    people = people.filter(Q(kind="enforcer") | Q(pk__in=sat))
    papers = {one.officer_id: one for one in Sitting.objects.visible_to(user).filter(exam=row).select_related("exam")}
    return [(one, papers.get(one.pk)) for one in people.select_related("unit").order_by("unit_path", "pk")]


def export(request: HttpRequest, number: int) -> HttpResponse:
    """成绩表."""
    row: Exam = get_object_or_404(Exam.objects.visible_to(request.user), pk=number)
    columns = (Column("序号", 6), Column("单位", 20), Column("姓名", 10), Column("人员编号", 12),
               Column("交卷时间", 16), Column("成绩", 8, "number"), Column("是否合格", 10))  # fmt: skip
    lines: list[list[Any]] = []
    for place, (one, paper) in enumerate(results(row, request.user), 1):
        handed = f"{timezone.localtime(paper.handed_at):%Y-%m-%d %H:%M}" if paper and paper.handed_at else ""
        word = {True: "合格", False: "不合格", None: "未参加"}[paper.passed if paper else None]
        lines.append([place, one.unit.name, one.name, one.number, handed, paper.score if paper else None, word])
    return workbook(f"{row.title}成绩表", [Sheet("成绩表", f"{row.title}成绩表", columns, lines)], timezone.localdate())


# ── the officer ──────────────────────────────────────────────────────────────────────────────────────────────────────


def mine(request: HttpRequest) -> HttpResponse:
    """我的证件和学习: the own certificate, the hours of the year, tests that are open."""
    user: Any = request.user
    today = timezone.localdate()
    row: Officer | None = Officer.objects.filter(account=user.pk).select_related("unit").first()
    if row is None:
        return render(request, "people/mine.html", {"row": None})
    papers = {one.exam_id: one for one in row.sittings.select_related("exam").order_by("-id")}
    waiting = [one for one in Exam.objects.waiting_for(row, today) if one.pk not in papers]
    context = {
        "row": row,
        "cards": [(one, one.validity(today)) for one in row.certificates.order_by("-id")],
        "line": hours.lines([row], today.year)[0],
        "waiting": waiting,
        "papers": list(papers.values()),
        "command": CommandForm(auto_id=False),
        "year": today.year,
    }
    return render(request, "people/mine.html", context)


def sit(request: HttpRequest, number: int) -> HttpResponse:
    """开始答题."""
    row: Exam = get_object_or_404(Exam, pk=number)
    try:
        paper = actions.sit(by=request.user, **pressed(request, row), exam=row)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("people:mine")
    return redirect(paper)


def sitting(request: HttpRequest, number: int) -> HttpResponse:
    """The own paper: to be answered while the time runs, its result afterwards."""
    rows = Sitting.objects.filter(officer__account=request.user.pk).select_related("exam", "officer")
    row: Sitting = get_object_or_404(rows, pk=number)
    by_number = Question.objects.in_bulk(row.questions)
    asked = [by_number[one] for one in row.questions]
    if row.handed_at is not None:
        lines = [(one, row.answers.get(str(one.pk), ""), row.answers.get(str(one.pk)) == one.answer) for one in asked]
        return render(request, "people/result.html", {"row": row, "lines": lines})
    form = bound(request, PaperForm, questions=asked, answers=row.answers, row=row)
    if request.method == "POST" and form.is_valid():
        hand_in = "hand_in" in request.POST
        with errors_in(form):
            done = actions.answer(by=request.user, **form.command, sitting=row, answers=form.answers, hand_in=hand_in)
            messages.success(request, "已交卷。" if done.handed_at else "已保存，还没有交卷。")
            return redirect(done)
    late = timezone.now() > row.ends_at
    context = {"row": row, "form": form, "late": late}
    return render(request, "people/sitting.html", context, status=422 if form.errors else 200)
