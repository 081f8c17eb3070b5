"""What a picture looks like, in few bytes: pictures that differ only in size, compression or a small mark are told."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean, pstdev

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG")
SIDE = 16  # the picture is looked at as so many by so many grey cells
READ_AT = 512  # points a side, at least, to which a JPEG is unpacked
NOISE = 2  # levels of grey by which neighbours must differ: in a white field compression makes differences of its own
FLAT = 8.0  # a picture with less contrast counts as one of so much
STEPS = 24  # of one standard deviation
SAME = 14  # steps by which one cell may differ; another name on the same printed form makes some 30
MOST_PIXELS = 120_000_000
BROKEN = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)  # what Pillow raises on broken files


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture looks: its cells row by row, in steps from their mean (which is 128), and four keys to find it by.

    A key is the pattern of light and dark of a quarter of the rows, a whole number of 64 bits with a sign; None where
    the quarter shows nothing. Pictures that look the same share one of them or more, nearly always.
    """

    keys: tuple[int | None, ...]
    cells: bytes

    def is_like(self, other: Look) -> bool:
        """Is it the same picture but for size, brightness, compression or a small mark?"""
        return all(abs(one - two) <= SAME for one, two in zip(self.cells, other.cells, strict=True))


def look(content: Path | bytes) -> Look | None:
    """The look of a PNG or JPEG as a viewer turns it; None where it cannot be read or shows nothing."""
    grey = _opened(content, (READ_AT, READ_AT), "L")
    if grey is None:
        return None
    edges = grey.resize((SIDE + 1, SIDE), Image.Resampling.BOX).tobytes()
    width, quarter = SIDE + 1, SIDE // 4
    keys = tuple(_key(edges[at * width : (at + quarter) * width], width) for at in range(0, SIDE, quarter))
    if not any(keys):
        return None
    return Look(keys, _levelled(grey.resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()))


def thumbnail(content: Path | bytes, side: int) -> bytes | None:
    """The picture as a JPEG that fits a square of so many points; None where it cannot be read."""
    picture = _opened(content, (side, side), "RGB")
    if picture is None:
        return None
    picture.thumbnail((side, side))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _opened(content: Path | bytes, size: tuple[int, int], mode: str) -> Image.Image | None:
    """Read at about this size or larger (a JPEG need not be unpacked whole), turned upright, without transparency."""
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(source, formats=FORMATS)
        with opened as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture.draft(mode, size)
            upright = ImageOps.exif_transpose(picture)
            if upright.has_transparency_data:
                white = Image.new("RGBA", upright.size, "white")
                upright = Image.alpha_composite(white, upright.convert("RGBA"))
            return upright.convert(mode)
    except BROKEN:
        return None


def _key(levels: bytes, width: int) -> int | None:
    """One bit for each two neighbours in these rows: is the left one brighter? None where no two differ."""
    rows = [levels[at : at + width] for at in range(0, len(levels), width)]
    bits = [left > right + NOISE for row in rows for left, right in pairwise(row)]
    key = sum(bit << place for place, bit in enumerate(bits))
    return (key - 2**64 if key >= 2**63 else key) or None


def _levelled(cells: bytes) -> bytes:
    """The grey of the cells as steps from their mean, so that a brighter copy is the same."""
    mean, spread = fmean(cells), max(pstdev(cells), FLAT)
    return bytes(min(max(round(128 + STEPS * (cell - mean) / spread), 0), 255) for cell in cells)
