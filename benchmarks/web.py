"""The web application measured: list and entry pages over 100,000 problems of 300 units, 8 clients, 2 gunicorn workers.

python benchmarks/web.py [--entries 100000] [--database sqlite|postgresql|both] [--seconds 6] [--data DIR]

Everything is written by commands (units, accounts, ledgers, entries with their seals in the audit chain); only the
spread over states is one command of this file's own, since closing 40,000 problems one by one takes an hour. The server
is `fajian serve` as anybody starts it. The clients ask in a closed loop without thinking, each logged in, on the same
machine as server and database. CPU is what the processes of server and database used per request: where a machine does
other things too, the rates tell of those, the CPU does not. PostgreSQL: the server of FAJIAN_TEST_DATABASE_URL, or a
cluster of our own (Debian's `postgresql`).

Goal: ≥ 60 requests/s and p95 < 150 ms on every page.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import datetime as dt
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
COUNTIES, AGENCIES = 10, 30
ROUNDS = 10
CLIENTS, WORKERS = 8, 2
RATE, P95 = 60, 150
COMMAND = "from fajian.cli.main import main; main()"


@dataclass(frozen=True, slots=True)
class Load:
    """What a page did under load; times in milliseconds."""

    rate: float
    p50: float
    p95: float
    p99: float
    cpu: float
    errors: int
    size: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--seconds", type=float, default=6, help="per page")
    parser.add_argument("--data", type=Path, help="where SQLite's data are made and kept; default: a temporary folder")
    options = parser.parse_args()
    missed = 0
    for vendor in ("sqlite", "postgresql") if options.database == "both" else (options.database,):
        with contextlib.ExitStack() as stack:
            base = options.data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fajian-web-")))
            folder = base / f"{vendor}-{options.entries}"
            url = stack.enter_context(postgresql()) if vendor == "postgresql" else ""
            missed += measure(vendor, folder, url, options.entries, options.seconds)
    sys.exit(1 if missed else 0)


def measure(vendor: str, folder: Path, url: str, entries: int, seconds: float) -> int:
    """Fill, serve, load and print; returns how many pages missed the goal."""
    environment = {**os.environ, "FAJIAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "fajian.web.settings"}
    environment.pop("DATABASE_URL", None)
    environment |= {"DATABASE_URL": url} if url else {}
    if url or not (folder / "filled").exists():
        shutil.rmtree(folder, ignore_errors=True)
        begun = time.perf_counter()
        subprocess.run([sys.executable, HERE, "fill", str(entries)], env=environment, check=True)
        print(f"{vendor}: {entries:,} entries written in {time.perf_counter() - begun:.0f} s")
    subprocess.run([sys.executable, HERE, "log-in"], env=environment, check=True)
    pages = json.loads((folder / "pages.json").read_text())
    print(
        f"{vendor}: {CLIENTS} clients, {WORKERS} workers, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before"
    )
    print(f"{'page':44}{'req/s':>8}{'p50 ms':>8}{'p95 ms':>8}{'p99 ms':>8}{'cpu ms':>8}{'errors':>8}{'kB':>6}")
    missed = 0
    with served(environment) as (port, server):
        spent = partial(cpu_seconds, server, url.rpartition("/")[2])
        for title, (cookies, paths) in pages.items():
            asyncio.run(loaded(port, cookies, paths, 1.5, spent))  # warm
            load = asyncio.run(loaded(port, cookies, paths, seconds, spent))
            good = load.rate >= RATE and load.p95 < P95 and not load.errors
            missed += not good
            print(
                f"{'✔' if good else '✘'} {title:42}{load.rate:8.0f}{load.p50:8.0f}{load.p95:8.0f}{load.p99:8.0f}"
                f"{load.cpu:8.1f}{load.errors:8}{load.size / 1024:6.0f}",
                flush=True,
            )
    return missed


# ── the load ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def loaded(port: int, cookies: list[str], paths: list[str], seconds: float, spent: Callable[[], float]) -> Load:
    """Each client asks for one page after another, drawn from the paths, until time is up."""
    until, times, sizes, errors = time.perf_counter() + seconds, [], [], 0

    async def client(number: int) -> None:
        nonlocal errors
        draw = random.Random(number)
        while time.perf_counter() < until:
            begun = time.perf_counter()
            status, size = await ask(port, draw.choice(paths), cookies[number])
            times.append((time.perf_counter() - begun) * 1000)
            sizes.append(size)
            errors += status != 200

    begun, before = time.perf_counter(), spent()
    await asyncio.gather(*(client(number) for number in range(CLIENTS)))
    rate, cpu = len(times) / (time.perf_counter() - begun), (spent() - before) * 1000 / len(times)
    cuts = statistics.quantiles(times, n=100)
    return Load(rate, cuts[49], cuts[94], cuts[98], cpu, errors, int(statistics.mean(sizes)))


async def ask(port: int, path: str, cookie: str) -> tuple[int, int]:
    """(status, bytes) of a GET over a connection of its own, as behind a proxy."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={cookie}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode())
    answer = await reader.read(-1)
    writer.close()
    return int(answer[9:12] or 0), len(answer)


