"""本次筛查口径: what a run recorded, in the words of its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fajian.engine.law.limits import names, regions
from fajian.engine.rules.packs import Pack, pack_in
from fajian.records import own
from fajian.screening.adjustable import adjustable
from fajian.screening.models import Run


@dataclass(frozen=True, slots=True)
class Own:
    """A number of the pack's own beside what holds without it."""

    label: str
    value: str
    usual: str
    since: Any
    basis: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Which rules, numbers, law, calendar and batches a run used. `off`: (rule, why); `digest` of what it came to."""

    pack: Pack
    rules: list[Mapping[str, Any]]
    off: list[tuple[str, str]]
    own: list[Own]
    region: str
    law: str
    calendar: str
    engine: str
    batches: list[str]
    own_batches: list[str]
    digest: str

    @property
    def all_batches(self) -> int:
        """How many batches there were, handed in and our own."""
        return len(self.batches) + len(self.own_batches)

    @property
    def may_repeat(self) -> bool:
        """Did it record enough?"""
        return bool(self.digest)


def of(run: Run) -> Terms:
    """Of a finished run; of one of before packs were recorded, what is there."""
    told = run.manifest
    pack = pack_in(told["pack"], run.title) if "pack" in told else Pack()
    return Terms(
        pack=pack,
        rules=told.get("rules", []),
        off=list(pack.without.items()),
        own=[_own(value) for value in pack.values],
        region=_region(told.get("region")),
        law=told.get("law_edition", ""),
        calendar=told.get("calendar_version", ""),
        engine={"duckdb": "DuckDB", "spark": "Spark"}.get(told.get("engine", ""), ""),
        batches=[code for code in told.get("batches", ()) if not own.is_own(code)],
        own_batches=[code for code in told.get("batches", ()) if own.is_own(code)],
        digest=told.get("digests", {}).get("findings.csv", ""),
    )


def _own(value: Any) -> Own:
    known = adjustable().get(f"{value.name}:{value.scope}")
    label = known.label if known else f"{names()[value.name].label}（{value.unit}）"
    return Own(label, str(value.value), known.usual if known else "", value.valid_from, value.basis)


def _region(code: str | None) -> str:
    """The names of the packs of parameters that hold there; the code where none does."""
    if not code:
        return "全国"
    return "、".join(pack.name for pack in regions() if code.startswith(pack.code)) or f"区划代码 {code}"
