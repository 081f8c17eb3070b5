"""One line a day for each person whom today's nudges reach, however many things it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fajian.campaigns.models import Nudge
from fajian.orgs.models import User

UNIT_ROLES = ("clerk", "unit_leader")


@dataclass
class Readers:
    """Active people by (unit, word of a rung's `to`)."""

    people: dict[tuple[int, str], list[User]] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Iterable[int], offices: Iterable[int]) -> Readers:
        """Of the units that owe something and of the offices that lead the campaigns; two queries."""
        found = cls()
        for person in User.objects.filter(unit__in=set(units), role__in=UNIT_ROLES, is_active=True).order_by("pk"):
            found.people.setdefault((person.unit_id or 0, person.role), []).append(person)
        for person in User.objects.filter(unit__in=set(offices), role="supervisor", is_active=True).order_by("pk"):
            found.people.setdefault((person.unit_id or 0, "office"), []).append(person)
        return found

    def whom(self, unit: int, office: int, to: Sequence[str]) -> dict[str, list[User]]:
        """The people of a rung, by the words of its `to`."""
        return {word: self.people.get((office if word == "office" else unit, word), []) for word in to}


def line(nudges: Sequence[Nudge], user: User) -> str:
    """Today's nudges that reach this person as one line: how many of each, and the most pressing one."""
    counted = Counter(nudge.title for nudge in nudges)
    parts = "、".join(f"{title}{count}项" for title, count in counted.items())
    worst = max(nudges, key=lambda nudge: nudge.late_days)
    whose = "" if user.role in UNIT_ROLES else f"{worst.unit}"
    return f"今日催报{parts}；最急的是{whose}“{worst.thing_title[:80]}”，{worst.lateness}"


def letter(nudges: Sequence[Nudge]) -> str:
    """The same as the body of a letter: a line for each thing."""
    return "\n".join(f"{number}. {_line(nudge)}" for number, nudge in enumerate(nudges, 1))


def _line(nudge: Nudge) -> str:
    return f"【{nudge.title}】{nudge.unit.name}：{nudge.thing_title}，期限{nudge.due_on.isoformat()}，{nudge.lateness}"
