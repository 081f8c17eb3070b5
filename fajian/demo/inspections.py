"""Inspections of enterprises of the demo with their plans, and what goes wrong in some of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from fajian.demo.books import Books, Row
from fajian.demo.city import INSPECTED, Agency
from fajian.demo.identities import DISTRICTS, Party
from fajian.engine.law.calendar import Calendar

_SETTLED = timedelta(days=90)
_RULES_FROM = date(2025, 1, 3)  # 国办发〔2024〕54号 published
_TOLD_FROM = date(2025, 9, 1)
_QUIET_REGION, _QUIET_DAYS = DISTRICTS[0][0], 5


def write_inspections(
    books: Books, chance: Random, agencies: list[Agency], parties: list[Party], *, count: int, share: float
) -> None:
    """`count` inspections, each of another enterprise but for what is planted in about `share` of them."""
    _plans(books, chance, agencies)
    able = [a for a in agencies if a.delivers_officers]
    targets = [p for p in parties if not p.is_person]
    chance.shuffle(targets)
    spoils = (
        _not_approved,
        _one_officer,
        _without_notice,
        _not_published,
        _not_told,
        _too_often,
        _same_again,
        _nothing_done,
    )
    planned = max(round(share * count), 2 * len(spoils)) if share else 0
    ids = iter(range(1, 10**6))
    turn = 0
    for target in range(min(count, len(targets))):
        party = targets[target]
        agency = chance.choice([a for a in able if a.covers(party.region_code)])
        day = _open_day(chance, party, books.as_of - timedelta(days=chance.randrange(2, 3 * 365 - 40)))
        visit = _Visit(books, chance, agency, party, day)
        visits = [visit]
        if turn * count < planned * (target + 1):
            visit = _Visit(books, chance, agency, party, _settled_day(books, chance, party))
            visits = spoils[turn % len(spoils)](visit, chance)
            turn += 1
        for each in visits:
            each.finish(f"I{next(ids):06d}")


def _open_day(chance: Random, party: Party, day: date) -> date:
    """A working day on or soon after `day` that is none of the quiet days of the party's region."""
    calendar = Calendar.seeded()
    day = calendar.next_working(day)
    while party.region_code == _QUIET_REGION and day.day <= _QUIET_DAYS:
        day = calendar.next_working(day + timedelta(days=_QUIET_DAYS))
    return day


def _settled_day(books: Books, chance: Random, party: Party) -> date:
    """A day under all rules of 2025, in the first half of a year if it can be, and long enough ago."""
    last = books.as_of - _SETTLED - timedelta(days=110)
    first = max(_TOLD_FROM, last - timedelta(days=120))
    return _open_day(chance, party, first + timedelta(days=chance.randrange(max(1, (last - first).days))))


def _plans(books: Books, chance: Random, agencies: list[Agency]) -> None:
    for agency in agencies:
        for year in range(books.as_of.year - 3, books.as_of.year):
            planned = done = chance.randrange(12, 60)
            if agency.flaw == "INS-RANDRATIO" and year == books.as_of.year - 1:
                done = planned * 2 // 3
                books.plant(f"JH-{agency.short}-{year}", "INS-RANDRATIO")
            books.add("plans", plan_id=f"JH-{agency.short}-{year}", agency_id=agency.agency_id, kind="random",
                      title=f"{agency.name}{year}年度双随机抽查任务", approved_on=date(year, 1, 15),
                      filed_on=date(year, 1, 20), from_on=date(year, 2, 10), to_on=date(year, 11, 30),
                      due_on=date(year, 11, 30), planned_count=planned, done_count=done, is_adjusted=False,
                      draw_no=f"CQ-{agency.short}-{year}", drawn_on=date(year, 2, 8),
                      pool_size=chance.randrange(200, 2000), pool_hash=f"{chance.getrandbits(64):016x}",
                      draw_seed=f"{chance.randrange(10**8):08d}")  # fmt: skip