def cpu_seconds(server: int, database: str) -> float:
    """What the server's descendants and PostgreSQL's processes for this database have used so far."""
    parents, used, of_database = {}, {}, set()
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ProcessLookupError):
            fields = (place / "stat").read_text().rpartition(")")[2].split()
            parents[int(place.name)], used[int(place.name)] = int(fields[1]), int(fields[11]) + int(fields[12])
            command = (place / "cmdline").read_text(errors="replace")
            if database and command.startswith("postgres:") and f" {database} " in command:
                of_database.add(int(place.name))
    ours = {server}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(used.get(pid, 0) for pid in ours | of_database) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def served(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """`fajian serve` on a free port; gives port and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", COMMAND, "serve", "--port", str(port), "--workers", str(WORKERS)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(240):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=2).read()
                break
            time.sleep(0.5)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(60)


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database: on the server the environment names, or on one of our own."""
    if base := os.environ.get("FAJIAN_TEST_DATABASE_URL"):
        with database(base) as url:
            yield url
        return
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        sys.exit("PostgreSQL is not installed: apt-get install postgresql, or --database sqlite")
    with tempfile.TemporaryDirectory(prefix="fajian-pg-") as folder:
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if user:
            shutil.chown(folder, "postgres")
        data, port, tools = f"{folder}/data", 5499, found[-1].parent
        quiet: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
        subprocess.run(
            [
                *user,
                tools / "initdb",
                "-D",
                data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--lc-collate=C",
            ],
            **quiet,
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}"
        control = [*user, tools / "pg_ctl", "-D", data, "-w"]
        subprocess.run([*control, "-o", options, "-l", f"{folder}/log", "start"], **quiet)
        try:
            with database(f"postgresql://postgres@127.0.0.1:{port}/postgres") as url:
                yield url
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **quiet)


