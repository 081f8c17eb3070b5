"""The demo's own fine clauses and steps of discretion (clauses.csv); the local regulations named there are invented."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from fajian.demo.books import Books
from fajian.demo.identities import PartyKind

STEPS = (("light", "L", Decimal(0), Decimal("0.3")), ("medium", "M", Decimal("0.3"), Decimal("0.7")),
         ("heavy", "H", Decimal("0.7"), Decimal(1)))  # fmt: skip
_IN_FORCE_FROM = date(2016, 1, 1)
# Cases of one violation stay alike in what a multiple counts, else their fines would not be comparable.
_BASE_YUAN = {"goods_value": Decimal(12000), "involved": Decimal(160000)}
_UNITS = 12


@dataclass(frozen=True, slots=True)
class Clause:
    """A fine clause. Spans are yuan (range), yuan per piece (per_unit) or multiples of `base` (multiple, percent)."""

    code: str
    domain: str
    name: str
    norm_id: str
    citation: str
    level: str
    applies_to: str
    mode: str
    low: Decimal
    high: Decimal
    base: str | None
    cap_yuan: Decimal | None
    is_double: bool
    is_correctable: bool
    kinds: tuple[str, ...]
    weight: int
    has_summary: bool

    @property
    def law(self) -> str:
        return self.citation[1 : self.citation.index("》")]

    def fits(self, kind: PartyKind) -> bool:
        """Sole traders are taken as persons where a clause tells persons and organisations apart."""
        return self.applies_to in ("any", "organisation" if kind == "organisation" else "person")

    def base_yuan(self) -> Decimal:
        """What a fine of this clause is counted on, the same for all cases of the demo; 1 for a plain span."""
        return _BASE_YUAN.get(self.base or "", Decimal(_UNITS if self.mode == "per_unit" else 1))

    def span_yuan(self) -> tuple[Decimal, Decimal]:
        """Lowest and highest fine of a case of the demo."""
        top = self.high * self.base_yuan()
        return self.low * self.base_yuan(), min(top, self.cap_yuan) if self.cap_yuan else top

    def fine_at(self, position: Decimal) -> Decimal:
        """The fine at a share of the span (0 lowest, 1 highest), rounded to what an office would write."""
        low, high = self.span_yuan()
        fine = low + (high - low) * position
        grain = Decimal(100) if fine >= 5000 else Decimal(50) if fine >= 1000 else Decimal(5)
        return (fine / grain).quantize(Decimal(1)) * grain

    def counted_columns(self) -> dict[str, object]:
        """The columns of a case that say what was counted."""
        return {
            "goods_value_yuan": _BASE_YUAN["goods_value"] if self.base == "goods_value" else Decimal(0),
            "involved_yuan": _BASE_YUAN["involved"] if self.base == "involved" else Decimal(0),
            "unit_count": _UNITS if self.mode == "per_unit" else None,
        }

    def tier_id(self, letter: str) -> str:
        return f"T-{self.norm_id.removeprefix('N-')}-{letter}"


def clauses() -> tuple[Clause, ...]:
    """All clauses, in the order of the file."""
    with Path(__file__).with_name("clauses.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(_clause(row) for row in csv.DictReader(lines))


def _clause(row: dict[str, str]) -> Clause:
    low, high = (row["min_times"], row["max_times"]) if row["min_times"] else (row["min_yuan"], row["max_yuan"])
    return Clause(
        code=row["code"],
        domain=row["domain"],
        name=row["name"],
        norm_id=row["norm"],
        citation=row["citation"],
        level=row["level"],
        applies_to=row["applies_to"],
        mode=row["mode"],
        low=Decimal(low),
        high=Decimal(high),
        base=row["base"] or None,
        cap_yuan=Decimal(row["cap_yuan"]) if row["cap_yuan"] else None,
        is_double=bool(row["is_double"]),
        is_correctable=bool(row["is_correctable"]),
        kinds=tuple(row["kinds"].split()),
        weight=int(row["weight"]),
        has_summary=bool(row["summary"]),
    )


def write_clauses(books: Books) -> None:
    """The tables penalty_norms and discretion_tiers; the standard is in force from 1 March five years back."""
    from_on = date(books.as_of.year - 5, 3, 1)
    for clause in clauses():
        in_yuan = clause.mode in ("range", "per_unit")
        span = (
            {"min_yuan": clause.low, "max_yuan": clause.high}
            if in_yuan
            else {"min_times": clause.low, "max_times": clause.high}
        )
        books.add(
            "penalty_norms",
            norm_id=clause.norm_id,
            citation=clause.citation,
            law_name=clause.law,
            level=clause.level,
            effective_from_on=_IN_FORCE_FROM,
            violation_code=clause.code,
            applies_to=clause.applies_to,
            fine_mode=clause.mode,
            base=clause.base,
            cap_yuan=clause.cap_yuan,
            is_double_penalty=clause.is_double,
            has_superior_basis=True if clause.level == "local_rule" else None,
            **span,
        )
        for step, letter, low, high in STEPS:
            width = clause.high - clause.low
            pieces = _UNITS if clause.mode == "per_unit" else 1  # a step spans the whole fine, not one piece's
            bounds = ((clause.low + width * low) * pieces, (clause.low + width * high) * pieces)
            step_span = dict(zip(span, bounds, strict=True))
            books.add(
                "discretion_tiers",
                tier_id=clause.tier_id(letter),
                standard_id=f"{clause.domain}-{from_on.year}",
                norm_id=clause.norm_id,
                violation_code=clause.code,
                tier=step,
                published_on=from_on - timedelta(days=20),
                filed_on=from_on + timedelta(days=5),
                effective_from_on=from_on,
                **step_span,
            )
