"""Papers people hand in: short reports and photographs, as far as a demo has any."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

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


def picture(number: int, *, small: bool = False) -> Received:
    """A street of coloured houses, another for every number; `small`: as a messenger passes the same picture on."""
    chance = Random(number)
    street = Image.new("RGB", (480, 320), (150, 180, 200 + number % 50))
    draw = ImageDraw.Draw(street)
    draw.rectangle((0, 230, 480, 320), fill=(100, 105, 100))
    for _ in range(24):
        left, top, wide, high = chance.randrange(480), chance.randrange(40, 260), chance.randrange(15, 110), 60
        draw.rectangle((left, top, left + wide, top + high), fill=tuple(chance.randrange(256) for _ in range(3)))
    out = io.BytesIO()
    if small:
        street.resize((240, 160)).save(out, "JPEG", quality=70)
        return receive(io.BytesIO(out.getvalue()), "微信图片.jpg")
    street.save(out, "PNG")
    return receive(io.BytesIO(out.getvalue()), "现场照片.png")
