"""What the forms of findings offer to choose from, asked for many findings in the same few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from fajian.engine.forms.spec import LedgerSpec, specs
from fajian.ledgers.models import Ledger
from fajian.ledgers.own import offered_to
from fajian.orgs.models import User
from fajian.orgs.roles import UNIT
from fajian.screening.models import Finding

NEW, JOIN = "new:", "finding:"


class LedgerChoice(forms.ChoiceField):
    """A ledger there is, or the form of a new one; opened in between, a new one is the one there is."""

    codes: Mapping[str, LedgerSpec] = {}  # of the forms the unit may keep

    def valid_value(self, value: str) -> bool:
        """Also what stood in the list before the same form was sent."""
        code = value.removeprefix(NEW)
        return super().valid_value(value) or (value != code and code in self.codes)


@dataclass(frozen=True, slots=True)
class Offer:
    """For one finding: the unit's problem ledgers, the forms it may keep, what it may be joined to, its people."""

    row: Finding
    ledgers: Mapping[str, Ledger]
    forms: Mapping[str, LedgerSpec]
    joined: Mapping[str, Finding]
    people: Mapping[str, User]

    def fill(self, field: Any) -> None:
        """Put the ledgers into a LedgerChoice: the row there is first, then what is meant for this rule."""
        rule = self.row.rule_id
        held = sorted(self.ledgers.items(), key=lambda item: -item[1].spec.fit(rule))
        kept = {ledger.spec_code for ledger in self.ledgers.values()}
        # An office's own form says nothing of rules: it stands behind those that are meant for this one.
        fresh = [
            code for code, spec in self.forms.items() if code not in kept and (spec.fit(rule) or code not in specs())
        ]
        fresh.sort(key=lambda code: -self.forms[code].fit(rule))
        groups: list[Any] = []
        if self.joined:
            rows = [(key, one.entry) for key, one in self.joined.items() if one.entry]
            said = [(key, f"{entry.ledger.title}第{entry.number}号") for key, entry in rows]
            groups.append(("并入同一办件、同一条款已有的条目", said))
        if held:
            groups.append(("本单位已有的台账", [(number, ledger.title) for number, ledger in held]))
        groups.append(("新建台账", [(f"{NEW}{code}", self.forms[code].title) for code in fresh]))
        field.choices, field.codes = groups, self.forms

    def chosen(self, value: str) -> dict[str, Any]:
        """What the action takes for a choice."""
        if value.startswith(NEW):
            return {"spec_code": value.removeprefix(NEW)}
        if value.startswith(JOIN):
            return {"joined": self.joined[value]}
        return {"ledger": self.ledgers[value]}


def offers(rows: Sequence[Finding]) -> dict[int, Offer]:
    """By the finding's number."""
    paths = {row.unit_path for row in rows}
    ledgers: dict[int, dict[str, Ledger]] = defaultdict(dict)
    for ledger in Ledger.objects.filter(unit_id__in={row.unit_id for row in rows}).order_by("id"):
        if ledger.has_problems:
            ledgers[ledger.unit_id][str(ledger.pk)] = ledger
    known = {
        path: {code: spec for code, spec in found.items() if spec.row == "problem"}
        for path, found in offered_to(paths).items()
    }
    people = list(User.objects.filter(role__in=UNIT, is_active=True, unit__path__in=paths).select_related("unit"))
    confirmed = Finding.objects.beside(rows).filter(state="confirmed", entry__struck_out=False)
    done = list(confirmed.select_related("entry__ledger").order_by("pk")) if rows else []
    return {
        row.pk: Offer(
            row=row,
            ledgers=ledgers[row.unit_id],
            forms=known[row.unit_path],
            joined={f"{JOIN}{one.pk}": one for one in done if one.same_problem(row)},
            people={str(user.pk): user for user in people if user.unit and user.unit.path == row.unit_path},
        )
        for row in rows
    }
