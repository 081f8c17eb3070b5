"""Required columns that a sheet lacks and that follow from what it has: the record's number, the agency, the field."""

from __future__ import annotations

from dataclasses import dataclass

from fajian.engine.store.headings import Reading
from fajian.engine.store.schema import TableSchema
from fajian.engine.store.typed import identifier, quoted
from fajian.engine.store.words import words


@dataclass(frozen=True, slots=True)
class Derived:
    """What a sheet gets beyond its own columns.

    `columns`: what is added; `constants`: columns the profile fixes (identifier); `missing`: required, not to be had.
    """

    columns: tuple[str, ...]
    constants: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


def derivable(reading: Reading) -> Derived:
    """What can be added to the columns of a sheet.

    penalty_id from decision_no, agency_id from agency_name, domain from the agency (its entry in the register, else a
    word in its name), party_birth_on from party_id_no. Which of these words.yaml allows; the rest is `missing`.
    """
    present = set(reading.columns)
    constants = reading.profile.constants if reading.profile else {}
    fixed = {name: value for name, value in constants.items() if name not in present}
    added = []
    table = reading.table
    number = words().record_numbers.get(table.name)
    if table.key not in present and number in present:
        added.append(table.key)
    if "agency_id" in table and "agency_name" in table and "agency_id" not in present and "agency_name" in present:
        added.append("agency_id")
    if (
        table.name != "agencies"
        and "domain" in table
        and "domain" not in present
        and present & {"agency_id", "agency_name"}
    ):
        added.append("domain")
    if "party_birth_on" in table and "party_birth_on" not in present and "party_id_no" in present:
        added.append("party_birth_on")
    had = present | set(added) | set(fixed)
    missing = tuple(c.label for c in table if c.blank.kind == "required" and c.name not in had)
    return Derived(tuple(added), tuple(fixed.items()), missing)


def _domain_by_name(table: TableSchema) -> str:
    codes = table["domain"].codes
    whens = [
        f"WHEN contains(agency_name, {quoted(part)}) THEN {quoted(codes[label])}"
        for part, label in words().agency_domains
    ]
    return f"CASE {' '.join(whens)} END"


def with_derived(table: TableSchema, relation: str, derived: Derived) -> str:
    """SQL of `relation` (typed rows of the table) with the derived columns filled where they are null.

    Reads the relation agency_register (agency_id, name, domain; one row per agency_id and per name).
    """
    replaced = {name: quoted(value) for name, value in derived.constants}
    if table.key in derived.columns:
        replaced[table.key] = identifier(words().record_numbers[table.name])
    if "agency_id" in derived.columns:
        replaced["agency_id"] = (
            "(SELECT any_value(r.agency_id) FROM agency_register r WHERE r.name = t.agency_name HAVING count(*) = 1)"
        )
    if "domain" in derived.columns:
        by = "r.agency_id = t.agency_id" if "agency_id" not in derived.columns else "r.name = t.agency_name"
        replaced["domain"] = (
            f"coalesce((SELECT any_value(r.domain) FROM agency_register r WHERE {by} HAVING count(*) = 1), "
            f"{_domain_by_name(table)})"
        )
    if not replaced:
        return relation
    changes = ", ".join(f"{expression} AS {identifier(name)}" for name, expression in replaced.items())
    return f"SELECT t.* REPLACE ({changes}) FROM ({relation}) t"
