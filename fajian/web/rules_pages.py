"""规则库: every screening rule with its law, its reading and what it needs.

Pages read rules.json, which a child process writes (rules_snapshot): importing the rules imports Ibis, and that would
cost every web worker a second at start and its memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fajian.screening.dues import policy as thresholds
from fajian.screening.rates import Outcome, outcomes
from fajian.web import policy
from fajian.web.rules_snapshot import stamp

CERTAINTIES = ("确定", "确定(条件)", "线索")
SEVERITIES = ("严重", "较重", "一般", "提示")


def prepare() -> Path:
    """The file, written anew by a child process when rules have changed since."""
    file: Path = settings.FAJIAN_DATA / "rules.json"
    if not file.exists() or json.loads(file.read_text(encoding="utf-8"))["stamp"] != stamp():
        subprocess.run([sys.executable, "-m", "fajian.web.rules_snapshot", str(file)], check=True)
    return file


@cache
def library() -> dict[str, dict[str, Any]]:
    """Every rule as a page needs it, by id; read once per process."""
    rules: dict[str, dict[str, Any]] = json.loads(prepare().read_text(encoding="utf-8"))["rules"]
    return rules


def index(request: HttpRequest) -> HttpResponse:
    """All rules; ?group=, ?certainty=, ?severity=, ?q= (title, id or law) and ?review=1 (rarely confirmed) narrow them.

    Whoever reads findings sees what became of each rule's in the own scope.
    """
    rules = list(library().values())
    chosen = {name: request.GET.get(name, "") for name in ("group", "certainty", "severity", "q")}
    word = chosen["q"].strip()
    counted = outcomes(request.user) if policy.allows(request.user, "screening:findings") else None
    doubted = {rule for rule, outcome in (counted or {}).items() if outcome.wants_review}
    only_doubted = request.GET.get("review") == "1"
    found = [
        rule
        for rule in rules
        if all(not chosen[name] or rule[name] == chosen[name] for name in ("group", "certainty", "severity"))
        and (not word or word.lower() in rule["search"])
        and (not only_doubted or rule["id"] in doubted)
    ]
    context = {
        "lines": [(rule, (counted or {}).get(rule["id"], Outcome())) for rule in found],
        "counted": counted is not None,
        "doubted": len(doubted),
        "thresholds": thresholds(),
        "total": len(rules),
        "counts": [(word, Counter(rule["certainty"] for rule in rules)[word]) for word in CERTAINTIES],
        "chosen": chosen,
        "groups": sorted({(rule["group"], rule["group_title"]) for rule in rules}),
        "certainties": CERTAINTIES,
        "severities": SEVERITIES,
    }
    return render(request, "rules/index.html", context)


def detail(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule."""
    rule = library().get(rule_id.upper())
    if rule is None:
        raise Http404
    counted = policy.allows(request.user, "screening:findings")
    outcome = outcomes(request.user, rule["id"]).get(rule["id"], Outcome()) if counted else None
    return render(request, "rules/detail.html", {"rule": rule, "outcome": outcome, "thresholds": thresholds()})
