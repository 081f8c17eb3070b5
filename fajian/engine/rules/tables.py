"""What a rule sees: the tables as of a day, with the meaning of blanks, and how it hands back its verdicts."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import ibis
import ibis.expr.types as ir

from fajian.engine.law.limits import Value, limit, limit_rows, names
from fajian.engine.law.unknown import Unknown
from fajian.engine.rules import clock
from fajian.engine.rules.wording import without_first
from fajian.engine.store.schema import FALSE_WORD, TRUE_WORD, Column, ibis_schema, tables

# Columns of every table of verdicts; whatever else a rule selects is evidence.
VERDICT_COLUMNS = ("subject", "record_id", "agency_id", "step_on", "hit", "explanation")

# What a code column holds whose event has certainly not come yet (an open case has no outcome): no rule's code, so
# `outcome == "penalty"` is false and not unknown.
NOT_YET = "not_yet"

_PROFILES = {"sgs": "sgs", "hlwjg": "hlwjg"}


class Tables:
    """The tables by name (`data.penalties`), as of one day.

    `recorded` says for each table which columns each import's sheet had, and `batches` the same for batch_columns.
    Blank cells of columns that default or presume are filled; for all others a rule asks `happened` or compares, and
    null means unknown. `region` is the code whose parameter packs apply (thresholds that differ by place); `own` are
    the values of a rule pack, which go before those.
    """

    def __init__(
        self,
        as_of: dt.date,
        recorded: Mapping[str, Mapping[str, frozenset[str]]] | None = None,
        batches: Mapping[str, Mapping[str, frozenset[str]]] | None = None,
        profiles: Mapping[str, frozenset[str]] | None = None,
        region: str | None = None,
        own: tuple[Value, ...] = (),
    ) -> None:
        self.as_of = as_of
        self.region = region
        self._own = own
        self.today = clock.today()
        self._recorded = recorded or {}
        self._batches = batches or {}
        self._profiles = profiles or {}
        self._views: dict[str, ir.Table] = {}
        self._shared: dict[str, ir.Table] = {}

    def __getattr__(self, name: str) -> ir.Table:
        if name not in tables():
            raise AttributeError(name)
        if name not in self._views:
            self._views[name] = self._view(name)
        # A view of the engine keeps the rules' own expressions small: compiling is what takes time.
        return ibis.table(self._views[name].schema(), name=f"fj_{name}")

    def views(self) -> dict[str, ir.Table]:
        """The views that rules have read so far, by name: to be laid beside the tables before a rule runs."""
        return {f"fj_{name}": view for name, view in self._views.items()}

    def shared(self, name: str, made: ir.Table) -> ir.Table:
        """A small table that several rules ask for, under a name: it is computed once a run, for the first of them."""
        kept = self._shared.setdefault(f"fj_{name}", made)
        return ibis.table(kept.schema(), name=f"fj_{name}")

    def all_shared(self) -> dict[str, ir.Table]:
        """The shared tables that rules have asked for so far, by name; one may read those before it."""
        return dict(self._shared)

    def has_profile(self, name: str, profile: str) -> bool:
        """Whether any row of a table came from a form with fewer columns (`sgs` 双公示, `hlwjg` 互联网+监管)."""
        return profile in self._profiles.get(name, ())

    # -- blanks ------------------------------------------------------------------------------------------------

    def _view(self, name: str) -> ir.Table:
        raw = ibis.table(ibis_schema(name), name=name)
        filled = {
            c.name: self._filled(raw, c)
            for c in tables()[name]
            if c.blank.kind in ("default", "presume") and c.blank.value
        }
        if "source_profile" in tables()[name]:
            filled |= self._reported_only(raw, name, filled)
        view = raw.mutate(**filled)
        open_ = {
            c.name: ibis.ifelse(self.happened(view, name, c.name).fill_null(True), view[c.name], ibis.literal(NOT_YET))
            for c in tables()[name]
            if c.kind == "code" and c.blank.kind == "not_yet"
        }
        return view.mutate(**open_) if open_ else view

    def _filled(self, raw: ir.Table, column: Column) -> ir.Value:
        value = _stored(raw, column, column.blank.value)
        if column.blank.kind == "presume":
            return raw[column.name].fill_null(value)
        return ibis.ifelse(raw[column.name].isnull() & self._is_recorded(raw, column), value, raw[column.name])

    def _reported_only(self, raw: ir.Table, name: str, filled: Mapping[str, ir.Value]) -> dict[str, ir.Value]:
        """双公示 carries ordinary cases that ended in a penalty, and nothing else; it has no columns to say so."""
        if name != "penalties" or not self.has_profile(name, "sgs"):
            return {}
        sgs = raw.source_profile.fill_null("full") == "sgs"
        implied = {"procedure": "ordinary", "outcome": "penalty"}
        return {
            column: ibis.ifelse(sgs & raw[column].isnull(), ibis.literal(code), filled.get(column, raw[column]))
            for column, code in implied.items()
        }

    def _is_recorded(self, table: ir.Table, column: Column) -> ir.BooleanValue:
        """Whether the sheet a row came from had this column at all."""
        answer: ir.BooleanValue = ibis.literal(True)
        lacking = [key for key, names in self._recorded.get(column.table, {}).items() if column.name not in names]
        if lacking:
            answer = answer & ~_lacks(_lacks_name(column, "import"))(table["_import"])
        lacking = [
            key
            for key in self._profiles.get(column.table, ())
            if key in _PROFILES and not getattr(column, _PROFILES[key])
        ]
        if lacking:
            answer = answer & ~table["source_profile"].fill_null("full").isin(lacking)
        lacking = [key for key, names in self._batches.get(column.table, {}).items() if column.name not in names]
        if lacking and "batch_id" in tables()[column.table]:
            answer = answer & ~_lacks(_lacks_name(column, "batch"))(table["batch_id"].fill_null(""))
        return answer

    def lacking(self) -> dict[str, tuple[str, ...]]:
        """By the names of the functions that the compiled rules ask: the imports and batches without a column."""
        found = {}
        for kind, sources in (("import", self._recorded), ("batch", self._batches)):
            for column in (column for table in tables().values() for column in table):
                keys = [key for key, names in sources.get(column.table, {}).items() if column.name not in names]
                if keys:
                    found[_lacks_name(column, kind)] = tuple(keys)
        return found

    def inputs(self) -> tuple[object, ...]:
        """What the rules' SQL depends on besides their own text: the day and the names of imports are not in it.

        The numbers of the law with those in force on the day, its year, the forms the rows came from, and which
        columns some import or batch lacks.
        """
        numbers = [
            (row.name, row.scope, str(row.value), str(row.valid_from), str(row.valid_to), row.in_force(self.as_of))
            for name in names()
            for row in self.limit_rows(name)
        ]
        profiles = sorted((name, sorted(found)) for name, found in self._profiles.items())
        return (self.region, self.as_of.year, numbers, profiles, sorted(self.lacking()))

    def happened(self, table: ir.Table, name: str, column: str) -> ir.BooleanValue:
        """True where the cell is filled, false where it is certain that there is none, null where nobody knows."""
        declared = tables()[name][column]
        filled = table[column].notnull()
        if declared.kind == "code":
            filled = filled & (table[column] != NOT_YET)
        if declared.blank.kind in ("unknown", "required"):
            return ibis.ifelse(filled, ibis.literal(True), ibis.null("boolean"))
        absent = self._is_recorded(table, declared) if declared.blank.kind != "presume" else ibis.literal(True)
        for other in declared.blank.unless:
            absent = absent & table[other].isnull()
        return ibis.cases((filled, ibis.literal(True)), (absent, ibis.literal(False)), else_=ibis.null("boolean"))

    def late(self, table: ir.Table, name: str, column: str, last_day: ir.DateValue) -> ir.BooleanValue:
        """Done after the last day, or not done and the last day before the as-of day; null where nobody knows."""
        return ibis.cases(
            (last_day.isnull(), ibis.null("boolean")),
            (table[column].notnull(), table[column] > last_day),
            (last_day >= self.today, ibis.literal(False)),
            (~self.happened(table, name, column), ibis.literal(True)),
            else_=ibis.null("boolean"),
        )

    def done_by(self, table: ir.Table, name: str, column: str, last_day: ir.DateValue) -> ir.BooleanValue:
        """Done on or before that day; false also where it certainly was not done at all, null where nobody knows."""
        return ibis.cases(
            (table[column].notnull(), table[column] <= last_day),
            (~self.happened(table, name, column), ibis.literal(False)),
            else_=ibis.null("boolean"),
        )

    def after(self, table: ir.Table, name: str, first: str, second: str) -> ir.BooleanValue:
        """Whether `first` is later than `second`; false if one of them certainly did not happen, null if nobody knows.

        For the order of steps: what has not happened cannot have happened too early or too late.
        """
        return ibis.cases(
            (table[first].notnull() & table[second].notnull(), table[first] > table[second]),
            (~self.happened(table, name, first) | ~self.happened(table, name, second), ibis.literal(False)),
            else_=ibis.null("boolean"),
        )

    # -- numbers fixed by law ------------------------------------------------------------------------------------

    def limit(self, name: str, on: ir.DateValue, *scopes: ir.StringValue | str) -> ir.DecimalValue:
        """The value in force on that day for the first scope that has any, null where none is in force.

        Scopes are tried in order, each a text or a text column; without scopes: "default".
        """
        chosen: list[tuple[ir.BooleanValue, ir.Value]] = []
        for scope in scopes or ("default",):
            for row in self.limit_rows(name):
                if isinstance(scope, str) and scope != row.scope:
                    continue
                fits = ibis.literal(True) if isinstance(scope, str) else scope == row.scope
                if row.valid_from:
                    fits = fits & (on >= ibis.literal(row.valid_from))
                if row.valid_to:
                    fits = fits & (on <= ibis.literal(row.valid_to))
                known = (
                    ibis.null("decimal(18,4)") if row.value is None else ibis.literal(row.value).cast("decimal(18,4)")
                )
                chosen.append((fits, known))
        return ibis.cases(*chosen, else_=ibis.null("decimal(18,4)")) if chosen else ibis.null("decimal(18,4)")

    def limit_rows(self, name: str) -> tuple[Value, ...]:
        """All values of a number fixed by law, those that go first in front."""
        return limit_rows(name, self.region, self._own)

    def days(self, name: str, on: ir.DateValue, *scopes: ir.StringValue | str) -> ir.IntegerValue:
        """The same for a number of days, hours or months."""
        return self.limit(name, on, *scopes).cast("int64")

    def setting(self, name: str, scope: str = "default") -> Any:
        """The plain value in force on the as-of day (a number, a day, a tuple of words). KeyError if there is none."""
        value = limit(name, on=self.as_of, scope=scope, region=self.region, own=self._own)
        if isinstance(value, Unknown):
            raise KeyError(name)
        return value.value


def _lacks_name(column: Column, kind: str) -> str:
    return f"fj_{kind}_lacks_{column.table}_{column.name}"


@cache
def _lacks(name: str) -> Callable[[ir.Value], ir.BooleanValue]:
    """Whether an import or batch lacks a column: a function of the engine, so that SQL names no import."""

    def lacks(key: str) -> bool:  # type: ignore[empty-body]
        """The engine's own."""

    function: Callable[[ir.Value], ir.BooleanValue] = ibis.udf.scalar.builtin(lacks, name=name)
    return function


