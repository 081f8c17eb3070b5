"""What citizens bring in and what becomes of it: complaints, clues, requests, reviews; some handled too late."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from fajian.demo.books import Books, Row
from fajian.demo.city import Agency

_SETTLED_DAYS = 130
_TOPICS = ("fine", "inspection", "seizure", "fee", "rude", "inaction", "procedure")
_CHANNELS = ("hotline", "portal", "visit", "enterprise")


def write_remedies(books: Books, chance: Random, agencies: list[Agency], *, count: int, share: float) -> None:
    """`count` complaints, half as many clues, a quarter requests, an eighth reviews; in `share` something is late."""
    for number in range(1, count + 1):
        _complaint(
            books, chance, chance.choice(agencies), number, _flaw(chance, number, share, ("CMP-ACCEPT", "CMP-DONE"))
        )
    for number in range(1, count // 2 + 1):
        _clue(books, chance, chance.choice(agencies), number, _flaw(chance, number, share, ("PEN-054-NOTFILED",)))
    for number in range(1, count // 4 + 1):
        _request(books, chance, chance.choice(agencies), number, _flaw(chance, number, share, ("GOI-20WD",)))
    for number in range(1, count // 8 + 1):
        _review(
            books, chance, chance.choice(agencies), number, _flaw(chance, number, share, ("RVW-ANSWER", "ACC-MUST"))
        )


def _flaw(chance: Random, number: int, share: float, rules: tuple[str, ...]) -> str:
    """The rule this row breaks, or nothing; the first rows break each rule once."""
    if share and number <= len(rules):
        return rules[number - 1]
    return chance.choice(rules) if chance.random() < share else ""


def _day(books: Books, chance: Random, flaw: str) -> date:
    first = _SETTLED_DAYS if flaw else 3
    return books.as_of - timedelta(days=chance.randrange(first, 2 * 365))


def _until(books: Books, row: Row) -> Row:
    """The row without what would lie after the as-of day."""
    return {k: None if isinstance(v, date) and v > books.as_of else v for k, v in row.items()}


def _complaint(books: Books, chance: Random, agency: Agency, number: int, flaw: str) -> None:
    received = _day(books, chance, flaw)
    accepted = received + timedelta(days=25 if flaw == "CMP-ACCEPT" else chance.randrange(0, 4))
    done = accepted + timedelta(days=70 if flaw == "CMP-DONE" else chance.randrange(3, 25))
    row: Row = {
        "complaint_id": f"H{number:06d}", "agency_id": agency.agency_id, "respondent_agency_id": agency.agency_id,
        "channel": chance.choice(_CHANNELS), "topic": chance.choice(_TOPICS), "received_on": received,
        "accepted_on": accepted, "extension_days": 0, "done_on": done, "replied_on": done,
        "is_named": chance.random() < 0.7, "is_verified": chance.random() < 0.2 if done <= books.as_of else None,
    }  # fmt: skip
    books.add("complaints", **_until(books, row))
    if flaw:
        books.plant(row["complaint_id"], flaw)


def _clue(books: Books, chance: Random, agency: Agency, number: int, flaw: str) -> None:
    received = _day(books, chance, flaw)
    decided = received + timedelta(days=chance.randrange(2, 14))
    is_done = decided <= books.as_of and not flaw
    books.add("clues", clue_id=f"W{number:06d}", agency_id=agency.agency_id, received_on=received,
              source=chance.choice(("inspection", "complaint", "assigned", "monitoring")),
              decided_on=decided if is_done else None, is_duty_crime=False,
              result=chance.choice(("filed", "not_filed")) if is_done else None)  # fmt: skip
    if flaw:
        books.plant(f"W{number:06d}", flaw)


def _request(books: Books, chance: Random, agency: Agency, number: int, flaw: str) -> None:
    received = _day(books, chance, flaw)
    decided = received + timedelta(days=60 if flaw else chance.randrange(4, 19))
    row: Row = {"request_id": f"S{number:06d}", "kind": "disclosure", "agency_id": agency.agency_id,
                "received_on": received, "extension_days": 0, "decided_on": decided}  # fmt: skip
    books.add("requests", **_until(books, row))
    if flaw:
        books.plant(row["request_id"], flaw)


def _review(books: Books, chance: Random, agency: Agency, number: int, flaw: str) -> None:
    """Reviews that have ended; those lost are followed up, unless that is the flaw."""
    accepted = books.as_of - timedelta(days=chance.randrange(_SETTLED_DAYS, 2 * 365))
    copied = accepted + timedelta(days=4)
    answered = copied + timedelta(days=30 if flaw == "RVW-ANSWER" else chance.randrange(2, 10))
    ended = accepted + timedelta(days=chance.randrange(45, 58))
    lost = flaw == "ACC-MUST" or (not flaw and chance.random() < 0.2)
    remedy_id = f"U{number:06d}"
    books.add("reviews_and_suits", remedy_id=remedy_id, kind="review", agency_id=agency.agency_id,
              case_no=f"安复〔{accepted.year}〕{number}号", accepted_on=accepted, copy_received_on=copied,
              is_simplified=False, answered_on=answered, evidence_on=answered,
              result="revoked" if lost else chance.choice(("upheld", "dismissed", "withdrawn")), ended_on=ended,
              result_received_on=ended + timedelta(days=2), effective_on=ended + timedelta(days=2),
              analysed_on=ended + timedelta(days=20) if lost else None)  # fmt: skip
    if lost and not flaw:
        books.add("accountability", accountability_id=books.number("accountability", "Z"), remedy_id=remedy_id,
                  agency_id=agency.agency_id, officer_id=chance.choice(agency.enforcers), decision="held",
                  kind="criticise", decider="agency", decided_on=ended + timedelta(days=30),
                  is_crime_suspected=False)  # fmt: skip
    if flaw:
        books.plant(remedy_id, flaw)
