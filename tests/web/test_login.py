"""Who gets in: password, second factor, lockout, idle sessions, and the demo only where it is the demo."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from fajian.core.models import Event
from fajian.orgs.models import User

from .conftest import PASSWORD

LOGIN = "/account/login/"


def log_in(client: Client, name: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": name, "password": password})


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_password_lets_in_and_the_chain_tells_of_it(people: dict[str, User], client: Client) -> None:
    assert log_in(client, "u-clerk").headers["Location"] == "/"
    assert client.get("/").status_code == 200
    event = Event.objects.latest("seq")
    assert (event.command, event.actor, event.object_id) == ("web.log_in", people["clerk"].pk, people["clerk"].pk)
    client.post("/account/logout/")
    assert Event.objects.latest("seq").command == "web.log_out"
    assert client.get("/").headers["Location"] == "/account/login/?next=/"


def test_whoever_is_not_logged_in_comes_back_to_the_page_asked_for_but_never_to_another_host(
    people: dict[str, User], client: Client
) -> None:
    asked = client.get("/rules/?q=罚款").headers["Location"]
    assert asked.startswith("/account/login/?next=/rules/")
    assert client.post(asked, {"login": "u-clerk", "password": PASSWORD}).headers["Location"].startswith("/rules/?q=")
    client.post("/account/logout/")
    elsewhere = client.post(f"{LOGIN}?next=https://example.org/", {"login": "u-clerk", "password": PASSWORD})
    assert elsewhere.headers["Location"] == "/"


def test_five_wrong_passwords_lock_the_account_also_for_the_right_one(people: dict[str, User], client: Client) -> None:
    for _ in range(4):
        assert log_in(client, "u-clerk", "错").status_code == 200
    locked = log_in(client, "u-clerk", "错")
    assert locked.status_code == 429
    assert "账号已暂时锁定" in locked.content.decode()
    assert log_in(client, "u-clerk").status_code == 429
    assert client.get("/").status_code == 302
    assert log_in(Client(), "u-leader").status_code == 302, "others are not locked out with it"
    event = Event.objects.filter(command="web.lock_out").latest("seq")
    assert (event.actor, event.object_id) == (0, people["clerk"].pk)


def test_an_office_behind_one_address_gets_in_in_the_morning(people: dict[str, User]) -> None:
    assert all(log_in(Client(), "u-clerk").status_code == 302 for _ in range(40))


def test_a_wrong_password_and_a_wrong_name_read_the_same(people: dict[str, User], client: Client) -> None:
    def told(name: str) -> str:
        page = log_in(client, name, "错的密码-0000").content.decode()
        return page[page.index('class="summary"') : page.index("</ul>\n</div>")]

    assert told("u-clerk") == told("nobody-of-this-name")


@pytest.mark.parametrize(
    "place", ["signup/", "password/reset/", "email/", "password/set/", "login/code/", "confirm-email/", "passkey/"]
)
def test_nobody_signs_up_and_no_mail_opens_an_account(place: str, client: Client, db: None) -> None:
    assert client.get(f"/account/{place}").status_code == 404
    assert client.post(f"/account/{place}").status_code == 404


# ── the second factor ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def secret(people: dict[str, User], client: Client, django_capture_on_commit_callbacks: Any) -> str:
    """The TOTP secret of the clerk, who has switched it on and left."""
    log_in(client, "u-clerk")
    again = client.get("/account/factor/totp/on/").headers["Location"]
    assert again.startswith("/account/reauthenticate/")
    client.post(again, {"password": PASSWORD})
    page = client.get("/account/factor/totp/on/")
    shown = str(page.context["form"].secret)
    assert client.post("/account/factor/totp/on/", {"code": "000000"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/account/factor/totp/on/", {"code": code(shown)}).status_code == 302
    client.post("/account/logout/")
    return shown


def test_with_a_second_factor_the_password_alone_opens_nothing(secret: str, client: Client) -> None:
    assert log_in(client, "u-clerk").headers["Location"] == "/account/factor/authenticate/"
    assert client.get("/").status_code == 302
    wrong = client.post("/account/factor/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert client.get("/").status_code == 302


def test_a_recovery_code_gets_in_once(secret: str, client: Client) -> None:
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    log_in(client, "u-clerk")
    assert client.post("/account/factor/authenticate/", {"code": codes[0]}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    client.post("/account/logout/")
    log_in(client, "u-clerk")
    assert client.post("/account/factor/authenticate/", {"code": codes[0]}).status_code == 200


def test_the_secret_is_not_in_the_database_as_it_is(secret: str) -> None:
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    commands = list(Event.objects.filter(command="web.change_factor").values_list("payload", flat=True))
    assert commands
    assert not any(secret in text for text in commands)


def test_a_site_that_demands_two_factors_lets_nobody_work_with_one(
    people: dict[str, User], browser: Callable[[str], Client], settings: Any
) -> None:
    settings.FAJIAN_TOTP = True
    client = browser("supervisor")
    for place in ("/", "/rules/", "/jobs/", "/account/"):
        assert client.get(place).headers["Location"] == "/account/factor/totp/on/"
    assert client.get("/help/").status_code == 200


# ── sessions ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_session_ends_after_half_an_hour_and_with_the_browser(people: dict[str, User], client: Client) -> None:
    log_in(client, "u-clerk")
    session = client.session
    assert session.get_expire_at_browser_close()
    stored = session.model.objects.get(session_key=session.session_key)
    assert 0 < (stored.expire_date - _now()).total_seconds() <= 30 * 60
    session.model.objects.update(expire_date=_now())
    assert client.get("/").status_code == 302


def test_working_keeps_the_session_alive_with_one_write_a_minute(
    browser: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    client = browser("clerk")
    client.get("/clock/")
    first = client.session["touched"]
    with django_assert_num_queries(5):  # session, user, unit, unread notices, head of the chain: nothing is written
        client.get("/clock/")
    monkeypatch.setattr("fajian.web.middleware.time.time", lambda: first + 61.0)
    client.get("/clock/")
    assert client.session["touched"] == first + 61


def test_a_page_that_asks_by_itself_keeps_no_session_alive(
    browser: Callable[[str], Client], people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    from fajian.core.models import Job

    job = Job.objects.create(name="x", title="筛查", asked_by=people["clerk"], state="running")
    client = browser("clerk")
    assert client.get(f"/jobs/{job.pk}/").status_code == 200
    assert "touched" not in client.session


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


# ── passwords ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_password_goes_through_a_command(people: dict[str, User], client: Client) -> None:
    log_in(client, "u-clerk")
    new = "另一个-密码-2027"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    weak = client.post("/account/password/", {**sent, "password1": "短", "password2": "短"})
    assert "密码长度太短。密码必须包含至少 10 个字符。" in weak.content.decode()
    assert client.post("/account/password/", sent).status_code == 302
    assert Event.objects.filter(command="orgs.set_password", actor=people["clerk"].pk).exists()
    assert log_in(Client(), "u-clerk", PASSWORD).status_code == 200
    assert log_in(Client(), "u-clerk", new).status_code == 302


# ── the demo ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    settings.FAJIAN_DATA = tmp_path
    return tmp_path


@pytest.mark.parametrize(("flag", "marker"), [(False, False), (True, False), (False, True)])
def test_one_click_log_in_needs_the_flag_and_the_demos_own_data(
    flag: bool, marker: bool, data: Path, people: dict[str, User], client: Client, settings: Any
) -> None:
    settings.FAJIAN_DEMO = flag
    if marker:
        (data / "DEMO").touch()
    assert "选择一个人登录" not in client.get(LOGIN).content.decode()
    assert client.post("/account/demo/", {"user": people["clerk"].pk}).status_code == 404
    assert client.get("/").status_code == 302


def test_the_demo_is_off_where_nobody_asked_for_it() -> None:
    from fajian.web import settings as plain

    assert plain.FAJIAN_DEMO is False


def test_in_the_demo_everybody_is_one_click_away(
    data: Path, people: dict[str, User], client: Client, settings: Any
) -> None:
    settings.FAJIAN_DEMO = True
    (data / "DEMO").touch()
    page = client.get(LOGIN).content.decode()
    for role, user in people.items():
        assert f'value="{user.pk}"' in page
        assert client.post("/account/demo/", {"user": user.pk}).headers["Location"] == "/"
        home = client.get("/").content.decode()
        assert user.get_role_display() in home, role
        assert "演示系统" in home
    assert '"how":"demo"' in (Event.objects.filter(command="web.log_in").latest("seq").payload or "")
    for number in ("0", "", "x", "１", "99999999999999999999"):
        assert client.post("/account/demo/", {"user": number}).status_code == 404
