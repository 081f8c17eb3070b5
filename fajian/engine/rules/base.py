"""What a rule is: a function from tables to a table of verdicts, with compulsory metadata."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeAlias

import ibis.expr.types as ir

from fajian.engine.rules.tables import Tables

Certainty = Literal["确定", "确定(条件)", "线索"]
Severity = Literal["严重", "较重", "一般", "提示"]
Wording = Literal["涉嫌违法", "未按规定", "线索"]
Verdicts: TypeAlias = ir.Table | tuple[ir.Table, ...]
Judge = Callable[[Tables], Verdicts]

_ID = re.compile(r"[A-Z]{3}(-[A-Z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Basis:
    """The law (with its version) and article a rule rests on for steps from `since` to `until`, both included."""

    law: str
    article: str
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One screening rule. `needs` are the subject's columns without which it may be unable to judge.

    `reading` is the 口径 for those who are not engineers: what is caught, how days and bounds count, what is exempt.
    """

    id: str
    title: str
    subjects: tuple[str, ...]
    certainty: Certainty
    severity: Severity
    wording: Wording
    basis: tuple[Basis, ...]
    needs: tuple[str, ...]
    reading: str
    version: int
    judge: Judge
    module: str

    @property
    def group(self) -> str:
        return self.id.split("-", 1)[0]

    @property
    def description(self) -> str:
        """The docstring: what is caught, how it is read, what would surprise a lawyer."""
        return (self.judge.__doc__ or "").strip()

    def verdicts(self, data: Tables) -> tuple[ir.Table, ...]:
        """The tables of verdicts (see `tables.judge`), one per kind of record judged."""
        result = self.judge(data)
        return result if isinstance(result, tuple) else (result,)


_registry: dict[str, Rule] = {}


def law(name: str, article: str, since: str | None = None, until: str | None = None) -> Basis:
    """A legal basis; `since` and `until` are the first and last day (ISO) of the steps it governs, None = open."""
    first, last = (dt.date.fromisoformat(day) if day else None for day in (since, until))
    return Basis(name, article, first, last)


def rule(
    *,
    id: str,  # noqa: A002 - the field's own word
    title: str,
    subject: str | tuple[str, ...],
    certainty: Certainty,
    severity: Severity,
    wording: Wording,
    basis: Basis | tuple[Basis, ...],
    needs: tuple[str, ...],
    reading: str,
    version: int = 1,
) -> Callable[[Judge], Judge]:
    """Register a function as a screening rule. Everything is compulsory: a rule without its law is no rule."""

    def register(judge: Judge) -> Judge:
        if not _ID.fullmatch(id):
            raise ValueError(f"rule id {id!r}")
        if id in _registry:
            raise ValueError(f"rule {id} is declared twice")
        if not judge.__doc__:
            raise ValueError(f"rule {id} has no docstring")
        if not reading.strip():
            raise ValueError(f"rule {id} has no reading")
        _registry[id] = Rule(
            id=id,
            title=title,
            subjects=(subject,) if isinstance(subject, str) else subject,
            certainty=certainty,
            severity=severity,
            wording=wording,
            basis=(basis,) if isinstance(basis, Basis) else basis,
            needs=needs,
            reading=reading,
            version=version,
            judge=judge,
            module=judge.__module__,
        )
        return judge

    return register


@cache
def all_rules() -> MappingProxyType[str, Rule]:
    """Every rule by id, sorted; imports all rule files once."""
    from fajian.engine import rules

    for package in pkgutil.iter_modules(rules.__path__, rules.__name__ + "."):
        if package.ispkg:
            module = importlib.import_module(package.name)
            for found in pkgutil.iter_modules(module.__path__, package.name + "."):
                importlib.import_module(found.name)
    return MappingProxyType(dict(sorted(_registry.items())))
