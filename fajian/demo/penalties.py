"""Lawful penalty cases of the demo, from facts to file."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from fajian.demo.books import Books, Row
from fajian.demo.case import CHILD_TABLES, Case, party_facts, penalty_text
from fajian.demo.city import Agency
from fajian.demo.clauses import STEPS, Clause, clauses
from fajian.demo.identities import Party
from fajian.engine.law.calendar import Calendar

_STREETS = ("人民路", "建设街", "和平街", "滨河路", "迎宾大道", "文昌街", "工业大道", "团结路")
_GOLDEN = Decimal("0.61803398875")


class Docket:
    """Draws lawful cases. No party is punished twice for the same violation, so that no group rule is met by chance."""

    def __init__(self, books: Books, chance: Random, agencies: list[Agency], parties: list[Party]) -> None:
        self.as_of = books.as_of
        self.chance = chance
        self.parties = parties
        self.calendar = Calendar.seeded()
        self._agencies = agencies
        self._clauses = {
            domain: [c for c in clauses() if c.domain == domain] for domain in sorted({a.domain for a in agencies})
        }
        self._used: set[tuple[str, str]] = set()
        self._groups: Counter[tuple[str, str, str]] = Counter()

    def working(self, day: date) -> date:
        return self.calendar.next_working(day)

    def case(self) -> Case:
        """A lawful case: about 84 % ordinary penalties, 10 % summary, 4 % without penalty, 2 % still open."""
        kind = self.chance.choices(("ordinary", "summary", "warned_off", "open"), (84, 10, 4, 2))[0]
        agency, clause, party = self._who(kind == "summary")
        decided = self._decided()
        if kind == "summary":
            return self._summary(agency, clause, party, decided)
        case = self._ordinary(agency, clause, party, decided)
        if kind == "warned_off":
            self._without_penalty(case)
        elif kind == "open":
            self._still_open(case)
        return case

    def _decided(self) -> date:
        while True:
            day = self.as_of - timedelta(days=self.chance.randrange(1, 3 * 365 - 40))
            if self.calendar.is_working(day):
                return day

    def _who(self, summary: bool) -> tuple[Agency, Clause, Party]:
        while True:
            agency = self.chance.choice(self._agencies)
            choice = [c for c in self._clauses[agency.domain] if c.has_summary or not summary]
            if not choice:
                continue
            clause = self.chance.choices(choice, [c.weight for c in choice])[0]
            party = self.chance.choice(self.parties)
            if (
                clause.fits(party.kind)
                and agency.covers(party.region_code)
                and (party.number, clause.code) not in self._used
            ):
                if summary and clause.fine_at(Decimal("0.08")) > (3000 if party.kind == "organisation" else 200):
                    continue
                self._used.add((party.number, clause.code))
                return agency, clause, party

    def _position(self, clause: Clause, letter: str, party: Party) -> Decimal:
        """A place in the middle of the step, spread evenly over the cases that are alike."""
        low, high = next((low, high) for _, found, low, high in STEPS if found == letter)
        group = (clause.norm_id, letter, party.kind)
        self._groups[group] += 1
        inner = Decimal("0.40") + Decimal("0.20") * (self._groups[group] * _GOLDEN % 1)
        return low + (high - low) * inner

    def _facts(self, agency: Agency, clause: Clause, party: Party, ended: date) -> Row:
        place = f"{party.region}{self.chance.choice(_STREETS)}{self.chance.randrange(1, 300)}号"
        name = party.name
        return {
            "source_profile": "full",
            **agency.columns(),
            **party.columns(),
            **party_facts(party),
            "item_code": clause.code,
            "violation_code": clause.code,
            "violation_name": clause.name,
            "violation_facts": f"经查，{name}于{ended.year}年{ended.month}月{ended.day}日在{place}{clause.name}，"
            "有现场检查笔录、照片、询问笔录为证。",
            "violation_place": place,
            "violation_region_code": party.region_code,
            "object_key": f"{place}-{self.chance.randrange(10**6):06d}",
            "is_act_ongoing": False,
            "is_life_health_finance": False,
            "has_harm": False,
            "norm_id": clause.norm_id,
            "basis_text": f"依据{clause.citation}",
            "evidence_kinds": ("document", "party_statement", "record"),
            "has_enforcement_power": False,
            "valid_until_on": date(2099, 12, 31),
        }

    def _graded(self, clause: Clause, party: Party, letter: str) -> Row:
        """How heavy the case is and the fine that follows."""
        step = {"L": "lighter", "M": "none", "H": "heavier"}[letter]
        fine = clause.fine_at(self._position(clause, letter, party))
        gain = Decimal(800) if "confiscate_gain" in clause.kinds else Decimal(0)
        return {
            **clause.counted_columns(),
            "severity": {"L": "minor", "M": "general", "H": "serious"}[letter],
            "harm": {"L": "none", "M": "slight", "H": "general"}[letter],
            "outcome": "penalty",
            "penalty_kinds": clause.kinds,
            "fine_yuan": fine,
            "illegal_gain_yuan": gain,
            "confiscated_yuan": gain,
            "refunded_yuan": Decimal(0),
            "penalty_content": penalty_text(clause, fine),
            "violation_count": 1,
            "tier_id": clause.tier_id(letter),
            "assessed_tier_id": clause.tier_id(letter),
            "is_tier_adjusted": False,
            "mitigation": step,
            "mitigating": ("removed_harm",) if letter == "L" else ("none",),
            "aggravating": ("repeated",) if letter == "H" else ("none",),
            "has_aggravating_reason": letter == "H",
            "is_first_offence": letter != "H",
            "is_minor": False,
            "is_person_penalised": clause.is_double and party.kind == "organisation" and letter == "H",
            "decision_missing": ("none",),
            "is_surcharge_stated": True,
            "surcharge_yuan": Decimal(0),
            "is_daily_penalty": False,
            "is_crime_suspected": False,
        }

    def _served(self, decided: date, row: Row) -> date:
        served = decided + timedelta(days=self.chance.randrange(0, 4))
        method = self.chance.choices(("direct", "left", "post", "app"), (60, 8, 22, 10))[0]
        row |= {"service_method": method, "served_on": served}
        if method == "app":
            row["has_service_consent"] = True
        return served

    def _money(self, case: Case, served: date) -> date:
        """Payments of the fine and of what was confiscated; returns the day paid."""
        paid = served + timedelta(days=self.chance.randrange(1, 11))
        for kind, amount in (("fine", case.fine), ("confiscation", case.row["confiscated_yuan"])):
            if amount:
                treasury = paid + timedelta(days=self.chance.randrange(0, 3))
                case.children["payments"].append(
                    {"agency_id": case.agency.agency_id, "kind": kind, "paid_on": paid, "amount_yuan": amount,
                     "channel": self.chance.choice(("bank", "online")), "payee_account": case.agency.account,
                     "receipt_no": f"4118{self.chance.randrange(10**10):010d}", "treasury_on": treasury,
                     "treasury_amount_yuan": amount,
                     "treasury_voucher_no": f"RK{self.chance.randrange(10**8):08d}"}
                )  # fmt: skip
        return paid

    def _officers(self, case: Case, investigated: date) -> None:
        if not case.agency.delivers_officers:
            return
        acting = self.chance.sample(case.agency.enforcers, 2)
        for officer in acting:
            case.children["act_officers"].append(
                {"officer_id": officer, "role": "investigator", "acted_on": investigated}
            )

    def _summary(self, agency: Agency, clause: Clause, party: Party, decided: date) -> Case:
        row = self._facts(agency, clause, party, decided) | self._graded(clause, party, "L")
        case = Case(agency, clause, party, row)
        row |= {
            "act_start_on": decided,
            "act_end_on": decided,
            "is_continuous": False,
            "case_source": "inspection",
            "discovered_on": decided,
            "procedure": "summary",
            "decided_on": decided,
            "decision_missing": ("none",),
            "remedy_told": "review_first",
            "summary_filed_on": decided + timedelta(days=self.chance.randrange(0, 2)),
            "service_method": "direct",
            "served_on": decided,
            "is_correctable": clause.is_correctable,
            "correction_ordered_on": decided if clause.is_correctable else None,
            "is_standard_cited": True,
            "reason_chars": self.chance.randrange(60, 120),
        }
        case.set_fine(clause.fine_at(Decimal("0.08")))
        self._officers(case, decided)
        paid = self._money(case, decided)
        row["closed_on"] = paid + timedelta(days=1)
        case.children["penalty_bases"].append(
            {"norm_id": clause.norm_id, "cite_role": "basis", "is_new_lighter": False}
        )
        self._archive(case, ("decision", "record", "payment_receipt"))
        return case

    def _archive(self, case: Case, papers: tuple[str, ...]) -> None:
        archived = case.day("closed_on") + timedelta(days=self.chance.randrange(3, 24))
        case.children["file_archives"].append(
            {"archived_on": archived, "document_kinds": papers, "has_recordings": False}
        )

    def _ordinary(self, agency: Agency, clause: Clause, party: Party, decided: date) -> Case:
        letter = self.chance.choices("LMH", (30, 58, 12))[0]
        case = Case(agency, clause, party, {})
        graded = self._graded(clause, party, letter)
        case.row |= graded
        needs = case.needs_hearing()
        holds = needs and self.chance.random() < 0.2
        filed = self.working(
            decided - timedelta(days=self.chance.randrange(72, 80) if holds else self.chance.randrange(38, 70))
        )
        found = filed - timedelta(days=self.chance.randrange(1, 8))
        ended = found - timedelta(days=self.chance.randrange(0, 25))
        lasts = self.chance.random() < 0.2
        investigated = min(
            self.working(filed + timedelta(days=self.chance.randrange(1, 6))), decided - timedelta(days=20)
        )
        case.row |= self._facts(agency, clause, party, ended) | {
            "act_start_on": ended - timedelta(days=self.chance.randrange(3, 20)) if lasts else ended,
            "act_end_on": ended,
            "is_continuous": lasts,
            "case_source": self.chance.choice(("inspection", "complaint", "assigned", "monitoring")),
            "discovered_on": found,
            "filed_on": filed,
            "investigated_on": investigated,
            "procedure": "ordinary",
            "is_fast_track": False,
            "decided_on": decided,
            "is_standard_cited": True,
            "reason_chars": self.chance.randrange(90, 320),
            "remedy_told": "review_or_suit",
        }
        self._officers(case, investigated)
        self._noticed(case, decided, needs, holds)
        self._checked(case, decided, needs)
        self._after(case, decided)
        return case

    def _noticed(self, case: Case, decided: date, needs: bool, holds: bool) -> None:
        """Notice, defence and hearing; a held hearing lies at least ten working days after its notice."""
        notice = self.working(decided - timedelta(days=46 if holds else 20))
        case.row |= {
            "notice_served_on": notice,
            "notice_penalty_kinds": case.row["penalty_kinds"],
            "notice_fine_yuan": case.fine,
            "notice_missing": ("none",),
            "is_hearing_told": needs,
            "is_standard_cited_in_notice": True,
        }
        if self.chance.random() < 0.25:
            claim = self.chance.choice(("discretion", "facts", "no_fault"))
            case.row |= {
                "defence_on": notice + timedelta(days=2),
                "defence_claims": (claim,),
                "defence_reviewed_on": notice + timedelta(days=4),
                "has_defence_reply": True,
                "has_new_facts": False,
            }
        if holds:
            held = self.working(decided - timedelta(days=14))
            case.row |= {
                "hearing_requested_on": notice + timedelta(days=2),
                "hearing_notice_served_on": notice + timedelta(days=6),
                "hearing_held_on": held,
                "has_hearing_minutes": True,
            }
            if case.agency.delivers_officers:
                row: Row = {"officer_id": case.agency.reviewer, "role": "host", "acted_on": held}
                case.children["act_officers"].append(row)

    def _checked(self, case: Case, decided: date, needs: bool) -> None:
        """Legal review and collective discussion of the cases that need them, and of some others."""
        listed = needs or self.chance.random() < 0.15
        case.row |= {"is_review_listed": listed, "is_complex": False, "is_public_interest": False, "is_major": needs}
        if listed:
            case.row |= {
                "review_submitted_on": decided - timedelta(days=9),
                "reviewed_on": decided - timedelta(days=5),
                "review_opinion": "agree",
            }
            if case.agency.delivers_officers:
                case.children["act_officers"].append(
                    {"officer_id": case.agency.reviewer, "role": "reviewer", "acted_on": decided - timedelta(days=5)}
                )
        if needs:
            leaders = self.chance.randrange(3, 7)
            case.row |= {
                "discussed_on": decided - timedelta(days=2),
                "discussion_leaders": leaders,
                "has_discussion_minutes": True,
            }

    def _after(self, case: Case, decided: date) -> None:
        """Service, order to put right, payment, publication, closing and file."""
        row, clause = case.row, case.clause
        served = self._served(decided, row)
        paid = self._money(case, served)
        row["is_correctable"] = clause.is_correctable
        closed = paid + timedelta(days=self.chance.randrange(1, 6))
        if clause.is_correctable:
            due = decided + timedelta(days=self.chance.randrange(7, 16))
            rechecked = due + timedelta(days=self.chance.randrange(0, 4))
            row |= {
                "correction_ordered_on": decided - timedelta(days=self.chance.randrange(0, 15)),
                "correction_due_on": due,
                "rechecked_on": rechecked,
                "recheck_result": "corrected",
                "is_corrected_in_time": True,
            }
            closed = max(closed, rechecked + timedelta(days=1))
            if rechecked > self.as_of:
                row["correction_due_on"] = max(due, self.as_of)
        row["closed_on"] = closed
        case.children["penalty_bases"].append(
            {"norm_id": clause.norm_id, "cite_role": "basis", "is_new_lighter": False}
        )
        self._publish(case, decided)
        papers = ["filing_approval", "record", "evidence", "notice", "decision", "service_receipt", "payment_receipt",
                  "closing_approval"]  # fmt: skip
        papers += ["legal_review"] if row.get("reviewed_on") else []
        papers += ["discussion_minutes"] if row.get("discussed_on") else []
        papers += ["hearing_notice", "hearing_minutes"] if row.get("hearing_held_on") else []
        self._archive(case, tuple(papers))

    def _publish(self, case: Case, decided: date) -> None:
        months = {"minor": 3, "general": 12, "serious": 36}
        classed = str(case.row["severity"])
        channels = ["credit_china"] + (
            ["company_system"] if case.agency.domain == "market" and not case.party.is_person else []
        )
        for channel in channels:
            shown = decided + timedelta(days=self.chance.randrange(1, 6))
            until = decided + timedelta(days=months[classed] * 30 - 1) if channel == "credit_china" else None
            case.children["publications"].append(
                {"channel": channel, "published_on": shown, "shown_party_name": case.party.name,
                 "shown_fine_yuan": case.fine, "shown_decided_on": decided,
                 "credit_class": "serious" if classed == "serious" else classed, "taken_down_on": until}
            )  # fmt: skip

    def _without_penalty(self, case: Case) -> None:
        """First offence, slight, put right in time: no penalty, but education (行政处罚法 33)."""
        decided = case.day("decided_on")
        keep = ("act_officers", "penalty_bases")
        case.children |= {name: [] for name in CHILD_TABLES if name not in keep}
        case.children["act_officers"] = [r for r in case.children["act_officers"] if r["role"] == "investigator"]
        gone = [
            name
            for name in case.row
            if name.startswith(("notice_", "hearing_", "defence_", "review", "discuss", "tier"))
        ]
        gone += ["fine_yuan", "penalty_kinds", "assessed_tier_id", "has_hearing_minutes", "has_discussion_minutes",
                 "has_defence_reply", "has_new_facts", "mitigation", "is_surcharge_stated", "surcharge_yuan",
                 "has_aggravating_reason", "is_person_penalised", "is_hearing_told",
                 "is_standard_cited_in_notice"]  # fmt: skip
        for name in gone:
            case.row.pop(name, None)
        case.row |= {
            "outcome": "no_penalty", "penalty_content": "不予行政处罚", "educated_on": decided, "severity": "minor",
            "harm": "none", "is_minor": True, "is_first_offence": True, "is_major": False,
            "confiscated_yuan": Decimal(0), "illegal_gain_yuan": Decimal(0),
            "mitigating": ("removed_harm",), "aggravating": ("none",),
            "is_corrected_in_time": True, "is_review_listed": False,
        }  # fmt: skip
        self._archive(
            case, ("filing_approval", "record", "evidence", "notice", "decision", "service_receipt", "closing_approval")
        )

    def _still_open(self, case: Case) -> None:
        """Filed within the last two months, nothing decided yet."""
        filed = self.working(self.as_of - timedelta(days=self.chance.randrange(8, 60)))
        found = filed - timedelta(days=3)
        case.children = {name: [] for name in CHILD_TABLES}
        facts = self._facts(case.agency, case.clause, case.party, found)
        case.row = facts | {
            "act_start_on": found, "act_end_on": found, "is_continuous": False, "discovered_on": found,
            "filed_on": filed, "investigated_on": filed, "procedure": "ordinary", "case_source": "inspection",
            "is_correctable": case.clause.is_correctable,
        }  # fmt: skip
        self._officers(case, filed)