class _Visit:
    """One lawful inspection before it is numbered, and its officers."""

    def __init__(self, books: Books, chance: Random, agency: Agency, party: Party, day: date) -> None:
        self.books, self.agency, self.party, self.day = books, agency, party, day
        self.rules: list[str] = []
        self.officers = chance.sample(agency.enforcers, 2)
        is_random = agency.domain == "market" or chance.random() < 0.4
        started = datetime.combine(day, time(9 + chance.randrange(7), chance.choice((0, 20, 40))))
        finished = day + timedelta(days=chance.randrange(0, 3))
        found = chance.choices((0, 1, 2, 3), (60, 20, 12, 8))[0]
        item = chance.randrange(len(INSPECTED))
        self.row: Row = {
            "source_profile": "full", **agency.columns(), **party.columns(), "item_code": agency.item_code("JC", item),
            "party_credit": chance.choice("aabbc"), 
            "party_risk": chance.choices(("low", "medium", "high"), (55, 35, 10))[0],
            "region_code": party.region_code, "activity": "inspection", "has_checks": True, "category": "routine",
            "trigger": "random" if is_random else "plan", "mode": "on_site", "has_plan_doc": True,
            "approver": "分管负责人",
            "approved_at": started - timedelta(days=1, hours=3), "is_urgent": False, "started_at": started,
            "ended_at": started + timedelta(minutes=chance.randrange(30, 120)), "finished_on": finished,
            "result": "passed" if not found else "partly", "finding_count": found,
            "follow_up": "ordered" if found else "none", "told_on": finished + timedelta(days=chance.randrange(0, 3)),
            "is_recheck": False, "is_full_coverage": False,
        }  # fmt: skip
        if is_random:
            self.row |= {"draw_no": f"CQ-{agency.short}-{day.year}", "is_party_drawn": True,
                         "are_officers_as_drawn": True,
                         "result_published_on": finished + timedelta(days=chance.randrange(3, 16))}  # fmt: skip

    def as_complaint(self) -> None:
        """The visit followed a complaint, so it was neither planned nor drawn."""
        self.row |= {"trigger": "complaint", "category": "case"}
        self.row |= dict.fromkeys(("draw_no", "is_party_drawn", "are_officers_as_drawn", "result_published_on"))

    def finish(self, inspection_id: str) -> None:
        as_of, row = self.books.as_of, self.row
        row |= {"inspection_id": inspection_id}
        row.setdefault("notice_no", f"{self.agency.short}检通字〔{self.day.year}〕{inspection_id}号")
        if isinstance(row["finished_on"], date) and row["finished_on"] > as_of:
            row |= dict.fromkeys(("finished_on", "result", "follow_up"))
        for column in ("told_on", "result_published_on"):
            value = row.get(column)
            if isinstance(value, date) and value > as_of:
                row[column] = None
        self.books.add("inspections", **row)
        for officer in self.officers:
            self.books.add("act_officers", act_kind="inspection", act_id=inspection_id, officer_id=officer,
                           role="inspector", acted_on=self.day)  # fmt: skip
        self.books.plant(inspection_id, *self.rules)


def _not_approved(visit: _Visit, _: Random) -> list[_Visit]:
    visit.row["approved_at"] = None
    visit.rules.append("INS-APPROVE")
    return [visit]


def _one_officer(visit: _Visit, _: Random) -> list[_Visit]:
    visit.officers = visit.officers[:1]
    visit.rules.append("INS-TWO")
    return [visit]


def _without_notice(visit: _Visit, _: Random) -> list[_Visit]:
    visit.row["notice_no"] = None
    visit.rules.append("INS-NOTICE")
    return [visit]


def _not_published(visit: _Visit, _: Random) -> list[_Visit]:
    finished = visit.row["finished_on"]
    assert isinstance(finished, date)
    visit.row |= {"trigger": "random", "draw_no": f"CQ-{visit.agency.short}-{visit.day.year}", "is_party_drawn": True,
                  "are_officers_as_drawn": True, "result_published_on": finished + timedelta(days=60)}  # fmt: skip
    visit.rules.append("INS-PUBRESULT")
    return [visit]


def _not_told(visit: _Visit, _: Random) -> list[_Visit]:
    visit.row["told_on"] = None
    visit.rules.append("INS-RESULT")
    return [visit]


def _nothing_done(visit: _Visit, _: Random) -> list[_Visit]:
    visit.row |= {"finding_count": 2, "result": "failed", "follow_up": "none"}
    visit.rules.append("INS-NOACTION")
    return [visit]


def _too_often(visit: _Visit, chance: Random) -> list[_Visit]:
    """A low-risk enterprise, one visit a year allowed, visited three times upon complaints."""
    visits = [visit]
    visit.row["party_risk"] = "low"
    visit.as_complaint()
    for days in (21, 42):
        day = _open_day(chance, visit.party, visit.day + timedelta(days=days))
        again = _Visit(visit.books, chance, visit.agency, visit.party, day)
        again.row["party_risk"] = "low"
        again.as_complaint()
        if day.year == visit.day.year:
            again.rules.append("INS-FREQ")
        visits.append(again)
    return visits


def _same_again(visit: _Visit, chance: Random) -> list[_Visit]:
    """The same item passed seven weeks before; the risk level leaves room in the yearly cap."""
    day = _open_day(chance, visit.party, visit.day + timedelta(days=49))
    again = _Visit(visit.books, chance, visit.agency, visit.party, day)
    for each in (visit, again):
        each.row |= {"party_risk": "medium", "item_code": visit.row["item_code"], "result": "passed",
                     "finding_count": 0, "follow_up": "none"}  # fmt: skip
    again.rules.append("INS-DUP")
    return [visit, again]
