"""What exactly is handed in: the text, the files, and every row of the ledgers that go with it as it stands now."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from fajian.campaigns.models import Campaign, Draft, Duty
from fajian.core.digests import canonical, digest
from fajian.core.models import StoredFile
from fajian.ledgers import columns
from fajian.ledgers.models import Entry, Ledger
from fajian.ledgers.selection import count_each

ALGORITHM = "sha256"  # anybody can recompute it with what every office PC has


def of_campaign(campaign: Campaign, way: str = "") -> Q:
    """Ledgers opened for this campaign; `way` leads to the ledger from other rows (`ledger__`)."""
    return Q(**{f"{way}source": campaign.source}) | Q(**{f"{way}source__startswith": f"{campaign.source}:"})


def linked(duty: Duty) -> list[Ledger]:
    """The unit's ledgers that go with a duty, by the annexes the plan names."""
    names = [name for name in duty.annexes.split("、") if name]
    if not names:
        return []
    return list(Ledger.objects.filter(of_campaign(duty.campaign), unit=duty.unit_id, annex__in=names))


def figures(duty: Duty, today: dt.date) -> dict[str, dict[str, int]]:
    """The numbers of those ledgers now: how many rows stand, and by state where they are problems."""
    own = linked(duty)
    counted = count_each(own, today)
    return {f"{ledger.annex} {ledger.title}".strip(): counted[ledger.pk].states for ledger in own}


def content(draft: Draft) -> str:
    """The draft and its ledgers as canonical JSON: equal if and only if the same would be handed in."""
    return canonical({
        "what": draft.duty.what,
        "unit": draft.unit.name,
        "text": draft.text,
        "nil": draft.nil,
        "file": _file(draft.file),
        "proof": _file(draft.proof),
        "ledgers": ledgers_told(linked(draft.duty)),
    })  # fmt: skip


def digest_of(text: str) -> str:
    """SHA-256 of a content, as pages and prints show it."""
    return digest(text, ALGORITHM)


def _file(row: StoredFile | None) -> dict[str, Any] | None:
    return {"name": row.name, "size": row.size, row.algorithm: row.digest} if row else None


def ledgers_told(own: list[Ledger]) -> list[dict[str, Any]]:
    """Every row of these ledgers as a content holds it."""
    by_ledger: dict[int, list[dict[str, Any]]] = {ledger.pk: [] for ledger in own}
    for entry in Entry.objects.filter(ledger__in=list(by_ledger)).whole().order_by("ledger_id", "number"):
        by_ledger[entry.ledger_id].append(_row(entry))
    return [
        {
            "ledger": ledger.pk,
            "annex": ledger.annex,
            "title": ledger.title,
            "form": f"{ledger.spec_code} {ledger.spec_version}",
            "columns": [
                *([column.name, column.label] for column in ledger.spec.columns if column.kind != "serial"),
                *([["state", "状态"]] if ledger.has_problems else []),
            ],
            "rows": by_ledger[ledger.pk],
        }
        for ledger in sorted(own, key=lambda ledger: ledger.pk)
    ]


def _row(entry: Entry) -> dict[str, Any]:
    """One row in the words of its page; what was struck out stays, and says so."""
    spec = entry.ledger.spec
    cells = {column.name: columns.text(spec, entry, column) for column in spec.columns if column.kind != "serial"}
    if entry.problem is not None:
        cells["state"] = entry.problem.state_word
    told = {name: text for name, text in cells.items() if text}
    return {"number": entry.number, "struck": entry.struck_reason if entry.struck_out else "", "cells": told}
