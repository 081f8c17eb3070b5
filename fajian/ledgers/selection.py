"""Which rows a page, its counts and its export are about: one reading of the filters for all three."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast
from django.http import QueryDict

from fajian.core.paging import Page, keyset, place
from fajian.core.remembered import remembered
from fajian.engine.forms.spec import LedgerSpec
from fajian.ledgers import search
from fajian.ledgers.lines import lines
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.ledgers.own import newest
from fajian.ledgers.tallies import Counts, count, tallies, total
from fajian.ledgers.workflow import NOT_CLOSED, PROBLEM
from fajian.orgs.models import User
from fajian.orgs.scope import Scope, domain_scope

CHUNK = 2_000  # rows fetched at a time
NEAR = 2_000  # rows of the list at first held against the index where a word is common
DENSE, MOSTLY = 100, 4  # common: in every hundredth entry or more; mostly in the list: a fourth of what the index names
MANY = 1_000  # hits of a search, beyond which they are not counted
STRUCK, OPEN, OVERDUE, WATCHED = "struck", "open", "overdue", "watched"
NO_CATEGORY = "none"  # asks for the unsorted ones
LISTED_NOW, CORRECTED = "listed", "corrected"
STATES = {
    **PROBLEM.states,
    OPEN: "未销号",
    OVERDUE: "逾期未销号",
    WATCHED: "重点督办",
    LISTED_NOW: "挂牌督办",
    CORRECTED: "销号后更正过",
    STRUCK: "已作废",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of one ledger or of all that a user may see, narrowed by the filters of an address.

    Without a ledger and a form these are problems: rows of ledgers that are only kept are read in their own ledger.
    """

    user: Any
    today: dt.date
    ledger: Ledger | None = None
    unit_path: str = ""
    form: str = ""
    source: str = ""
    state: str = ""
    category: str = ""
    words: str = ""

    @classmethod
    def of(cls, user: Any, today: dt.date, query: dict[str, Any], ledger: Ledger | None = None) -> Selection:
        """What a cleaned EntryFilter asks for."""
        unit = query.get("unit")
        return cls(
            user=user,
            today=today,
            ledger=ledger,
            unit_path=unit.path if unit else "",
            form=query.get("form") or "",
            source=query.get("source") or "",
            state=query.get("state") or "",
            category=query.get("category") or "",
            words=(query.get("q") or "").strip(),
        )

    @property
    def spec(self) -> LedgerSpec | None:
        """The one form all rows have, if there is one."""
        return self.ledger.spec if self.ledger else newest(self.form)

    @property
    def title(self) -> str:
        """What a file of these rows is called."""
        if self.ledger:
            return f"{self.ledger.title} {self.ledger.unit.name}"
        return f"{self.spec.title if self.spec else '问题台账'} 汇总"

    @property
    def problems(self) -> bool:
        """Have the rows a rectification?"""
        return self.spec is None or self.spec.row == "problem"

    def within(self) -> Any:
        """Rows in reach, of this ledger, unit, form, source and category, in any state; of Rectification or Entry."""
        model: Any = Rectification if self.problems else Entry
        rows = model.objects.visible_to(self.user)
        if self.ledger:
            rows = rows.filter(ledger=self.ledger)
        if self.unit_path:
            rows = rows.of_subtree(self.unit_path)
        if self.category and self.problems:
            rows = rows.filter(category="" if self.category == NO_CATEGORY else self.category)
        if self.form or self.source:
            ledgers = Ledger.objects.visible_to(self.user)
            ledgers = ledgers.filter(spec_code=self.form) if self.form else ledgers
            rows = rows.filter(ledger__in=(ledgers.filter(source=self.source) if self.source else ledgers).values("pk"))
        return rows

    def narrowed(self) -> Any:
        """The rows in the chosen state, whatever they say."""
        rows = self.within()
        if not self.problems:
            return rows.filter(struck_out=self.state == STRUCK)
        if self.state == OVERDUE:
            return rows.overdue(self.today)
        special = {
            "": rows.standing, OPEN: rows.open, WATCHED: rows.watched, LISTED_NOW: rows.listed,
            CORRECTED: rows.corrected, STRUCK: rows.struck,
        }  # fmt: skip
        return special[self.state]() if self.state in special else rows.standing().filter(state=self.state)

    def rows(self) -> Any:
        """The rows the page shows."""
        rows = self.narrowed()
        # Few candidates are looked up one by one; among many every row is looked at.
        if self.words and (few := search.candidates(self.words)) is not None:
            rows = rows.filter(pk__in=few)
        return self.saying(rows)

    def saying(self, rows: Any) -> Any:
        """Those of them that hold the words, as LIKE finds them."""
        if not self.words:
            return rows
        way = "entry__" if self.problems else ""
        title, label = {f"{way}title__icontains": self.words}, {f"{way}source_label__icontains": self.words}
        rows = rows.annotate(told=Cast(f"{way}data", TextField()))
        return rows.filter(Q(**title) | Q(**label) | Q(told__icontains=self.words))

    def page(self, query: QueryDict, size: int) -> Page[Any]:
        """One page: a ledger in its own order, all ledgers newest first. The keys first, from an index alone.

        Of problems the rows are Lines, of ledgers that are only kept Entries.
        """
        name = "entry_id" if self.problems else "id"
        order = (name if self.ledger else f"-{name}",)
        rows = self._found(query, order, size) if self.words else self.narrowed()
        keys = keyset(rows.only(name), query, order=order, size=size)
        numbers = [row.pk for row in keys.rows]
        if self.problems:
            return Page(lines(numbers), keys.before, keys.after)
        found = Entry.objects.select_related("ledger", "unit").in_bulk(numbers)
        return Page([found[number] for number in numbers], keys.before, keys.after)

    def _found(self, query: QueryDict, order: tuple[str, ...], size: int) -> Any:
        """As many rows with the words as the asked page needs, and one more if there is one."""
        rows = self.narrowed()
        backward, mark = place(rows.model, query, order)
        descending = order[0].startswith("-") != backward
        beyond = mark[0] if mark else None
        question = ["found", *self._asked, self.state, self.words, beyond, descending, size]
        hits = remembered(question, lambda: self._hits(rows, size + 1, beyond, descending=descending))
        return rows.filter(pk__in=hits)

    def _hits(self, rows: Any, at_most: int, beyond: int | None = None, *, descending: bool = True) -> list[int]:
        """Numbers of rows with the words, in the order of the list: the index names candidates, LIKE decides."""
        past, way = ("pk__lt", "-pk") if descending else ("pk__gt", "pk")
        if rows.order_by()[: search.FEW + 1].count() <= search.FEW:
            rest = rows if beyond is None else rows.filter(**{past: beyond})
            return list(self.saying(rest).order_by(way).values_list("pk", flat=True)[:at_most])
        found: list[int] = []
        for numbers in self._candidates(rows, beyond, past, way):
            hits = self.saying(rows.filter(pk__in=numbers)).order_by(way)
            found += hits.values_list("pk", flat=True)[: at_most - len(found)]
            if len(found) == at_most:
                break
        return found

    def _candidates(self, rows: Any, beyond: int | None, past: str, way: str) -> Iterator[list[int]]:
        """Numbers among which all hits are, some at a time, in the order of the list.

        A rare word is walked along its index, and so is one of which most lie in this list. Of a common one the index
        names far more than do: there it is the list's own rows, held against the index, that go ahead.
        """
        walk = search.walk(self.words, beyond=beyond, descending=way == "-pk")
        first = next(walk, [])
        yield first
        if len(first) < search.FIRST:
            return
        is_rare = abs(first[0] - first[-1]) > DENSE * len(first)
        if is_rare or rows.filter(pk__in=first).count() * MOSTLY > len(first):
            yield from walk
            return
        last, size = first[-1], NEAR
        while near := list(rows.filter(**{past: last}).order_by(way).values_list("pk", flat=True)[:size]):
            named = search.among(self.words, near)
            for at in range(0, len(named), search.FIRST):
                yield named[at : at + search.FIRST]
            if len(near) < size:
                return
            last, size = near[-1], size * 4

    def ledgers(self) -> dict[Ledger, int]:
        """The ledgers these rows stand in, in the order of units, and how many of them stand in each."""
        counted = dict(self.rows().order_by().values_list("ledger").annotate(n=Count("*")))
        found = Ledger.objects.select_related("unit").in_bulk(list(counted))
        return {one: counted[one.pk] for one in sorted(found.values(), key=lambda one: (one.unit_path, one.pk))}

    def entries(self, ledgers: Iterable[Ledger]) -> Iterator[Entry]:
        """All rows in these ledgers in the order of their numbers, with whatever an export says about them.

        A query for each ledger and no join but to the rectification: a hundred thousand rows are made in seconds.
        """
        rows, closers = self.rows(), dict[int, User]()
        for ledger in ledgers:
            mine = Entry.objects.filter(ledger=ledger, pk__in=rows.filter(ledger=ledger).values("pk"))
            for entry in mine.select_related("rectification").order_by("number").iterator(CHUNK):
                entry.ledger, entry.unit = ledger, ledger.unit
                if entry.problem and (closer := entry.problem.closed_by_id):
                    entry.problem.closed_by = closers.get(closer) or closers.setdefault(
                        closer, User.objects.get(pk=closer)
                    )
                yield entry

    def counts(self) -> Counts:
        """Problems by state, whatever state or words are chosen; remembered until the next command."""
        return remembered(["counts", *self._asked], self._counted)

    def _counted(self) -> Counts:
        """Of many ledgers from what is kept of each; one is soon counted, and a category runs across them."""
        if self.category or self.ledger:
            return count(self.within(), self.today)
        wanted = [domain_scope(self.user), *([Scope((self.unit_path,))] if self.unit_path else [])]
        return total(
            tally.counts
            for tally in tallies(self.today).values()
            if all(scope.covers(tally.unit_path) for scope in wanted)
            and self.form in ("", tally.form)
            and self.source in ("", tally.source)
        )

    @property
    def _asked(self) -> list[Any]:
        """Everything the counts hang on: whose scope, and each filter but the state and the words."""
        own = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in ("user", "state", "words")}
        return [list(domain_scope(self.user).prefixes), own]

    def size(self) -> int:
        """How many rows the list has; of those with words, no more than one beyond `MANY` are counted."""
        if self.words:
            question = ["size", *self._asked, self.state, self.words]
            return remembered(question, lambda: len(self._hits(self.narrowed(), MANY + 1)))
        if not self.problems:
            return int(self.narrowed().count())
        counts = self.counts()
        special = {"": counts.standing, OPEN: counts.open, OVERDUE: counts.overdue, WATCHED: counts.watched}
        return {**counts.states, **special, STRUCK: counts.struck}[self.state]


