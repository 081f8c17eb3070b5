"""An office's own layout: downloaded, changed, uploaded, used, kept in versions, given up again."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fajian.campaigns.models import Campaign, ReportTemplate
from fajian.orgs.models import User
from tests.campaigns.conftest import Browser

pytestmark = pytest.mark.django_db
People = dict[str, User]


def document(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def upload(client: Client, campaign: Campaign, content: bytes, kind: str = "monthly") -> Any:
    file = SimpleUploadedFile("我局月报.docx", content)
    return client.post(
        reverse("reporting:templates", args=[campaign.pk]), {"kind": kind, "received": file, "note": "新"}
    )


def made(*lines: str) -> bytes:
    new, packed = docx.Document(), io.BytesIO()
    for line in lines:
        new.add_paragraph(line)
    new.save(packed)
    return packed.getvalue()


def test_the_office_changes_its_monthly_report_and_every_unit_gets_it(
    busy: Campaign, people: People, browser: Browser
) -> None:
    office, unit = browser(people["supervisor"]), browser(people["clerk"])
    address = {kind: reverse("reporting:template", args=[busy.pk, kind]) for kind in ("monthly", "final")}
    shipped = office.get(address["monthly"]).content
    assert "{{ 未销号 }}" in document(shipped)
    changed = docx.Document(io.BytesIO(shipped))
    changed.paragraphs[0].text = "本局自己的版头，依据《{{ 方案名称 }}》"
    packed = io.BytesIO()
    changed.save(packed)
    assert upload(office, busy, packed.getvalue()).status_code == 302
    told = document(unit.get(reverse("reporting:draft", args=[busy.pk, "monthly"])).content)
    assert told.startswith(f"本局自己的版头，依据《{busy.document.title}》")
    assert "台账共有问题5个" in told
    assert office.get(address["monthly"]).content == packed.getvalue()
    assert upload(office, busy, made("二版{{ 未销号 }}")).status_code == 302
    kept = office.get(address["monthly"] + "?version=1")
    assert b"".join(kept.streaming_content) == packed.getvalue()
    assert office.post(reverse("reporting:reset", args=[busy.pk, "monthly"])).status_code == 302
    assert "本局" not in document(unit.get(reverse("reporting:draft", args=[busy.pk, "monthly"])).content)
    assert [row.number for row in ReportTemplate.objects.order_by("number")] == [1, 2, 3]


@pytest.mark.parametrize(("content", "says"), [
    (made("{{ 没有这个 }}"), "没有这个"), (made("{{ 单位数.__class__ }}"), "不认识的占位"),
    (made("{{ range(9) }}"), "不能写计算"),
    (b"PK\x03\x04 broken", "损坏"), (b"", "空文件"),
])  # fmt: skip
def test_a_bad_file_is_refused_with_a_sentence_and_changes_nothing(
    busy: Campaign, people: People, browser: Browser, content: bytes, says: str
) -> None:
    answer = upload(browser(people["supervisor"]), busy, content)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not ReportTemplate.objects.exists()


def test_only_the_office_that_leads_changes_layouts(busy: Campaign, people: People, browser: Browser) -> None:
    county = browser(people["county_supervisor"])
    shown = county.get(reverse("reporting:templates", args=[busy.pk])).content.decode()
    assert "上传并启用" not in shown
    assert upload(county, busy, made("{{ 未销号 }}")).status_code == 422
    assert upload(browser(people["clerk"]), busy, made("{{ 未销号 }}")).status_code == 403
    assert not ReportTemplate.objects.exists()


def test_the_page_lists_every_placeholder_with_what_it_is_today(
    busy: Campaign, people: People, browser: Browser
) -> None:
    shown = browser(people["supervisor"]).get(reverse("reporting:templates", args=[busy.pk])).content.decode()
    for text in ("问题总数", "销号率", "行.单位", "已销号 ÷ 问题总数", busy.document.title):
        assert text in shown
