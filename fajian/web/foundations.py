"""What registers, certificates and items of inspection say of 事前公开, for publicity.foundations.SOURCES."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils import timezone

from fajian.inspections.models import Item
from fajian.orgs.models import Unit
from fajian.people.models import Certificate
from fajian.registers.models import Registration

Found = Mapping[int, Mapping[str, Sequence[str]]]
KINDS = ("body", "duty", "item", "flowchart", "basis", "standard")


def registered(units: Sequence[Unit]) -> Found:
    """From the registers: what stands in them and is not to leave them, nor fails a check."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = Registration.objects.standing().filter(unit__in=units, kind__in=KINDS).order_by("pk")
    for row in rows:
        if row.failed or (row.opinion is not None and row.opinion.ends):
            continue
        for column, text in _said(row):
            found[row.unit_id][column].append(text)
    return found


def _said(row: Registration) -> Sequence[tuple[str, str]]:
    """(column, line) of one registration."""
    data = row.data
    match row.kind:
        case "body":
            return [("subject", f"{row.title}，{data.get('nature', '')}，{data.get('basis', '')}")]
        case "duty":
            return [("duty", f"{row.title}：{data.get('office', '')}{data.get('post', '')}，{data.get('power', '')}")]
        case "item":
            lines = [("authority", f"{data.get('act', '')}：{row.title}"), ("basis", str(data.get("basis", "")))]
            return [*lines, *([("remedy", str(data["channel"]))] if data.get("channel") else [])]
        case "flowchart":
            return [("procedure", f"{row.title}：{data.get('steps', '')}")]
        case "basis":
            return [("basis", f"{row.title}{data.get('doc_no', '')}")]
        case _:
            return [("basis", f"{row.title}（{data.get('form', '')}）")]


def certified(units: Sequence[Unit]) -> Found:
    """From the certificates: who may enforce today, by name and number, as everybody may ask."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = Certificate.objects.good(timezone.localdate()).filter(unit__in=units).select_related("officer")
    for row in rows.order_by("number"):
        found[row.unit_id]["officers"].append(f"{row.officer.name}，{row.number}")
    return found


def inspected(units: Sequence[Unit]) -> Found:
    """From the items of inspection that are published: the 随机抽查事项清单."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in Item.objects.standing().filter(unit__in=units, published_on__isnull=False).order_by("pk"):
        found[row.unit_id]["spot_check_list"].append(f"{row.title}（{row.basis}）")
    return found
