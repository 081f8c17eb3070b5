"""Ledgers of a plan, pre-filled: every finding goes to one ledger, as a suspicion to be checked and never as a fact."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from fajian.engine.forms.spec import (
    EVERYTHING,
    LedgerColumn,
    LedgerSpec,
    begins,
    for_task,
    generic,
    match,
    plain_title,
)
from fajian.engine.forms.workbook import PENDING, Row
from fajian.engine.office.workbooks import Cell
from fajian.engine.plans.schema import Annex, Plan
from fajian.engine.story.findings import UNNAMED_UNIT, Finding, group_name
from fajian.engine.story.records import Record, Records, day

NO_FORMS: Mapping[str, LedgerSpec] = MappingProxyType({})
MARK = f"【{PENDING}】"
_TEN_THOUSAND = Decimal(10_000)
_NAMED = ("officers", "agencies", "facilities")


@dataclass(frozen=True, slots=True)
class Opened:
    """A ledger this plan asks for: `title` and `annex` (附件2, "" = none) as the plan writes them.

    `scope_from`: the first day the plan looks back to, null where it names none. `asked_by`: numbers of its tasks.
    """

    spec: LedgerSpec
    title: str
    annex: str = ""
    scope_from: dt.date | None = None
    asked_by: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.annex} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Filled:
    """The rows of every ledger by unit (id → rows).

    `placed` has, for each finding in order, the name of its ledger; "" where it lies before the span the plan looks
    back on and so stands in none.
    """

    ledgers: tuple[Opened, ...]
    rows: tuple[Mapping[str, Sequence[Row]], ...]
    placed: tuple[str, ...]

    @property
    def entries(self) -> int:
        """How many findings stand in the ledgers."""
        return sum(1 for name in self.placed if name)


def open_ledgers(plan: Plan, own: Mapping[str, LedgerSpec] = NO_FORMS) -> tuple[Opened, ...]:
    """The ledgers of a plan: its annexes, the forms its tasks call for, and a general one for what fits none.

    `own`: forms of the office or of the plan's own annexes, by plain title; each goes before the shipped one.
    """
    opened: list[Opened] = []
    for annex in plan.annexes:
        tasks = [task for task in plan.tasks if annex.number is not None and annex.number in task.annexes]
        since = [task.scope_from for task in tasks if task.scope_from]
        opened.append(
            Opened(
                spec=_form(annex, own),
                title=annex.title,
                annex=f"附件{annex.number}" if annex.number is not None else "",
                scope_from=min(since) if since and len(since) == len(tasks) else None,
                asked_by=tuple(task.number for task in tasks),
            )
        )
    for task in plan.tasks:
        for spec in for_task(task.title):
            if all(ledger.spec.code != spec.code for ledger in opened):
                opened.append(Opened(spec, spec.title, asked_by=(task.number,)))
    if not any(EVERYTHING in ledger.spec.takes for ledger in opened):
        opened.append(Opened(generic(), generic().title))
    return tuple(opened)


def _form(annex: Annex, own: Mapping[str, LedgerSpec]) -> LedgerSpec:
    """An annex's form: the office's own, which takes what the shipped one of that title takes; else the shipped one."""
    found, mine = match(annex.title, annex.number), own.get(plain_title(annex.title))
    if mine is None:
        return found.spec if found else generic(annex.title, annex.number)
    return adopted(mine, found.spec) if found else mine


def adopted(own: LedgerSpec, shipped: LedgerSpec) -> LedgerSpec:
    """An own form for the same annex as a shipped one: its own columns, filled where the heading is the same."""
    known = {column.label: column for column in shipped.columns}
    columns = tuple(
        replace(known[column.label], name=column.name, group=column.group) if column.label in known else column
        for column in own.columns
    )
    return replace(own, takes=own.takes or shipped.takes, only=own.only or shipped.only, columns=columns)


def fill(
    ledgers: Sequence[Opened], findings: Sequence[Finding], records: Records, units: Mapping[str, str], as_of: dt.date
) -> Filled:
    """Put every finding into the ledger made for its rule, and imported records into the ledgers that list them."""
    by_table: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        by_table[finding.subject].append(finding.record_id)
    for table, ids in by_table.items():
        records.load(table, ids)
    filler = _Filler(records, units, as_of)
    rows: list[dict[str, dict[str, Row]]] = [filler.listed(ledger) for ledger in ledgers]
    placed: list[str] = []
    for finding in findings:
        record = records.get(finding.subject, finding.record_id)
        index = _best(ledgers, finding, record)
        ledger = ledgers[index]
        if ledger.scope_from and finding.step_on and finding.step_on < ledger.scope_from:
            placed.append("")
            continue
        held = rows[index].setdefault(finding.agency_id, {})
        row = filler.row(ledger.spec, finding, record)
        listed = held.pop(_record_key(record), None) if record else None
        if row.key in held:
            row = replace(row, key=f"{row.key}|{len(held)}")
        held[row.key] = row if listed is None else _together(listed, row)
        placed.append(ledger.name)
    by_unit = tuple({unit: tuple(held.values()) for unit, held in ledger.items()} for ledger in rows)
    return Filled(tuple(ledgers), by_unit, tuple(placed))


def problem_text(finding: Finding) -> str:
    """What stands in a ledger's description of the problem: marked, with the finding's own words."""
    return f"{MARK}{finding.title}：{finding.explanation}"


def _best(ledgers: Sequence[Opened], finding: Finding, record: Record | None) -> int:
    """The ledger meant most closely for the rule; the first of equals. There is always one that takes everything."""
    is_person = record is not None and record.get("party_kind") == "自然人"
    fits = [
        0 if ledger.spec.only == "enterprise" and is_person else ledger.spec.fit(finding.rule_id) for ledger in ledgers
    ]
    return fits.index(max(fits))


def _record_key(record: Record) -> str:
    return f"{record.table}|{record.id}"


def _together(listed: Row, found: Row) -> Row:
    """A record the ledger lists anyway, with a finding about it: one row, the finding's marks beside it."""
    return Row(found.key, {**found.cells, **listed.cells, **_texts(found)}, found.beside)


