"""Every rule compiles to SQL that means what it says."""

import datetime as dt
import re

import ibis
import pytest

from fajian.engine.rules.base import Rule, all_rules
from fajian.engine.rules.tables import Tables

NEGATION = re.compile(r"NOT\s*\(")


def ends_of(sql: str, start: int) -> int:
    """The place after the parenthesis that closes the one at `start`."""
    depth = 0
    for place in range(start, len(sql)):
        depth += {"(": 1, ")": -1}.get(sql[place], 0)
        if depth == 0:
            return place + 1
    raise ValueError("a parenthesis is not closed")


@pytest.mark.parametrize("rule", all_rules().values(), ids=all_rules())
def test_no_rule_asks_whether_a_negation_is_null(rule: Rule) -> None:
    # Ibis writes (~x).isnull() as NOT (x) IS NULL, which every engine reads as NOT (x IS NULL): ask x.isnull().
    for verdicts in rule.verdicts(Tables(dt.date(2026, 11, 21))):
        sql = ibis.to_sql(verdicts, dialect="duckdb", pretty=False)
        for found in NEGATION.finditer(sql):
            after = sql[ends_of(sql, found.end() - 1) :].lstrip()
            assert not after.startswith(("IS NULL", "IS NOT NULL")), sql[found.start() : found.start() + 200]
