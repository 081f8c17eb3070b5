"""The pages: from prepared to drawn by two people, and what a stranger takes home."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fajian.draws.models import Draw
from fajian.engine.draws import verify
from fajian.engine.draws.protocol import VERIFIER
from fajian.orgs.models import User
from tests.draws.conftest import SECRETS, in_state, prepared

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


def send(client: Client, name: str, row: Draw, **given: Any) -> Any:
    return client.post(reverse(f"draws:{name}", args=[row.pk]), {"seen": row.version, **given}, follow=True)


def text(response: Any) -> str:
    return str(response.content.decode())


def test_two_people_draw_by_their_pages_and_a_stranger_counts_again(browser: Browser, people: dict[str, User]) -> None:
    row = prepared(people)
    one, two = browser(people["supervisor"]), browser(people["discipline"])
    assert "交存口令</button>" not in text(one.get(row.get_absolute_url())), "one's own is in already"
    assert "名单已公布" in text(send(two, "seal", row, secret=SECRETS["discipline"]))
    wrong = send(two, "reveal", row, secret="记错了")
    assert wrong.status_code == 422
    assert "与交存时的不一致" in text(wrong)
    send(two, "reveal", row, secret=SECRETS["discipline"])
    page = text(send(one, "reveal", row, secret=SECRETS["supervisor"]))
    assert "抽取完成" in page
    row = Draw.objects.get(pk=row.pk)
    assert row.digest in page
    assert all(number in page for ids in row.drawn.values() for number in ids)
    published = one.get(reverse("draws:commitment", args=[row.pk])).content
    assert hashlib.sha256(published).hexdigest() == row.digest
    told = json.loads(one.get(reverse("draws:bundle", args=[row.pk])).content)
    assert verify.wrong(told, row.digest) == []
    assert one.get(reverse("draws:script")).content == VERIFIER.read_bytes()


def test_before_there_is_something_to_take_home_the_files_answer_404(browser: Browser, people: dict[str, User]) -> None:
    row, client = prepared(people), browser(people["supervisor"])
    for name in ("commitment", "bundle"):
        assert client.get(reverse(f"draws:{name}", args=[row.pk])).status_code == 404


def test_a_redraw_stands_on_both_pages_with_its_reason(browser: Browser, people: dict[str, User]) -> None:
    row = in_state("drawn", people)
    assert "重新抽取</button>" not in text(browser(people["supervisor"]).get(row.get_absolute_url()))
    client = browser(people["colleague"])
    refused = send(client, "redraw", row, reason=" ", secret=SECRETS["colleague"])
    assert "请填写重抽理由" in text(refused)
    page = text(send(client, "redraw", row, reason="纪委口令泄露", secret=SECRETS["colleague"]))
    assert "第2次" in page
    assert "纪委口令泄露" in page
    assert "纪委口令泄露" in text(client.get(row.get_absolute_url()))


def test_the_list_costs_the_same_however_long(browser: Browser, people: dict[str, User]) -> None:
    client, costs = browser(people["leader"]), []
    for _ in range(2):
        prepared(people)
        client.get(reverse("draws:list"))
        with CaptureQueriesContext(connection) as asked:
            page = text(client.get(reverse("draws:list")))
        costs.append(len(asked))
        for _ in range(4):
            prepared(people)
    assert page.count("待交存口令") == 6
    assert costs[0] == costs[1]
