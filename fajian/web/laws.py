"""法律法规: what is kept, what an article said on a day, whether the provisions a text cites were in force."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fajian.engine.faults import InputError
from fajian.engine.law import library
from fajian.engine.law.checking import WORDS, check
from fajian.engine.law.citations import find
from fajian.engine.law.unknown import UNKNOWN
from fajian.engine.law.versions import Law, find_law, version_on

LONGEST = 200_000  # characters checked at once; a decision has some thousands


def laws(request: HttpRequest) -> HttpResponse:
    """?q= a name or a provision, ?on= a day: the laws that are kept, or what the provision said."""
    wrong, said, day, word = "", [], timezone.localdate(), request.GET.get("q", "").strip()
    try:
        day = _day(request.GET.get("on", ""))
        said = [(one.citation, library.say(one.citation, day)) for one in find(word) if one.citation.article]
    except InputError as error:
        wrong = str(error)
    found = [] if said else [(law, _standing(law, day)) for law in library.search(word)]
    context = {"q": word, "day": day, "said": said, "found": found, "wrong": wrong}
    return render(request, "laws/list.html", context, status=400 if wrong else 200)


def law(request: HttpRequest, name: str) -> HttpResponse:
    """One law as it stood on ?on=: its articles, and all its versions."""
    kept = find_law(name)
    if kept is None:
        raise Http404
    wrong, day = "", timezone.localdate()
    try:
        day = _day(request.GET.get("on", ""))
    except InputError as error:
        wrong = str(error)
    version = version_on(kept.name, day)
    text = library.text_of(version) if version is not UNKNOWN else None
    context: dict[str, Any] = {
        "law": kept,
        "day": day,
        "standing": library.standing(kept, day),
        "version": None if version is UNKNOWN else version,
        "versions": [(one, library.text_of(one) is not None) for one in reversed(kept.versions)],
        "text": text,
        "wrong": wrong,
    }
    return render(request, "laws/law.html", context, status=400 if wrong else 200)


def check_citations(request: HttpRequest) -> HttpResponse:
    """引用核对: a pasted text against the law of a day. Nothing of it is kept."""
    wrong, lines, day = "", None, timezone.localdate()
    text = request.POST.get("text", "")
    try:
        day = _day(request.POST.get("on", ""))
        if request.method == "POST":
            if not text.strip():
                raise InputError("请粘贴要核对的文字。")
            if len(text) > LONGEST:
                raise InputError(f"一次最多核对 {LONGEST} 字，请分段核对。")
            lines = check(text, day)
    except InputError as error:
        wrong = str(error)
    counted = Counter(one.verdict for one in lines or ())
    context = {
        "text": text,
        "day": day,
        "lines": lines,
        "counts": [(word, counted[verdict]) for verdict, word in WORDS.items()],
        "wrong": wrong,
    }
    return render(request, "laws/check.html", context, status=422 if wrong else 200)


def _standing(law: Law, day: dt.date) -> tuple[str, str]:
    """(light, words) of a law on a day."""
    version = version_on(law.name, day)
    if version is not UNKNOWN:
        return ("green", "有效") if library.text_of(version) else ("yellow", "有效，未收录文本")
    if day < (law.since or law.versions[0].valid_from):
        return "grey", "尚未施行"
    last = law.versions[-1].valid_to
    return ("red", "已废止") if last and day > last else ("yellow", "没有收录当日版本")


def _day(text: str) -> dt.date:
    """The day asked for; today where none is."""
    if not text.strip():
        return timezone.localdate()
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(f"“{text}”不是日期，应形如 2026-11-21。") from error
