"""Rules that take many acts together, against judges that go through them one by one; the draws are always the same."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest

from tests.engine.rules.reference.plain import months_after
from tests.engine.rules.spec import AS_OF, Row, lay_store, verdicts

Content = dict[str, list[Row]]
Verdicts = dict[str, bool | None]
Judge = Callable[[Content], Verdicts]
WORDS = {True: "hit", None: "unknown", False: "clear"}
AGENCIES = ("A", "B", "C")


def some(chance: Random, *cells: str) -> str:
    return chance.choice(cells)


def day(chance: Random, months: int) -> str:
    """A day of the last so many months, often one at an edge of whole months."""
    if chance.random() < 0.2:
        on = months_after(AS_OF, -chance.randrange(months + 1)) or AS_OF
        return str(on + dt.timedelta(chance.choice((-1, 0, 1))))
    return str(AS_OF - dt.timedelta(chance.randrange(31 * months)))


def on(row: Row, column: str) -> dt.date | None:
    return dt.date.fromisoformat(row[column][:10]) if row.get(column) else None


# ── CMP-REPEAT ───────────────────────────────────────────────────────────────────────────────────────────────────────


EDGES = (0, 89, 90, 91, 179, 180, 181)


def complaints(chance: Random) -> Content:
    rows = [
        {
            "complaint_id": f"C{n}", "respondent_agency_id": some(chance, *AGENCIES, *AGENCIES, ""),
            "topic": some(chance, "噪音", "乱停", "占道", "占道", ""),
            "received_on": some(chance, str(AS_OF - dt.timedelta(chance.choice(EDGES))), day(chance, 9)),
        }
        for n in range(70)
    ]  # fmt: skip
    return {"complaints": rows}


def repeated_complaints(content: Content) -> Verdicts:
    ages: dict[str, list[int]] = defaultdict(list)
    for c in content["complaints"]:
        if c["respondent_agency_id"] and c["topic"]:
            received = on(c, "received_on")
            assert received
            ages[f"{c['respondent_agency_id']}|{c['topic']}"].append((AS_OF - received).days)
    found: Verdicts = {}
    for key, days in ages.items():
        now, before = sum(0 <= age < 90 for age in days), sum(90 <= age < 180 for age in days)
        found[key] = now >= 5 or (now >= 3 and before > 0 and now >= 2 * before)
    return found


# ── FIN-REPEATMGMT ───────────────────────────────────────────────────────────────────────────────────────────────────


def fines(chance: Random) -> Content:
    rows = []
    for n in range(90):
        outcome = some(chance, "penalty", "penalty", "penalty", "no_penalty")
        kind = some(chance, "fine", "fine", "warning")
        rows.append({
            "penalty_id": f"P{n:03}", "agency_id": some(chance, *AGENCIES), "party_kind": "organisation",
            "party_uscc": some(chance, "U1", "U1", "U2", "U3", "U4", ""),
            "violation_code": some(chance, "V1", "V1", "V2", ""), "outcome": outcome,
            "penalty_kinds": kind if outcome == "penalty" else "",
            "fine_yuan": "1000" if (outcome, kind) == ("penalty", "fine") else "",
            "decided_on": day(chance, 30), "rechecked_on": some(chance, "", "", "", "", "", "2026-01-05"),
        })  # fmt: skip
    return {"penalties": rows}


def is_fine(p: Row) -> bool:
    return p["outcome"] == "penalty" and p["penalty_kinds"] == "fine"


def fined_again(content: Content) -> Verdicts:
    found: Verdicts = {}
    for p in content["penalties"]:
        if not is_fine(p):
            continue
        if not (p["party_uscc"] and p["violation_code"]):
            found[p["penalty_id"]] = None
            continue
        decided = on(p, "decided_on")
        since = months_after(decided, -12)
        assert decided
        assert since
        like = [
            q
            for q in content["penalties"]
            if is_fine(q) and (q["party_uscc"], q["violation_code"]) == (p["party_uscc"], p["violation_code"])
            and (q["decided_on"], q["penalty_id"]) <= (p["decided_on"], p["penalty_id"])
            and q["decided_on"] > str(since)
        ]  # fmt: skip
        found[p["penalty_id"]] = len(like) >= 3 and not any(q["rechecked_on"] for q in like)
    return found


# ── INS-IDLE ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def items(chance: Random) -> Content:
    powers = [
        {
            "power_item_id": f"W{n}", "agency_id": some(chance, *AGENCIES), "code": f"I{n}",
            "kind": some(chance, "inspection", "inspection", "inspection", "penalty"),
            "valid_from_on": some(chance, "2020-01-01", day(chance, 90)),
            "valid_to_on": some(chance, "", "", "", str(AS_OF), str(AS_OF - dt.timedelta(1))),
            "last_used_on": some(chance, "", "", "", day(chance, 80)),
        }
        for n in range(60)
    ]  # fmt: skip
    visits = [
        {"inspection_id": f"S{n}", "agency_id": some(chance, *AGENCIES), "item_code": f"I{chance.randrange(60)}",
         "started_at": f"{day(chance, 80)} 09:00:00"}
        for n in range(40)
    ]  # fmt: skip
    return {"power_items": powers, "inspections": visits}


def idle(content: Content) -> Verdicts:
    since = months_after(AS_OF, -60)
    assert since
    found: Verdicts = {}
    for q in content["power_items"]:
        begun, ended, used = on(q, "valid_from_on"), on(q, "valid_to_on"), on(q, "last_used_on")
        assert begun
        holds = begun <= AS_OF and (ended is None or ended >= AS_OF) and begun < since
        seen = [
            on(i, "started_at")
            for i in content["inspections"]
            if (i["agency_id"], i["item_code"]) == (q["agency_id"], q["code"])
        ]
        lately = [one for one in (used, *seen) if one and one >= since]
        found[q["power_item_id"]] = q["kind"] == "inspection" and holds and not lately
    return found


# ── DIS-SIM-SPREAD ───────────────────────────────────────────────────────────────────────────────────────────────────


def like_cases(chance: Random) -> Content:
    rows = []
    for n in range(150):
        code = some(chance, "V1", "V2", "V3", "V4")
        usual = {"V1": (1000, 1000, 1000, 1600), "V2": (100, 1000, 5000), "V3": (900, 1000, 1100, 9000), "V4": (500,)}
        rows.append({
            "penalty_id": f"P{n:03}", "agency_id": some(chance, *AGENCIES), "procedure": "ordinary",
            "outcome": "penalty", "penalty_kinds": "fine", "violation_code": code,
            "party_kind": some(chance, "organisation", "organisation", "person"),
            "tier_id": some(chance, "T1", "T1", ""), "fine_yuan": str(chance.choice(usual[code])),
            "decided_on": day(chance, 26),
        })  # fmt: skip
    return {"penalties": rows}


def unlike_fines(content: Content) -> Verdicts:
    since = months_after(AS_OF, -24)
    assert since
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for p in content["penalties"]:
        if p["tier_id"] and str(since) < p["decided_on"] <= str(AS_OF):
            groups[p["violation_code"], p["tier_id"], p["party_kind"]].append(p)
    found: Verdicts = {}
    for key, cases in groups.items():
        if len(cases) < 8:
            continue
        amounts = [float(p["fine_yuan"]) for p in cases]
        middle = statistics.median(amounts)
        deviation = statistics.median(abs(amount - middle) for amount in amounts)
        found["|".join(key)] = 1.4826 * deviation >= 0.6 * middle
        for p, amount in zip(cases, amounts, strict=True):
            off = abs(amount - middle)
            found[p["penalty_id"]] = off >= 3.5 * 1.4826 * deviation if deviation else 2 * off >= middle
    return found


JUDGES: Mapping[str, tuple[Callable[[Random], Content], Judge]] = {
    "CMP-REPEAT": (complaints, repeated_complaints),
    "FIN-REPEATMGMT": (fines, fined_again),
    "INS-IDLE": (items, idle),
    "DIS-SIM-SPREAD": (like_cases, unlike_fines),
}


@pytest.mark.parametrize("rule_id", JUDGES)
def test_rule_and_judge_agree(rule_id: str, tmp_path: Path) -> None:
    drawn, judge = JUDGES[rule_id]
    seen: set[bool | None] = set()
    for seed in range(3):
        content = drawn(Random(seed))
        store = tmp_path / str(seed)
        lay_store(store, content, {})
        found = verdicts(rule_id, store)
        wanted = judge(content)
        seen |= set(wanted.values())
        told = {key: found[key]["verdict"] if key in found else "clear" for key in wanted}
        assert told == {key: WORDS[verdict] for key, verdict in wanted.items()}
        assert set(found) <= set(wanted)
    assert {True, False} <= seen
