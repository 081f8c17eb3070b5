"""检查点: three lines that say how long the audit chain is and what its last hash is, kept where nobody here can reach.

    fajian-log/3f9c0a61b2d4          origin: this chain, after the hash of its first event
    1024                             size: number of events
    q1Zt…=                           the last event's hash, base64

The shape is that of a C2SP tlog checkpoint without its signature. What is printed on a signed and sealed page or kept
on another machine cannot be changed together with the database; so a chain that was rewritten or cut shows.
"""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass
from pathlib import Path

from fajian.core.errors import Refused
from fajian.core.models import Event
from fajian.engine.faults import InputError

ORIGIN = "fajian-log/"
LONGEST = 18  # digits of a number of events; what is longer is none, and takes long to read


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`hash` is hexadecimal, as in the events."""

    origin: str
    size: int
    hash: str

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(bytes.fromhex(self.hash)).decode()}\n"


def origin(first_hash: str) -> str:
    """The name of the chain that begins with this event."""
    return ORIGIN + first_hash[:12]


def checkpoint() -> Checkpoint:
    """Of the chain as it stands now; Refused while it is empty."""
    first, last = Event.objects.order_by("seq").first(), Event.objects.order_by("-seq").first()
    if first is None or last is None:
        raise Refused("还没有任何留痕，不能出具检查点。")
    return Checkpoint(origin(first.hash), last.seq, last.hash)


def parse(text: str, where: str = "检查点") -> list[Checkpoint]:
    """The checkpoints in a text, three lines each; blank lines between them don't matter.

    InputError says which line cannot be read.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    found = []
    for start in range(0, len(lines), 3):
        three = lines[start : start + 3]
        if len(three) < 3:
            raise InputError(f"{where}第{three[0][0]}行起不足三行。一个检查点有三行：来源、条数、摘要。")
        (_, name), (at, size), (last, mark) = three
        if not size.isascii() or not size.isdigit() or len(size) > LONGEST:
            raise InputError(f"{where}第{at}行应为留痕条数，不能是“{size}”。")
        try:
            value = base64.b64decode(mark, validate=True).hex()
        except (binascii.Error, ValueError) as error:
            raise InputError(f"{where}第{last}行应为摘要（Base64），读不出来。请核对是否抄漏。") from error
        found.append(Checkpoint(name, int(size), value))
    return found


def read(file: Path) -> list[Checkpoint]:
    """The checkpoints kept in a file."""
    try:
        return parse(file.read_text(encoding="utf-8"), where=file.name)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"检查点文件 {file.name} 读不出来，请核对文件名，文件应为 UTF-8 文本。") from error


def keep(made: Checkpoint, file: Path) -> None:
    """Append it to a file and see it onto the disk."""
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"{made}\n")
        stream.flush()
        os.fsync(stream.fileno())
