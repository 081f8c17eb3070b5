"""A draw counted again in the reader's own browser: from a file without a network, and from the public page."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from fajian.draws.public import standalone
from fajian.engine.draws.protocol import bundle
from tests.browser.desk import Desk
from tests.browser.site import Site
from tests.engine.draws.test_protocol import CHANGES, PUBLIC, SECRETS, another_result, another_seed, committed, reseeded

CHANGED = 200


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Page:
    """The page that was kept as a file, opened without a network."""
    (tmp_path / "verify.html").write_text(standalone(), encoding="utf-8")
    context = chromium.new_context(offline=True)
    opened = context.new_page()
    opened.goto((tmp_path / "verify.html").as_uri())
    return opened


def verified(page: Page, told: Any, digest: str = committed().digest, value: str = PUBLIC) -> str:
    """What the page says of these contents of a file."""
    page.fill("#verifier-digest", digest)
    page.fill("#verifier-public", value)
    content = told if isinstance(told, bytes) else json.dumps(told, ensure_ascii=False).encode()
    page.set_input_files("#verifier-file", {"name": "draw.json", "mimeType": "application/json", "buffer": content})
    page.evaluate("document.getElementById('verified').textContent = ''")
    page.click("button")
    page.wait_for_function("document.getElementById('verified').textContent !== ''")
    return page.inner_text("#verified")


def test_a_true_bundle_agrees_and_a_forged_one_is_named_without_a_network(page: Page) -> None:
    whole = bundle(committed(), SECRETS, PUBLIC)
    assert verified(page, whole).startswith("一致：")
    told = copy.deepcopy(whole)
    told["drawn"]["城管局"][0] = "entry:3"
    said = verified(page, told)
    assert "不一致" in said
    assert "“城管局”的抽取结果不符：少了 entry:19；多了 entry:3" in said
    told = copy.deepcopy(whole)
    told["commitment"] = told["commitment"].replace('"take":3', '"take":4')
    assert "与事先公布的不同" in verified(page, reseeded(told))
    assert "公开数值与来源不符" in verified(page, whole, value="福彩3D第2026300期：508")
    told = copy.deepcopy(whole) | {"secrets": [SECRETS[0], "换了一个口令换了一个口令"]}
    assert "纪委的口令与事先交存的不符" in verified(page, told)
    assert "请填写事先公布的名单摘要" in verified(page, whole, digest="82b1")
    assert "读不出来" in verified(page, b"\xff\x00 no json")
    assert "不是抽取结果" in verified(page, {"drawn": 1})


def test_the_browser_sees_every_change_that_a_forger_makes_of_a_piece(page: Page) -> None:
    whole, dice, forged = bundle(committed(), SECRETS, PUBLIC), random.Random(20261201), []
    for number in range(CHANGED):
        told, change = copy.deepcopy(whole), CHANGES[number % len(CHANGES)]
        change(told, dice)
        anew = number // len(CHANGES) % 2 and change not in (another_seed, another_result)
        forged.append(reseeded(told) if anew else told)
    count = (
        "async ([all, digest, value]) => { const found = []; for (const one of all) "
        "found.push((await fajianDraw(one, digest, value)).length); return found; }"
    )
    found = page.evaluate(count, [[whole, *forged], committed().digest, PUBLIC])
    assert found[0] == 0
    assert min(found[1:]) > 0
    assert len(found) == CHANGED + 1


def test_anybody_counts_a_published_draw_again_on_its_page(chromium: Browser, site: Site) -> None:
    number = site.one("SELECT id FROM draws_draw WHERE published_at IS NOT NULL AND seed <> ''")
    desk = Desk.open(chromium, site)
    desk.go(f"/draws/public/{number}/")
    desk.press("在浏览器里核对")
    desk.press("核对")
    desk.page.wait_for_function("document.getElementById('verified').textContent !== ''")
    assert "一致：按公布的名单和口令重算" in desk.text
    desk.page.fill("#verifier-digest", "0" * 64)
    desk.press("核对")
    desk.page.wait_for_function("document.getElementById('verified').textContent.includes('不一致')")
    assert "与事先公布的不同" in desk.text
    assert not desk.complaints
    plain = Desk.open(chromium, site, scripts=False)
    plain.go(f"/draws/verify/?draw={number}")
    assert "python3 verify.py" in plain.text
    assert not plain.page.locator("#verifier").is_visible()
