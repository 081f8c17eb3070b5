"""What may be wrong with a page, whatever it is about."""

from __future__ import annotations

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.desk import HEIGHTS, NARROW, WIDE, Desk

# Wider than the window, and not inside a box that scrolls by itself.
OVERFLOW = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1
    && ![...function* () { for (let p = e.parentElement; p; p = p.parentElement) yield p }()]
      .some(p => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(p).overflowX)))
  .slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + e.innerText.slice(0, 40))"""
EMPTY = """() => [...document.querySelectorAll('img, svg')].filter(e => e.checkVisibility() &&
  (e.tagName === 'IMG' ? e.complete && !e.naturalWidth : !e.getBoundingClientRect().width))
  .map(e => e.outerHTML.slice(0, 120))"""


def visited(desk: Desk, path: str, *, status: int = 200, name: str = "") -> Iterator[str]:
    """What is wrong with the page at this address, on a desk and on a phone."""
    desk.complaints.clear()
    desk.page.set_viewport_size({"width": WIDE, "height": HEIGHTS[WIDE]})
    response = desk.go(path)
    if response.status != status:
        yield f"{path}: answers {response.status}"
    for width in (WIDE, NARROW):
        yield from shown(desk, width, name)


def shown(desk: Desk, width: int, name: str = "") -> Iterator[str]:
    """What is wrong with the page that is open, once it is there."""
    desk.page.wait_for_load_state()
    desk.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    if name:
        desk.picture(name, width)
    found = list(desk.complaints)
    found += [f"overflows: {what}" for what in desk.page.evaluate(OVERFLOW)]
    found += [f"empty: {what}" for what in desk.page.evaluate(EMPTY)]
    found += barred(desk.page)
    yield from (f"{width} {desk.path}: {trouble}" for trouble in found)


def barred(page: Page) -> list[str]:
    """What axe finds that shuts somebody out; the library is given to a document once, however often it is asked."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    violations = page.evaluate("axe.run({resultTypes: ['violations']}).then(told => told.violations)")
    return [
        f"axe {one['id']} ({one['impact']}): " + "; ".join(node["html"][:150] for node in one["nodes"][:3])
        for one in violations
    ]
