"""附件样表: every annex of the plan, blank, for every unit that fills it in."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.urls import reverse

from fajian.campaigns.actions import of_campaign
from fajian.campaigns.models import Campaign
from fajian.ledgers.models import Ledger
from fajian.orgs.models import User
from tests.campaigns.conftest import CANARY, Browser

pytestmark = pytest.mark.django_db
People = dict[str, User]


def texts(content: bytes) -> list[str]:
    """Everything on the first sheet."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value is not None]


@pytest.mark.mechanisms("S000-48")
def test_a_unit_takes_every_annex_of_the_plan_away_blank(busy: Campaign, people: People, browser: Browser) -> None:
    client = browser(people["clerk"])
    shown = client.get(reverse("reporting:campaign", args=[busy.pk])).content.decode()
    own = list(Ledger.objects.filter(of_campaign(busy), unit=people["clerk"].unit))
    assert len({ledger.annex for ledger in own}) >= 3
    archive = zipfile.ZipFile(io.BytesIO(client.get(reverse("reporting:blanks", args=[busy.pk])).content))
    assert len(archive.namelist()) == len(own)
    for ledger in own:
        address = reverse("reporting:blank", args=[busy.pk, ledger.pk])
        assert address in shown
        content = client.get(address).content
        assert content == archive.read(f"{ledger.annex} {ledger.title}".strip() + ".xlsx")
        told = texts(content)
        assert {column.label for column in ledger.spec.columns} <= set(told)
        assert any(ledger.title in text for text in told)
        problems = [entry.title for entry in ledger.entries.all()]
        assert not set(problems) & set(told)


def test_another_units_ledger_is_no_address_and_its_name_is_on_no_blank(
    busy: Campaign, people: People, browser: Browser
) -> None:
    client = browser(people["clerk"])
    theirs = Ledger.objects.filter(of_campaign(busy), unit=people["stranger"].unit).earliest("pk")
    assert client.get(reverse("reporting:blank", args=[busy.pk, theirs.pk])).status_code == 404
    assert browser(people["officer"]).get(reverse("reporting:blanks", args=[busy.pk])).status_code == 403
    archive = zipfile.ZipFile(
        io.BytesIO(browser(people["supervisor"]).get(reverse("reporting:blanks", args=[busy.pk])).content)
    )
    assert CANARY not in str([texts(archive.read(name)) for name in archive.namelist()])
