"""A person of the city at a browser, and what the browser had to complain of."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.browser.site import Site

WIDE, NARROW = 1366, 360
HEIGHTS = {WIDE: 768, NARROW: 740}


@dataclass
class Desk:
    """One browser context with one page. `complaints`: what left the origin, errors on the console, lost files."""

    context: BrowserContext
    page: Page
    site: Site
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, browser: Browser, site: Site, *, scripts: bool = True, width: int = WIDE) -> Desk:
        """A fresh browser that nobody is logged in at."""
        context = browser.new_context(
            base_url=site.url,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripts,
            viewport={"width": width, "height": HEIGHTS[width]},
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        desk = cls(context, context.new_page(), site)
        context.on("request", desk.asked)
        context.on("response", desk.answered)
        context.on("console", desk.said)
        desk.page.on("pageerror", lambda error: desk.complaints.append(f"script: {error}"))
        return desk

    def asked(self, request: Request) -> None:
        """Nothing may be asked of another host."""
        if not request.url.startswith((self.site.url + "/", "data:", "blob:")):
            self.complaints.append(f"left the origin: {request.url}")

    def answered(self, response: Response) -> None:
        """Every file a page names is there."""
        if response.status >= 400 and response.request.resource_type != "document":
            self.complaints.append(f"{response.status}: {response.url}")

    def said(self, message: ConsoleMessage) -> None:
        """A refused script or style is an error on the console; so is a page that answers 404, but no complaint."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def enter(self, username: str) -> Desk:
        """Log in by the demo's button of this person."""
        name, unit = self.site.rows(
            "SELECT u.display_name, o.name FROM orgs_user u JOIN orgs_unit o ON o.id = u.unit_id WHERE u.username = ?",
            username,
        )[0]
        self.page.goto("/account/login/")
        self.page.get_by_role("button", name=re.compile(f"^{name}，.*{unit}$")).click()
        self.page.wait_for_url("**/")
        return self

    def go(self, path: str) -> Response:
        """Open an address."""
        response = self.page.goto(path)
        assert response is not None
        return response

    def press(self, name: str) -> None:
        """A link or button of the page by its text."""
        main = self.page.locator("#main")
        link, button = (main.get_by_role(role, name=name, exact=True) for role in ("link", "button"))
        link.or_(button).first.click()

    def fill(self, **labels: str) -> None:
        """Fields by their labels."""
        for label, text in labels.items():
            self.page.get_by_label(label).fill(text)

    @property
    def text(self) -> str:
        """What stands in the page's main part."""
        return self.page.locator("#main").inner_text()

    @property
    def path(self) -> str:
        """The address without the host."""
        return urlsplit(self.page.url).path

    def picture(self, name: str, width: int) -> None:
        """Into the folder FAJIAN_SCREENSHOTS names, for people to look at."""
        if folder := os.environ.get("FAJIAN_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            place = Path(folder) / f"{re.sub('[^a-z0-9_]+', '-', name)}-{width}.png"
            self.page.screenshot(path=place, full_page=True)
