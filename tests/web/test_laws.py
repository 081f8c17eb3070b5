"""The pages on laws: what an article said on a day, and whether what a text cites was in force."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from fajian.orgs.models import User
from tests.campaigns.conftest import Browser, browser, people, units

__all__ = ["browser", "people", "units"]

pytestmark = pytest.mark.django_db


def asked(client: Client, **query: str) -> str:
    return client.get(reverse("laws"), query).content.decode()


def test_what_an_article_said_depends_on_the_day() -> None:
    client = Client()
    assert "公民、法人或者其他组织认为具体行政行为侵犯" in asked(client, q="行政复议法第九条", on="2023-12-31")
    assert "显著成绩" in asked(client, q="行政复议法第九条", on="2024-01-01")
    assert "没有收录它的文本" in asked(client, q="行政处罚法第九条", on="2020-01-01")
    assert "共八十六条" in asked(client, q="行政处罚法第九十条", on="2026-01-01")
    assert "已废止" in asked(client, q="行政监察法", on="2026-01-01")
    assert "没有收录这部法" in asked(client, q="没有的法")


def test_a_law_is_shown_as_it_stood_on_the_day() -> None:
    client, address = Client(), reverse("law", args=["行政复议法"])
    old = client.get(address, {"on": "2023-12-31"}).content.decode()
    new = client.get(address, {"on": "2024-01-01"}).content.decode()
    assert "第四十三条" in old
    assert "第九十条" not in old
    assert "第九十条" in new
    assert client.get(address, {"on": "昨天"}).status_code == 400
    assert client.get(reverse("law", args=["没有的法"])).status_code == 404


def test_a_pasted_text_is_checked_against_the_law_of_the_day(people: dict[str, User], browser: Browser) -> None:
    client, address = browser(people["clerk"]), reverse("check_citations")
    text = "依据《行政处罚法（2017）》第三十八条、《行政强制法》第九条和《安澜市养犬办法》第二条。"
    page = client.post(address, {"text": text, "on": "2026-03-01"}).content.decode()
    assert "共 3 处：有效 1，有问题 1，无法判断 1" in page
    assert "引用的是2017年文本" in page
    assert client.post(address, {"text": " ", "on": "2026-03-01"}).status_code == 422
    assert client.post(address, {"text": text, "on": "某日"}).status_code == 422
    assert "没有认出引用的法条" in client.post(address, {"text": "没有引用", "on": ""}).content.decode()