def count_by_category(rows: Any) -> dict[tuple[str, str], int]:
    """How many problems that stand are of each (category, state); from an index alone."""
    found = rows.order_by().filter(struck_out=False).values_list("category", "state").annotate(n=Count("*"))
    return {(category, state): n for category, state, n in found}


def count_each(ledgers: list[Ledger], today: dt.date) -> dict[int, Counts]:
    """Counts of several ledgers, in three queries; of ledgers that are only kept, how many rows stand ("kept")."""
    numbers = [ledger.pk for ledger in ledgers]
    problems = Rectification.objects.filter(ledger__in=numbers, struck_out=False).order_by()
    states: dict[int, dict[str, int]] = {number: dict.fromkeys(PROBLEM.states, 0) for number in numbers}
    for number, state, n in problems.values_list("ledger", "state").annotate(n=Count("*")):
        states[number][state] = n
    late = problems.filter(state__in=NOT_CLOSED, due_on__lt=today)
    overdue = dict(late.values_list("ledger").annotate(n=Count("*")))
    kept = [ledger.pk for ledger in ledgers if not ledger.has_problems]
    rows = Entry.objects.filter(ledger__in=kept, struck_out=False).order_by()
    standing = dict(rows.values_list("ledger").annotate(n=Count("*")))
    return {
        number: Counts({"kept": standing.get(number, 0)} if number in kept else states[number], overdue.get(number, 0))
        for number in numbers
    }