def judge(
    table: ir.Table,
    *,
    subject: str,
    hit: ir.BooleanValue,
    explain: str,
    step_on: ir.DateValue | None = None,
    record_id: ir.StringValue | None = None,
    agency_id: ir.StringValue | None = None,
    **evidence: ir.Value,
) -> ir.Table:
    """A table of verdicts: subject, record_id, agency_id, step_on, hit, explanation, and the evidence.

    `hit` is three-valued: true, false (clear), null (cannot judge). `step_on` is the day whose law applies. `explain`
    is a sentence with {evidence} in it; blanks read 未记载. Evidence columns named like a column of the subject show
    their Chinese code words.
    """
    key = tables()[subject].key
    shown = {name: _shown(value, tables()[subject].get(name)) for name, value in evidence.items()}
    return table.select(
        subject=ibis.literal(subject),
        record_id=(table[key] if record_id is None else record_id).cast("string"),
        agency_id=(table["agency_id"] if agency_id is None else agency_id).cast("string"),
        step_on=ibis.null("date") if step_on is None else step_on.cast("date"),
        hit=hit,
        explanation=sentence(explain, shown),
        **shown,
    )


def sentence(template: str, values: Mapping[str, ir.Value]) -> ir.StringValue:
    """The template with each {name} replaced by its value as text; an empty value reads 未记载."""
    parts: list[ir.StringValue] = []
    for text, name, _, _ in string.Formatter().parse(template):
        if text:
            parts.append(ibis.literal(text))
        if name:
            parts.append(values[name].cast("string").fill_null("未记载"))
    return parts[0].concat(*parts[1:]) if len(parts) > 1 else parts[0]


