"""催办: explanations that are due soon or overdue, one line a person and working day."""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.db.models import Q
from django.urls import reverse

from fajian.core import notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.orgs.models import User
from fajian.orgs.roles import UNIT
from fajian.screening.dues import is_working, last_day, policy
from fajian.screening.models import Finding


@action("screening.chase", title="催办疑点说明")
def chase(act: Act) -> dict[str, int]:
    """Tell who is to explain: before the last day once, after it every working day, then the unit's leaders too.

    Called with the day as its key it is carried out once a day, whoever calls it. What is held is not chased.
    """
    if not is_working(act.today):
        return {"people": 0, "overdue": 0}
    soon = last_day(act.today, policy().remind_working_days)
    rows = Finding.objects.filter(Q(due_on__lt=act.today) | Q(due_on=soon), state="open", held="")
    late: dict[int, int] = defaultdict(int)
    coming: dict[int, int] = defaultdict(int)
    overdue = 0
    people = _people({path for (path,) in rows.order_by().values_list("unit_path").distinct()})
    for path, assignee, due_on in rows.values_list("unit_path", "assignee", "due_on").iterator(2_000):
        clerks = {assignee} if assignee else people[path, "clerk"]
        if due_on == soon:
            counted, told = coming, clerks
        else:
            overdue += 1
            counted, told = late, clerks | people[path, "unit_leader"]
        for number in told:
            counted[number] += 1
    told_to = User.objects.filter(pk__in={*late, *coming}, is_active=True).order_by("pk")
    lines = [(user, _line(late[user.pk], coming[user.pk], soon)) for user in told_to]
    notify.tell_each(lines, f"{reverse('screening:findings')}?handed=given")
    act.note(day=act.today.isoformat(), people=len(lines), overdue=overdue)
    return {"people": len(lines), "overdue": overdue}


def _people(paths: set[str]) -> dict[tuple[str, str], set[int]]:
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    rows = User.objects.filter(unit__path__in=paths, is_active=True, role__in=UNIT)
    for number, path, role in rows.values_list("pk", "unit__path", "role"):
        found[path, role].add(number)
    return found


def _line(late: int, coming: int, soon: datetime.date) -> str:
    parts = [f"{late}条已经逾期"] if late else []
    parts += [f"{coming}条{soon:%-m月%-d日}到期"] if coming else []
    return f"交办的疑点还没有说明：{'，'.join(parts)}。请说明情况或者认可。"
