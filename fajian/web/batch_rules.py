"""Which rules a batch lets judge, and which fall away for want of which columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fajian.engine.store.schema import TableSchema, tables
from fajian.records import warehouse
from fajian.records.views import visible_batch
from fajian.web.rules_pages import library


@dataclass(frozen=True, slots=True)
class Judged:
    """What one table of a batch lets judge: `able` rules, and the rules for which it lacks columns (by label)."""

    table: TableSchema
    rows: int
    able: tuple[Mapping[str, Any], ...]
    lacking: tuple[tuple[Mapping[str, Any], tuple[str, ...]], ...]


def page(request: HttpRequest, code: str) -> HttpResponse:
    """The tables of a batch, with the rules that can judge their rows and those that cannot, and why."""
    batch = visible_batch(request, code)
    manifest = warehouse.manifest_of(code) if batch.state == "imported" else None
    if manifest is None:
        raise Http404
    context = {"batch": batch, "judged": judged(manifest, library().values())}
    return render(request, "rules/batch.html", context)


def judged(manifest: Mapping[str, Any], rules: Iterable[Mapping[str, Any]]) -> list[Judged]:
    """By table in the order of the schema; a table that no rule judges (a register) is left out."""
    rules = list(rules)
    had: dict[str, set[str]] = {}
    for source in manifest["sources"]:
        had.setdefault(source["table"], set()).update(source["columns"])
    found = []
    for name, columns in had.items():
        gaps = [(rule, missing(tables()[name], columns, rule["columns"])) for rule in rules if name in rule["tables"]]
        able = tuple(rule for rule, lacks in gaps if not lacks)
        if gaps:
            rows = manifest["tables"][name]["rows"]
            found.append(Judged(tables()[name], rows, able, tuple((rule, lacks) for rule, lacks in gaps if lacks)))
    return found


def missing(table: TableSchema, had: set[str], needs: Iterable[str]) -> tuple[str, ...]:
    """Labels of the columns a rule needs and the sheet lacks; what is presumed of a blank is not missing."""
    wanted = (table[name] for name in needs if name in table and name not in had)
    return tuple(column.label for column in wanted if column.blank.kind != "presume")
