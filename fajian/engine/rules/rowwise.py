"""Whether a query goes over one of its tables row by row: then what it says of new rows needs the new rows alone."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import sqlglot
from sqlglot import exp

_IDENTIFIER = re.compile(r'"(\w+)"')
_MIXES_ROWS = ("group", "having", "distinct", "qualify", "order", "limit", "offset")


def identifiers(sql: str) -> Counter[str]:
    """Everything quoted in SQL as Ibis writes it: tables among them, and how often."""
    return Counter(_IDENTIFIER.findall(sql))


def is_rowwise(sql: str, table: str) -> bool:
    """Does each row of the result come from one row of `table`, whatever other rows of it there are?

    So where the table stands once, and between it and the result there are only selections of single rows, filters
    and joins that keep or drop its rows. In doubt no.
    """
    if identifiers(sql)[table] != 1:
        return False
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    (place,) = (found for found in tree.find_all(exp.Table) if found.name == table)
    return _keeps_rows(place, tree)


def _keeps_rows(node: exp.Expr, tree: exp.Expr) -> bool:
    while (above := node.parent) is not None:
        match above:
            case exp.Select():
                if not isinstance(node, exp.From | exp.Join) or not _selects_rows(
                    above, from_it=isinstance(node, exp.From)
                ):
                    return False
            case exp.Join():
                if above.side or above.kind not in ("", "INNER", "CROSS") or above.this is not node:
                    return False
            case exp.CTE():
                used = [found for found in tree.find_all(exp.Table) if found.name == above.alias]
                return len(used) == 1 and _keeps_rows(used[0], tree)
            case exp.From() | exp.Subquery():
                pass
            case _:
                return False
        node = above
    return True


def _selects_rows(select: exp.Select, *, from_it: bool) -> bool:
    """Does a SELECT make one row of one, or none; with joins, of one of what it is `from`, and of others?"""
    if any(select.args.get(name) for name in _MIXES_ROWS):
        return False
    if any(part.find(exp.AggFunc, exp.Window) for part in select.expressions):
        return False
    joins = select.args.get("joins") or []
    sides = ("", "LEFT") if from_it else ("",)
    return all(join.side in sides and join.kind in ("", "INNER", "OUTER", "CROSS", "SEMI", "ANTI") for join in joins)


class Memory:
    """Answers of `is_rowwise`, kept in a folder beside the rules' SQL; without one they are only kept in memory."""

    def __init__(self, kept: Path | None) -> None:
        edition = hashlib.sha256(Path(__file__).read_bytes() + version("sqlglot").encode()).hexdigest()[:12]
        self._file = kept / f"rowwise-{edition}.json" if kept else None
        self._known: dict[str, bool] = {}
        self._is_new = False
        if self._file:
            with suppress(OSError, ValueError):
                self._known = json.loads(self._file.read_text(encoding="utf-8"))

    def ask(self, sql: str, table: str) -> bool:
        """Is the query row by row over the table?"""
        key = hashlib.sha256(f"{table}\0{sql}".encode()).hexdigest()[:32]
        if key not in self._known:
            self._known[key], self._is_new = is_rowwise(sql, table), True
        return self._known[key]

    def keep(self) -> None:
        """Write down what was found out; a disk that is full or not ours does without."""
        if self._file and self._is_new:
            with suppress(OSError):
                draft = self._file.with_name(f"{self._file.name}.{os.getpid()}")
                draft.write_text(json.dumps(self._known), encoding="utf-8")
                draft.replace(self._file)


def renamed(sql: str, names: Iterable[tuple[str, str]]) -> str:
    """The SQL with tables called otherwise."""
    for old, new in names:
        sql = sql.replace(f'"{old}"', f'"{new}"')
    return sql
