"""One line a day for each person whom today's nudges reach, however many things it is about."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse

from fajian.campaigns.ladders import PROPOSALS
from fajian.campaigns.models import Nudge
from fajian.orgs import outbox
from fajian.orgs.channels import absolute
from fajian.orgs.models import User
from fajian.orgs.roles import UNIT

LINES = 60  # of a letter; the page has the rest
SUBJECT = "催报"


@dataclass
class Readers:
    """Active people by (unit, word of a rung's `to`)."""

    people: dict[tuple[int, str], list[User]] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Iterable[int], offices: Iterable[int]) -> Readers:
        """Of the units that owe something and of the offices that lead the campaigns; two queries."""
        found = cls()
        for person in User.objects.filter(unit__in=set(units), role__in=UNIT, is_active=True).order_by("pk"):
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
    whose = "" if user.role in UNIT else f"{worst.unit}"
    return f"今日催报{parts}；最急的是{whose}“{worst.thing_title[:80]}”，{worst.lateness}"


def letter(nudges: Sequence[Nudge]) -> str:
    """The same as the body of a letter: a line for each thing."""
    return "\n".join(f"{number}. {_line(nudge)}" for number, nudge in enumerate(nudges, 1))


def _line(nudge: Nudge) -> str:
    return f"【{nudge.title}】{nudge.unit.name}：{nudge.thing_title}，期限{nudge.due_on.isoformat()}，{nudge.lateness}"


# ── outside ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_letters(told: Mapping[User, Sequence[Nudge]], day: dt.date, link: str) -> None:
    """A letter to each person who has an address; their nudges say that it was written."""
    outbox.write_letters(
        ((person, subject(nudges), whole_letter(nudges, person, link)) for person, nudges in told.items()),
        once=f"chase:{day.isoformat()}",
    )
    for person, nudges in told.items():
        if outbox.gets_mail(person):
            for nudge in nudges:
                nudge.channels = "站内、邮件"


def subject(nudges: Sequence[Nudge]) -> str:
    """Of the letter; it stands in the keeper's list, so it tells only how many."""
    return f"法鉴：今日催报{len(nudges)}项"


def whole_letter(nudges: Sequence[Nudge], user: User, link: str) -> str:
    """The letter from the salutation to the end. No other person's data stands in it."""
    where = f"办理：{absolute(link)}" if settings.FAJIAN_URL else "请登录法鉴，在“催报记录”里查看、办理。"
    more = f"\n另有{len(nudges) - LINES}项，见催报记录。" if len(nudges) > LINES else ""
    end = "这封信由系统发出，请勿回复。不想再收的，在“我的账号”里清空邮箱。"
    return f"{user.display_name}：\n\n今日催报{len(nudges)}项：\n{letter(nudges[:LINES])}{more}\n\n{where}\n\n{end}\n"


def write_messages(nudges: Iterable[Nudge], day: dt.date) -> None:
    """To the addresses of other systems: how many things of a unit each rung of a campaign was taken for."""
    hooks = outbox.listening()
    if hooks:
        for (_, path), facts in groupby(_facts(nudges, day), key=lambda found: found[0]):
            outbox.write_messages(hooks, path, SUBJECT, (fact for _, fact in facts))


def _facts(nudges: Iterable[Nudge], day: dt.date) -> Iterator[tuple[tuple[int, str], dict[str, Any]]]:
    """((campaign, path of the unit that leads it), what is told), by campaign, unit and rung."""
    places: dict[tuple[int, int, str], list[Nudge]] = {}
    for nudge in nudges:
        places.setdefault((nudge.campaign.pk, nudge.unit_id, nudge.rung), []).append(nudge)
    for (campaign, unit, rung), found in sorted(places.items()):
        first = found[0]
        link = f"{reverse('campaigns:nudges')}?campaign={campaign}&day={day.isoformat()}"
        yield (
            (campaign, first.campaign.unit_path),
            {
                "event": "campaign.proposed" if first.kind in PROPOSALS else "campaign.nudged",
                "day": day.isoformat(),
                "campaign": {"id": campaign, "title": first.campaign.title},
                "unit": {"id": unit, "name": first.unit.name},
                "rung": {"code": rung, "title": first.title},
                "count": len(found),
                "due_on": min(nudge.due_on for nudge in found).isoformat(),
                "link": absolute(link),
            },
        )
