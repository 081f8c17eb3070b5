"""Cells that hold a set of codes (处罚种类, 缺项, …): null where the cell is blank."""

from __future__ import annotations

import functools
import operator
from collections.abc import Collection

import ibis.expr.types as ir

from fajian.engine.store.schema import tables

NONE = "none"
"""The code of 无, 无缺项: looked at, and there is none."""


def has_any(cell: ir.ArrayValue, codes: Collection[str]) -> ir.BooleanValue:
    """Whether one of the codes stands in the cell."""
    return functools.reduce(operator.or_, (cell.contains(code) for code in sorted(codes)))


def has_others(cell: ir.ArrayValue, table: str, column: str, than: Collection[str]) -> ir.BooleanValue:
    """Whether a code of that column stands in the cell other than these."""
    return has_any(cell, set(tables()[table][column].codes.values()) - set(than))


def lacks_something(cell: ir.ArrayValue, table: str, column: str) -> ir.BooleanValue:
    """Whether a cell of missing things names any; 无缺项 = looked at and complete, blank = nobody looked."""
    return has_others(cell, table, column, {NONE})


def adds_any(cell: ir.ArrayValue, before: ir.ArrayValue, table: str, column: str) -> ir.BooleanValue:
    """Whether a code stands in the cell that does not stand in the other."""
    codes = sorted(tables()[table][column].codes.values())
    return functools.reduce(operator.or_, (cell.contains(code) & ~before.contains(code) for code in codes))
