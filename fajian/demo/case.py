"""One penalty case with its children, before it is numbered and put into the books."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from fajian.demo.books import Books, Row
from fajian.demo.city import Agency
from fajian.demo.clauses import Clause
from fajian.demo.identities import Party

CHILD_TABLES = ("act_officers", "publications", "payments", "penalty_bases", "file_archives")
_HEAVY_KINDS = {"suspend_business", "close", "lower_grade", "revoke_licence", "restrict_practice"}
_KIND_WORDS = {"warning": "警告", "confiscate_gain": "没收违法所得", "suspend_business": "责令停产停业"}


@dataclass
class Case:
    """One case before it is numbered: its row and its children by table (without the case's id)."""

    agency: Agency
    clause: Clause
    party: Party
    row: Row
    children: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in CHILD_TABLES})

    def day(self, column: str) -> date:
        """A day that every case of this sort has."""
        value = self.row[column]
        assert isinstance(value, date), column
        return value

    @property
    def fine(self) -> Decimal:
        value = self.row.get("fine_yuan")
        return value if isinstance(value, Decimal) else Decimal(0)

    @property
    def is_ordinary(self) -> bool:
        return self.row["procedure"] == "ordinary" and self.row.get("outcome") == "penalty"

    def needs_hearing(self, fine: Decimal | None = None) -> bool:
        """行政处罚法 63 with the thresholds of the province and, for markets, of the ministry."""
        limit = Decimal(50000 if self.party.kind == "organisation" else 5000) * (
            2 if self.agency.domain == "market" else 1
        )
        return bool(_HEAVY_KINDS & set(self.clause.kinds)) or (self.fine if fine is None else fine) >= limit

    def set_fine(self, fine: Decimal) -> None:
        """Another fine, everywhere it is written down."""
        self.row |= {"fine_yuan": fine, "penalty_content": penalty_text(self.clause, fine)}
        if self.row.get("notice_fine_yuan") is not None:
            self.row["notice_fine_yuan"] = fine
        for payment in self.children["payments"]:
            if payment["kind"] == "fine":
                payment |= {"amount_yuan": fine, "treasury_amount_yuan": fine}
        for publication in self.children["publications"]:
            publication["shown_fine_yuan"] = fine

    def set_party(self, party: Party, object_key: object) -> None:
        """Another party of the same kind and the same thing."""
        self.party = party
        self.row |= party.columns() | party_facts(party) | {"object_key": object_key}
        for publication in self.children["publications"]:
            publication["shown_party_name"] = party.name

    def drop_papers(self, *kinds: str) -> None:
        for archive in self.children["file_archives"]:
            papers = archive["document_kinds"]
            assert isinstance(papers, tuple)
            archive["document_kinds"] = tuple(kind for kind in papers if kind not in kinds)

    def shift(self, days: int, *columns: str) -> None:
        """Move days of the row; empty ones stay empty."""
        for column in columns:
            value = self.row.get(column)
            if isinstance(value, date):
                self.row[column] = value + timedelta(days=days)

    def finish(self, books: Books, number: int, serial: int) -> str:
        """Give the case its number, leave out what lies after the as-of day, and put it into the books."""
        penalty_id, as_of = f"P{number:06d}", books.as_of
        decided = self.row.get("decided_on")
        if isinstance(decided, date):
            word = "罚" if self.row.get("outcome") == "penalty" else "不罚"
            self.row["decision_no"] = f"{self.agency.short}{word}决字〔{decided.year}〕第{serial}号"
        self.row["penalty_id"] = penalty_id
        for column in (
            "served_on",
            "rechecked_on",
            "closed_on",
            "change_effective_on",
            "credit_updated_on",
            "summary_filed_on",
        ):
            value = self.row.get(column)
            if isinstance(value, date) and value > as_of:
                self.row |= {column: None} | ({"recheck_result": None} if column == "rechecked_on" else {})
        books.add("penalties", **self.row)
        self._finish_children(books, penalty_id)
        return penalty_id

    def _finish_children(self, books: Books, penalty_id: str) -> None:
        letters = {
            "publications": ("publication_id", "B"),
            "payments": ("payment_id", "Y"),
            "file_archives": ("archive_id", "F"),
        }
        days = {"publications": "published_on", "payments": "paid_on", "file_archives": "archived_on"}
        for table, rows in self.children.items():
            for row in rows:
                happened = row.get(days.get(table, ""))
                if isinstance(happened, date) and happened > books.as_of:
                    continue
                for column in ("taken_down_on", "withdrawn_on", "treasury_on"):
                    value = row.get(column)
                    if isinstance(value, date) and value > books.as_of:
                        row[column] = None
                planted = row.pop("_plants", ())
                assert isinstance(planted, tuple)
                key = (
                    {"penalty_id": penalty_id}
                    if table == "penalty_bases"
                    else {"act_kind": "penalty", "act_id": penalty_id}
                )
                if table in letters:
                    column, letter = letters[table]
                    key[column] = books.number(table, letter)
                    books.plant(key[column], *planted)
                if table == "publications":
                    row["shown_decision_no"] = self.row["decision_no"]
                if table == "file_archives":
                    row["volume_no"] = f"{books.as_of.year}-{self.agency.short}-{penalty_id}"
                books.add(table, **key, **row)


def penalty_text(clause: Clause, fine: Decimal) -> str:
    words = [_KIND_WORDS[kind] for kind in clause.kinds if kind != "fine"]
    return "；".join([f"罚款{fine:.2f}元", *words])


def party_facts(party: Party) -> dict[str, object]:
    return {
        "party_birth_on": party.born_on,
        "party_ownership": party.ownership,
        "party_scale": party.scale,
        "party_region_code": party.region_code,
    }
