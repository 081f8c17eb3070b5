"""Fifteen checks on a penalty that any tool for tables or rows can state: no working days, no second table.

Each is a function of a row or table `t` and of `o`, the few operations that tools call by different names. True means
that the record is at fault; where a cell is blank that a comparison needs, it is not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

COLUMNS = (
    "penalty_id", "procedure", "party_kind", "party_name", "party_uscc", "violation_code", "decision_no", "norm_id",
    "act_start_on", "act_end_on", "discovered_on", "filed_on", "notice_served_on", "review_submitted_on", "reviewed_on",
    "decided_on", "served_on", "closed_on", "fine_yuan",
)  # fmt: skip

STATEMENTS: dict[str, Callable[[Any, Any], Any]] = {
    "BEN-01": lambda t, o: (t.procedure == "ordinary") & o.blank(t.filed_on),
    "BEN-02": lambda t, o: t.decided_on < t.filed_on,
    "BEN-03": lambda t, o: t.served_on < t.decided_on,
    "BEN-04": lambda t, o: o.days(t.decided_on, t.served_on) > 12,
    "BEN-05": lambda t, o: t.closed_on < t.served_on,
    "BEN-06": lambda t, o: t.fine_yuan > 50_000,
    "BEN-07": lambda t, o: (t.procedure == "summary") & (t.party_kind == "person") & (t.fine_yuan > 200),
    "BEN-08": lambda t, o: (t.procedure == "summary") & (t.party_kind == "organisation") & (t.fine_yuan > 3_000),
    "BEN-09": lambda t, o: o.blank(t.decision_no),
    "BEN-10": lambda t, o: (t.party_kind == "organisation") & o.blank(t.party_uscc),
    "BEN-11": lambda t, o: o.days(t.filed_on, t.decided_on) > 90,
    "BEN-12": lambda t, o: t.act_end_on < t.act_start_on,
    "BEN-13": lambda t, o: t.discovered_on > t.decided_on,
    "BEN-14": lambda t, o: o.days(t.review_submitted_on, t.decided_on) < 9,
    "BEN-15": lambda t, o: o.blank(t.violation_code) & o.blank(t.norm_id),
}


class Text:
    """A statement written out for tools that read a language of their own, row by row; `needs` must not be blank.

    `known` says how that language asks whether a cell is filled.
    """

    def __init__(self, text: str, known: str, needs: tuple[str, ...] = ()) -> None:
        self.text, self.known, self.needs = text, known, needs

    def _than(self, sign: str, other: object) -> Text:
        right = other if isinstance(other, Text) else Text(repr(other), self.known)
        known = [self.known.format(name) for name in (*self.needs, *right.needs)]
        return Text(f"({' and '.join([*known, f'{self.text} {sign} {right.text}'])})", self.known)

    def __lt__(self, other: object) -> Text:
        return self._than("<", other)

    def __gt__(self, other: object) -> Text:
        return self._than(">", other)

    def __eq__(self, other: object) -> Text:  # type: ignore[override]
        return self._than("==", other)

    def __and__(self, other: Text) -> Text:
        return Text(f"({self.text} and {other.text})", self.known)

    __hash__ = None  # type: ignore[assignment]


class Written:
    """`t` and `o` at once for a tool that reads text: a column is its name."""

    def __init__(self, known: str, blank: str) -> None:
        self._known, self._blank = known, blank

    def __getattr__(self, name: str) -> Text:
        return Text(name, self._known, (name,))

    def blank(self, cell: Text) -> Text:
        return Text(f"({self._blank.format(cell.text)})", self._known)

    def days(self, first: Text, last: Text) -> Text:
        return Text(f"({last.text} - {first.text}).days", self._known, first.needs + last.needs)
