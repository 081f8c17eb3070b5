"""导入执法人员名录: many people with their certificates at once."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.orgs.reach import in_reach
from fajian.orgs.roles import WRITERS
from fajian.people.actions.certificates import fields_of
from fajian.people.actions.officers import Given, columns
from fajian.people.models import Certificate, Officer

NUMBER, REGION = 40, 12  # characters of a certificate's number and of a code of an area


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: the person, and the certificate if one is named. `stated`: the columns the sheet has."""

    unit: Unit
    given: Given
    certificate: str = ""
    region: str = ""
    domains: str = ""
    valid_from_on: datetime.date | None = None
    valid_to_on: datetime.date | None = None
    stated: frozenset[str] = frozenset(Given.__dataclass_fields__)


@action("people.take_roster", title="导入执法人员名录", who=WRITERS)
def take_roster(act: Act, *, lines: Sequence[Line]) -> dict[str, int]:
    """New people are entered, those known by their number are brought up to date, none is taken off.

    What the sheet has no column for stays as it is.

    Certificates that stand here are left as they are; new ones of a supervisor's list count at once, those of a unit's
    list wait for the office to compare them with its own.
    """
    for line in lines:
        in_reach(act, line.unit.path)
    numbers = [line.given.number for line in lines]
    known = {row.number: row for row in Officer.objects.filter(number__in=numbers).select_related("unit")}
    made, changed = list[Officer](), list[Officer]()
    for line in lines:
        said = columns(act, line.unit, line.given)
        row = known.get(said["number"])
        if row is None:
            made.append(Officer(unit=line.unit, **said))
            continue
        if row.unit_id != line.unit.pk:
            raise Refused(f"人员编号{row.number}已登记在另一个单位，请先由原单位登记离岗，再用新的编号。")
        for name in line.stated & (said.keys() - {"account"}):
            setattr(row, name, said[name])
        changed.append(row)
    act.bulk_create(Officer, made)
    updated = act.save_all(changed) if changed else 0
    people = known | {row.number: row for row in made}
    held = _certificates(act, lines, people)
    return {"made": len(made), "changed": updated, "certificates": len(held)}


def _certificates(act: Act, lines: Sequence[Line], people: dict[str, Officer]) -> list[Certificate]:
    named = {line.certificate: line for line in lines if line.certificate}
    standing = set(
        Certificate.objects.filter(number__in=named).exclude(state="withdrawn").values_list("number", flat=True)
    )
    state = "applied" if act.user is not None and act.user.role != "supervisor" else "active"
    rows = []
    for number, line in named.items():
        if number in standing:
            continue
        if line.valid_from_on is None or line.valid_to_on is None or line.valid_to_on < line.valid_from_on:
            raise Refused(f"执法证{number[:40]}须有有效期自和有效期至，至不能早于自。")
        if len(number) > NUMBER or len(line.region) > REGION:
            raise Refused(f"执法证号最多 {NUMBER} 字，区划代码最多 {REGION} 字，请核对“{line.given.name[:20]}”一行。")
        rows.append(
            Certificate(
                officer=people[line.given.number.strip()],
                unit=line.unit,
                number=number,
                region=line.region,
                domains=fields_of(line.domains),
                valid_from_on=line.valid_from_on,
                valid_to_on=line.valid_to_on,
                state=state,
                state_on=act.today,
                applied_by=act.user,
            )
        )
    return act.bulk_create(Certificate, rows)
