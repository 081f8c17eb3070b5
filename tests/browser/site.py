"""The demo city as people meet it: built and served by `fajian demo`, in processes of their own."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import IO, Any

FAJIAN = [sys.executable, "-c", "from fajian.cli.main import main; main()"]
PATIENCE = 180  # seconds until the server answers, on a machine that does much else besides


@cache
def built() -> Path:
    """The city's data folder, built once for all tests; FAJIAN_DEMO_CITY names one that is there already.

    Nobody writes into it: whoever serves it takes a copy. The processes of one run (pytest-xdist) share it: the first
    that asks builds it, the others wait, the last to end takes it away.
    """
    if ready := os.environ.get("FAJIAN_DEMO_CITY"):
        return Path(ready)
    folder = Path(gettempdir()) / f"fajian-city-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
    folder.mkdir(exist_ok=True)
    with (folder / "building").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        if not (city := folder / "city").exists():
            subprocess.run([*FAJIAN, "demo", "--no-serve", "--out", str(city)], check=True, env=surroundings())
        lives = (folder / "lived-in").open("w")
        fcntl.flock(lives, fcntl.LOCK_SH)
    atexit.register(leave, folder, lives)
    return city


def leave(folder: Path, lives: IO[str]) -> None:
    """Take the city away, unless another process still lives in it."""
    with lives, suppress(BlockingIOError):
        fcntl.flock(lives, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)


def surroundings(folder: Path | None = None) -> dict[str, str]:
    """The environment of a user at this machine; with a folder, that of the demo in it."""
    strange = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "FAJIAN_DATA")
    mine = {name: value for name, value in os.environ.items() if name not in strange}
    mine["FAJIAN_TICK_HOUR"] = "24"  # the city stays as it was built
    return mine | ({"FAJIAN_DATA": str(folder), "FAJIAN_DEMO": "1"} if folder else {})


@dataclass(frozen=True, slots=True)
class Site:
    """A served city."""

    folder: Path
    url: str

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Look into the database behind the application's back; reading only."""
        with closing(sqlite3.connect(f"file:{self.folder}/fajian.sqlite3?mode=ro", uri=True)) as database:
            return database.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """The first column of the first row; IndexError when there is none."""
        return self.rows(sql, *values)[0][0]

    def fajian(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of `fajian` on this installation."""
        return subprocess.run(
            [*FAJIAN, *arguments], env=surroundings(self.folder), capture_output=True, text=True, check=False
        )


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """`fajian demo` over a copy of the city, until the block ends."""
    copy = Path(mkdtemp(prefix="fajian-site-")) / "city"
    shutil.copytree(folder, copy)
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = copy.with_name("log")
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [*FAJIAN, "demo", "--out", str(copy), "--port", str(port)],
            env=surroundings(), stdout=lines, stderr=lines,
        )  # fmt: skip
    site = Site(copy, f"http://127.0.0.1:{port}")
    try:
        wait(site, process, log)
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
        shutil.rmtree(copy.parent, ignore_errors=True)


def wait(site: Site, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until it answers; says what it wrote when it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.url}/livez", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"the demo does not answer: {log.read_text(errors='replace')[-3000:]}")
