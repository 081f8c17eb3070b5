"""Papers people hand in: short reports and photographs, as far as a demo has any."""

from __future__ import annotations

import io
import struct
import tempfile
import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from fajian.core.files import Received, receive
from fajian.engine.office import letters


def report(title: str, blocks: Sequence[letters.Block], *, to: str, by: str, on: date) -> Received:
    """A report as DOCX in official layout."""
    letter = letters.Letter(title, tuple(blocks), addressee=to, signed_by=by, signed_on=letters.chinese_date(on))
    with tempfile.TemporaryDirectory(prefix="fajian-demo-") as folder:
        place = Path(folder) / "report.docx"
        letters.write(place, letter, made_on=on)
        with place.open("rb") as stream:
            return receive(stream, f"{title}.docx")


def picture(number: int) -> Received:
    """A picture in two colours that differ from number to number."""
    width, height = 320, 200
    sky, ground = bytes((150, 180, 200 + number % 50)), bytes((90 + number % 60, 110, 90 + number // 60 % 60))
    mark = number.to_bytes(3, "big")
    rows = b"".join(b"\0" + (sky if y < 120 else ground) * (width - 1) + mark for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return receive(io.BytesIO(data), "现场照片.png")
