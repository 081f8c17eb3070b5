"""典型案例 drafted from a problem of a ledger or an act: the facts in order, the names to be masked beside them."""

from __future__ import annotations

from typing import Any

from fajian.ledgers.models import Entry
from fajian.orgs.models import Unit
from fajian.records import sight

NAMED = ("party_name",)  # columns of records whose texts are names
FACTS = (
    ("事项", "item_name"), ("事实", "violation_facts"), ("依据", "basis_text"), ("处罚种类", "penalty_kinds"),
    ("处罚内容", "penalty_content"), ("罚款金额", "fine_yuan"), ("强制种类", "kind"), ("结果", "result"),
)  # fmt: skip
OWN_WORDS = "【待填：处理是否合法适当、为什么有指导意义、各单位应当怎么做】"


def drafted(user: Any, source: str) -> dict[str, Any]:
    """What the form starts with; {} where the source is none, or is not the user's to see."""
    kind, _, number = source.partition(":")
    if kind == "entry" and number.isdecimal():
        return _of_entry(Entry.objects.visible_to(user).standing().whole().filter(pk=number[:18]).first())
    return _of_record(user, kind, number) if kind in sight.ACT_KINDS and number else {}


def _of_entry(entry: Entry | None) -> dict[str, Any]:
    problem = getattr(entry, "rectification", None)
    if entry is None or problem is None:
        return {}
    told = [
        ("基本情况", entry.title),
        ("原因分析", problem.cause),
        ("整改情况", "\n".join(filter(None, (problem.measure, problem.result)))),
    ]
    names = [name for name in (problem.person, problem.leader) if name and name in _text(told)]
    return _form(entry.unit_id, entry.title[:60], told, names)


def _of_record(user: Any, table: str, number: str) -> dict[str, Any]:
    found = sight.find(user, table, number)
    if found is None:
        return {}
    record, _ = found
    unit = Unit.objects.visible_to(user).filter(agency_id=record.agency_id).exclude(agency_id="").first()
    cells = {cell.name: cell.text for cell in record.cells}
    party = "、".join(filter(None, (cells.get(name) for name in NAMED)))
    facts = "\n".join(f"{label}：{cells[name]}" for label, name in FACTS if name in cells)
    told = [("基本案情", f"当事人：{party}\n{facts}" if party else facts)]
    about = cells.get("violation_name") or cells.get("item_name") or record.table_label
    return _form(unit.pk if unit else None, about, told, [party] if party else [])


def _text(told: list[tuple[str, str]]) -> str:
    return "\n".join(f"{place}、{heading}\n{text}" for place, (heading, text) in zip("一二三四", told, strict=False))


def _form(unit: int | None, about: str, told: list[tuple[str, str]], names: list[str]) -> dict[str, Any]:
    said = [*((heading, text) for heading, text in told if text), ("案例分析和指导意义", OWN_WORDS)]
    return {
        "unit": unit, "kind": "case", "reach": "public", "title": f"{about}典型案例", "text": _text(said),
        "names": "\n".join(dict.fromkeys(names)),
    }  # fmt: skip
