"""Statistics of groups of cases, in operations every engine computes alike.

Counts and ranks are whole numbers; floats come in at the end only, by + − × ÷ and the square root, which are exact to
the last bit everywhere. Nothing here sums floats over rows: the order of a sum differs from engine to engine.
"""

from __future__ import annotations

import functools

import ibis
import ibis.expr.types as ir

# Fractions are kept in millionths.
UNIT = 1_000_000
# Abramowitz, Stegun, Handbook of Mathematical Functions, 26.2.19: absolute error below 1.5e-7.
_TAIL = (1.0, 0.0498673470, 0.0211410061, 0.0032776263, 0.0000380036, 0.0000488906, 0.0000053830)


def upper_tail(z: ir.FloatingValue) -> ir.FloatingValue:
    """The share of the standard normal distribution above z."""
    x = z.abs()
    total = functools.reduce(lambda sum_, factor: sum_ * x + factor, reversed(_TAIL), ibis.literal(0.0))
    for _ in range(4):
        total = total * total
    tail = ibis.literal(0.5) / total
    return ibis.ifelse(z >= 0, tail, 1.0 - tail)


def with_discoveries(t: ir.Table, p: str, level: float) -> ir.Table:
    """`t` with `is_discovery`: whether a row's probability in column p passes Benjamini and Hochberg's step-up.

    Of all rows said to be discoveries so, a share of at most `level` is expected to be chance.
    """
    t = t.mutate(fj_rank=ibis.row_number().over(order_by=t[p]) + 1, fj_all=t.count().over(ibis.window()))
    passes = t[p] * t.fj_all <= level * t.fj_rank
    t = t.mutate(fj_cut=t[p].max(where=passes).over(ibis.window()))
    return t.mutate(is_discovery=(t[p] <= t.fj_cut).fill_null(False)).drop("fj_rank", "fj_all", "fj_cut")


def millionths(part: ir.IntegerValue, whole: ir.IntegerValue) -> ir.IntegerValue:
    """part ÷ whole in whole millionths, rounded down; nought where there is no whole."""
    share = part.cast("float64") * UNIT / whole.cast("float64")
    return ibis.ifelse(whole > 0, share.floor().cast("int64"), 0)


def standardised(cases: ir.Table, who: str, group: tuple[str, ...], parent: str, flag: str, weight: int) -> ir.Table:
    """How far each `who` lies above what the same cases bring elsewhere: who, cases, flagged, expected, z.

    Expected of a case is the share of flagged ones among its group's cases of all others, drawn towards the parent's
    share as if `weight` cases of the parent were among them: small groups say little by themselves. z = (flagged −
    expected) ÷ √Σ e(1 − e). Columns of `cases`: who, the group, the parent, and the flag, none of them null.
    """
    c = cases.mutate(fj_flag=cases[flag].cast("int64"))
    own = c.group_by(who, *group, parent).aggregate(own_cases=c.count(), own_flagged=c.fj_flag.sum())
    all_ = c.group_by(*group).aggregate(all_cases=c.count(), all_flagged=c.fj_flag.sum())
    above = c.group_by(parent).aggregate(parent_cases=c.count(), parent_flagged=c.fj_flag.sum())
    g = own.inner_join(all_, list(group)).inner_join(above, parent)
    rate = millionths(g.parent_flagged, g.parent_cases)
    known = (g.all_flagged - g.own_flagged) * UNIT + weight * rate
    share = (known.cast("float64") / (g.all_cases - g.own_cases + weight).cast("float64")).floor().cast("int64")
    g = g.mutate(share=share)
    g = g.mutate(
        fj_expected=g.own_cases * g.share,
        fj_variance=g.own_cases * millionths(g.share * (UNIT - g.share), ibis.literal(UNIT * UNIT)),
    )
    t = g.group_by(who).aggregate(
        cases=g.own_cases.sum().cast("int64"),
        flagged=g.own_flagged.sum().cast("int64"),
        fj_expected=g.fj_expected.sum().cast("int64"),
        fj_variance=g.fj_variance.sum().cast("int64"),
    )
    spread = (t.fj_variance.cast("float64") / UNIT).sqrt()
    expected = t.fj_expected.cast("float64") / UNIT
    z = ibis.ifelse(t.fj_variance > 0, (t.flagged - expected) / spread, ibis.literal(0.0))
    return t.mutate(expected=expected, z=z).drop("fj_expected", "fj_variance")


def rank_sums(t: ir.Table, group: tuple[str, ...], side: str, value: str) -> ir.Table:
    """By group, the test of Mann and Whitney whether side 1 has larger values than side 2: group, n_1, n_2, z.

    Normal approximation with the correction for ties and for continuity. `value` is a whole number.
    """
    ties = t.group_by(*group, value).aggregate(in_1=(t[side] == 1).cast("int64").sum(), here=t.count())
    below = ibis.window(group_by=[ties[name] for name in group], order_by=ties[value], preceding=(None, 1))
    ties = ties.mutate(before=ties.here.sum().over(below).fill_null(0))
    twice_rank = ties.before * 2 + ties.here + 1
    g = ties.group_by(*group).aggregate(
        n=ties.here.sum().cast("int64"),
        n_1=ties.in_1.sum().cast("int64"),
        twice_ranks=(ties.in_1 * twice_rank).sum().cast("int64"),
        tied=(ties.here * ties.here * ties.here - ties.here).sum().cast("int64"),
    )
    g = g.mutate(n_2=g.n - g.n_1)
    pairs = (g.n_1 * g.n_2).cast("float64")
    n = g.n.cast("float64")
    variance = pairs / 12.0 * ((n + 1.0) - g.tied.cast("float64") / (n * (n - 1.0)))
    apart = (g.twice_ranks - g.n_1 * (g.n_1 + 1) - g.n_1 * g.n_2 - 1).cast("float64") / 2.0
    return g.mutate(z=ibis.ifelse((g.n > 1) & (variance > 0), apart / variance.sqrt(), ibis.literal(0.0)))


def medians(t: ir.Table, group: tuple[str, ...], side: str, value: str) -> ir.Table:
    """By group, median_1 and median_2, the medians of the two sides (exact: halves at most)."""
    m = t.group_by(*group, side).aggregate(middle=t[value].cast("float64").median())
    return m.group_by(*group).aggregate(
        median_1=m.middle.max(where=m[side] == 1), median_2=m.middle.max(where=m[side] == 2)
    )
