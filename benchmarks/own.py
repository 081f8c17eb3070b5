"""The statements of statements.py run by Fajian in a process of its own: python -m benchmarks.own HOW STORE ROWS.

`product`: fifteen rules as any rule is written, through `screen`: findings with evidence, law and sentence on the disk.
`mask`: the plan beneath, one query: a bit for each statement, the records at fault kept.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import ibis
from statements import COLUMNS, STATEMENTS
from tools import Hits, measured

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.run import screen
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.store import connect
from fajian.engine.store.schema import ibis_schema

AS_OF = dt.date(2026, 11, 21)


class Ibis:
    """What Ibis calls the operations."""

    @staticmethod
    def blank(cell: Any) -> Any:
        return cell.isnull()

    @staticmethod
    def days(first: Any, last: Any) -> Any:
        return last.delta(first, unit="day")


def declare(name: str) -> None:
    """A statement as a screening rule."""

    def at_fault(data: Tables) -> Any:
        """The record is at fault."""
        p = data.penalties
        hit = STATEMENTS[name](p, Ibis).fill_null(False)
        return judge(
            p, subject="penalties", step_on=p.decided_on, hit=hit, explain="{decided_on}决定，罚款{fine_yuan}元。",
            decided_on=p.decided_on, fine_yuan=p.fine_yuan,
        )  # fmt: skip

    rule(
        id=name, title=name, subject="penalties", certainty="确定", severity="一般", wording="未按规定",
        basis=law("行政处罚法（2021）", "第五十七条"), needs=("decided_on",), reading="对照用。",
    )(at_fault)  # fmt: skip


def product(store: Path) -> Hits:
    with tempfile.TemporaryDirectory(prefix="fajian-peers-") as out:
        result = screen(store, Path(out), as_of=AS_OF, rules=list(STATEMENTS))
    return {count.rule_id: count.hits for count in result.rules}


def mask(connection: Any) -> Hits:
    """The bits of all statements over the store's own file."""
    p = ibis.table({name: kind for name, kind in ibis_schema("penalties").items() if name in COLUMNS}, name="penalties")
    bits = sum(
        (ibis.ifelse(state(p, Ibis), ibis.literal(1 << n, "int64"), 0) for n, state in enumerate(STATEMENTS.values())),
        ibis.literal(0, "int64"),
    )
    marked = p.select("penalty_id", mask=bits)
    sql = str(ibis.to_sql(marked.filter(marked["mask"] != 0), dialect="duckdb"))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE marked AS {sql}")
    counts = ", ".join(f"count(*) FILTER (mask & {1 << n} <> 0)" for n in range(len(STATEMENTS)))
    found = connection.execute(f"SELECT {counts} FROM marked").fetchone()
    return dict(zip(STATEMENTS, found, strict=True))


if __name__ == "__main__":
    what, store, rows = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    for name in STATEMENTS:
        declare(name)
    if what == "product":
        with tempfile.TemporaryDirectory(prefix="fajian-empty-") as empty:
            product(Path(empty))  # what is set up once does not count
        told = measured(product, store)
    else:
        told = measured(mask, connect.open_duckdb(store, memory_limit="700MB", temp_directory=store / ".spill"))
    print(json.dumps({"rows": rows, **told}))
