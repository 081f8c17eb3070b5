"""Numbers of a page that link to what they count, and how many rows stand behind each link."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from django.test import Client

LINKED = re.compile(r'<td class="num"[^>]*><a[^>]* href="([^"]*)">(\d+)<span class="visually-hidden">')
LIST = re.compile(r'id="list"(.*?)(?:<h2|</main>)', re.S)
ROWS = re.compile(r"<tbody>(.*?)</tbody>", re.S)


def linked(client: Client, address: str) -> list[tuple[str, int]]:
    """(address, number) of each number in a table of the page."""
    html = client.get(address).content.decode()
    return [(urljoin(address, href.replace("&amp;", "&")), int(said)) for href, said in LINKED.findall(html)]


def shown(client: Client, address: str) -> int:
    """How many rows the list of a page has."""
    parts = urlsplit(address)
    response = client.get(f"{parts.path}?{parts.query}")
    assert response.status_code == 200, address
    listed = LIST.search(response.content.decode())
    assert listed, address
    return sum(body.count("<tr>") for body in ROWS.findall(listed[1]))


def lying(client: Client, address: str) -> list[str]:
    """The numbers that count something else than what is shown behind them."""
    counted = [(href, said, shown(client, href)) for href, said in linked(client, address)]
    return [f"{href}: {said} said, {there} shown" for href, said, there in counted if said != there]
