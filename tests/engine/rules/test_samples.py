"""The statistics of groups come to what slow and obvious reckoning makes of them."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import duckdb
import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fajian.engine.rules import samples

Rows = list[tuple[Any, ...]]
OBVIOUS = settings(max_examples=25, deadline=None, derandomize=True)


def run(expression: ibis.Table, name: str, columns: dict[str, str], rows: Rows) -> list[dict[str, Any]]:
    """The rows an expression over one table comes to, on DuckDB."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE {name} ({', '.join(f'{c} {kind}' for c, kind in columns.items())})")
        connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
        found = connection.execute(str(ibis.to_sql(expression, dialect="duckdb")))
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_the_tail_of_the_normal_distribution() -> None:
    t = ibis.table({"z": "float64"}, name="t")
    steps = [n / 16 for n in range(-96, 97)]
    for row in run(t.mutate(tail=samples.upper_tail(t.z)), "t", {"z": "DOUBLE"}, [(z,) for z in steps]):
        assert row["tail"] == pytest.approx(math.erfc(row["z"] / math.sqrt(2)) / 2, abs=1.5e-7)


@OBVIOUS
@given(
    st.lists(st.sampled_from([0.0001, 0.004, 0.01, 0.011, 0.02, 0.03, 0.05, 0.2, 0.5, 0.9]), min_size=1, max_size=14)
)
def test_discoveries_are_those_of_benjamini_and_hochberg(chances: list[float]) -> None:
    in_order = sorted(chances)
    passed = [p for place, p in enumerate(in_order, 1) if p * len(chances) <= 0.05 * place]
    cut = max(passed, default=-1.0)
    t = ibis.table({"id": "int64", "p": "float64"}, name="t")
    found = run(samples.with_discoveries(t, "p", 0.05), "t", {"id": "BIGINT", "p": "DOUBLE"}, list(enumerate(chances)))
    assert {row["id"] for row in found if row["is_discovery"]} == {n for n, p in enumerate(chances) if p <= cut}


@OBVIOUS
@given(st.lists(st.tuples(st.sampled_from("gh"), st.sampled_from([1, 2]), st.integers(0, 6)), min_size=2, max_size=40))
def test_rank_sums_count_pairs(drawn: list[tuple[str, int, int]]) -> None:
    t = ibis.table({"g": "string", "side": "int8", "value": "int64"}, name="t")
    kinds = {"g": "VARCHAR", "side": "TINYINT", "value": "BIGINT"}
    found = {row["g"]: row for row in run(samples.rank_sums(t, ("g",), "side", "value"), "t", kinds, drawn)}
    for group in {g for g, _, _ in drawn}:
        one, two = ([v for g, s, v in drawn if g == group and s == side] for side in (1, 2))
        wins = sum((a > b) + (a == b) / 2 for a in one for b in two)
        n = len(one) + len(two)
        tied = sum(c**3 - c for c in ((one + two).count(v) for v in set(one + two)))
        variance = len(one) * len(two) / 12 * (n + 1 - tied / (n * (n - 1))) if n > 1 else 0
        z = (wins - len(one) * len(two) / 2 - 0.5) / math.sqrt(variance) if variance > 0 else 0
        assert (found[group]["n_1"], found[group]["n_2"]) == (len(one), len(two))
        assert found[group]["z"] == pytest.approx(z, abs=1e-9)


case = st.tuples(st.sampled_from("abc"), st.sampled_from("gh"), st.sampled_from("xy"), st.booleans())


@OBVIOUS
@given(st.lists(case, min_size=1, max_size=40), st.integers(1, 20))
def test_expected_is_what_others_do_drawn_towards_the_parent(
    drawn: list[tuple[str, str, str, bool]], weight: int
) -> None:
    t = ibis.table({"who": "string", "g": "string", "parent": "string", "flag": "boolean"}, name="t")
    kinds = dict.fromkeys(("who", "g", "parent"), "VARCHAR") | {"flag": "BOOLEAN"}
    expression = samples.standardised(t, "who", ("g",), "parent", "flag", weight)
    found = {row["who"]: row for row in run(expression, "t", kinds, drawn)}
    expected: dict[str, float] = defaultdict(float)
    variance: dict[str, float] = defaultdict(float)
    for who, group, parent, _ in drawn:
        above = [flag for _, _, p, flag in drawn if p == parent]
        own = [flag for w, g, p, flag in drawn if (w, g, p) == (who, group, parent)]
        like = [flag for _, g, _, flag in drawn if g == group]
        rate = (sum(like) - sum(own) + weight * sum(above) / len(above)) / (len(like) - len(own) + weight)
        expected[who] += rate
        variance[who] += rate * (1 - rate)
    for who, row in found.items():
        flagged = sum(flag for w, _, _, flag in drawn if w == who)
        assert row["flagged"] == flagged
        assert row["expected"] == pytest.approx(expected[who], abs=1e-3)
        if variance[who] > 1e-2:
            assert row["z"] == pytest.approx((flagged - expected[who]) / math.sqrt(variance[who]), abs=0.05)
