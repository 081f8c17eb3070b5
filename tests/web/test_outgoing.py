"""对外发送: what the administrator enters, stops, sees and sends again; where people say where their letters go."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from fajian.core.commands import System
from fajian.orgs import outbox, outgoing
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import Dispatch, Hook, Unit, User
from fajian.web import policy

Browser = Callable[[str], Client]
pytestmark = pytest.mark.django_db
URL = "https://oa.example.org/fajian"


def page(response: Any, code: int = 200) -> str:
    assert response.status_code == code
    return str(response.content.decode())


@pytest.fixture
def hook(people: dict[str, User]) -> Hook:
    return outgoing.enter_hook(by=people["admin"], unit=people["admin"].unit, title="督查系统", url=URL)


@pytest.fixture
def failed(hook: Hook) -> Dispatch:
    outbox.write_messages(outbox.listening(), "0001", "催报", [{"event": "campaign.nudged", "campaign": "机密行动"}])
    Dispatch.objects.update(state="failed", tries=6, code=503, error="对方回答 503", next_at=None)
    return Dispatch.objects.get()


def test_an_address_is_entered_and_its_key_shown_once(browser: Browser) -> None:
    client = browser("admin")
    assert "还没有登记外发地址" in page(client.get("/outgoing/"))
    assert "没有设置邮件服务器" in page(client.get("/outgoing/"))
    wrong = page(client.post("/outgoing/", {"title": "督查系统", "url": "https://a:b@oa.example.org", "key": "k"}), 422)
    assert "不能带用户名和口令" in wrong
    assert "https://a:b@oa.example.org" in wrong, "what was typed is not lost"
    assert "请填写接收系统" in page(client.post("/outgoing/", {"title": "", "url": URL}), 422)
    shown = page(client.post("/outgoing/", {"title": "督查系统", "url": URL, "key": "k1"}))
    key = outgoing.signing_key(Hook.objects.get())
    assert key in shown
    assert key in page(client.post("/outgoing/", {"title": "督查系统", "url": URL, "key": "k1"})), "pressed twice"
    listed = page(client.get("/outgoing/"))
    assert URL in listed
    assert key not in listed
    assert "已经登记" in page(client.post("/outgoing/", {"title": "督查系统", "url": URL, "key": "k2"}), 422)
    assert Hook.objects.count() == 1


def test_an_address_is_stopped_with_a_reason(browser: Browser, hook: Hook) -> None:
    client, to = browser("admin"), f"/outgoing/{hook.pk}/stop/"
    assert "请填写停用理由" in page(client.post(to, {"seen": 1, "reason": ""}), 422)
    assert "已停用" in page(client.post(to, {"seen": 1, "reason": "换系统"}, follow=True))
    assert "换系统" in page(client.get("/outgoing/"))
    assert client.post(to, {"seen": 1, "reason": "再停"}).status_code == 409
    assert Hook.objects.get().state == "stopped"


def test_what_did_not_arrive_is_shown_without_its_text_and_sent_again(browser: Browser, failed: Dispatch) -> None:
    client = browser("admin")
    assert "1 件</a>多次发送没有送达" in page(client.get("/outgoing/"))
    shown = page(client.get("/outgoing/sent/", {"state": "failed"}))
    for told in ("督查系统", "未送达", "对方回答 503", "6 次", "重新发送"):
        assert told in shown
    assert "机密行动" not in shown
    assert "没有这种状态的记录" in page(client.get("/outgoing/sent/", {"state": "sent"}))
    assert "督查系统" in page(client.get("/outgoing/sent/", {"state": "x"}))
    to = f"/outgoing/sent/{failed.pk}/again/"
    assert "已重新排队" in page(client.post(to, {"key": "k"}, follow=True))
    assert "已重新排队" in page(client.post(to, {"key": "k"}, follow=True)), "pressed twice"
    assert client.post(to, {"key": "other"}).status_code == 422
    assert Dispatch.objects.get().state == "waiting"


def test_a_keeper_of_another_area_sees_none_of_it(hook: Hook, failed: Dispatch) -> None:
    county = open_unit(
        by=System("测试"), name="青石县人民政府", kind="government", parent=Unit.objects.get(parent=None)
    )
    other = open_account(by=System("测试"), username="x", display_name="县管理员", role="admin", unit=county)
    client = Client()
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert URL not in page(client.get("/outgoing/"))
    assert "督查系统" not in page(client.get("/outgoing/sent/"))
    assert client.post(f"/outgoing/{hook.pk}/stop/", {"seen": 1, "reason": "x"}).status_code == 404
    assert client.post(f"/outgoing/sent/{failed.pk}/again/").status_code == 404


def test_nobody_but_the_administrator_gets_in(browser: Browser, hook: Hook, failed: Dispatch) -> None:
    for role in policy.PUBLIC - {"admin"}:
        client, shut = browser(role), 302 if role == "anonymous" else 403
        assert client.get("/outgoing/").status_code == shut, role
        assert client.get("/outgoing/sent/").status_code == shut, role
        assert client.post("/outgoing/", {"title": "x", "url": URL}).status_code == 403, role
        assert client.post(f"/outgoing/{hook.pk}/stop/", {"seen": 1, "reason": "x"}).status_code == 403, role
        assert client.post(f"/outgoing/sent/{failed.pk}/again/").status_code == 403, role
    assert (Hook.objects.get().state, Dispatch.objects.get().state) == ("active", "failed")


@pytest.mark.parametrize("role", sorted(policy.EVERYBODY))
def test_everybody_says_where_the_letters_go_and_may_say_nowhere(
    browser: Browser, people: dict[str, User], settings: Any, role: str
) -> None:
    client = browser(role)
    assert 'name="email"' not in page(client.get("/account/")), "no mail server, no question"
    settings.EMAIL_HOST = "mail.example.org"
    seen = re.search(r'name="seen" value="(\d+)"', page(client.get("/account/")))
    assert seen
    assert "邮箱应形如" in page(client.post("/account/", {"email": "甲", "seen": seen[1]}), 422)
    assert "邮箱已保存" in page(client.post("/account/", {"email": "a@example.org", "seen": seen[1]}, follow=True))
    assert User.objects.get(pk=people[role].pk).email == "a@example.org"
    assert 'value="a@example.org"' in page(client.get("/account/"))
    assert "不再发邮件" in page(client.post("/account/", {"email": ""}, follow=True))
    assert User.objects.get(pk=people[role].pk).email == ""