def _shown(value: ir.Value, column: Column | None) -> ir.Value:
    """Evidence as people read it: code words in Chinese, 是/否, money without needless noughts; dates stay dates."""
    kind = value.type()
    if column is not None and column.codes and kind.is_string():
        words = [*column.codes.items(), ("尚无", NOT_YET)]
        return ibis.cases(*((value == code, ibis.literal(word)) for word, code in words), else_=value)
    if column is not None and kind.is_array():
        return _words(value, column)
    if kind.is_boolean():
        return ibis.cases(
            (value, ibis.literal(TRUE_WORD)), (~value, ibis.literal(FALSE_WORD)), else_=ibis.null("string")
        )
    if kind.is_decimal():
        return value.cast("decimal(18,2)")
    return value


def _words(cell: ir.ArrayValue, column: Column) -> ir.StringValue:
    """The words of a set of codes as the sheet has them, in the order of the schema, with 、 between them."""
    nothing = ibis.literal("")
    parts = [
        ibis.ifelse(cell.contains(code), ibis.literal("、" + word), nothing) for word, code in column.codes.items()
    ]
    return ibis.ifelse(cell.isnull(), ibis.null("string"), without_first(parts[0].concat(*parts[1:])))


def _stored(raw: ir.Table, column: Column, word: str) -> ir.Value:
    """A blank's value as the engine stores it; `served_on+15d` is another column's day and some days, rolled."""
    other, _, days = word.partition("+")
    if other in raw.columns:
        start = raw[other]
        return clock.rolled_if_read(clock.days_after(start, int(days.removesuffix("d")))) if days else start
    match column.kind:
        case "bool":
            value: object = word == TRUE_WORD
        case "code":
            value = column.codes[word]
        case "int" | "decimal":
            value = Decimal(word)
        case _:
            value = word
    return ibis.literal(value).cast(raw[column.name].type())