@contextlib.contextmanager
def database(base: str) -> Iterator[str]:
    """A database of our own on a server, dropped afterwards."""
    import psycopg

    name = f"fajian_benchmark_{os.getpid()}"
    with psycopg.connect(base, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    yield re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", base)
    with psycopg.connect(base, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


# ── the data ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def fill(entries: int) -> None:
    """A city, its counties, their agencies; a ledger each with its share of the entries; states as in mid-campaign."""
    from fajian.web.start import start_with_tables

    start_with_tables()
    from django.conf import settings
    from django.db import connection

    from fajian.core.commands import System, action
    from fajian.ledgers.actions import NewEntry, open_ledger, record
    from fajian.ledgers.models import Rectification
    from fajian.orgs.actions import open_account, open_unit

    by, draw = System("benchmark"), random.Random(1)
    city = open_unit(by=by, name="云岭市人民政府", kind="government")
    office = open_unit(by=by, name="云岭市司法局", kind="supervision", parent=city)
    boss = open_account(by=by, username="supervisor", display_name="监督甲", role="supervisor", unit=office)
    share, ledgers = entries // (COUNTIES * AGENCIES * ROUNDS), []
    for county in range(COUNTIES):
        seat = open_unit(by=by, name=f"第{county + 1}县人民政府", kind="government", parent=city)
        for agency in range(AGENCIES):
            unit = open_unit(by=by, name=f"第{county + 1}县第{agency + 1}执法局", kind="agency", parent=seat)
            if agency == 0:
                clerk = open_account(by=by, username=f"c{county}", display_name="填报甲", role="clerk", unit=unit)
                open_account(by=by, username=f"s{county}", display_name="监督乙", role="supervisor", unit=seat)
            ledgers.append(open_ledger(by=by, unit=unit, spec_code="self-check"))
    for ledger in ledgers * ROUNDS:  # units record side by side, not one after another
        record(by=boss, ledger=ledger, rows=[entry(draw, n, NewEntry) for n in range(share)])

    @action("benchmark.spread", title="分布状态")
    def spread(act: Any) -> None:
        today, rows = act.today, Rectification.objects
        accepted = {"cause": "送达环节无人盯办", "measure": "逐案建立送达台账", "accepted_by": clerk}
        for part in range(10):
            mine = rows.extra(where=["entry_id %% 10 = %s"], params=[part])
            due = today + dt.timedelta(days=part * 12 - 80)
            if part < 5:
                given = {"submitted_by": clerk, "submitted_at": act.now, "result": "已补送达"}
                closing = {"state": "closed", "closed_by": boss, "closed_at": act.now, "edited_at": act.now}
                act.change_all(mine, **accepted, **given, **closing, due_on=due)
            elif part < 8:
                act.change_all(mine, **accepted, state="rectifying" if part < 7 else "submitted", due_on=due)

    spread(by=by)
    with connection.cursor() as cursor:
        # What autovacuum (and the worker, on SQLite) does by itself within minutes.
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    (settings.FAJIAN_DATA / "filled").touch()


def entry(draw: random.Random, number: int, new: Any) -> Any:
    """One problem, as long as they are in real self-checks."""
    what = draw.choice(("处罚决定逾期送达", "未履行听证告知", "超期立案", "罚款数额超出裁量阶次", "未按规定公示"))
    where = draw.choice(("市场监管", "城市管理", "交通运输", "生态环境", "应急管理"))
    title = f"{where}领域{what}，案件第{draw.randrange(10**6):06d}号，经自查发现，当事人已提出异议，需限期整改"
    return new(title, {"matter": f"案件{number}", "basis": "行政处罚法 第六十一条", "found_on": "2026-03-02"})


def log_in() -> None:
    """A session for each client, and the addresses to ask for: FAJIAN_DATA/pages.json."""
    from fajian.web.start import start_with_tables

    start_with_tables()
    from django.conf import settings
    from django.test import Client

    from fajian.ledgers.models import Entry, Ledger
    from fajian.orgs.models import User

    def sessions(username: str) -> list[str]:
        keys = []
        for _ in range(CLIENTS):
            client = Client()
            user = User.objects.get(username=username)
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            keys.append(client.cookies["sessionid"].value)
        return keys

    def entries(username: str) -> list[str]:
        rows = Entry.objects.visible_to(User.objects.get(username=username))
        numbers = list(rows.values_list("pk", flat=True))
        return [f"/ledgers/entries/{number}/" for number in random.Random(2).sample(numbers, min(300, len(numbers)))]

    def second_page(username: str) -> list[str]:
        client = Client(SERVER_NAME="localhost")
        user = User.objects.get(username=username)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        after = re.findall(r'href="(\?[^"]*after=[^"]*)"', client.get("/ledgers/problems/").content.decode())
        return [f"/ledgers/problems/{mark}".replace("&amp;", "&") for mark in after[:1]]

    ledgers = [f"/ledgers/{number}/" for number in Ledger.objects.values_list("pk", flat=True)]
    city, county, clerk = sessions("supervisor"), sessions("s3"), sessions("c3")
    problems = "/ledgers/problems/"
    pages = {
        "problems, whole city": (city, [problems]),
        "problems, whole city, second page": (city, second_page("supervisor")),
        "problems, whole city, not closed": (city, [f"{problems}?state=open"]),
        "problems, whole city, overdue": (city, [f"{problems}?overdue=on"]),
        "problems, one county": (county, [problems]),
        "problems, one agency": (clerk, [problems]),
        "ledgers, whole city": (city, ["/ledgers/"]),
        "one ledger": (city, ledgers),
        "an entry": (city, entries("supervisor")),
        "an entry, the unit's own": (clerk, entries("c3")),
        "home": (city, ["/"]),
    }
    (settings.FAJIAN_DATA / "pages.json").write_text(json.dumps(pages))


if __name__ == "__main__":
    if sys.argv[1:2] == ["fill"]:
        fill(int(sys.argv[2]))
    elif sys.argv[1:2] == ["log-in"]:
        log_in()
    else:
        main()
