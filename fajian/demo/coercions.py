"""Seals, seizures and executions of the demo, and what goes wrong in some of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from fajian.demo.books import Books, Row
from fajian.demo.city import Agency
from fajian.demo.identities import Party
from fajian.engine.law.calendar import Calendar

_SETTLED = timedelta(days=200)
_GOODS = ("电子秤1台", "流动摊车1辆", "未标识食品12箱", "农药20瓶", "广告灯箱1个", "经营账册3本")
_MEASURES = ("seal", "seize")
_PAPERS = ("coercion_approval", "coercion_decision", "item_list", "record", "release")


def write_coercions(
    books: Books, chance: Random, agencies: list[Agency], parties: list[Party], *, count: int, share: float
) -> None:
    """`count` coercive acts of the last three years, most of them seizures; `share` of them with something planted."""
    calendar = Calendar.seeded()
    spoils = (_too_long, _approved_afterwards, _one_officer, _papers_lacking, _not_published, _not_filmed)
    planned = max(round(share * count), 2 * len(spoils)) if share else 0
    turn = 0
    for number in range(1, count + 1):
        started = calendar.next_working(books.as_of - timedelta(days=chance.randrange(20, 3 * 365 - 40)))
        agency = chance.choice([a for a in agencies if a.delivers_officers])
        party = chance.choice([p for p in parties if agency.covers(p.region_code)])
        kind = chance.choices(("seize", "seal", "substitute"), (60, 30, 10))[0]
        act = _Coercion(
            books, chance, agency, party, kind, datetime.combine(started, time(9 + chance.randrange(7), 30))
        )
        if turn * count < planned * number and started < books.as_of - _SETTLED and kind in _MEASURES:
            spoils[turn % len(spoils)](act)
            turn += 1
        act.finish(f"C{number:06d}", number)


class _Coercion:
    """One lawful act before it is numbered, with its officers, its recording, its publication and its file."""

    def __init__(
        self, books: Books, chance: Random, agency: Agency, party: Party, kind: str, started: datetime
    ) -> None:
        self.books, self.agency, self.party, self.kind, self.day = books, agency, party, kind, started.date()
        self.rules: list[str] = []
        ended = started + timedelta(minutes=chance.randrange(30, 90))
        self.officers = chance.sample(agency.enforcers, 2)
        self.recording: tuple[datetime, datetime] | None = (started, ended)
        self.published: date | None = self.day + timedelta(days=chance.randrange(2, 15))
        self.goods = chance.choice(_GOODS)
        self.value = Decimal(chance.randrange(3, 90) * 100)
        self.row: Row = {
            "source_profile": "full", **agency.columns(), **party.columns(), "region_code": party.region_code,
            "kind": kind, "violation_facts": "涉嫌违法，需要采取行政强制。", "started_at": started, "ended_at": ended,
            "basis_text": "依据《中华人民共和国行政强制法》及有关法律规定", "basis_level": "law", "is_urgent": False,
            "approved_at": started - timedelta(days=1, hours=2), "delivered_on": self.day, "decided_on": self.day,
            "party_charged_yuan": Decimal(0), "cuts_utilities": False,
        }  # fmt: skip
        if kind in _MEASURES:
            self._measure(chance)
        else:
            self._execution()

    def _measure(self, chance: Random) -> None:
        released = self.day + timedelta(days=chance.randrange(6, 28))
        self.row |= {
            "scene_missing": ("none",), "doc_missing": ("none",), "released_on": released, "disposal": "returned",
            "returned_on": released, "closed_on": released + timedelta(days=1), "estimated_value_yuan": self.value,
            "max_penalty_yuan": self.value * 10,
        }  # fmt: skip

    def _execution(self) -> None:
        """Substitute performance: urged in good time, decided after the term, served before the start."""
        self.row |= {
            "urge_served_on": self.day - timedelta(days=30), "urge_due_on": self.day - timedelta(days=15),
            "exec_decided_on": self.day - timedelta(days=6), "exec_served_on": self.day - timedelta(days=4),
            "decided_on": self.day - timedelta(days=6), "delivered_on": self.day - timedelta(days=4),
            "decision_served_on": self.day - timedelta(days=60), "has_supervisor": True, "is_immediate": False,
            "cost_yuan": self.value, "budget_yuan": self.value, "closed_on": self.day + timedelta(days=3),
        }  # fmt: skip
        self.published = self.day

    def finish(self, coercion_id: str, serial: int) -> None:
        as_of, row, act = self.books.as_of, self.row, {"act_kind": "coercion", "act_id": coercion_id}
        row |= {"coercion_id": coercion_id, "decision_no": f"{self.agency.short}强字〔{self.day.year}〕第{serial}号"}
        if isinstance(row["closed_on"], date) and row["closed_on"] > as_of:
            row |= dict.fromkeys(("released_on", "disposal", "returned_on", "closed_on"))
        self.books.add("coercions", **row)
        for officer in self.officers:
            self.books.add("act_officers", **act, officer_id=officer, role="enforcer", acted_on=self.day)
        if self.recording:
            started, ended = self.recording
            self.books.add("recordings", recording_id=self.books.number("recordings", "V"), **act, started_at=started,
                           ended_at=ended, device_no=f"ZF{serial:04d}", officer_id=self.officers[0],
                           keep_until_on=date(self.day.year + 5, 12, 31))  # fmt: skip
        if self.published and self.published <= as_of:
            self.books.add("publications", publication_id=self.books.number("publications", "B"), **act,
                           channel="government_site", published_on=self.published, shown_party_name=self.party.name,
                           shown_decision_no=row["decision_no"], shown_decided_on=row["decided_on"])  # fmt: skip
        self._store_and_file(coercion_id, act)
        self.books.plant(coercion_id, *self.rules)

    def _store_and_file(self, coercion_id: str, act: dict[str, str]) -> None:
        row = self.row
        if self.kind in _MEASURES:
            disposed = row.get("returned_on")
            self.books.add("seized_items", item_id=self.books.number("seized_items", "M"), coercion_id=coercion_id,
                           description=self.goods, value_yuan=self.value, is_related=True, is_necessity=False,
                           is_seized_elsewhere=False, stored_on=self.day, disposed_on=disposed,
                           disposal="returned" if disposed else None)  # fmt: skip
        closed = row["closed_on"]
        if isinstance(closed, date) and closed + timedelta(days=10) <= self.books.as_of:
            papers = _PAPERS if self.kind in _MEASURES else ("urge", "coercion_decision", "record")
            self.books.add("file_archives", archive_id=self.books.number("file_archives", "F"), **act,
                           volume_no=f"QZ{self.day.year}-{coercion_id}", archived_on=closed + timedelta(days=10),
                           document_kinds=papers, has_recordings=self.recording is not None)  # fmt: skip


def _too_long(act: _Coercion) -> None:
    released = act.day + timedelta(days=75)
    act.row |= {"released_on": released, "returned_on": released, "closed_on": released + timedelta(days=1)}
    act.rules.append("COE-30D")


def _approved_afterwards(act: _Coercion) -> None:
    started = act.row["started_at"]
    assert isinstance(started, datetime)
    act.row["approved_at"] = started + timedelta(days=2)
    act.rules.append("COE-APPROVE")


def _one_officer(act: _Coercion) -> None:
    act.officers = act.officers[:1]
    act.rules.append("COE-STAFF")


def _papers_lacking(act: _Coercion) -> None:
    act.row["doc_missing"] = ("list",)
    act.rules.append("COE-DOC")


def _not_published(act: _Coercion) -> None:
    act.published = None
    act.rules.append("PUB-20WD")


def _not_filmed(act: _Coercion) -> None:
    act.recording = None
    act.rules.append("REC-AV-MUST")
