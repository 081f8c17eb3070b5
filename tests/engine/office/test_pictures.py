"""Pictures that are nearly the same are told from pictures that only resemble each other."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import combinations

import pytest
from PIL import Image, ImageDraw

from fajian.engine.office.pictures import Look, look, thumbnail
from tests.engine.office.pictures import form, photo, smaller, stored


def seen(content: bytes) -> Look:
    found = look(content)
    assert found is not None
    return found


def stamped(picture: Image.Image) -> Image.Image:
    """With a day in the corner, as cameras write it."""
    copy = picture.copy()
    ImageDraw.Draw(copy).text((copy.width - 150, copy.height - 40), "2026-11-30", fill=(255, 200, 0), font_size=24)
    return copy


COPIES: dict[str, Callable[[Image.Image], bytes]] = {
    "pressed hard": lambda picture: stored(picture, quality=50),
    "half the size": lambda picture: stored(smaller(picture, 2), quality=80),
    "a third of the size": lambda picture: stored(smaller(picture, 3), quality=60),
    "brighter": lambda picture: stored(picture.point(lambda level: min(255, int(level * 1.08)))),
    "with a day in the corner": lambda picture: stored(stamped(picture)),
    "as PNG": lambda picture: stored(picture, "PNG"),
}


@pytest.mark.parametrize("make", [photo, form])
@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
def test_a_copy_shares_a_key_and_looks_the_same(
    copied: Callable[[Image.Image], bytes], make: Callable[[int], Image.Image]
) -> None:
    for seed in range(3):
        original, copy = seen(stored(make(seed))), seen(copied(make(seed)))
        assert any(a == b for a, b in zip(original.keys, copy.keys, strict=True) if a is not None), seed
        assert original.is_like(copy), seed
        assert copy.is_like(original), seed


@pytest.mark.parametrize("make", [photo, form])
def test_another_picture_is_another_even_on_the_same_printed_form(make: Callable[[int], Image.Image]) -> None:
    looks = [seen(stored(make(seed))) for seed in range(8)]
    assert not [(one.keys, other.keys) for one, other in combinations(looks, 2) if one.is_like(other)]


def test_a_picture_that_lies_on_its_side_is_turned_as_viewers_turn_it() -> None:
    upright = photo(1)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter when shown
    out = io.BytesIO()
    upright.rotate(90, expand=True).save(out, "JPEG", quality=90, exif=exif)
    assert seen(out.getvalue()).is_like(seen(stored(upright)))


def test_an_empty_sheet_a_broken_file_and_no_picture_have_no_look() -> None:
    assert look(stored(Image.new("RGB", (600, 800), "white"))) is None
    assert look(stored(photo(1))[:2000]) is None
    assert look(b"\xff\xd8\xff\xe0 not a picture") is None
    assert look(b"") is None


def test_a_picture_that_would_unpack_to_gigabytes_is_not_opened() -> None:
    bomb = stored(Image.new("1", (20_000, 20_000)), "PNG")
    assert len(bomb) < 100_000
    assert look(bomb) is None
    assert thumbnail(bomb, 200) is None


def test_a_thumbnail_is_a_small_jpeg_in_proportion_on_white() -> None:
    clear = Image.new("RGBA", (1000, 500), (0, 0, 0, 0))
    made = thumbnail(stored(clear, "PNG"), 200)
    assert made is not None
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (200, 100))
        assert picture.getpixel((100, 50)) == (255, 255, 255)
    assert thumbnail(b"%PDF-1.4", 200) is None
