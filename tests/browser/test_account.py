"""An account with a password: log in, switch on the second factor, come in with it, use up a recovery code."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time

from playwright.sync_api import Browser

from tests.browser.desk import NARROW, WIDE, Desk
from tests.browser.looks import shown, visited
from tests.browser.places import PERSONAL, places
from tests.browser.site import Site

USERNAME, PASSWORD = "cg-ld", "云岭-Ab1-安澜-2026"


def test_a_second_factor_from_the_first_password_to_the_recovery_code(chromium: Browser, site: Site) -> None:
    set_to = site.fajian("user", "password", USERNAME, "--password", PASSWORD)
    assert set_to.returncode == 0, set_to.stderr
    desk = Desk.open(chromium, site)
    troubles = wrong_password(desk)
    log_in(desk)
    desk.page.wait_for_url("**/")
    desk.go("/account/factor/totp/on/")
    assert desk.path == "/account/reauthenticate/"  # even right after the log-in: switching a factor asks again
    desk.page.locator("input[name=password]").fill(PASSWORD)
    desk.press("确认")
    troubles += [t for width in (NARROW, WIDE) for t in shown(desk, width, name="totp-on")]
    desk.page.locator("input[name=code]").fill(code(desk.page.locator("#main .mono").first.inner_text()))
    desk.press("开启")
    desk.go("/account/factor/")
    assert "已开启" in desk.text

    for place in (place for place in places(site) if place.route in PERSONAL):
        troubles += visited(desk, place.path, name=f"{place.route}-{USERNAME}")
    desk.go("/account/factor/codes/")
    recovery = desk.page.locator("#main ul.mono li").first.inner_text()
    assert desk.context.request.get("/account/factor/codes/file/").text().strip().startswith(recovery)
    desk.go("/account/logout/")
    desk.press("退出")

    log_in(desk)
    desk.page.wait_for_url("**/account/factor/authenticate/")
    troubles += [t for width in (WIDE, NARROW) for t in shown(desk, width, name="factor-authenticate")]
    desk.page.locator("input[name=code]").fill(recovery)
    desk.press("登录")
    desk.page.wait_for_url("**/")
    assert "我的待办" in desk.text
    assert not troubles, "\n".join(troubles)
    desk.context.close()


def wrong_password(desk: Desk) -> list[str]:
    """The page after a wrong password says so, beside the field and on top."""
    log_in(desk, "不是这个-Ab1-口令")
    assert "不正确" in desk.text
    return [t for width in (WIDE, NARROW) for t in shown(desk, width, name="login-wrong")]


def log_in(desk: Desk, password: str = PASSWORD) -> None:
    """With name and password, as in a real installation."""
    desk.go("/account/login/")
    desk.page.locator("input[name=login]").fill(USERNAME)
    desk.page.locator("input[name=password]").fill(password)
    desk.press("登录")


def code(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mark = hmac.digest(key, int(time.time() // 30).to_bytes(8, "big"), hashlib.sha1)
    at = mark[-1] & 15
    return f"{(int.from_bytes(mark[at : at + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"
