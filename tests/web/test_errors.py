"""What a person sees when something cannot be done, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import path

from fajian.core.errors import Difference, Refused, Stale
from fajian.core.forms import CommandForm, errors_in
from fajian.engine.faults import InputError
from fajian.web import policy, urls

TEXT = "已责令退还多收的罚款\n并重新培训"


class MeasureForm(CommandForm):
    measure = forms.CharField(label="整改措施", widget=forms.Textarea)
    due_on = forms.DateField(label="完成期限", required=False)


def stale(request: HttpRequest) -> HttpResponse:
    raise Stale("整改", seen=2, current=3, differences=(Difference("measure", "整改措施", "甲写的", "乙写的"),))


def refused(request: HttpRequest) -> HttpResponse:
    raise Refused("核准人不能是申请人，请由他人办理。")


def input_error(request: HttpRequest) -> HttpResponse:
    raise InputError("第3行“罚款金额”列：不是金额。")


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("云岭市张某某的案件")


def filled(request: HttpRequest) -> HttpResponse:
    form = MeasureForm(request.POST or None)
    if form.is_valid():
        with errors_in(form):
            if form.values["measure"] == "旧":
                raise Stale("整改", seen=1, current=2)
            raise Refused("完成期限早于今天，请改为以后的日期。")
    return render(request, "form_page.html", {"form": form})


VIEWS = {"stale": stale, "refused": refused, "input_error": input_error, "broken": broken, "filled": filled}
urlpatterns = [*urls.urlpatterns, *(path(f"{name}/", view, name=name) for name, view in VIEWS.items())]
handler404, handler500 = urls.handler404, urls.handler500
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def clerk(browser: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch, settings: Any) -> Client:
    for name in VIEWS:
        monkeypatch.setitem(policy.DOORS, name, policy.Door(name, policy.EVERYBODY, policy.EVERYBODY, "没有数据"))
    page = '{% extends "base.html" %}{% block content %}{% include "_parts/form.html" %}{% endblock %}'
    settings.TEMPLATES = [
        {
            **settings.TEMPLATES[0],
            "DIRS": [],
            "APP_DIRS": False,
            "OPTIONS": {
                **settings.TEMPLATES[0]["OPTIONS"],
                "loaders": [
                    ("django.template.loaders.locmem.Loader", {"form_page.html": page}),
                    ("django.template.loaders.filesystem.Loader", settings.TEMPLATES[0]["DIRS"]),
                    "django.template.loaders.app_directories.Loader",
                ],
            },
        }
    ]
    client = browser("clerk")
    client.raise_request_exception = False
    return client


def test_a_row_changed_by_somebody_else_answers_409_with_both_texts(clerk: Client) -> None:
    response = clerk.post("/stale/", {"measure": TEXT}, headers={"referer": "http://testserver/rules/?q=1"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "甲写的" in page
    assert "乙写的" in page
    assert "已责令退还多收的罚款" in page
    assert 'href="/rules/?q=1"' in page


@pytest.mark.parametrize(("place", "said"), [("refused", "核准人不能是申请人"), ("input_error", "第3行“罚款金额”列")])
def test_a_refusal_no_form_has_shown_becomes_a_page_with_the_sentence_and_what_was_typed(
    place: str, said: str, clerk: Client
) -> None:
    sent = {"measure": TEXT, "password": "机密一", "key": "abc", "csrfmiddlewaretoken": "机密二", "empty": " "}
    response = clerk.post(f"/{place}/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "并重新培训" in page
    assert "机密" not in page
    assert clerk.get(f"/{place}/").status_code == 400


def test_a_refusal_in_a_form_stands_beside_what_was_typed(clerk: Client) -> None:
    page = clerk.post("/filled/", {"measure": TEXT, "key": "k1"}).content.decode()
    assert "请先更正以下内容" in page
    assert "完成期限早于今天" in page
    assert "并重新培训</textarea>" in page
    assert 'value="k1"' not in page, "what is sent again is a new submission"


def test_a_wrong_field_is_named_in_the_summary_and_linked(clerk: Client) -> None:
    page = clerk.post("/filled/", {"due_on": "明天"}).content.decode()
    assert '<a href="#id_measure">整改措施：' in page
    assert '<a href="#id_due_on">完成期限：' in page
    assert 'value="明天"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_due_on_error"' in page


def test_a_form_does_not_swallow_a_stale_row(clerk: Client) -> None:
    assert clerk.post("/filled/", {"measure": "旧"}).status_code == 409


def test_a_form_sent_after_the_session_ended_gives_the_text_back(clerk: Client) -> None:
    clerk.logout()
    response = clerk.post("/filled/", {"measure": TEXT, "password1": "机密"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "您已退出登录，刚才的内容没有提交" in page
    assert "并重新培训" in page
    assert "机密" not in page
    assert "/account/login/" in page


def test_htmx_is_led_to_the_login_page_as_a_whole(clerk: Client) -> None:
    clerk.logout()
    response = clerk.get("/", headers={"hx-request": "true"})
    assert response.headers["HX-Redirect"] == "/account/login/"


def test_a_form_from_elsewhere_is_refused_and_gives_the_text_back(clerk: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = clerk.cookies
    response = strict.post("/filled/", {"measure": TEXT})
    page = response.content.decode()
    assert response.status_code == 403
    assert "页面已过期" in page
    assert "并重新培训" in page


def test_what_is_sent_as_text_is_shown_as_text(clerk: Client) -> None:
    page = clerk.post("/refused/", {"measure": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_a_link_back_never_leads_to_another_host(clerk: Client) -> None:
    for came_from in ("https://example.org/x", "http://testserver.example.org/", "javascript:alert(1)"):
        page = clerk.post("/refused/", headers={"referer": came_from}).content.decode()
        assert "example.org" not in page
        assert "javascript:" not in page
    page = clerk.post("/refused/", headers={"referer": "http://testserver//example.org/"}).content.decode()
    assert 'href="//example.org' not in page


def test_a_bug_shows_a_number_and_no_data(clerk: Client) -> None:
    response = clerk.get("/broken/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "系统出错，刚才的操作没有保存" in page
    assert "张某某" not in page


def test_what_is_not_there_answers_in_chinese(clerk: Client) -> None:
    response = clerk.get("/nothing/")
    assert response.status_code == 404
    assert "没有这个页面" in response.content.decode()
