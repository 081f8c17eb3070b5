"""Every rule compiles to SQL that means what it says, from operations that all engines read alike."""

import datetime as dt
import re
from functools import cache

import ibis
import pytest

from fajian.engine.rules.base import Rule, all_rules
from fajian.engine.rules.operations import refused
from fajian.engine.rules.tables import Tables

NEGATION = re.compile(r"NOT\s*\(")


PLAIN = ibis.table({"day": "date", "until": "date", "text": "string", "number": "int64"}, name="plain")


@cache
def verdicts_of(rule: str) -> tuple[ibis.Table, ...]:
    return all_rules()[rule].verdicts(Tables(dt.date(2026, 11, 21)))


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
    for verdicts in verdicts_of(rule.id):
        sql = ibis.to_sql(verdicts, dialect="duckdb", pretty=False)
        for found in NEGATION.finditer(sql):
            after = sql[ends_of(sql, found.end() - 1) :].lstrip()
            assert not after.startswith(("IS NULL", "IS NOT NULL")), sql[found.start() : found.start() + 200]


@pytest.mark.parametrize("rule", all_rules())
def test_rules_use_only_operations_shown_to_be_equal_on_all_engines(rule: str) -> None:
    assert [refused(verdicts) for verdicts in verdicts_of(rule)] == [[]] * len(verdicts_of(rule))


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        (PLAIN.mutate(x=PLAIN.day.delta(PLAIN.until, unit="month")), ["DateDelta in months"]),
        (PLAIN.mutate(x=PLAIN.day.delta(PLAIN.until, unit="day")), []),
        (PLAIN.mutate(x=PLAIN.text.levenshtein("甲")), ["Levenshtein"]),
        (PLAIN.aggregate(x=PLAIN.number.approx_median()), ["ApproxMedian"]),
        (PLAIN.aggregate(x=PLAIN.number.median()), []),
        (PLAIN.aggregate(x=PLAIN.number.bit_or()), ["BitOr"]),
        (PLAIN.mutate(x=PLAIN.text.nunique().over(group_by="day")), ["CountDistinct over a window"]),
        (PLAIN.aggregate(x=PLAIN.text.nunique()), []),
        (PLAIN.sample(0.5), ["Sample"]),
        (PLAIN.asof_join(PLAIN.view(), "day"), ["asof join"]),
        (PLAIN.left_join(PLAIN.view(), "text"), []),
    ],
    ids=lambda value: "-".join(value) or "allowed" if isinstance(value, list) else "",
)
def test_operations_that_differ_between_engines_are_refused(expression: ibis.Table, what: list[str]) -> None:
    assert [word for word in refused(expression) if word != "SelfReference"] == what