def _texts(row: Row) -> dict[str, Cell]:
    return {name: value for name, value in row.cells.items() if isinstance(value, str) and value.startswith(MARK)}


@dataclass(slots=True)
class _Filler:
    records: Records
    units: Mapping[str, str]
    as_of: dt.date
    _certificates: dict[str, Record] | None = None

    def row(self, spec: LedgerSpec, finding: Finding, record: Record | None) -> Row:
        """A finding as a row of a ledger."""
        cells: dict[str, Cell] = {}
        for column in spec.columns:
            value = self._suggested(column, finding.rule_id) or self._value(column, finding.agency_id, record, finding)
            if value is not None:
                cells[column.name] = value
        beside: dict[str, Cell] = {
            "status": PENDING,
            "wording": finding.wording,
            "note": problem_text(finding),
            "law": finding.basis,
            "found_on": self.as_of,
            "rule_id": finding.rule_id,
            "record_id": finding.record_id,
        }
        return Row(finding.key, cells, beside)

    def listed(self, ledger: Opened) -> dict[str, dict[str, Row]]:
        """The imported records a ledger lists, by unit and key; the last of those with the same unique cells stays."""
        spec, source = ledger.spec, ledger.spec.rows_from
        held: dict[str, dict[str, Row]] = defaultdict(dict)
        if source is None:
            return held
        found = self.records.listed(source.table, source.where)
        if source.latest:
            found.sort(key=lambda record: str(record.get(source.latest) or ""))
        unique = [column.name for column in spec.columns if column.unique]
        taken: dict[tuple[str, ...], tuple[str, str]] = {}
        for record in found:
            on = day(record.get(source.since)) if source.since else None
            if ledger.scope_from and on and on < ledger.scope_from:
                continue
            unit = str(record.get("agency_id") or "")
            values = ((column.name, self._value(column, unit, record, None)) for column in spec.columns)
            row = Row(_record_key(record), {name: value for name, value in values if value is not None})
            mark = (unit, *(str(row.cells.get(name, "")) for name in unique))
            if any(mark[1:]):
                if mark in taken:
                    held[taken[mark][0]].pop(taken[mark][1])
                taken[mark] = (unit, row.key)
            held[unit][row.key] = row
        return held

    def _suggested(self, column: LedgerColumn, rule_id: str) -> str | None:
        """The choice this rule points to, to be confirmed by a person."""
        for word, starts in column.by_rule.items():
            if any(begins(rule_id, start) for start in starts):
                return word
        return None

    def _value(self, column: LedgerColumn, unit: str, record: Record | None, finding: Finding | None) -> Cell:
        if column.kind == "unit":
            return self.units.get(unit, unit) or UNNAMED_UNIT
        source, _, name = column.fill.partition(":")
        if finding is not None and source in ("problem", "basis", "group", "found_on"):
            known: dict[str, Cell] = {
                "problem": problem_text(finding),
                "basis": finding.basis,
                "group": group_name(finding.rule_id),
                "found_on": self.as_of,
            }
            return known[source]
        if record is None:
            return finding.record_id if finding is not None and source == "number" else None
        return _as_kind(column, self._from_record(source, name, record))

    def _from_record(self, source: str, name: str, record: Record) -> Cell:
        match source:
            case "record":
                value: Cell = record.get(name)
            case "act":
                value = record.the_act.cells.get(name) if name else _act_text(record)
            case "certificate":
                certificate = self.certificates.get(record.id)
                value = certificate.get(name) if certificate else None
            case "case":
                value = record.case_name or record.number
            case "number":
                value = record.number
            case "act_kind":
                value = record.act_word
            case "acted_on":
                value = record.acted_on
            case "subject":
                value = record.cells.get("name") if record.table in _NAMED else None
            case "period":
                value = _span(record, "from_on", "to_on")
            case "delegation":
                by = str(record.get("delegated_by_id") or "")
                span = _span(record, "delegation_from_on", "delegation_to_on")
                value = f"{self.units.get(by, by)} {span}".strip()
            case _:
                value = None
        return value or None

    @property
    def certificates(self) -> dict[str, Record]:
        if self._certificates is None:
            self._certificates = self.records.certificates()
        return self._certificates


