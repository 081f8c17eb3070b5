"""Irregularities put into lawful penalty cases on purpose: one function each, named after the rule it should meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random

from fajian.demo.books import Row
from fajian.demo.case import Case
from fajian.demo.penalties import Docket

Fits = Callable[[Case], bool]
Spoils = Callable[[Case, Random], None]
# A planted case was decided at least this long ago, so that what is late is late already.
_SETTLED = timedelta(days=150)
_FACTS = ("act_start_on", "act_end_on", "is_continuous", "violation_place", "violation_facts")


@dataclass(frozen=True, slots=True)
class Irregularity:
    """What to do to which case, and the rules that must find that case; children are planted by the spoiler."""

    rules: tuple[str, ...]
    fits: Fits
    spoil: Spoils
    verdict: str = "hit"


def _ordinary(case: Case) -> bool:
    return case.is_ordinary


def _delivered(case: Case) -> bool:
    return case.is_ordinary and case.agency.delivers_officers


def _needs(case: Case) -> bool:
    return case.is_ordinary and case.needs_hearing() and case.row.get("hearing_held_on") is None


def _plain(case: Case) -> bool:
    return case.is_ordinary and not case.needs_hearing()


def _too_late_to_discover(case: Case, chance: Random) -> None:
    days = -chance.randrange(760, 1000)
    case.row["is_continuous"] = False
    case.row["act_start_on"] = case.day("act_end_on")
    case.shift(days, "act_start_on", "act_end_on")


def _past_90_days(case: Case, chance: Random) -> None:
    days = -chance.randrange(65, 130)
    case.shift(days, "act_start_on", "act_end_on", "discovered_on", "filed_on")


def _served_late(case: Case, chance: Random) -> None:
    days = chance.randrange(18, 40)
    case.shift(days, "served_on", "closed_on")
    for row in case.children["payments"]:
        _shift(row, days, "paid_on", "treasury_on")
    for row in case.children["file_archives"]:
        _shift(row, days, "archived_on")


def _shift(row: Row, days: int, *columns: str) -> None:
    for column in columns:
        row[column] = row[column] + timedelta(days=days)  # type: ignore[operator]


def _one_officer(case: Case, _: Random) -> None:
    acting = [r for r in case.children["act_officers"] if r["role"] == "investigator"]
    case.children["act_officers"].remove(acting[0])


def _uncertified_officer(case: Case, _: Random) -> None:
    next(r for r in case.children["act_officers"] if r["role"] == "investigator")["officer_id"] = (
        case.agency.uncertified
    )


def _lapsed_officer(case: Case, _: Random) -> None:
    next(r for r in case.children["act_officers"] if r["role"] == "investigator")["officer_id"] = case.agency.lapsed


def _above_summary_limit(case: Case, _: Random) -> None:
    case.row |= {"tier_id": case.clause.tier_id("M"), "assessed_tier_id": case.clause.tier_id("M"), 
                 "mitigation": "none", "mitigating": ("none",)}  # fmt: skip
    case.set_fine(case.clause.fine_at(Decimal("0.5")))


def _is_above_summary_limit(case: Case) -> bool:
    limit = Decimal(3000 if case.party.kind == "organisation" else 200)
    return case.row["procedure"] == "summary" and case.clause.fine_at(Decimal("0.5")) > limit


def _hearing_not_told(case: Case, _: Random) -> None:
    case.row["is_hearing_told"] = False


def _not_reviewed(case: Case, _: Random) -> None:
    case.row |= dict.fromkeys(("review_submitted_on", "reviewed_on", "review_opinion", "is_review_amended"))
    case.children["act_officers"] = [r for r in case.children["act_officers"] if r["role"] != "reviewer"]
    case.drop_papers("legal_review")


def _not_discussed(case: Case, _: Random) -> None:
    case.row |= dict.fromkeys(("discussed_on", "discussion_leaders", "has_discussion_minutes"))
    case.drop_papers("discussion_minutes")


def _published_late(case: Case, chance: Random) -> None:
    if chance.random() < 0.4:
        case.children["publications"] = []
        return
    days = chance.randrange(15, 60)
    for row in case.children["publications"]:
        _shift(row, days, "published_on")


def _not_withdrawn(case: Case, chance: Random) -> None:
    """Annulled, the credit platform told in time, but the publication stands or goes late."""
    effective = case.day("decided_on") + timedelta(days=45)
    case.row |= {
        "change_kind": "revoked",
        "change_effective_on": effective,
        "credit_updated_on": effective + timedelta(days=1),
    }
    late = chance.random() < 0.5
    for row in case.children["publications"]:
        row["_plants"] = ("PUB-048-3WD",)
        if late:
            row |= {"withdrawn_on": effective + timedelta(days=30), "has_withdraw_reason": True}


def _withdrawn_in_time(case: Case, _: Random) -> None:
    """The near miss: annulled, withdrawn with reasons on the next day."""
    _not_withdrawn(case, Random(0))
    effective = case.row["change_effective_on"]
    for row in case.children["publications"]:
        del row["_plants"]
        row |= {"withdrawn_on": effective, "has_withdraw_reason": True}


def _can_grow(case: Case) -> bool:
    """A heavy case whose fine can go beyond the highest without another procedure becoming due."""
    higher = case.clause.span_yuan()[1] * 2
    is_heavy = case.is_ordinary and case.row["mitigation"] == "heavier"
    return is_heavy and case.needs_hearing() == case.needs_hearing(higher) and case.row["penalty_kinds"] is not None


def _above_highest(case: Case, _: Random) -> None:
    case.set_fine((case.clause.span_yuan()[1] * Decimal("1.2")).quantize(Decimal(1)))


def _can_shrink(case: Case) -> bool:
    lowest = case.clause.span_yuan()[0]
    is_light = case.is_ordinary and case.row["mitigation"] == "lighter" and lowest >= 1000
    return is_light and case.needs_hearing() == case.needs_hearing(lowest / 2)


def _below_lowest(case: Case, _: Random) -> None:
    case.set_fine((case.clause.span_yuan()[0] * Decimal("0.6")).quantize(Decimal(1)))


def _can_top(case: Case) -> bool:
    top = case.clause.span_yuan()[1]
    is_heavy = case.is_ordinary and case.row["mitigation"] == "heavier" and top > 200
    return is_heavy and case.needs_hearing() == case.needs_hearing(top)


def _top_without_reason(case: Case, _: Random) -> None:
    case.set_fine(case.clause.span_yuan()[1])
    case.row["has_aggravating_reason"] = False


def _not_ordered_to_correct(case: Case, _: Random) -> None:
    gone = ("correction_ordered_on", "correction_due_on", "rechecked_on", "recheck_result", "is_corrected_in_time")
    case.row |= dict.fromkeys(gone)


def _not_rechecked(case: Case, _: Random) -> None:
    case.row |= dict.fromkeys(("rechecked_on", "recheck_result"))


def _standard_not_cited(case: Case, chance: Random) -> None:
    if chance.random() < 0.5:
        case.row |= {"is_standard_cited": False, "is_standard_cited_in_notice": False}
    else:
        case.row["reason_chars"] = chance.randrange(0, 40)


def _outside_step(case: Case, _: Random) -> None:
    """The facts call for the light step, the fine follows the middle one."""
    case.row["assessed_tier_id"] = case.clause.tier_id("L")


def _incomplete_notice(case: Case, _: Random) -> None:
    case.row["notice_missing"] = ("defence_right",)


def _decided_on_the_day_of_notice(case: Case, _: Random) -> None:
    case.row["notice_served_on"] = case.day("decided_on")


def _defence_not_reviewed(case: Case, _: Random) -> None:
    case.row |= {"defence_reviewed_on": None, "has_defence_reply": False}


def _paid_elsewhere(case: Case, chance: Random) -> None:
    row = next(r for r in case.children["payments"] if r["kind"] == "fine")
    row |= {"channel": "other", "payee_account": f"6200{chance.randrange(10**11):011d}", "_plants": ("FIN-067-SELF",)}


def _shown_wrong(case: Case, _: Random) -> None:
    row = case.children["publications"][0]
    row |= {"shown_fine_yuan": case.fine * 10, "_plants": ("PUB-CONTENT",)}


def _archived_late(case: Case, _: Random) -> None:
    _shift(case.children["file_archives"][0], 60, "archived_on")


def _blank(*columns: str) -> Spoils:
    def spoil(case: Case, _: Random) -> None:
        case.row |= dict.fromkeys(columns)

    return spoil


def _unlisted(case: Case, _: Random) -> None:
    case.row["publicity_exemption"] = "not_listed"
    case.children["publications"] = []


HITS = (
    Irregularity(("PEN-036-TIMEBAR",), _ordinary, _too_late_to_discover),
    Irregularity(("PEN-060-90D",), _ordinary, _past_90_days),
    Irregularity(("PEN-061-SERVE",), _ordinary, _served_late),
    Irregularity(("PEN-042-TWO",), _delivered, _one_officer),
    Irregularity(("OFF-NOCERT", "PEN-042-TWO"), _delivered, _uncertified_officer),
    Irregularity(("OFF-NOCERT", "PEN-042-TWO"),
                 lambda c: _delivered(c) and c.day("investigated_on") > c.agency.lapsed_on, _lapsed_officer),
    Irregularity(("PEN-051-SUMMARY",), _is_above_summary_limit, _above_summary_limit),
    Irregularity(("PEN-063-HEARING",), _needs, _hearing_not_told),
    Irregularity(("LEG-NOREVIEW",), lambda c: c.is_ordinary and bool(c.row["is_review_listed"]), _not_reviewed),
    Irregularity(("PEN-057-COLLECT",), _needs, _not_discussed),
    Irregularity(("PUB-7WD",), lambda c: c.is_ordinary and c.row["severity"] != "minor", _published_late),
    Irregularity((), _ordinary, _not_withdrawn),
    Irregularity((), _ordinary, _withdrawn_in_time),
    Irregularity(("FIN-CAP-RANGE", "DIS-27-TIER"), _can_grow, _above_highest),
    Irregularity(("FIN-CAP-RANGE", "DIS-27-TIER"), _can_shrink, _below_lowest),
    Irregularity(("FIN-TOP",), _can_top, _top_without_reason),
    Irregularity(("FIN-028-NOCORRECT",), lambda c: c.is_ordinary and c.clause.is_correctable, _not_ordered_to_correct),
    Irregularity(("FIN-028-NOCORRECT",), lambda c: c.is_ordinary and c.clause.is_correctable, _not_rechecked),
    Irregularity(("DIS-27-CITE",), _ordinary, _standard_not_cited),
    Irregularity(("DIS-27-TIER",), lambda c: c.is_ordinary and c.row["mitigation"] == "none", _outside_step),
    Irregularity(("PEN-044-NOTICE",), _ordinary, _incomplete_notice),
    Irregularity(("PEN-SEQ-SAMEDAY",), lambda c: _plain(c) and c.row.get("defence_on") is None,
                 _decided_on_the_day_of_notice),
    Irregularity(("PEN-045-REVIEW",), lambda c: c.is_ordinary and c.row.get("defence_on") is not None,
                 _defence_not_reviewed),
    Irregularity((), _ordinary, _paid_elsewhere),
    Irregularity((), _ordinary, _shown_wrong),
    Irregularity(("REC-ARCHIVE",), _ordinary, _archived_late),
)  # fmt: skip

BLANKS = (
    Irregularity(("PEN-060-90D",), _ordinary, _blank("filed_on"), "unknown"),
    Irregularity(("PEN-061-SERVE",), _ordinary, _blank("served_on"), "unknown"),
    Irregularity(("FIN-CAP-RANGE",), _ordinary, _blank("norm_id"), "unknown"),
    Irregularity(("PEN-044-NOTICE",), _ordinary, _blank("notice_missing"), "unknown"),
    Irregularity(("PEN-059-DOC",), _ordinary, _blank("decision_missing"), "unknown"),
    Irregularity(("FIN-028-NOCORRECT",), lambda c: c.is_ordinary and c.clause.is_correctable,
                 _blank("is_correctable", "correction_ordered_on", "correction_due_on", "rechecked_on",
                        "recheck_result"), "unknown"),
    Irregularity(("PEN-063-HEARING",), _needs, _blank("is_hearing_told"), "unknown"),
    Irregularity(("PUB-7WD",), _ordinary, _unlisted, "unknown"),
)  # fmt: skip


def spoil(cases: list[Case], docket: Docket, *, share: float, blanks: float) -> dict[int, list[tuple[str, str]]]:
    """Spoil some cases; returns (rule, verdict) pairs by the place of the case in the list. No case is spoilt twice."""
    chance, taken = docket.chance, set[int]()
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    settled = [
        i
        for i, case in enumerate(cases)
        if case.row.get("decided_on") and case.day("decided_on") < docket.as_of - _SETTLED
    ]
    chance.shuffle(settled)
    for irregularities, wanted in ((HITS, share), (BLANKS, blanks)):
        each = _each(wanted, len(cases), len(irregularities))
        for irregularity in irregularities:
            places = [i for i in settled if i not in taken and irregularity.fits(cases[i])][:each]
            taken.update(places)
            for place in places:
                irregularity.spoil(cases[place], chance)
                found[place] += [(rule, irregularity.verdict) for rule in irregularity.rules]
    each = _each(share, len(cases), len(HITS))
    _double_fines(cases, docket, taken, found, each)
    _outliers(cases, docket, taken, found, each)
    for place, case in enumerate(cases):
        if not case.agency.delivers_officers and case.row.get("outcome") == "penalty":
            found[place].append(("PEN-042-TWO", "unknown"))
    return found


def _each(share: float, cases: int, irregularities: int) -> int:
    """How many cases each irregularity gets: at least one, unless none are wanted."""
    return max(1, round(share * cases / irregularities)) if share else 0


def _double_fines(
    cases: list[Case], docket: Docket, taken: set[int], found: dict[int, list[tuple[str, str]]], wanted: int
) -> None:
    """The same party fined again for the same thing by the same agency (行政处罚法 29)."""
    order = sorted(
        (i for i, c in enumerate(cases) if c.is_ordinary and i not in taken),
        key=lambda i: (cases[i].day("decided_on"), i),
    )
    for first in order:
        if not wanted:
            return
        earlier = cases[first]
        for second in order:
            later = cases[second]
            apart = (later.day("decided_on") - earlier.day("decided_on")).days
            alike = (later.agency is earlier.agency and later.clause is earlier.clause
                     and later.party.kind == earlier.party.kind)  # fmt: skip
            if 0 < apart < 200 and alike and not {first, second} & taken:
                taken.update((first, second))
                later.set_party(earlier.party, earlier.row["object_key"])
                later.row |= {column: earlier.row[column] for column in _FACTS}
                found[second].append(("FIN-029-DUP", "hit"))
                wanted -= 1
                break


def _outliers(
    cases: list[Case], docket: Docket, taken: set[int], found: dict[int, list[tuple[str, str]]], wanted: int
) -> None:
    """One fine near the end of its step among at least nine that lie in the middle (类案不同罚)."""
    groups: dict[tuple[str, object, str], list[int]] = defaultdict(list)
    for place, case in enumerate(cases):
        if case.is_ordinary and (docket.as_of - case.day("decided_on")).days < 700:
            groups[case.clause.code, case.row["tier_id"], case.party.kind].append(place)
    for (_, tier, _), places in sorted(groups.items(), key=lambda item: (-len(item[1]), str(item[0]))):
        free = [place for place in places if place not in taken]
        if wanted and len(places) >= 9 and free:
            case = cases[free[0]]
            fine = case.clause.fine_at(
                {"L": Decimal("0.005"), "M": Decimal("0.69"), "H": Decimal("0.94")}[str(tier)[-1]]
            )
            if case.needs_hearing() == case.needs_hearing(fine):
                taken.add(free[0])
                case.set_fine(fine)
                found[free[0]].append(("DIS-SIM-SPREAD", "hit"))
                wanted -= 1
