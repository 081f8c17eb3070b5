"""Pictures for tests: photographs of coloured boxes, and printed forms filled in by hand."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFilter


def photo(seed: int) -> Image.Image:
    """Something like a street, another for every number."""
    chance = random.Random(seed)
    picture = Image.new("RGB", (960, 720), (90, 110, 130))
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y, wide, high = (chance.randint(0, most) for most in (960, 720, 250, 250))
        draw.rectangle((x, y, x + wide, y + high), fill=tuple(chance.randint(0, 255) for _ in range(3)))
    return picture.filter(ImageFilter.GaussianBlur(1))


def form(seed: int) -> Image.Image:
    """A white page with a printed table and strokes in its cells; only the strokes differ from number to number."""
    chance = random.Random(seed)
    page = Image.new("RGB", (1240, 1754), (250, 250, 248))
    draw = ImageDraw.Draw(page)
    draw.rectangle((480, 100, 760, 160), fill=(40, 40, 40))
    for row in range(7):
        top = 260 + row * 180
        draw.rectangle((120, top, 1120, top + 180), outline=(0, 0, 0), width=3)
        draw.rectangle((150, top + 60, 330, top + 100), fill=(70, 70, 70))
        for stroke in range(chance.randint(20, 60)):
            x, y = 400 + stroke * 11, top + 60 + chance.randint(0, 40)
            draw.line((x, y, x + chance.randint(-15, 15), y + chance.randint(8, 30)), fill=(30, 30, 60), width=4)
    return page


def stored(picture: Image.Image, format: str = "JPEG", quality: int = 90) -> bytes:  # noqa: A002 – as Pillow says
    """The bytes of a file."""
    out = io.BytesIO()
    picture.save(out, format, quality=quality)
    return out.getvalue()


def smaller(picture: Image.Image, times: int) -> Image.Image:
    """A copy that many times smaller, as messengers make it."""
    return picture.resize((picture.width // times, picture.height // times))
