"""Cases for a 排查 out of the warehouse, what is known of them already, and the list of what was found."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.office.workbooks import Cell
from fajian.ledgers.models import Entry, Ledger, Sweep, SweptCase
from fajian.orgs.scope import Scope
from fajian.records.sight import Sight, opened

TABLE = "penalties"
MOST = 5_000
# A case without any day cannot be shown to lie outside the span; one that does not say whose it is, may be a firm's.
_CONDITION = """
coalesce(t.decided_on, t.filed_on, t.closed_on, $from) BETWEEN $from AND $to
AND (NOT $enterprises OR t.party_kind IS DISTINCT FROM 'person')
"""
COLUMNS = (
    ("序号", 6.0), ("案件编号", 16.0), ("决定书文号", 24.0), ("当事人", 24.0), ("违法行为", 28.0), ("决定日期", 12.0),
    ("排查结果", 12.0), ("说明", 30.0), ("台账条目", 40.0), ("整改情况", 12.0), ("排查人", 10.0), ("排查日期", 12.0),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One case as the warehouse has it."""

    record_id: str
    decision_no: str
    party: str
    matter: str
    decided_on: dt.date | None


def cases(ledger: Ledger, from_on: dt.date, to_on: dt.date, *, enterprises: bool) -> list[Case]:
    """The penalties of the unit's agencies between two days (both count), the oldest first; at most one beyond MOST."""
    sight = Sight.within(Scope((ledger.unit_path,)))
    if sight.agencies == ():
        return []
    with opened() as store:
        rows = store.rows(
            sight, TABLE, _CONDITION, f"ORDER BY t.decided_on, t.penalty_id LIMIT {MOST + 1}",
            **{"from": from_on, "to": to_on, "enterprises": enterprises},
        )  # fmt: skip
    return [
        Case(
            str(row["penalty_id"]), row["decision_no"] or "", row["party_name"] or "", row["violation_name"] or "",
            row["decided_on"],
        )
        for row in rows
    ]  # fmt: skip


def filled(spec: LedgerSpec, case: SweptCase) -> dict[str, Any]:
    """What a new row of the ledger can say of the case by itself, by column."""
    known: Mapping[str, Any] = {
        "act:decision_no": case.decision_no, "number": case.decision_no, "record:decision_no": case.decision_no,
        "record:party_name": case.party, "case": f"{case.party}{case.matter}案" if case.matter else case.party,
        "act_kind": "处罚", "acted_on": case.decided_on,
    }  # fmt: skip
    found = {}
    for column in spec.columns:
        value = known.get(column.fill)
        if value and (column.kind != "choice" or value in column.choices):
            found[column.name] = value
    return found


def numbered(ledger: Ledger) -> dict[str, Entry]:
    """Standing rows of the ledger by the decision they name, where its form has a column for that."""
    names = [one.name for one in ledger.spec.columns if one.fill in ("act:decision_no", "number")]
    rows = Entry.objects.filter(ledger=ledger, struck_out=False).order_by("-number")
    return {str(row.data[name]).strip(): row for row in rows for name in names if row.data.get(name)}


def defects(ledger: Ledger) -> list[tuple[str, int]]:
    """What the ledger's rows complain of, the most frequent first: what every further case is looked at for."""
    column = next((one.name for one in ledger.spec.columns if one.kind == "choice" and one.by_rule), "")
    if not column:
        return []
    rows = Entry.objects.filter(ledger=ledger, struck_out=False).values_list(f"data__{column}", flat=True)
    return Counter(word for word in rows if word).most_common()


def listed(sweep: Sweep) -> Iterator[list[Cell]]:
    """自查记录, 排查清单: every case with what was found."""
    rows = sweep.cases.select_related("entry__rectification", "looked_by").order_by("number")
    for row in rows:
        problem = row.entry.problem if row.entry else None
        yield [
            row.number, row.record_id, row.decision_no, row.party, row.matter, row.decided_on, row.state_word, row.note,
            f"第{row.entry.number}号 {row.entry.title}" if row.entry else "", problem.state_word if problem else "",
            str(row.looked_by) if row.looked_by else "", row.looked_at.date() if row.looked_at else None,
        ]  # fmt: skip
