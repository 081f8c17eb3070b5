"""The web application measured: lists, searches and entries over a million problems of 500 units, 8 clients, 2 workers.

python benchmarks/web.py [--entries 1000000] [--database sqlite|postgresql|both] [--seconds 6] [--data DIR]

benchmarks/city.py says how the data are made and what they leave out. The server is `fajian serve` as anybody starts
it. The clients ask in a closed loop without thinking, each logged in, on the same machine as server and database; a
further process changes a problem every second, so that nothing is remembered for longer. Each search's hits are
compared with those of LIKE. CPU is what the processes of server and database used per request: where a machine does
other things too, the rates tell of those, the CPU does not; two cores give at most 2,000 / CPU requests a second.
PostgreSQL: the server of FAJIAN_TEST_DATABASE_URL, or a cluster of our own (Debian's `postgresql`). With --data what
was made once is used again; --only measures pages whose title holds a word.

Goal: ≥ 60 requests/s and p95 < 150 ms on every page.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
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
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--seconds", type=float, default=6, help="per page")
    parser.add_argument("--data", type=Path, help="where SQLite's data are made and kept; default: a temporary folder")
    parser.add_argument("--only", default="", help="pages with this in their title")
    options = parser.parse_args()
    missed = 0
    for vendor in ("sqlite", "postgresql") if options.database == "both" else (options.database,):
        with contextlib.ExitStack() as stack:
            base = options.data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fajian-web-")))
            folder = base / f"{vendor}-{options.entries}"
            url = stack.enter_context(postgresql(folder)) if vendor == "postgresql" else ""
            missed += measure(vendor, folder, url, options)
    sys.exit(1 if missed else 0)


def measure(vendor: str, folder: Path, url: str, options: argparse.Namespace) -> int:
    """Fill, serve, load and print; returns how many pages missed the goal."""
    environment = {**os.environ, "FAJIAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "fajian.web.settings"}
    environment.pop("DATABASE_URL", None)
    environment |= {"DATABASE_URL": url} if url else {}
    if not (folder / "filled").exists():
        begun = time.perf_counter()
        subprocess.run([sys.executable, HERE.with_name("city.py"), str(options.entries)], env=environment, check=True)
        print(f"{vendor}: {options.entries:,} entries written in {time.perf_counter() - begun:.0f} s")
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=environment, check=True)
    subprocess.run([sys.executable, HERE.with_name("pages.py"), "log-in"], env=environment, check=True)
    pages = json.loads((folder / "pages.json").read_text())
    print(f"{vendor}: {CLIENTS} clients, {WORKERS} workers, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'page':54}{'req/s':>8}{'p50 ms':>8}{'p95 ms':>8}{'p99 ms':>8}{'cpu ms':>8}{'errors':>8}{'kB':>6}")
    missed = 0
    with served(environment) as (port, server), written(environment):
        spent = partial(cpu_seconds, server, url.rpartition("/")[2])
        for title, (cookies, paths) in pages.items():
            if options.only not in title:
                continue
            asyncio.run(loaded(port, cookies, paths, 1.5, spent))  # warm
            load = asyncio.run(loaded(port, cookies, paths, options.seconds, spent))
            good = load.rate >= RATE and load.p95 < P95 and not load.errors
            missed += not good
            print(
                f"{'✔' if good else '✘'} {title:52}{load.rate:8.0f}{load.p50:8.0f}{load.p95:8.0f}{load.p99:8.0f}"
                f"{load.cpu:8.1f}{load.errors:8}{load.size / 1024:6.0f}",
                flush=True,
            )
    return missed


@contextlib.contextmanager
def written(environment: dict[str, str]) -> Iterator[None]:
    """While inside, somebody changes a problem every second."""
    writer = subprocess.Popen([sys.executable, HERE.with_name("pages.py"), "write"], env=environment)
    try:
        yield
    finally:
        writer.terminate()
        writer.wait(30)


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
def postgresql(folder: Path) -> Iterator[str]:
    """The address of a database: on the server the environment names, or on one of our own, kept below the folder."""
    if base := os.environ.get("FAJIAN_TEST_DATABASE_URL"):
        with database(base) as url:
            (folder / "filled").unlink(missing_ok=True)
            yield url
        return
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        sys.exit("PostgreSQL is not installed: apt-get install postgresql, or --database sqlite")
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    data, port, tools = folder / "cluster", 5499, found[-1].parent
    quiet: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    if not data.exists():
        data.mkdir(parents=True)
        if user:
            shutil.chown(data, "postgres")
        made = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--lc-collate=C"]
        subprocess.run([*user, tools / "initdb", *made], **quiet)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {data}"
    control = [*user, tools / "pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-o", options, "-l", data / "log", "start"], **quiet)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "fast", "stop"], **quiet)


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


if __name__ == "__main__":
    main()
