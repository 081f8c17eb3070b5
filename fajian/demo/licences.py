"""Permit files of the demo, and what goes wrong in some of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from fajian.demo.books import Books, Row
from fajian.demo.city import PERMITTED, Agency
from fajian.demo.identities import Party
from fajian.engine.law.calendar import Calendar

_SETTLED = timedelta(days=120)


def write_licences(
    books: Books, chance: Random, agencies: list[Agency], parties: list[Party], *, count: int, share: float
) -> None:
    """`count` applications of the last three years; `share` of them with something planted."""
    calendar = Calendar.seeded()
    spoils = (_late, _asked_twice, _handed_over_late, _one_checker, _without_receipt, _not_published)
    planned = max(round(share * count), 2 * len(spoils)) if share else 0
    turn = 0
    for number in range(1, count + 1):
        received = calendar.next_working(books.as_of - timedelta(days=chance.randrange(1, 3 * 365 - 40)))
        agency = chance.choice(agencies)
        party = chance.choice([p for p in parties if agency.covers(p.region_code) and not p.is_person])
        licence = _Licence(books, chance, agency, party, min(received, books.as_of))
        if turn * count < planned * number and received < books.as_of - _SETTLED:
            spoils[turn % len(spoils)](licence)
            turn += bool(licence.rules)
        licence.finish(f"L{number:06d}", number)


class _Licence:
    """One lawful application before it is numbered, its checkers and its publications."""

    def __init__(self, books: Books, chance: Random, agency: Agency, party: Party, received: date) -> None:
        self.books, self.agency, self.party = books, agency, party
        self.rules: list[tuple[str, str]] = []
        item = chance.randrange(len(PERMITTED))
        accepted = Calendar.seeded().next_working(received + timedelta(days=chance.randrange(0, 2)))
        decided = Calendar.seeded().next_working(accepted + timedelta(days=chance.randrange(2, 13)))
        self.decided = decided
        is_promise = chance.random() < 0.15
        granted = is_promise or chance.random() < 0.93
        self.row: Row = {
            "source_profile": "full", **agency.columns(), **party.columns(), "item_code": agency.item_code("XK", item),
            "item_name": PERMITTED[item], "service_type": "licence", "mode": "promise" if is_promise else "normal",
            "received_on": received, "acceptance": "accepted", "correction_notices": 0, "accepted_on": accepted,
            "is_joint": False, "promised_days": 15, "decided_on": decided, "result": "granted" if granted else "denied",
            "is_renewal": False, "fee_charged_yuan": Decimal(0), "licence_kind": "ordinary",
            "content": f"{party.name}{PERMITTED[item]}申请",
        }  # fmt: skip
        self.checkers = [] if is_promise else chance.sample(agency.enforcers, 2)
        self.published: date | None = decided + timedelta(days=chance.randrange(1, 6))
        if self.checkers:
            self.row["site_checked_on"] = accepted + timedelta(days=1)
        if granted:
            self._granted(chance, decided)
        else:
            self.row["deny_missing"] = ("none",)
            self.published = None
        if is_promise:
            self.row |= {
                "promise_missing": ("none",), "has_choice_record": True, "is_promise_listed": True,
                "is_risk_excluded": False, "has_serious_dishonesty": False, "check_due_days": 60,
                "is_check_exempt": False, "promise_checked_on": decided + timedelta(days=chance.randrange(10, 55)),
                "is_promise_false": False,
            }  # fmt: skip

    def _granted(self, chance: Random, decided: date) -> None:
        self.row |= {
            "certificate_name": "许可证", "valid_from_on": decided, "state": "有效",
            "valid_to_on": date(decided.year + 5, decided.month, 1),
            "certificate_served_on": decided + timedelta(days=chance.randrange(1, 8)),
        }  # fmt: skip

    def delay(self, days: int) -> None:
        """The decision and all that follows it, later."""
        self.decided += timedelta(days=days)
        for column in ("decided_on", "certificate_served_on", "valid_from_on", "promise_checked_on"):
            value = self.row.get(column)
            if isinstance(value, date):
                self.row[column] = value + timedelta(days=days)
        if self.published:
            self.published += timedelta(days=days)

    def finish(self, licence_id: str, serial: int) -> None:
        as_of, row = self.books.as_of, self.row
        row |= {"licence_id": licence_id, "receipt_no": row.get("receipt_no", f"SL{serial:08d}")}
        if self.decided > as_of:
            kept = ("decided_on", "result", "certificate_name", "valid_from_on", "valid_to_on", "state", "deny_missing")
            row |= dict.fromkeys(kept)
        else:
            word = "准" if row["result"] == "granted" else "拒"
            row["decision_no"] = f"{self.agency.short}许{word}字〔{self.decided.year}〕第{serial}号"
            row["certificate_no"] = f"XK{serial:08d}" if row.get("certificate_name") else None
        for column in ("accepted_on", "certificate_served_on", "promise_checked_on", "site_checked_on"):
            value = row.get(column)
            if isinstance(value, date) and value > as_of:
                row[column] = None
        if row["accepted_on"] is None:
            row |= {"acceptance": None, "receipt_no": None}
        self.books.add("licences", **row)
        if self.agency.delivers_officers and row.get("site_checked_on"):
            for officer in self.checkers:
                self.books.add("act_officers", act_kind="licence", act_id=licence_id, officer_id=officer,
                               role="checker", acted_on=row["site_checked_on"])  # fmt: skip
        if self.published and self.published <= as_of:
            self.books.add("publications", publication_id=self.books.number("publications", "B"), act_kind="licence",
                           act_id=licence_id, channel="credit_china", published_on=self.published,
                           shown_party_name=self.party.name, shown_decision_no=row["decision_no"],
                           shown_decided_on=self.decided)  # fmt: skip
        for rule, verdict in self.rules:
            self.books.plant(licence_id, rule, verdict=verdict)


def _late(licence: _Licence) -> None:
    licence.delay(45)
    licence.row["overdue_explained_on"] = licence.decided
    licence.rules.append(("LIC-042-20D", "hit"))


def _asked_twice(licence: _Licence) -> None:
    received, accepted = licence.row["received_on"], licence.row["accepted_on"]
    assert isinstance(received, date)
    assert isinstance(accepted, date)
    licence.row |= {
        "correction_notice_on": received,
        "correction_notices": 2,
        "accepted_on": accepted + timedelta(days=7),
    }
    if licence.row.get("site_checked_on"):
        licence.row["site_checked_on"] = accepted + timedelta(days=8)
    licence.delay(7)
    licence.rules.append(("LIC-032-5D", "hit"))


def _handed_over_late(licence: _Licence) -> None:
    if licence.row.get("certificate_served_on"):
        licence.row["certificate_served_on"] = licence.decided + timedelta(days=40)
        licence.rules.append(("LIC-044-10D", "hit"))


def _one_checker(licence: _Licence) -> None:
    if licence.checkers:
        licence.checkers = licence.checkers[:1]
        licence.rules.append(("LIC-034-TWO", "hit" if licence.agency.delivers_officers else "unknown"))


def _without_receipt(licence: _Licence) -> None:
    licence.row["receipt_no"] = None
    licence.rules.append(("LIC-032-RECEIPT", "hit"))


def _not_published(licence: _Licence) -> None:
    if licence.published:
        licence.published = None
        licence.rules.append(("PUB-7WD", "hit"))
