"""A run after another: what new batches cannot have changed is carried over, and row by row rules see new rows only.

The findings are those of a whole run, to the bit. A part of a rule is carried over if no table it reads has got or lost
a row; it is run over the new rows alone if one table has got rows, and it goes over that table row by row; else whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fajian.engine.rules.base import Rule
from fajian.engine.rules.compiled import FLAGGED, Compiled, Part
from fajian.engine.rules.engines import Engine
from fajian.engine.rules.findings import COLUMNS
from fajian.engine.rules.rowwise import Memory, identifiers, renamed
from fajian.engine.store.connect import relation
from fajian.engine.store.links import batch_digests, batch_tables
from fajian.engine.store.schema import tables
from fajian.engine.store.typed import quoted

NEW = "new_"
TODAY = "FJ_TODAY"
BATCHES = "batch_columns"


@dataclass(frozen=True, slots=True)
class Change:
    """What a store has that it had not, and the other way round: tables by what happened to them."""

    fresh: Mapping[str, tuple[Path, ...]]
    lost: frozenset[str]
    same_day: bool

    @property
    def touched(self) -> frozenset[str]:
        return frozenset(self.fresh) | self.lost


def change(store: Path, earlier: Path, facts: str, as_of: str) -> Change | None:
    """What changed since the run in the folder `earlier`; None where its findings can be no help.

    That is where it is unreadable or was made on other terms: rules, law, pack, region, forms of the rows.
    """
    try:
        told = json.loads((earlier / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    findings = earlier / "findings.parquet"
    if not findings.exists() or told.get("terms") != facts:
        return None
    now, then = batch_digests(store), told.get("batches", {})
    if any(now[batch] != then[batch] for batch in now.keys() & then.keys()):
        return None
    fresh: dict[str, list[Path]] = {}
    for batch, names in sorted(batch_tables(store).items()):
        for name in names if batch not in then else ():
            fresh.setdefault(name, []).append(store / name / f"{batch}.parquet")
    lost = {name for batch, names in told["tables"].items() if batch not in now for name in names}
    if BATCHES in fresh or BATCHES in lost:  # what they say of columns may be of rows that were there before
        return None
    return Change({name: tuple(paths) for name, paths in fresh.items()}, frozenset(lost), told["as_of"] == as_of)


class Carrier:
    """Applies rules in the light of an earlier run's findings."""

    def __init__(self, made: Change, earlier: Path, runner: Engine, sql: Compiled, kept: Path | None) -> None:
        self._made, self._runner, self._views, self._shared = made, runner, sql.views, sql.shared
        self._memory = Memory(kept)
        self._old = f"read_parquet({quoted((earlier / 'findings.parquet').as_posix())})"
        counted = runner.rows(f"SELECT rule_id, verdict, subject, count(*) FROM {self._old} GROUP BY ALL")
        self._counts = {(rule, verdict, subject): count for rule, verdict, subject, count in counted}
        self._reads = {name: self._tables_in(made) for name, made in (sql.views | sql.shared).items()}
        self._tables: dict[str, bool] = {}
        self.carried = self.alone = self.whole = 0

    def apply(self, rule: Rule, parts: Sequence[Part]) -> tuple[int, int] | None:
        """Hits and unknowns of a rule, its findings kept; None: it must be run whole, nothing was kept."""
        ways = [self._way(part) for part in parts]
        subjects = [part.subject for part in parts]
        if "whole" in ways or len(set(subjects)) < len(subjects):  # of one subject nobody can tell parts apart
            self.whole += 1
            return None
        if any(ways):
            self.alone += 1
        else:
            self.carried += 1
        hits = unknown = 0
        for part, table in zip(parts, ways, strict=True):
            fresh = self._fresh(part, table) if table else {}
            for verdict, query in (("hit", part.hits), ("unknown", part.unknowns)):
                place = (rule.id, verdict, part.subject)
                count = self._counts.get(place, 0) + fresh.get(verdict, 0)
                queries = [self._said(place)] if self._counts.get(place) else []
                if fresh.get(verdict):
                    queries.append(self._renamed(query, table))
                if queries:
                    listed = ", ".join(COLUMNS)
                    both = " UNION ALL ".join(f"SELECT {listed} FROM ({one})" for one in queries)
                    self._runner.keep(place, f"SELECT * FROM ({both})")
                hits, unknown = (hits + count, unknown) if verdict == "hit" else (hits, unknown + count)
        return hits, unknown

    def close(self) -> None:
        """Keep what was found out about the rules."""
        self._memory.keep()

    def _way(self, part: Part) -> str:
        """ "" = carried over, "whole", or the table over whose new rows alone the part is to be run."""
        text = self._with_shared(part.flagged + part.hits + part.unknowns)
        reads = self._closure(text)
        if not self._made.same_day and (
            TODAY in text or any(TODAY in self._views.get(f"fj_{name}", "") for name in reads)
        ):
            return "whole"
        touched = reads & self._made.touched
        if not touched:
            return ""
        if len(touched) > 1 or touched & self._made.lost:
            return "whole"
        (table,) = touched
        others = {name for name in identifiers(text) if name in self._reads and name != f"fj_{table}"}
        direct = not any(table in self._reads[name] for name in others) and table not in identifiers(text)
        return (
            table if direct and self._is_rowwise(table) and self._memory.ask(part.flagged, f"fj_{table}") else "whole"
        )

    def _is_rowwise(self, table: str) -> bool:
        """Is the filled table made row by row of the one that was handed in? If so, a view of its new rows is laid."""
        if table not in self._tables:
            view = self._views.get(f"fj_{table}")
            self._tables[table] = view is not None and self._memory.ask(view, table)
            if view is not None and self._tables[table]:
                self._runner.view(f"{NEW}{table}", relation(tables()[table], list(self._made.fresh[table])))
                self._runner.view(f"fj_{NEW}{table}", renamed(view, [(table, f"{NEW}{table}")]))
        return self._tables[table]

    def _fresh(self, part: Part, table: str) -> dict[str, int]:
        self._runner.stage(FLAGGED, self._renamed(part.flagged, table))
        counted: dict[bool | None, int] = dict(self._runner.rows(f"SELECT hit, count(*) FROM {FLAGGED} GROUP BY hit"))
        return {"hit": counted.get(True, 0), "unknown": counted.get(None, 0)}

    def _renamed(self, sql: str, table: str) -> str:
        return f"SELECT * FROM ({renamed(sql, [(f'fj_{table}', f'fj_{NEW}{table}')])})"

    def _said(self, place: tuple[str, str, str]) -> str:
        rule, verdict, subject = place
        return f"FROM {self._old} WHERE rule_id = '{rule}' AND verdict = '{verdict}' AND subject = '{subject}'"

    def _with_shared(self, sql: str) -> str:
        """A query, and after it those of the shared tables it reads."""
        names = [name for name in self._shared if f'"{name}"' in sql]
        return sql + "".join(self._with_shared(self._shared[name]) for name in names)

    def _tables_in(self, sql: str) -> frozenset[str]:
        found = {name.removeprefix("fj_") for name in identifiers(sql)}
        return frozenset(found & tables().keys())

    def _closure(self, sql: str) -> frozenset[str]:
        """The tables a query reads, and those the views of these read."""
        found: frozenset[str] = frozenset()
        waiting = self._tables_in(sql)
        while waiting - found:
            found |= waiting
            waiting = frozenset().union(*(self._reads.get(f"fj_{name}", frozenset()) for name in found))
        return found