def _act_text(record: Record) -> str:
    """The act under review: its kind, number and day."""
    act = record.act
    if act is None:
        return ""
    on = act.acted_on
    return "，".join(part for part in (f"行政{act.act_word}", act.number, on.isoformat() if on else "") if part)


def _span(record: Record, first: str, last: str) -> str:
    days = [day(record.get(name)) for name in (first, last)]
    return "至".join(on.isoformat() if on else "" for on in days) if any(days) else ""


def _as_kind(column: LedgerColumn, value: Cell) -> Cell:
    """The value as the column holds it; nothing where it does not fit, for a wrong cell is worse than an empty one."""
    if value is None:
        return None
    match column.kind:
        case "date":
            return day(value)
        case "money":
            if not isinstance(value, int | Decimal):
                return None
            return Decimal(value) / _TEN_THOUSAND if column.scale == "万元" else Decimal(value)
        case "int" | "number":
            return value if isinstance(value, int | float | Decimal) else None
        case "choice":
            return value if value in column.choices else _only_choice_in(str(value), column.choices)
        case "bool":
            return value if value in ("是", "否") else None
        case _:
            return value.isoformat()[:10] if isinstance(value, dt.date) else str(value)


def _only_choice_in(text: str, choices: Sequence[str]) -> str | None:
    """The one choice the text contains (复议 in 行政复议), none where there are several."""
    found = [choice for choice in choices if choice in text]
    return found[0] if len(found) == 1 else None


def entries_by_ledger(filled: Filled) -> dict[str, int]:
    """Findings per ledger, in the order of the ledgers; those without one are left out."""
    counts = {ledger.name: 0 for ledger in filled.ledgers}
    for name in filled.placed:
        if name:
            counts[name] += 1
    return {name: count for name, count in counts.items() if count}


def units_of(filled: Filled, agencies: Iterable[str]) -> list[str]:
    """Ids of every unit that gets a workbook: all that were imported, and those findings name beside them."""
    known = list(agencies)
    others = sorted({unit for rows in filled.rows for unit in rows} - set(known))
    return known + others
