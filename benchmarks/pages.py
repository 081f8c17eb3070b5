"""The pages benchmarks/web.py asks for: `log-in` makes sessions and addresses, `write` changes a problem a second."""

from __future__ import annotations

import json
import random
import re
import sys
import time
from typing import Any
from urllib.parse import quote

from fajian.web.start import start_with_tables

CLIENTS = 8
LIST = "/ledgers/problems/"
# Words and how many entries in a million hold them: one sign, two, four; common, rare, only in one county, nowhere.
SEARCHES = {
    "1 sign, common": "期", "2 signs, common": "逾期", "2 signs, rare": "冒名", "2 signs, nowhere": "达超",
    "4 signs, common": "限期整改", "4 signs, rare": "冒名顶替", "4 signs, of common pairs, nowhere": "限期整限期",
    "a party": "昌诚商贸", "a number": "第0012345号",
}  # fmt: skip


def log_in() -> None:
    """A session for each client, and the addresses to ask for: FAJIAN_DATA/pages.json. Compares the searches' hits."""
    from django.conf import settings
    from django.test import Client

    from fajian.ledgers.models import Entry, Ledger
    from fajian.orgs.models import User

    people = {name: User.objects.get(username=name) for name in ("supervisor", "s3", "c3")}

    def client(username: str) -> Client:
        made = Client(SERVER_NAME="localhost")
        made.force_login(people[username], backend="allauth.account.auth_backends.AuthenticationBackend")
        return made

    def sessions(username: str) -> list[str]:
        return [client(username).cookies["sessionid"].value for _ in range(CLIENTS)]

    def entries(username: str) -> list[str]:
        last = Entry.objects.latest("pk").pk
        drawn = random.Random(2).sample(range(1, last + 1), 20_000)
        rows = Entry.objects.visible_to(people[username]).filter(pk__in=drawn)
        return [f"/ledgers/entries/{number}/" for number in rows.values_list("pk", flat=True)[:300]]

    def deep(username: str, query: str = "") -> list[str]:
        """The third page."""
        path = f"{LIST}{query}"
        for _ in range(2):
            after = re.findall(r'href="(\?[^"]*after=[^"]*)"', client(username).get(path).content.decode())
            path = f"{LIST}{after[0]}".replace("&amp;", "&")
        return [path]

    agree(people)
    ledgers = [f"/ledgers/{number}/" for number in Ledger.objects.values_list("pk", flat=True)]
    who = {"whole city": "supervisor", "one county": "s3", "one agency": "c3"}
    pages: dict[str, tuple[list[str], list[str]]] = {}
    for words, username in who.items():
        cookies = sessions(username)
        pages[f"problems, {words}"] = (cookies, [LIST])
        pages[f"problems, {words}, third page"] = (cookies, deep(username))
        for state in ("open", "overdue", "closed"):
            pages[f"problems, {words}, {state}"] = (cookies, [f"{LIST}?state={state}"])
        for title, asked in SEARCHES.items():
            pages[f"search, {words}, {title}"] = (cookies, [f"{LIST}?q={quote(asked)}"])
        pages[f"search, {words}, open and common"] = (cookies, [f"{LIST}?state=open&q={quote('逾期')}"])
        pages[f"ledgers, {words}"] = (cookies, ["/ledgers/"])
        pages[f"entries, {words}"] = (cookies, entries(username))
        pages[f"home, {words}"] = (cookies, ["/"])
    pages["one ledger"] = (pages["home, whole city"][0], ledgers)
    (settings.FAJIAN_DATA / "pages.json").write_text(json.dumps(pages))


def agree(people: dict[str, Any]) -> None:
    """Every search finds what LIKE finds, on its first three pages, for everybody; else the program ends."""
    from django.http import QueryDict
    from django.utils import timezone

    from fajian.ledgers.models import Entry
    from fajian.ledgers.selection import Selection
    from fajian.orgs.scope import domain_scope

    for title, words in SEARCHES.items():
        begun = time.perf_counter()
        like = Entry.objects.filter(title__contains=words) | Entry.objects.filter(data__icontains=words)
        numbers = dict(like.order_by("-pk").values_list("pk", "unit_path"))
        print(f"  {title} “{words}”: {len(numbers):,} hits, LIKE {time.perf_counter() - begun:.1f} s")
        for user in people.values():
            wanted = [number for number, path in numbers.items() if domain_scope(user).covers(path)]
            selection, query = Selection(user, timezone.localdate(), words=words), QueryDict("")
            for _ in range(3):
                page = selection.page(query, 50)
                found = [row.pk for row in page.rows]
                if found != wanted[:50]:
                    sys.exit(f"{title}: found {found[:5]} …, LIKE finds {wanted[:5]} …")
                query, wanted = QueryDict(f"after={page.after}"), wanted[50:]
                if not page.after:
                    break


def write() -> None:
    """A command every second that changes a problem somewhere in the city: whatever was remembered is forgotten."""
    from fajian.core.commands import System, action
    from fajian.ledgers.models import Rectification

    @action("benchmark.write", title="写入")
    def remark(act: Any, *, problem: Rectification) -> None:
        row = act.lock(problem)
        row.remark = f"第{row.version}次"
        act.save(row)

    draw, last = random.Random(3), Rectification.objects.latest("pk").pk
    while True:
        problem = Rectification.objects.filter(pk__gte=draw.randint(1, last)).first()
        remark(by=System("benchmark"), problem=problem)
        time.sleep(1)


if __name__ == "__main__":
    start_with_tables()
    {"log-in": log_in, "write": write}[sys.argv[1]]()
