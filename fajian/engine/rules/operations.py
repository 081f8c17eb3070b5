"""The operations a rule may use: those that were shown to give the same on DuckDB and on Spark."""

from __future__ import annotations

import ibis.expr.operations as ops
import ibis.expr.types as ir

_TABLES = {
    "Aggregate", "Distinct", "DropColumns", "Field", "Filter", "JoinChain", "JoinLink", "JoinReference", "Project",
    "UnboundTable", "Union",
}  # fmt: skip
_LOGIC = {
    "And", "Between", "Coalesce", "Equals", "Greater", "GreaterEqual", "IfElse", "InValues", "IsNull", "Less",
    "LessEqual", "Literal", "Not", "NotEquals", "NotNull", "Or", "SearchedCase", "SimpleCase",
}  # fmt: skip
_NUMBERS = {"Abs", "Add", "Cast", "Divide", "Floor", "Modulus", "Multiply", "Negate", "Sqrt", "Subtract"}
_DAYS = {
    "Date", "DateAdd", "DateDelta", "ExtractDay", "ExtractEpochSeconds", "ExtractHour", "ExtractMonth", "ExtractYear",
    "IntervalFromInteger", "TimestampAdd",
}  # fmt: skip
_TEXTS = {
    "ArrayContains", "ArrayLength", "EndsWith", "LPad", "RegexExtract", "RegexSearch", "StartsWith", "StringAscii",
    "StringConcat", "StringContains", "StringLength", "StringReplace", "Substring", "Translate", "Uppercase",
}  # fmt: skip
_GROUPS = {
    "All", "Any", "Count", "CountDistinct", "CountStar", "Lag", "Lead", "Max", "Median", "Min", "RowNumber", "SortKey",
    "Sum", "WindowBoundary", "WindowFunction",
}  # fmt: skip
ALLOWED = frozenset(_TABLES | _LOGIC | _NUMBERS | _DAYS | _TEXTS | _GROUPS)


def refused(verdicts: ir.Table) -> list[str]:
    """What of an expression a rule must not use, in words.

    The engine's own look-ups (fj_…) and its substring() are among the allowed.

    Not in the list, because the engines differ or one has nothing of the kind: distances between texts (bytes or
    characters), months between days (boundaries or whole months), approximate statistics, samples, as-of joins, bitwise
    aggregates, and counts of distinct values over a window.
    """
    found = set()
    for node in verdicts.op().find(ops.Node):
        name = type(node).__name__
        if isinstance(node, ops.ScalarUDF):
            if node.__func_name__ != "substring" and not node.__func_name__.startswith("fj_"):
                found.add(f"function {node.__func_name__}")
        elif isinstance(node, ops.DateDelta) and node.part.value != "day":
            found.add(f"DateDelta in {node.part.value}s")
        elif isinstance(node, ops.WindowFunction) and isinstance(node.func, ops.CountDistinct):
            found.add("CountDistinct over a window")
        elif isinstance(node, ops.JoinLink) and node.how not in ("inner", "left", "cross"):
            found.add(f"{node.how} join")
        elif name not in ALLOWED and not isinstance(node, ops.ScalarUDF):
            found.add(name)
    return sorted(found)
