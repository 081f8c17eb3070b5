"""The picture in the README: python -m tests.browser.screenshot writes docs/screenshot.png from the demo city."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.desk import Desk
from tests.browser.site import built, served

PLACE = Path(__file__).resolve().parents[2] / "docs" / "screenshot.png"
WIDTH, HEIGHT = 1280, 800
MOST = 200_000  # bytes


def main() -> None:
    """The overview as the city's supervisor sees it."""
    with served(built()) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        desk = Desk.open(browser, site).enter("jd1")
        desk.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        desk.go(f"/campaigns/{site.one('SELECT id FROM campaigns_campaign')}/")
        desk.page.wait_for_load_state("networkidle")
        desk.page.screenshot(path=PLACE)
        browser.close()
    size = PLACE.stat().st_size
    if size > MOST:
        raise SystemExit(f"{PLACE.name}: {size} bytes, more than {MOST}")


if __name__ == "__main__":
    main()
