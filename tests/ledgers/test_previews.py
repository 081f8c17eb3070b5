"""Proofs looked at before they are downloaded: pictures, the first page of a PDF, the first lines of a text."""

from __future__ import annotations

import io
import subprocess
from typing import Any

import pypdfium2
import pytest
from django.urls import reverse
from PIL import Image

from fajian.core.files import receive
from fajian.ledgers import actions
from fajian.ledgers.models import Ledger, Proof, Rectification
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, in_state, page
from tests.ledgers.stories import PNG

pytestmark = pytest.mark.django_db
People = dict[str, User]


def paper(*sizes: tuple[float, float]) -> bytes:
    """A PDF with pages of these sizes."""
    book, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for width, height in sizes:
        book.new_page(width, height)
    book.save(out)
    return out.getvalue()


@pytest.fixture
def row(people: People, ledger: Ledger) -> Rectification:
    return in_state("rectifying", people, ledger)


def proof(row: Rectification, by: User, name: str, content: bytes) -> Proof:
    """One more proof of the problem."""
    file = receive(io.BytesIO(content), name)
    actions.add_proof(by=by, rectification=row, files=[file], note="说明文字")
    return Proof.objects.latest("pk")


def picture_of(browser: Browser, user: User, one: Proof, route: str = "thumbnail") -> Image.Image:
    answer = browser(user).get(reverse(f"ledgers:{route}", args=[one.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    return Image.open(io.BytesIO(answer.content))


def test_a_list_of_proofs_shows_small_pictures_of_pictures_and_first_pages(
    people: People, row: Rectification, browser: Browser
) -> None:
    clerk = people["clerk"]
    out = io.BytesIO()
    Image.effect_mandelbrot((1600, 800), (-2, -1, 1, 1), 20).save(out, "PNG")
    photo, document = (
        proof(row, clerk, "现场.png", out.getvalue()),
        proof(row, clerk, "回证.pdf", paper((400, 800), (9, 9))),
    )
    entry = page(browser(clerk).get(reverse("ledgers:entry", args=[row.pk])))
    for one in (photo, document):
        assert f'<img src="{reverse("ledgers:thumbnail", args=[one.pk])}"' in entry
    assert picture_of(browser, clerk, photo).size == (320, 160)
    assert picture_of(browser, clerk, document).size == (160, 320)
    assert picture_of(browser, clerk, document, "first_page").size == (600, 1200)


def test_a_page_shows_the_proof_and_what_is_known_of_it(people: People, row: Rectification, browser: Browser) -> None:
    clerk, client = people["clerk"], browser(people["clerk"])
    photo, document = proof(row, clerk, "现场.png", PNG), proof(row, clerk, "回证.pdf", paper((400, 800)))
    for one, shown in ((photo, "picture"), (document, "first_page")):
        text = page(client.get(reverse("ledgers:look", args=[one.pk])))
        assert f'src="{reverse(f"ledgers:{shown}", args=[one.pk])}"' in text
        assert one.file.digest in text
        assert "说明文字" in text
    assert "现场.png" in text, "the other proofs stand below"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_text_is_shown_as_text_and_nothing_else(
    encoding: str, people: People, row: Rectification, browser: Browser
) -> None:
    told = "".join(f"第{number}行<script>alert(1)</script>\r\n" for number in range(1, 400))
    one = proof(row, people["clerk"], "说明.txt", told.encode(encoding))
    text = page(browser(people["clerk"]).get(reverse("ledgers:look", args=[one.pk])))
    assert "第1行&lt;script&gt;" in text
    assert "第200行" in text
    assert "第201行" not in text
    assert "alert(1)</script>" not in text


def test_what_cannot_be_shown_says_so(people: People, row: Rectification, browser: Browser) -> None:
    clerk, client = people["clerk"], browser(people["clerk"])
    broken = proof(row, clerk, "坏.pdf", b"%PDF-1.4\n% no pages\n%%EOF\n")
    answer = client.get(reverse("ledgers:thumbnail", args=[broken.pk]))
    assert answer.status_code == 302
    assert answer["Location"].endswith("no-preview.svg")
    table = proof(row, clerk, "数据.csv", b"a,b\n" * 4096 + b"\xff\xff\n")
    assert client.get(reverse("ledgers:thumbnail", args=[table.pk])).status_code == 404
    assert "不能在网页上预览" in page(client.get(reverse("ledgers:look", args=[table.pk])))


def test_a_page_of_any_size_is_a_small_picture(people: People, row: Rectification, browser: Browser) -> None:
    vast = proof(row, people["clerk"], "图纸.pdf", paper((200_000, 100)))
    assert max(picture_of(browser, people["clerk"], vast, "first_page").size) <= 1_200


def test_a_picture_is_made_once(
    people: People, row: Rectification, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = proof(row, people["clerk"], "一次.pdf", paper((300, 333)))
    picture_of(browser, people["clerk"], one)

    def never(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(subprocess, "run", never)
    picture_of(browser, people["supervisor"], one)


@pytest.mark.parametrize("route", ["look", "thumbnail", "first_page"])
@pytest.mark.parametrize("name", ["stranger", "admin", "security", "auditor"])
def test_nobody_looks_at_proofs_of_others(
    route: str, name: str, people: People, row: Rectification, browser: Browser
) -> None:
    one = proof(row, people["clerk"], "回证.pdf", paper((400, 800)))
    answer = browser(people[name]).get(reverse(f"ledgers:{route}", args=[one.pk]))
    assert answer.status_code in (403, 404)
