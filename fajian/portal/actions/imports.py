"""Complaints that came in elsewhere: 12345, 信访, 留言板, letters and visits."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.scope import domain_scope
from fajian.portal.actions.complaints import Told, area_of, enter
from fajian.portal.models import Complaint
from fajian.portal.words import words
from fajian.portal.workflow import OFFICE


@action("portal.import", title="读入其他渠道的投诉举报", who=OFFICE)
def import_all(act: Act, *, channel: str, lines: Sequence[tuple[Told, str, datetime.date | None]]) -> dict[str, int]:
    """(what was told, its number there, the day it came) each; those of a number that is here already stay as they are.

    Names are sealed on the way in, as on the public page.
    """
    if channel not in words().channels or channel == "portal":
        raise Refused("请选择是哪个渠道。")
    numbers = [outer for _, outer, _ in lines if outer]
    known = set(Complaint.objects.filter(channel=channel, outer_no__in=numbers).values_list("outer_no", flat=True))
    made = 0
    for told, outer, day in lines:
        if outer and outer in known:
            continue
        if day is not None and day > act.today:
            raise Refused(f"{outer}的日期晚于今天，请核对。")
        if act.user is not None and not domain_scope(act.user).covers(area_of(told.respondent).path):
            raise Refused(f"{outer}反映的单位不在您的权限范围内。")
        more: dict[str, Any] = {"outer_no": outer, "received_on": day or act.today}
        enter(act, told, channel=channel, **more)
        known.add(outer)
        made += 1
    act.note(channel=channel, made=made)
    return {"made": made, "known": len(lines) - made}
