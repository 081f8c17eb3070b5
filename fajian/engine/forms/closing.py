"""What closing a problem takes: kinds of proof, and what each way of rectifying asks for beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from fajian import content
from fajian.engine.forms.spec import LedgerSpec


@dataclass(frozen=True, slots=True)
class Demand:
    """What one way of rectifying asks for: kinds of proof, finished phases, an institutional fix."""

    proofs: tuple[str, ...] = ()
    phases: bool = False
    fixes: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """The words and demands of content/rectification.yaml; `kinds` by the way of rectifying, `ties` by prefix."""

    proofs: tuple[str, ...]
    measures: tuple[str, ...]
    ties: Mapping[str, str]
    kinds: Mapping[str, Demand] = field(default_factory=dict)

    def demand(self, kind: str) -> Demand:
        """What this way of rectifying asks for; nothing where the file says nothing."""
        return self.kinds.get(kind, Demand())


@cache
def closing() -> Closing:
    """The office's words; ValueError where the file contradicts itself."""
    raw: dict[str, Any] = content.read("rectification.yaml")
    proofs = tuple(raw["proofs"])
    kinds = {
        kind: Demand(**{**asked, "proofs": tuple(asked.get("proofs", ()))}) for kind, asked in raw["kinds"].items()
    }
    if unknown := {name for demand in kinds.values() for name in demand.proofs} - set(proofs):
        raise ValueError(f"rectification.yaml: kinds ask for proofs that are not listed: {sorted(unknown)}")
    return Closing(proofs, tuple(raw["measures"]), raw["ties"], kinds)


def proof_kinds(spec: LedgerSpec) -> tuple[str, ...]:
    """The kinds a proof may name in a ledger of this form; those the form demands first."""
    return tuple(dict.fromkeys((*spec.proofs, *closing().proofs)))


def demanded(spec: LedgerSpec, kind: str) -> tuple[str, ...]:
    """The kinds of proof without which a problem rectified this way is not closed."""
    return tuple(dict.fromkeys((*spec.proofs, *closing().demand(kind).proofs)))


def missing(spec: LedgerSpec, kind: str, have: Iterable[str]) -> tuple[str, ...]:
    """Those of them that are not there."""
    there = set(have)
    return tuple(name for name in demanded(spec, kind) if name not in there)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing closing takes, in words, and whether it is there."""

    word: str
    met: bool


def checklist(
    spec: LedgerSpec, kind: str, *, proofs: Collection[str], phases: int, done: int, fixes: int
) -> tuple[Point, ...]:
    """What closing a problem takes and what of it is there.

    `proofs` are the kinds of the proofs that stand ("" for one without a kind), `phases` the steps set down, of which
    `done` are done, `fixes` the institutional fixes that hold for it. Steps once set down must be done, whatever the
    way of rectifying.
    """
    demand, lacking = closing().demand(kind), missing(spec, kind, proofs)
    points = [Point(f"佐证“{name}”", name not in lacking) for name in demanded(spec, kind)]
    if not points:
        points.append(Point("佐证材料", bool(proofs)))
    if demand.phases or phases:
        said = f"整改步骤（完成 {done}/{phases}）" if phases else "整改步骤（还没有列出）"
        points.append(Point(said, 0 < phases == done))
    if demand.fixes:
        points.append(Point("建章立制的制度成果", fixes > 0))
    return tuple(points)
