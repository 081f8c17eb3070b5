"""Logs tell what happened and to which route, and nothing about anybody."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from fajian.web import policy, urls

CANARY = "金丝雀张三丰"


def explode(request: HttpRequest, name: str) -> HttpResponse:
    secret = name
    try:
        int(secret)
    except ValueError as error:
        raise RuntimeError(f"案件 {secret}") from error
    return HttpResponse()


urlpatterns = [*urls.urlpatterns, path("explode/<str:name>/", explode, name="explode")]
handler404, handler500 = urls.handler404, urls.handler500
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What goes to standard error, at the most talkative level a site can set."""
    (handler,) = (made for made in logging.getLogger().handlers if type(made) is logging.StreamHandler)
    stream, root = StringIO(), logging.getLogger()
    before, level = handler.setStream(stream), root.level
    root.setLevel("INFO")
    yield stream
    root.setLevel(level)
    if before is not None:
        handler.setStream(before)


def test_a_line_names_the_route_and_the_users_number_but_no_path_name_or_text(
    lines: StringIO, browser: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(policy.DOORS, "explode", policy.Door("explode", policy.EVERYBODY, policy.NOBODY, "没有数据"))
    client = browser("clerk")
    client.raise_request_exception = False
    client.get(f"/rules/?q={CANARY}", headers={"user-agent": CANARY})
    client.get(f"/{CANARY}/")
    client.post("/notices/", {"text": CANARY})
    client.post("/rules/", {"text": CANARY})
    assert client.get(f"/explode/{CANARY}/").status_code == 500
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert "金丝雀" not in lines.getvalue()
    assert CANARY.encode("unicode_escape").decode() not in lines.getvalue()
    requests = {line.get("request") for line in told}
    assert {"GET rules", "GET -", "POST notices", "POST rules", "GET explode"} <= requests
    failed = next(line for line in told if line["event"] == "request_failed")
    assert (
        failed["user_id"] == client.session["_auth_user_id"]
        or str(failed["user_id"]) == client.session["_auth_user_id"]
    )
    assert "builtins.ValueError" in failed["exception"]
    assert "builtins.RuntimeError" in failed["exception"]
    assert "test_logs.py" in failed["exception"]
    assert failed["request_id"]


def test_a_failed_log_in_leaves_no_name_in_the_log(lines: StringIO, client: Client, db: None) -> None:
    for _ in range(6):
        client.post("/account/login/", {"login": CANARY, "password": CANARY})
    assert "金丝雀" not in lines.getvalue()
    assert "POST account_login" in lines.getvalue()
