"""推送, 反馈: the writes of the exchange with the credit platform."""

from __future__ import annotations

from collections.abc import Sequence

from fajian.commitments.exchange import Answer
from fajian.commitments.models import CreditEvent
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.roles import WRITERS


@action("commitments.push", title="推送信用信息", who=WRITERS)
def push(act: Act) -> int:
    """Everything within reach that the platform does not have as it stands now is put into the file of today."""
    waiting = CreditEvent.objects.visible_to(act.user).filter(push="")
    # What was revoked before anybody was told of it goes to nobody.
    rows = list(waiting.exclude(state="revoked", pushed_on__isnull=True).select_related("unit"))
    if not rows:
        raise Refused("没有要推送的信用事件。")
    for row in rows:
        row.push, row.pushed_on, row.push_told = "pushed", act.today, ""
    return act.save_all(rows)


@action("commitments.take_answers", title="收回平台反馈", who=WRITERS)
def take_answers(act: Act, *, answers: Sequence[Answer]) -> dict[str, int]:
    """What the platform said of each event that was pushed; refused where it names one that was not.

    An event that changed since it was pushed is passed over: it waits to be pushed anew.
    """
    told = {answer.number: answer for answer in answers}
    rows = list(CreditEvent.objects.visible_to(act.user).filter(pk__in=told).select_related("unit"))
    if strange := sorted(set(told) - {row.pk for row in rows if row.pushed_on}):
        raise Refused(f"事件编号{strange[0]}没有推送过，或者不在您的权限范围内，请核对。")
    found = [row for row in rows if row.push]
    for row in found:
        row.push, row.push_told = told[row.pk].push, told[row.pk].told
    if found:
        act.save_all(found)
    return {"taken": sum(row.push == "taken" for row in rows), "rejected": sum(row.push == "rejected" for row in rows)}
