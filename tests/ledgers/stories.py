"""A problem's way from found to closed, as commands that may be repeated: for these tests and for those that kill."""

from __future__ import annotations

import datetime
import io
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from fajian.core.files import Received, receive
from fajian.ledgers import actions
from fajian.ledgers.models import Entry, Ledger, Rectification

DUE_ON = datetime.date(2035, 12, 31)


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


# A picture of 60 × 40 grey points that a browser shows.
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", (60).to_bytes(4, "big") + (40).to_bytes(4, "big") + b"\x08\0\0\0\0")
    + _chunk(b"IDAT", zlib.compress((b"\0" + b"\x88" * 60) * 40))
    + _chunk(b"IEND", b"")
)


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a story; played twice (same key, same arguments) it is carried out once."""

    name: str
    play: Callable[[], Any]


def pdf(text: str = "送达回证", name: str = "回证.pdf") -> Received:
    """A proof, its bytes safe on the disk."""
    return receive(io.BytesIO(f"%PDF-1.4\n% {text}\n%%EOF\n".encode()), name)


def closing_story(people: Mapping[str, Any], ledger: Ledger, *, key: str) -> list[Command]:
    """Recorded by `chief`, accepted, proved and submitted by `clerk`, returned once and closed by `supervisor`.

    `key` names this telling: another key is another problem. Versions are written out, since a command repeated after a
    crash must carry the very same arguments. The story may be broken off anywhere and told again from the beginning.
    """
    source = f"story:{key}"

    def problem() -> Rectification:
        return Rectification.objects.get(entry=Entry.objects.get(ledger=ledger, source=source))

    def step(action: Any, who: str, number: int, **given: Any) -> Command:
        def play() -> Any:
            return action(by=people[who], key=f"{key}-{number}", rectification=problem(), **given)

        return Command(action.name, play)

    new = actions.NewEntry(f"处罚决定逾期送达 {key}", {"matter": f"案件 {key}"}, source=source)
    recorded = partial(actions.record, by=people["chief"], key=f"{key}-0", ledger=ledger, rows=[new])
    text = {"cause": "送达环节无人盯办", "measure": "逐案建立送达台账", "due_on": DUE_ON, "person": "甲"}
    return [
        Command(actions.record.name, recorded),
        step(actions.accept, "clerk", 1, seen=1, **text),
        step(actions.add_proof, "clerk", 2, files=[pdf(f"回证 {key}")]),
        step(actions.submit, "clerk", 3, seen=3, result="已补送达"),
        step(actions.return_, "supervisor", 4, seen=4, reason="缺当事人签收日期"),
        step(actions.submit, "clerk", 5, seen=5, result="已补签收日期", files=[pdf(f"签收 {key}", "签收.pdf")]),
        step(actions.close, "supervisor", 6, seen=6, note="同意销号"),
    ]
