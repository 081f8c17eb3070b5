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
    rows = list(CreditEvent.objects.visible_to(act.user).filter(push="").select_related("unit"))
    if not rows:
        raise Refused("没有要推送的信用事件。")
    for row in rows:
        row.push, row.pushed_on, row.push_told = "pushed", act.today, ""
    return act.save_all(rows)


@action("commitments.take_answers", title="收回平台反馈", who=WRITERS)
def take_answers(act: Act, *, answers: Sequence[Answer]) -> dict[str, int]:
    """What the platform said of each event that was pushed; refused where it names one that was not."""
    told = {answer.number: answer for answer in answers}
    rows = list(CreditEvent.objects.visible_to(act.user).filter(pk__in=told).select_related("unit"))
    found = {row.pk: row for row in rows if row.push}
    if strange := sorted(set(told) - set(found)):
        raise Refused(f"事件编号{strange[0]}没有推送过，或者不在您的权限范围内，请核对。")
    for number, row in found.items():
        row.push, row.push_told = told[number].push, told[number].told
    if found:
        act.save_all(list(found.values()))
    return {"taken": sum(row.push == "taken" for row in rows), "rejected": sum(row.push == "rejected" for row in rows)}
