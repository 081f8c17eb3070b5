"""The rules as SQL text: compiled once for an edition of rules and law, kept as a file, run without compiling."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from fajian.engine.rules import findings
from fajian.engine.rules.base import Rule, all_rules
from fajian.engine.rules.stamp import stamp
from fajian.engine.rules.tables import Tables

Compile = Callable[[ir.Table], str]
FLAGGED = "fj_flagged"
"""What the rows of a rule that are not clear are called while it runs."""

_SOURCES = (
    "engine/rules/**/*.py", "engine/store/schema.py", "content/records/tables.csv", "content/law/*.yaml",
    "content/regions/*.yaml",
)  # fmt: skip
_COMPILERS = ("ibis-framework", "sqlglot")


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a rule's verdicts: what it judges, the SQL of all that is not clear, and the findings in that."""

    subject: str
    flagged: str
    hits: str
    unknowns: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """The SQL of rules for one engine: the views they read, in order, what they share, and by rule id its parts."""

    views: dict[str, str]
    shared: dict[str, str]
    rules: dict[str, tuple[Part, ...]]


def compiled(
    chosen: Sequence[Rule], data: Tables, dialect: str, kept: Path | None, told: Callable[[int, int], None]
) -> Compiled:
    """The SQL of the rules: from the folder `kept`, or compiled, and then kept there if it is given.

    What is kept is always all rules, so that it serves every choice of them; for less than a third of them that is not
    worth the time. `told` hears how many are done.
    """
    known = all_rules()
    if kept is None:
        return fresh(chosen, data, dialect, told)
    edition = sources()
    file = kept / f"{edition}-{dialect}-{digest(*data.inputs())[:20]}.json"
    if found := _read(file):
        return found
    if len(chosen) < len(known) / 3:
        return fresh(chosen, data, dialect, told)
    found = fresh(tuple(known.values()), data, dialect, told)
    with contextlib.suppress(OSError):  # a disk that is full or not ours to write on: the run does without
        _keep(found, file)
        for old in kept.glob(f"*-{dialect}-*.json"):
            if not old.name.startswith(edition):
                old.unlink(missing_ok=True)
    return found


def fresh(chosen: Sequence[Rule], data: Tables, dialect: str, told: Callable[[int, int], None]) -> Compiled:
    """The SQL of the rules, compiled now."""

    def compile_(expression: ir.Table) -> str:
        return str(ibis.to_sql(expression, dialect=dialect, pretty=False))

    rules: dict[str, tuple[Part, ...]] = {}
    for number, rule in enumerate(chosen):
        told(number, len(chosen))
        rules[rule.id] = tuple(_part(rule, verdicts, data, compile_) for verdicts in rule.verdicts(data))
    shared = {name: compile_(made) for name, made in data.all_shared().items()}
    return Compiled({name: compile_(view) for name, view in data.views().items()}, shared, rules)


def _part(rule: Rule, verdicts: ir.Table, data: Tables, compile_: Compile) -> Part:
    flagged = verdicts.filter(verdicts.hit.fill_null(True))
    staged = ibis.table(flagged.schema(), name=FLAGGED)
    subject = findings.subject_of(verdicts)
    return Part(
        subject=subject,
        flagged=compile_(flagged),
        hits=compile_(findings.hits(rule, staged)),
        unknowns=compile_(findings.unknowns(rule, staged, subject, data)),
    )


def sources() -> str:
    """What tells that rules, law and compilers are the same ones."""
    return digest(stamp(*_SOURCES), *(version(name) for name in _COMPILERS))[:12]


def digest(*facts: object) -> str:
    """A word for facts that repr() says in full."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _read(file: Path) -> Compiled | None:
    """What a file keeps; None where there is none, or it cannot be read: it is only ever a copy."""
    try:
        kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        rules = {name: tuple(Part(**part) for part in parts) for name, parts in kept["rules"].items()}
        return Compiled(kept["views"], kept["shared"], rules)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(found: Compiled, file: Path) -> None:
    """Write the file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.write_text(json.dumps(asdict(found), ensure_ascii=False), encoding="utf-8")
    draft.replace(file)
