"""清除: the text of an event can go (个人信息保护法 第四十七条), the chain goes on to hold."""

from __future__ import annotations

from django.apps import apps

from fajian.core.act import Act
from fajian.core.audited import Audited
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.models import Event, Seal
from fajian.core.verify import ERASE, unsound


@action(ERASE, title="清除留痕内容", who=("security",))
def erase(act: Act, *, seq: int, basis: str) -> None:
    """Remove the text and the salt of event `seq`, for a stated legal basis (law and article, the approval's number).

    What stays is who did what to which row and when. Without the salt a short value cannot be guessed back from its
    digest. Rows whose last seal hung on that salt are sealed anew by this event.
    """
    if not basis.strip():
        raise Refused("清除留痕内容须写明法律依据和批准文号。")
    event = Event.objects.filter(seq=seq).first()
    if event is None:
        raise Refused(f"没有第{seq}号留痕。")
    if event.payload is None:
        raise Refused(f"第{seq}号留痕的内容已经清除。")
    for seal in event.seals.order_by("id"):
        newest = Seal.objects.filter(model=seal.model, row=seal.row).order_by("-id").first()
        model = apps.get_model(seal.model)
        if newest == seal and issubclass(model, Audited):
            if fault := unsound(model, seal.row):
                raise Refused(f"不能清除：{seal.model}:{seal.row} {fault}请先查明。")
            act.reseal(model, seal.row)
    act.note(seq=seq, basis=basis)
    act.point(Event, seq)
    Event.objects.filter(seq=seq).update(payload=None, salt=None)
